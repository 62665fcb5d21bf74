"""Folders that appear whole or not at all."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from tts.errors import Place, WriteError, reason
from tts.language import tr
from tts.locks import locked
from tts.whole_file import whole_file

LOCK = ".turncast.lock"
"""In the site: whoever writes there holds it. Hidden, so that it is neither served nor published."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""Both from Linux's `fcntl.h` and `fs.h`."""


@contextlib.contextmanager
def whole_folder(target: Path, ours: Callable[[], Collection[str]] = tuple) -> Iterator[Path]:
    """A fresh folder beside `target` to fill; leaving the block puts it in `target`'s place, an error discards it.

    `ours` tells which names in `target` go with it; it is asked when no other process can write there. Everything else
    is somebody's own and moves along.
    A process killed at any moment leaves `target` as it was or as it shall be (off Linux: at worst for an instant
    missing), and a hidden folder that the next call clears away, whichever episode it writes. Raises WriteError when
    the disk will not have it, and when a file of somebody's own bears the name of a new one.
    """
    with writing(target), alone_in(target.parent) as alone:
        if alone:
            _clear(target.parent)
        fresh = target.parent / f".{target.name}.new"
        if _is_episode(fresh, target.name):
            _discard(fresh, target.name)
        fresh.mkdir()
        try:
            yield fresh
            _sync(fresh)
            _carry(target, fresh, ours())
            _swap(fresh, target)
        finally:  # whatever is in it by now, we made it, or it was replaced
            if fresh.is_dir():
                _discard(fresh, target.name)


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
            tr("Cannot write: {strerror}.", strerror=reason(error)),
            place=Place(path),
            remedy=tr(
                "Check that the folder exists, is yours to write, and has room; or name another with {option}.",
                option=option,
            ),
        ) from error


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[bool]:
    """Wait until no other process writes episodes or the feed of this site; the lock dies with its process.

    False on a disk without locks.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / LOCK) as alone:
        yield alone


def _clear(site: Path) -> None:
    """Remove what killed builds left in `site`: who holds its lock is the only one that writes there."""
    for left in site.glob(".*"):
        name = left.stem[1:]
        if left.suffix == ".old" and not (site / name).exists() and _is_episode(left, name):
            left.rename(site / name)  # killed between two names, where none can be exchanged
        elif left.suffix in (".new", ".old") and _is_episode(left, name):
            _discard(left, name)


def _signs(slug: str) -> tuple[str, str]:
    """Files by which the next build tells that a build made a hidden folder: the first that is written, and the one
    without which no folder is replaced."""
    return f"{slug}.mp3", "episode.json"


def _is_episode(folder: Path, slug: str) -> bool:
    """Hidden folders of other people end in `.new`, too."""
    if not folder.is_dir() or folder.is_symlink():
        return False
    return any((folder / sign).exists() for sign in _signs(slug)) or not any(folder.iterdir())


def _discard(folder: Path, slug: str) -> None:
    """Remove what a build left in `folder`; last of all what tells the next one whose it is, should this one end."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name not in _signs(slug):
            path.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def _sync(folder: Path) -> None:
    """Have the content on the disk before the name points at it: else a power cut leaves empty files."""
    for path in sorted(folder.iterdir()):
        with path.open("r+b") as file:  # Windows syncs only what may be written
            os.fsync(file.fileno())


def _carry(target: Path, fresh: Path, ours: Collection[str]) -> None:
    """Have all of `target` that is not `ours` in `fresh`, too: linked, not moved, so that it is never missing."""
    for own in sorted(target.iterdir()) if target.is_dir() else ():
        if own.name in ours:
            continue
        if os.path.lexists(fresh / own.name):
            raise WriteError(
                tr("The new episode has a file of this name, and this one is your own."),
                place=Place(own),
                remedy=tr("Move it elsewhere, and build again: what was spoken is kept."),
            )
        if own.is_dir() and not own.is_symlink():
            shutil.copytree(own, fresh / own.name, symlinks=True, copy_function=_link)
        else:
            _link(own, fresh / own.name)


def _link(source: str | Path, target: str | Path) -> None:
    """A second name for the file, or a copy where the disk has no such thing."""
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)


def _swap(fresh: Path, target: Path) -> None:
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        old = target.parent / f".{target.name}.old"
        if _is_episode(old, target.name):
            _discard(old, target.name)
        target.rename(old)
        try:
            fresh.rename(target)
        except OSError:
            old.rename(target)
            raise
        _discard(old, target.name)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step, where the system and its file system can."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    result: int = rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return result == 0
