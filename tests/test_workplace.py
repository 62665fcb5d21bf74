"""What killed builds leave behind goes; what running ones need stays."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from tts.cli.cache import files
from tts.store import cache_folder
from tts.workplace import clear_abandoned, running_since_s, workplace

ROOT = Path(__file__).parent.parent
BUILDING = """
import sys, time
from tts.workplace import workplace
with workplace() as folder:
    (folder / "episode.mp3").write_bytes(bytes(1000))
    print(folder, flush=True)
    time.sleep(60)
"""


def building() -> tuple[subprocess.Popen[str], Path]:
    """Another process in the middle of a build, and its folder."""
    process = subprocess.Popen([sys.executable, "-c", BUILDING], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    return process, Path(process.stdout.readline().strip())


def test_only_the_folder_of_a_killed_build_is_cleared() -> None:
    (killed, abandoned), (running, needed) = building(), building()
    try:
        killed.kill()
        killed.wait()
        assert (abandoned / "episode.mp3").is_file()
        with workplace() as folder:
            assert not abandoned.exists()
            assert (needed / "episode.mp3").is_file()
            assert folder.is_dir()
        assert not folder.exists()
        assert (needed / "episode.mp3").is_file()
    finally:
        running.kill()
        running.wait()
    clear_abandoned()
    assert not needed.exists()


def test_since_when_a_build_runs_is_known_as_long_as_it_does() -> None:
    assert running_since_s() is None
    began_s = time.time()
    process, folder = building()
    try:
        since_s = running_since_s()
        assert since_s is not None
        assert abs(since_s - began_s) < 60
        with workplace():
            assert running_since_s() == since_s
    finally:
        process.kill()
        process.wait()
    assert running_since_s() is None
    assert not folder.exists()


def test_what_is_being_made_is_not_kept() -> None:
    with workplace() as folder:
        (folder / "episode.mp3").write_bytes(bytes(1000))
        assert not list(files())


def test_several_at_once_do_not_wait_for_each_other() -> None:
    with workplace() as one, workplace() as other:
        assert one != other
        clear_abandoned()
        assert one.is_dir()
        assert other.is_dir()
    assert [path.name for path in (cache_folder() / "work").iterdir()] == ["lock"]
