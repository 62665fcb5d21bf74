"""Folders for what is not finished yet: one for each build, gone with it, even when the build was killed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from tts.locks import locked
from tts.store import cache_folder, unwritable

_WORK = "work"
"""The part of the cache that is not kept."""
_TURN = "lock"
"""Held by who makes a folder or looks for abandoned ones."""
_HELD = ".lock"
"""Suffix of the lock beside a folder, held as long as its build runs."""
_BEGUN = ".begun"
"""In a folder: as old as its build."""


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder for what is not finished yet; it and all in it goes when left. Raises WriteError.

    A build that is killed cannot clear its own away: the next one does.
    """
    root = cache_folder() / _WORK
    with ExitStack() as held:
        try:
            root.mkdir(parents=True, exist_ok=True)
            with locked(root / _TURN):
                _clear(root)
                folder = Path(tempfile.mkdtemp(dir=root))
                held.callback(_remove, folder.with_suffix(_HELD))
                held.enter_context(locked(folder.with_suffix(_HELD)))
                (folder / _BEGUN).touch()
        except OSError as error:
            raise unwritable(root, error) from None
        held.callback(shutil.rmtree, folder, ignore_errors=True)
        yield folder


def clear_abandoned() -> None:
    """Remove what killed builds left behind, and nothing of those that run."""
    root = cache_folder() / _WORK
    if root.is_dir():
        with locked(root / _TURN):
            _clear(root)


def running_since_s() -> float | None:
    """When the oldest build that still runs began, seconds since the epoch; None when none runs."""
    root = cache_folder() / _WORK
    if not root.is_dir():
        return None
    with locked(root / _TURN):
        _clear(root)
        begun = [path.stat().st_mtime for path in root.glob(f"*/{_BEGUN}")]
    return min(begun, default=None)


def _clear(root: Path) -> None:
    for folder in [path for path in root.iterdir() if path.is_dir()]:
        lock = folder.with_suffix(_HELD)
        with locked(lock, wait=False) as abandoned:
            if abandoned:
                shutil.rmtree(folder, ignore_errors=True)
        if abandoned:
            _remove(lock)


def _remove(lock: Path) -> None:
    with suppress(OSError):
        lock.unlink()
