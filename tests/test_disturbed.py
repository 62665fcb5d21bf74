"""Builds that are killed at any moment, crowd each other, lose their cache on the way, or run out of room.

`TURNCAST_KILLS=100 pytest tests/test_disturbed.py` kills at a hundred random moments instead of eight chosen ones.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.test_build import TRANSCRIPT, VOICES, contents
from command import turncast

from tts.cli.cache import _prune as prune_as_told
from tts.cli.cache import files
from tts.errors import ExitCode
from tts.show.folder import LOCK
from tts.show.record import read, sha256
from tts.show.site_record import RECORD
from tts.store import cache_folder, unlink
from tts.workplace import running_since_s

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and limits")]

ROOT = Path(__file__).parent.parent

_KILLED = """
import os, signal, sys
at, number = int(sys.argv[1]), int(sys.argv[2])
changes = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.truncate", "shutil.rmtree"}
seen = 0

def watch(event, arguments):
    global seen
    if event in changes or (event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")):
        seen += 1
        if seen == at:
            os.kill(os.getpid(), number)

sys.addaudithook(watch)
sys.argv = ["turncast", *sys.argv[3:]]
from tts.cli import _run
code = _run(True)
print(seen, file=sys.stderr)
sys.exit(code)
"""
"""The command line, sent a signal as it is about to change the disk for the n-th time (0: never). It says how often it
did."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "talk.txt").write_text(TRANSCRIPT, encoding="utf-8")
    (tmp_path / "voices.yaml").write_text(VOICES, encoding="utf-8")
    return tmp_path


def killed(
    folder: Path, at: int, cache: Path, out: str, number: int = signal.SIGKILL
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _KILLED, str(at), str(int(number)), "build", "talk.txt", "--out", out],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TURNCAST_CACHE": str(cache)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def assert_whole_or_absent(episode: Path) -> None:
    if episode.exists():
        record = read(episode)
        assert {path.name for path in episode.iterdir()} == record.names
        assert sha256(episode / record.audio) == record.sha256
        assert all(sha256(episode / file.name) == file.sha256 for file in record.files)


def test_killed_at_any_moment_a_build_leaves_all_or_nothing_and_goes_on(folder: Path) -> None:
    calm = killed(folder, 0, folder / "calm cache", "calm")
    assert calm.returncode == ExitCode.DONE, calm.stderr
    moments = int(calm.stderr.split()[-1])
    assert moments > 20
    wanted = int(os.environ.get("TURNCAST_KILLS", "0"))
    chosen = [random.Random(n).randint(1, moments) for n in range(wanted)]
    chosen = chosen or [1 + n * (moments - 1) // 7 for n in range(8)]
    for number, at in enumerate(chosen):
        cache, out = folder / f"cache {number}", folder / f"out {number}"
        ended = killed(folder, at, cache, out.name)
        assert ended.returncode == -signal.SIGKILL, (at, ended.stderr)
        assert_whole_or_absent(out / "talk")
        kept = {path: path.stat().st_mtime_ns for path in (cache / "clips").glob("??/*.wav")}
        again = killed(folder, 0, cache, out.name)
        assert again.returncode == ExitCode.DONE, (at, again.stderr)
        assert contents(out) == contents(folder / "calm"), at
        assert {path: path.stat().st_mtime_ns for path in kept} == kept, f"spoken twice, {at}"
        assert not [path for path in (cache / "work").glob("*") if path.is_dir()], at


def test_interrupted_at_any_moment_a_build_leaves_all_or_nothing_and_goes_on(folder: Path) -> None:
    """Ctrl-C in the midst of it, which it cannot have ended before."""
    cache = folder / "cache"
    moments = int(killed(folder, 0, folder / "calm cache", "calm").stderr.split()[-1])
    for at in (1 + n * (moments - 1) // 4 for n in range(4)):
        ended = killed(folder, at, cache, f"out {at}", signal.SIGINT)
        assert ended.returncode == ExitCode.INTERRUPTED, (at, ended.stderr)
        assert "Traceback" not in ended.stderr
        assert_whole_or_absent(folder / f"out {at}" / "talk")
        assert not [path for path in (cache / "work").glob("*") if path.is_dir()], at
        again = killed(folder, 0, cache, f"out {at}")
        assert again.returncode == ExitCode.DONE, (at, again.stderr)
        assert contents(folder / f"out {at}") == contents(folder / "calm"), at
        shutil.rmtree(cache)


def test_killed_while_it_replaces_an_episode_the_old_one_or_the_new_one_stands(folder: Path) -> None:
    """Own files beside it survive each kill, too."""
    assert turncast("build", "talk.txt", "--out", "old", cwd=folder).returncode == 0
    (folder / "old" / "talk" / "notes.txt").write_text("mine")
    old = contents(folder / "old" / "talk")
    (folder / "talk.txt").write_text(TRANSCRIPT.replace("看看海", "看一看海"), encoding="utf-8")
    cache = folder / "cache"
    assert killed(folder, 0, cache, "new").returncode == ExitCode.DONE
    (folder / "new" / "talk" / "notes.txt").write_text("mine")
    new = contents(folder / "new" / "talk")
    shutil.copytree(folder / "old", folder / "replaced")
    moments = int(killed(folder, 0, cache, "replaced").stderr.split()[-1])
    kinds = set()
    for at in (2, moments // 3, moments // 2, moments * 2 // 3, moments - 8, moments):
        shutil.copytree(folder / "old", folder / f"out{at}")
        ended = killed(folder, at, cache, f"out{at}")
        assert ended.returncode == -signal.SIGKILL, (at, ended.stderr)
        found = contents(folder / f"out{at}" / "talk")
        assert found in (old, new), (at, ended.stderr)
        kinds.add(found == new)
    assert kinds == {True, False}


def test_two_builds_into_one_site(folder: Path) -> None:
    (folder / "other.txt").write_text(TRANSCRIPT.replace("一次谈话", "另一次谈话"), encoding="utf-8")
    sources = ("talk.txt", "other.txt", "talk.txt")
    command = [sys.executable, "-m", "tts", "build"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen(
            [*command, source],
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for source in sources
    ]
    for process in running:
        _, said = process.communicate(timeout=120)
        assert process.returncode == ExitCode.DONE, said
    site = folder / "audio"
    for name in ("talk", "other"):
        assert_whole_or_absent(site / name)
        assert f"{name}/{name}.mp3" in (site / "feed.xml").read_text("utf-8")
    assert {path.name for path in site.iterdir() if path.name.startswith(".")} <= {LOCK, RECORD}
    checked = turncast("check", "audio", "--json", cwd=folder)
    assert checked.returncode == ExitCode.DONE, checked.stdout


@pytest.mark.parametrize("by", ["prune", "hand"])
def test_a_cache_that_is_emptied_all_through_a_build(folder: Path, by: str) -> None:
    """Pruned, it keeps what the build needs; emptied by hand, what is missing is made again."""
    assert turncast("build", "talk.txt", "--out", "calm", cwd=folder).returncode == ExitCode.DONE
    running = subprocess.Popen(
        [sys.executable, "-m", "tts", "build", "talk.txt"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    emptied = 0
    while running.poll() is None:
        if not (folder / "audio").exists():
            time.sleep(0.01)
        elif by == "prune":
            emptied += running_since_s() is not None
            prune_as_told(files(), None, "0", unlink)  # in this process: a command takes as long as the build
        elif emptied < 3:  # whoever does it all the time keeps everybody from building
            time.sleep(0.2)
            for clip in (cache_folder() / "clips").glob("??/*.wav"):
                clip.unlink()
            emptied += 1
        else:
            break
    _, said = running.communicate(timeout=120)
    assert running.returncode == ExitCode.DONE, said
    assert emptied
    assert contents(folder / "audio") == contents(folder / "calm")


def limited(size: int) -> Callable[[], None]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize(
    ("size", "full"), [(1_000, "clips"), (150_000, "clips"), (480_000, "work"), (700_000, "--out")]
)
def test_no_room_is_73_and_leaves_what_stood_there(folder: Path, size: int, full: str) -> None:
    """Files may grow to `size` bytes and no further: a first clip, a long one, the sound in the making, the episode's.
    What lies in the cache is not helped by another `--out`."""
    command = [sys.executable, "-m", "tts", "build", "talk.txt"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    ended = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, preexec_fn=limited(size)
    )
    assert ended.returncode == ExitCode.CANNOT_WRITE, (ended.returncode, ended.stderr)
    assert "Traceback" not in ended.stderr
    assert "bug" not in ended.stderr
    assert full in ended.stderr
    assert ("--out" in ended.stderr) != ("set TURNCAST_CACHE" in ended.stderr)
    assert not list((folder / "audio").rglob("*.mp3"))
    assert turncast("build", "talk.txt", cwd=folder).returncode == ExitCode.DONE
    document = json.loads((folder / "audio" / "talk" / "episode.json").read_text("utf-8"))
    assert document["slug"] == "talk"
