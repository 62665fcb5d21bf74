"""Folders that appear whole or not at all."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tts.errors import Place, WriteError
from tts.whole_file import whole_file

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""Both from Linux's `fcntl.h` and `fs.h`."""


@contextlib.contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """A fresh folder beside `target` to fill; leaving the block puts it in `target`'s place, an error discards it.

    A process killed at any moment leaves `target` as it was or as it shall be (off Linux: at worst for an instant
    missing), and a hidden folder that the next call clears away, whichever episode it writes. Raises WriteError when
    the disk will not have it.
    """
    with writing(target), alone_in(target.parent) as alone:
        if alone:
            _clear(target.parent)
        fresh = target.parent / f".{target.name}.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        try:
            yield fresh
            _sync(fresh)
            _swap(fresh, target)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def write_whole(path: Path, content: bytes, option: str = "--out") -> bool:
    """Put `content` at `path`, whole or not at all. False when it stood there already. Raises WriteError.

    `option`: as for `writing`.
    """
    with writing(path, option):
        if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
            return False
        with whole_file(path) as fresh:
            fresh.write_bytes(content)
    return True


@contextlib.contextmanager
def writing(path: Path, option: str = "--out") -> Iterator[None]:
    """Turn the disk's refusals into a WriteError that names `path`, and the `option` that chose its folder."""
    try:
        yield
    except OSError as error:
        raise WriteError(
            f"Cannot write: {error.strerror or error}.",
            place=Place(path),
            remedy=f"Check that the folder exists, is yours to write, and has room; or name another with {option}.",
        ) from error


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[bool]:
    """Wait until no other process writes episodes or the feed of this site; the lock dies with its process.

    False where there are no locks: on Windows, and on a disk without them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if sys.platform == "win32":
        yield False
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        locked = True
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError:  # an hour's work is not thrown away for want of a lock
            locked = False
        yield locked
    finally:
        os.close(descriptor)


def _clear(site: Path) -> None:
    """Remove what killed builds left in `site`: who holds its lock is the only one that writes there."""
    for left in site.glob(".*"):
        name = left.stem[1:]
        if left.suffix not in (".new", ".old") or not left.is_dir() or not _is_episode(left, name):
            continue
        if left.suffix == ".old" and not (site / name).exists():
            left.rename(site / name)  # killed between two names, where none can be exchanged
        else:
            shutil.rmtree(left, ignore_errors=True)


def _is_episode(folder: Path, slug: str) -> bool:
    """Hidden folders of other people end in `.new`, too."""
    return (folder / f"{slug}.mp3").exists() or not any(folder.iterdir())


def _sync(folder: Path) -> None:
    """Have the content on the disk before the name points at it: else a power cut leaves empty files."""
    for path in sorted(folder.iterdir()):
        with path.open("r+b") as file:  # Windows syncs only what may be written
            os.fsync(file.fileno())


def _swap(fresh: Path, target: Path) -> None:
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        old = target.parent / f".{target.name}.old"
        shutil.rmtree(old, ignore_errors=True)
        target.rename(old)
        fresh.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step, where the system and its file system can."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    result: int = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return result == 0
