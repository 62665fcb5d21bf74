"""Ctrl-C, once or twice, at any moment: 130, no traceback, nothing unfinished left, and the next build goes on.

`TURNCAST_MOMENTS=50 pytest tests/cli/test_interrupt.py` takes more moments than usual.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.test_build import TRANSCRIPT
from tts.errors import ExitCode
from tts.workplace import clear_abandoned

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals"),
]

ROOT = Path(__file__).parent.parent.parent
MOMENTS = int(os.environ.get("TURNCAST_MOMENTS", "4"))
LONGEST_S = 15.0
"""The model is prepared, the network loaded and the short talk half spoken by then."""


def interrupted(folder: Path, cache: Path, after_s: float, twice: bool) -> tuple[int, str, float]:
    """Exit code, what was said, and how long it took to leave."""
    running = subprocess.Popen(
        [sys.executable, "-m", "tts", "build", "talk.txt", "--engine", "kokoro"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TURNCAST_CACHE": str(cache)},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    # Before the command line has begun, Python itself is interrupted.
    while not (folder / "audio").exists() and running.poll() is None:
        time.sleep(0.01)
    time.sleep(after_s)
    running.send_signal(signal.SIGINT)
    asked_s = time.monotonic()
    if twice:
        time.sleep(0.1)
        running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=120)
    return running.returncode, said, time.monotonic() - asked_s


@pytest.mark.parametrize("twice", [False, True])
def test_ctrl_c_leaves_nothing_unfinished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, twice: bool) -> None:
    """A disk so busy that it keeps a killed process for five seconds leaves its folder to the next build."""
    moments = random.Random(twice)
    for number in range(MOMENTS):
        folder = tmp_path / str(number)
        cache = folder / "cache"
        folder.mkdir()
        (folder / "talk.txt").write_text(TRANSCRIPT, encoding="utf-8")
        after_s = LONGEST_S * (number + moments.random()) / MOMENTS
        code, said, left_s = interrupted(folder, cache, after_s, twice)
        if code == ExitCode.DONE:
            continue  # it had finished
        seen = f"after {after_s:.2f} s: {code} in {left_s:.1f} s, {said}"
        assert code == ExitCode.INTERRUPTED, seen
        assert "Interrupted" in said, seen
        assert "Traceback" not in said, seen
        assert "Exception" not in said, seen
        unfinished = [path for path in cache.rglob("*") if path.is_file() and path.suffix in (".tmp", ".new")]
        monkeypatch.setenv("TURNCAST_CACHE", str(cache))
        if left_s > 5.0:
            clear_abandoned()
        unfinished += [path for path in (cache / "work").glob("*") if path.name != "lock"]
        unfinished += [path for path in (cache / "models").glob(".*")]
        assert not unfinished, seen
        assert not list((folder / "audio").glob("*/")), seen
        shutil.rmtree(folder)


@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_nobody_listening(tmp_path: Path, closed: str) -> None:
    (tmp_path / "talk.txt").write_text(TRANSCRIPT, encoding="utf-8")
    command = f'"{sys.executable}" -m tts build talk.txt --engine tone {closed}'
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    assert subprocess.run(["bash", "-c", command], cwd=tmp_path, env=environment, check=False).returncode == 0
    assert (tmp_path / "audio" / "talk" / "talk.mp3").stat().st_size > 10_000
    command = f'"{sys.executable}" -m tts script talk.txt --json {closed}'
    assert subprocess.run(["bash", "-c", command], cwd=tmp_path, env=environment, check=False).returncode == 0
