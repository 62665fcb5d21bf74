"""One at a time: locks that die with their process, on every system."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(file: Path, *, wait: bool = True) -> Iterator[bool]:
    """Hold the lock that `file` stands for until the block is left or the process dies; its folder must exist.

    False where another holds it and `wait` is not wanted, and on a disk without locks: an hour's work is not thrown
    away for want of one. The file stays: whoever waits for it must wait for the same one.
    """
    from filelock import FileLock, Timeout  # with asyncio behind it: only for who writes

    lock = FileLock(file, fallback_to_soft=False)
    try:
        lock.acquire(blocking=wait)
    except (Timeout, OSError, NotImplementedError):
        yield False
        return
    try:
        yield True
    finally:
        lock.release()
