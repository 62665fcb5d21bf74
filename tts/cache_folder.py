"""Where Turncast keeps what it can make again: clips, the joined model."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

DAY_S = 86_400.0

WORK = "work"
"""The part of the cache that is not kept: what running builds have not finished yet."""

_PARTS = frozenset({"clips", "covers", "master", "models", "voices"})
_OURS = re.compile(
    r"(clips|master)/[0-9a-f]{2}/([0-9a-f]{64}\.(wav|bin)|\.[0-9a-f]{16}\.[0-9a-f]{12}\.tmp)"
    r"|clips/(tally\.json|\.tally\.json\.[0-9a-f]{12}\.tmp)"
    r"|covers/([0-9a-f]{64}|\.[0-9a-f]{64}\.new)"
    r"|voices/(edge-[0-9a-f]{16}\.json|\.edge-[0-9a-f]{11}\.[0-9a-f]{12}\.tmp)"
    r"|models/(\.?kokoro-[0-9a-f]{16}(\.onnx|-[a-z]+-\d+(\.\w+)?/[^/]+)|\.kokoro-[0-9a-f]{9}\.[0-9a-f]{12}\.tmp|numba/.+\.nb[ci])"
    r"|jieba\.cache"
)
"""Every path in the cache that Turncast or its libraries write, finished or not: what else lies there stays."""
_PREPARED = frozenset({"models", ""})
"""Parts that nearly every build needs, and would make again at once: the voice model and jieba's dictionary."""


def cache_folder() -> Path:
    """The user's cache folder for Turncast; not created here.

    `TURNCAST_CACHE` names it; otherwise it is `turncast` in `XDG_CACHE_HOME`, by default `~/.cache`.
    """
    if own := os.environ.get("TURNCAST_CACHE"):
        return Path(own).expanduser().absolute()
    base = os.environ.get("XDG_CACHE_HOME", "")
    # The XDG specification: a relative path in the variable is invalid and is to be ignored.
    root = Path(base) if Path(base).is_absolute() else Path.home() / ".cache"
    return root / "turncast"


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of the cache."""

    path: Path
    part: str
    """The folder in the cache it belongs to: `clips`, `master`, `covers`, `models`, …; empty for the cache's own."""
    size: int
    """Bytes."""
    used_s: float
    """When it was last made or used, seconds since the epoch."""

    @property
    def prepared(self) -> bool:
        """Whether the next build would make it again at once, used or not."""
        return self.part in _PREPARED


def kept() -> Iterator[Kept]:
    """Every file of Turncast's own that is kept, in no order. One that goes while we look is left out."""
    root = cache_folder()
    for folder, folders, names in os.walk(root):
        if Path(folder) == root:
            folders[:] = _PARTS.intersection(folders)
        for name in names:
            path = Path(folder, name)
            inside = path.relative_to(root)
            if not _OURS.fullmatch(inside.as_posix()):
                continue
            try:
                found = path.stat()
            except OSError:
                continue
            part = inside.parts[0] if len(inside.parts) > 1 else ""
            yield Kept(path, part, found.st_size, found.st_mtime)


def unlink(file: Kept) -> None:
    """Raises OSError when it cannot be removed."""
    file.path.unlink()


def prune(
    files: Iterable[Kept],
    *,
    older_than_s: float | None,
    most_bytes: int | None,
    now_s: float,
    remove: Callable[[Kept], None] = unlink,
) -> list[Kept]:
    """Remove what was not used for `older_than_s`, then the longest unused until `most_bytes` are left; what went.

    What is prepared never grows old, and goes last: only where it alone is more than `most_bytes`, and then all of it.
    All of it can be made again. Files that cannot be removed (`remove` raises OSError: in use, not ours) stay.
    """
    oldest_first = sorted(files, key=lambda file: (file.prepared, file.used_s, str(file.path)))
    left = sum(file.size for file in oldest_first)
    gone: list[Kept] = []
    for file in oldest_first:
        old = older_than_s is not None and not file.prepared and now_s - file.used_s > older_than_s
        begun = bool(gone) and gone[-1].prepared  # half a model is of no use
        much = most_bytes is not None and (left > most_bytes or begun)
        if old or much:
            try:
                remove(file)
            except OSError:
                continue
            left -= file.size
            gone.append(file)
    return gone


def used(path: str | Path) -> None:
    """Note that `path` was used, so that `prune` keeps it. Once a day is enough; a folder of others is no matter."""
    with suppress(OSError):
        if time.time() - os.stat(path).st_mtime > DAY_S:  # noqa: PTH116  # called for thousands
            os.utime(path)
