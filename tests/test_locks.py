"""A lock is held by one process at a time, and dies with it."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from tts.locks import locked

ROOT = Path(__file__).parent.parent
HOLDING = """
import sys, time
from pathlib import Path
from tts.locks import locked
with locked(Path(sys.argv[1])) as held:
    print(held, flush=True)
    time.sleep(60)
"""


def test_one_at_a_time_and_never_longer_than_its_process(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    process = subprocess.Popen([sys.executable, "-c", HOLDING, str(file)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        assert process.stdout.readline().strip() == "True"
        with locked(file, wait=False) as held:
            assert not held
    finally:
        process.kill()
        process.communicate()
    with locked(file) as held:
        assert held


@pytest.mark.skipif(sys.platform == "win32", reason="has no flock")
def test_a_disk_that_has_no_locks_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    with locked(tmp_path / "lock") as held:
        assert not held
