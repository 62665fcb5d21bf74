"""Folders for what is not finished yet: one for each build, gone with it, even when the build was killed."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tts.cache_folder import WORK, cache_folder
from tts.errors import WriteError


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder for what is not finished yet; it and all in it goes when left. Raises WriteError.

    A build that is killed cannot clear its own away: the next one does.
    """
    root = cache_folder() / WORK
    with ExitStack() as held:
        try:
            root.mkdir(parents=True, exist_ok=True)
            # While one build makes and locks its folder, no other looks for folders that nobody holds.
            with _hold(root, wait=True):
                _clear(root)
                folder = Path(tempfile.mkdtemp(dir=root))
                held.enter_context(_hold(folder))
        except OSError as error:
            raise WriteError(
                f"Cannot write into {root}: {error.strerror}.", remedy="Set TURNCAST_CACHE to a folder of yours."
            ) from None
        held.callback(shutil.rmtree, folder, ignore_errors=True)
        yield folder


def clear_abandoned() -> None:
    """Remove what killed builds left behind, and nothing of those that run."""
    root = cache_folder() / WORK
    if root.is_dir():
        with _hold(root, wait=True):
            _clear(root)


def _clear(root: Path) -> None:
    for folder in list(root.iterdir()):
        with _hold(folder) as ours:
            if ours:
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _hold(folder: Path, *, wait: bool = False) -> Iterator[bool]:
    """Lock `folder` until the block is left or the process dies; False where another holds it or locks do not exist."""
    if sys.platform == "win32":
        yield False
        return
    import fcntl

    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:  # it has just gone
        yield False
        return
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            ours = True
        except OSError:  # held by a build that runs, or on a disk without locks
            ours = False
        yield ours
    finally:
        os.close(descriptor)
