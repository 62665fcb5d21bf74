"""How the program ends when somebody else ends it: a reader that goes, a full disk, a signal."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.test_build import TRANSCRIPT, VOICES
from tts.errors import ExitCode
from tts.show.folder import LOCK

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
TURNCAST = f"{shlex.quote(sys.executable)} -m tts"


def shell(line: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "talk.txt").write_text(TRANSCRIPT, encoding="utf-8")
    (tmp_path / "voices.yaml").write_text(VOICES, encoding="utf-8")
    return tmp_path


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
@pytest.mark.parametrize("command", ["script talk.txt", "script talk.txt --json", "--version", "voices --json"])
def test_output_that_has_no_room_is_73(folder: Path, command: str) -> None:
    ended = shell(f"{TURNCAST} {command} > /dev/full", folder)
    assert ended.returncode == ExitCode.CANNOT_WRITE
    assert "No space left" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="POSIX environments")
def test_no_path_is_no_defect(folder: Path) -> None:
    ended = shell(f"unset PATH HOME; {TURNCAST} build talk.txt", folder)
    assert ended.returncode == ExitCode.DONE, ended.stderr


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
@pytest.mark.parametrize("command", ["script talk.txt", "script talk.txt --json", "voices"])
def test_a_reader_that_has_seen_enough_is_no_failure(folder: Path, command: str) -> None:
    ended = shell(f"{TURNCAST} {command} | true", folder)
    assert (ended.returncode, ended.stderr) == (ExitCode.DONE, "")


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_ends_a_build_as_ctrl_c_does(folder: Path, name: str) -> None:
    if signal.getsignal(getattr(signal, name)) is signal.SIG_IGN:
        pytest.skip("ignored here, as under nohup")
    (folder / "talk.txt").write_text(
        TRANSCRIPT + "\n安娜：还有呢？\n\n博明：没有了，真的没有了。\n" * 400, encoding="utf-8"
    )
    running = subprocess.Popen(
        [sys.executable, "-m", "tts", "build", "talk.txt"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    while running.poll() is None and not (folder / "audio").exists():
        time.sleep(0.02)
    running.send_signal(getattr(signal, name))
    _, said = running.communicate(timeout=120)
    assert running.returncode == ExitCode.INTERRUPTED, said
    assert "Interrupted" in said
    assert {path.name for path in (folder / "audio").iterdir()} <= {LOCK}
