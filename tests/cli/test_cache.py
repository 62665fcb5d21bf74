"""`turncast cache`: it counts what is there, removes what it is told to, and what it removes is made again."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from command import turncast

from cli.test_build import PLAIN, TRANSCRIPT
from tts.cli.cache import _bytes, files
from tts.errors import ExitCode, UsageError
from tts.speech.engines.kokoro.faster.file import COMPILED, REWRITTEN
from tts.speech.engines.kokoro.model_file import SHA256
from tts.store import cache_folder, prune


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "talk.txt").write_text(TRANSCRIPT, encoding="utf-8")
    (tmp_path / "voices.yaml").write_text(PLAIN, encoding="utf-8")
    return tmp_path


@pytest.mark.slow
def test_size_hits_damage_and_pruning(folder: Path) -> None:
    assert turncast("build", "talk.txt", cwd=folder).returncode == 0
    assert turncast("build", "talk.txt", cwd=folder).returncode == 0
    mp3 = folder / "audio" / "talk" / "talk.mp3"
    whole = mp3.read_bytes()
    told = json.loads(turncast("cache", "--json", cwd=folder).stdout)
    assert told["clips_found"] * 2 == told["clips_asked"] > 0
    assert told["parts"]["clips"]["files"] >= told["clips_found"]

    clip = next((cache_folder() / "clips").glob("??/*.wav"))
    data = bytearray(clip.read_bytes())
    data[len(data) // 2] ^= 1
    clip.write_bytes(data)
    verified = turncast("cache", "--verify", "--json", cwd=folder)
    assert verified.returncode == ExitCode.BAD_INPUT
    assert json.loads(verified.stdout)["damaged"] == [clip.stem]
    assert "no damaged clips" in turncast("cache", "--verify", cwd=folder).stdout
    clip.parent.mkdir(exist_ok=True)
    clip.write_bytes(bytes(data))
    assert "1 damaged clip removed\n" in turncast("cache", "--verify", cwd=folder).stdout

    assert turncast("cache", "--prune", "--keep", "0", cwd=folder).returncode == ExitCode.DONE
    assert not [path for path in cache_folder().rglob("*") if path.is_file() and path.name != "lock"]
    assert turncast("build", "talk.txt", cwd=folder).returncode == 0
    assert mp3.read_bytes() == whole


@pytest.mark.slow
def test_a_cache_elsewhere_is_counted_verified_and_pruned_and_nothing_else_beside_it(folder: Path) -> None:
    shared, place = folder / "shared", str(folder / "shared")
    assert turncast("build", "talk.txt", "--cache", place, cwd=folder).returncode == 0
    clips = sorted(shared.glob("??/*.wav"))
    told = json.loads(turncast("cache", "--cache", place, "--json", cwd=folder).stdout)
    assert told["folder"] == place
    assert told["parts"] == {"clips": {"files": len(clips), "bytes": sum(path.stat().st_size for path in clips)}}
    assert told["clips_asked"] == len(clips)

    clips[0].write_bytes(clips[0].read_bytes()[:-1] + b"x")
    for beside in (shared / "holiday.jpg", shared / "ab" / "song.wav"):
        beside.parent.mkdir(exist_ok=True)
        beside.write_bytes(b"not ours")
    verified = turncast("cache", "--cache", place, "--verify", "--json", cwd=folder)
    assert json.loads(verified.stdout)["damaged"] == [clips[0].stem]
    pruned = json.loads(turncast("cache", "--cache", place, "--prune", "--keep", "0", "--json", cwd=folder).stdout)
    assert pruned["removed"]["files"] == len(clips) - 1
    assert not pruned["parts"]
    assert (shared / "holiday.jpg").is_file()
    assert (shared / "ab" / "song.wav").is_file()


def test_a_cache_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    assert turncast("cache", "--cache", str(tmp_path / "nowhere"), cwd=tmp_path).returncode == ExitCode.USAGE
    assert turncast("cache", "--cache", "ftp://host/x", cwd=tmp_path).returncode == ExitCode.USAGE


@pytest.mark.parametrize("command", [["cache"], ["build", "talk.txt"], ["say", "你好", "--engine", "tone"]])
def test_a_file_in_place_of_the_cache_is_one_mistake(command: list[str], folder: Path) -> None:
    ended = turncast(*command, "--cache", "talk.txt", cwd=folder)
    assert ended.returncode == ExitCode.USAGE
    assert ended.stderr == (
        "turncast: --cache talk.txt is a file, not a folder. Name the folder that the clips lie in.\n"
    )


@pytest.mark.parametrize("options", [[], ["--verify"], ["--prune", "--keep", "0"]])
def test_a_folder_of_other_things_is_no_cache(options: list[str], folder: Path) -> None:
    (folder / "ab").mkdir()
    (folder / "ab" / "song.wav").write_bytes(b"not ours")
    ended = turncast("cache", "--cache", ".", *options, cwd=folder)
    assert (ended.returncode, ended.stdout) == (ExitCode.USAGE, "")
    assert ". holds no clips, but other things: ab, talk.txt, voices.yaml." in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    (folder / "empty" / "0a").mkdir(parents=True)
    assert turncast("cache", "--cache", "empty", cwd=folder).returncode == ExitCode.DONE


def test_the_longest_unused_goes_first() -> None:
    now_s = time.time()
    old, middle, new = (
        _old_file(f"clips/{digit * 2}/{digit * 64}.wav", days) for digit, days in (("a", 40), ("b", 10), ("c", 1))
    )
    assert [file.path for file in prune(files(), older_than_s=30 * 86400.0, most_bytes=None, now_s=now_s)] == [old]
    assert [file.path for file in prune(files(), older_than_s=None, most_bytes=1500, now_s=now_s)] == [middle]
    assert [file.path for file in files()] == [new]


def _old_file(name: str, days: float) -> Path:
    """A file of 1000 bytes at `name` in the cache, last used `days` ago."""
    path = cache_folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(1000))
    os.utime(path, (time.time() - days * 86400, time.time() - days * 86400))
    return path


def test_the_voice_model_goes_last_and_never_for_its_age() -> None:
    clip = _old_file(f"clips/aa/{'a' * 64}.wav", 1)
    model = [_old_file(f"models/kokoro-{SHA256[:16]}.onnx", 90)]
    model += [_old_file(f"models/kokoro-{SHA256[:16]}-{form}/graph.onnx", 80) for form in (REWRITTEN, COMPILED)]
    model += [_old_file("models/numba/blocks_1/blocks.step-7.py311.1.nbc", 70)]
    now_s = time.time()
    assert not prune(files(), older_than_s=30 * 86400.0, most_bytes=None, now_s=now_s)
    assert [file.path for file in prune(files(), older_than_s=None, most_bytes=4000, now_s=now_s)] == [clip]
    assert not prune(files(), older_than_s=None, most_bytes=4000, now_s=now_s)
    assert {file.path for file in prune(files(), older_than_s=None, most_bytes=3000, now_s=now_s)} == set(model)


def test_what_a_running_build_may_need_stays() -> None:
    """Made or used since it began, or so short a time before that its use was not noted; and the model."""
    now_s = time.time()
    hour = 1 / 24
    clips = [
        _old_file(f"clips/{digit * 2}/{digit * 64}.wav", days)
        for digit, days in (("a", 3), ("b", 4 * hour), ("c", 2.5 * hour), ("d", 0))
    ]
    _old_file(f"models/kokoro-{SHA256[:16]}.onnx", 90)
    for most_bytes, older_than_s in ((0, None), (None, 0.0), (0, 0.0)):
        since_s = now_s - 2 * 3600.0
        prune(files(), older_than_s=older_than_s, most_bytes=most_bytes, now_s=now_s, running_since_s=since_s)
        assert [clip.exists() for clip in clips] == [False, False, True, True]
    assert len(prune(files(), older_than_s=None, most_bytes=0, now_s=now_s)) == 3


def test_what_turncast_did_not_write_stays() -> None:
    others = [
        "notes.txt",
        "holiday/beach.jpg",
        "clips/aa/song.wav",
        "clips/readme",
        "models/whisper.bin",
        "covers/x.png",
    ]
    paths = [_old_file(name, 400) for name in others]
    assert not list(files())
    assert not prune(files(), older_than_s=0.0, most_bytes=0, now_s=time.time())
    assert all(path.is_file() for path in paths)


@pytest.mark.parametrize(("said", "size"), [("0", 0), ("500M", 500_000_000), ("1.5 GB", 1_500_000_000), ("2k", 2000)])
def test_sizes_as_people_write_them(said: str, size: int) -> None:
    assert _bytes(said) == size


def test_a_size_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="lots"):
        _bytes("lots")


def test_pruning_by_nothing_is_refused(tmp_path: Path) -> None:
    assert turncast("cache", "--prune", cwd=tmp_path).returncode == ExitCode.USAGE
    assert turncast("cache", "--keep", "1G", cwd=tmp_path).returncode == ExitCode.USAGE
