"""What is kept comes back as it was, or not at all; and the cache lies where the user or the system says."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from command import turncast

from tts.cli.cache import parts
from tts.errors import ExitCode
from tts.store import CachePart, Store, cache_folder

ONE, OTHER = "ab" + "0" * 62, "cd" + "1" * 62
ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_8d8e673a960d8607.txt"


@pytest.mark.skipif(sys.platform != "linux", reason="each system has its own place")
def test_order_of_precedence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("TURNCAST_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert cache_folder() == tmp_path / "home/.cache/turncast"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/is/invalid")
    assert cache_folder() == tmp_path / "home/.cache/turncast"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg/turncast"
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX users")
@pytest.mark.parametrize(
    ("own", "command"),
    [
        ("", ["cache"]),
        ("~/x", ["cache"]),
        ("", ["doctor", "--offline"]),
        ("", ["build", str(SEED), "--engine", "tone"]),
        ("", ["say", "你好", "--engine", "tone"]),
        ("", ["cache", "--cache", "~/clips"]),
        ("", ["build", str(SEED), "--engine", "tone", "--cache", "s3://bucket/clips"]),
    ],
)
def test_a_user_whom_nobody_knows_is_told_what_to_set(
    own: str, command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number that no account has, without a home, as in `docker run --user 54321`."""

    def nobody(_: int) -> NoReturn:
        raise KeyError("uid not found")

    monkeypatch.setattr("pwd.getpwuid", nobody)
    ended = turncast(*command, cwd=tmp_path, environment={"PATH": os.environ["PATH"], "TURNCAST_CACHE": own})
    assert ended.returncode in (ExitCode.CANNOT_WRITE, ExitCode.UNAVAILABLE, ExitCode.USAGE), ended.stderr
    assert "TURNCAST_CACHE" in ended.stderr + ended.stdout or "~" in ended.stderr
    assert not list(tmp_path.glob("~*"))


def test_what_is_put_is_got(tmp_path: Path) -> None:
    store = Store(CachePart("things"), tmp_path)
    assert store.get(ONE) is None
    store.put(ONE, b"content")
    assert bytes(store.get(ONE) or b"") == b"content"
    assert [file.path for file in store.files()] == [tmp_path / "ab" / f"{ONE}.bin"]


def test_damage_is_nothing(tmp_path: Path) -> None:
    store = Store(CachePart("things"), tmp_path)
    store.put(ONE, b"content")
    path = Path(store.file_of(ONE))
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert store.get(ONE) is None
        path.write_bytes(whole[:at])
        assert store.get(ONE) is None


def test_a_file_under_another_key_is_not_taken(tmp_path: Path) -> None:
    store = Store(CachePart("things"), tmp_path)
    store.put(ONE, b"of one")
    store.put(OTHER, b"of the other")
    one, other = Path(store.file_of(ONE)), Path(store.file_of(OTHER))
    one.rename(tmp_path / "aside")
    other.rename(one)
    (tmp_path / "aside").rename(other)
    assert (store.get(ONE), store.get(OTHER)) == (None, None)


def test_each_part_owns_its_own_and_no_other_has_its_name() -> None:
    every = parts()
    assert len({part.name for part in every}) == len(every)
    for part in every:
        assert part.owns(f"ab/{ONE}{part.suffix}")
        assert part.owns(f"ab/.{ONE[:16]}.0123456789ab.tmp")
        for other in ("notes.txt", "ab/notes.txt", f"ab/{ONE}{part.suffix}.old", f"ab/{ONE[:-1]}{part.suffix}"):
            assert not part.owns(other)
