"""What Turncast keeps because it can be made again: clips, pieces, covers, lists of voices, the prepared models.

The cache folder has a folder for each part, and in it a file for each key, `ab/abcd….bin`. Each part is named where
what lies in it is made; this module knows none of them.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tts.errors import UsageError, WriteError, reason
from tts.language import tr
from tts.whole_file import whole_file

DAY_S = 86_400.0
_NOTED_S = 3_600.0
"""How old the note of a use gets before the next use is noted: ten thousand clips are not touched by every build."""

_DIGEST_BYTES = 32
"""SHA-256 over key and content, before the content of a sealed file."""


def cache_folder() -> Path:
    """The user's cache folder for Turncast; not created here. Raises WriteError where there is no place for one.

    `TURNCAST_CACHE` names it; otherwise it is where the system keeps such things: on Linux `turncast` in
    `XDG_CACHE_HOME`, by default `~/.cache`.
    """
    if own := os.environ.get("TURNCAST_CACHE"):
        return user_path(own).absolute()
    from platformdirs import user_cache_path  # mostly not needed, and a tenth of a second on a slow disk

    try:
        folder = user_cache_path("turncast", appauthor=False)
    except RuntimeError:
        folder = Path("~")
    if not folder.is_absolute():  # a user without a home: some containers run under a number that belongs to no account
        raise WriteError(
            tr("There is no place for the cache: this user has no home folder."),
            remedy=tr("Set TURNCAST_CACHE to a folder that can be written."),
        )
    return folder


def user_path(path: str) -> Path:
    """`path` as a user writes it, `~` for the home folder. Raises UsageError where the user has none."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        raise UsageError(
            tr("`{path}` leads nowhere: there is no such home folder.", path=path),
            remedy=tr("Write the whole path, or set HOME."),
        ) from None


def unwritable(path: str | Path, error: Exception, option: str = "--out") -> WriteError:
    """The error for a `path` that cannot be written; `option` chose its folder, unless it lies in the cache.

    Unfinished work lies in the cache as well: when there is no room left there, another `option` does not help.
    """
    if Path(path).is_relative_to(cache_folder()):
        remedy = tr(
            "Make room there: `turncast cache --prune --keep 1G` removes what can be made again; "
            "or set TURNCAST_CACHE to a folder with room."
        )
    else:
        remedy = tr("Make room or name another folder with {option}.", option=option)
    return WriteError(
        tr("{path} cannot be written: {error}.", path=path, error=reason(error)),
        remedy=remedy,
    )


@dataclass(frozen=True, slots=True)
class CachePart:
    """One kind of what is kept, in a folder of its own in the cache."""

    name: str
    """The folder's; empty: the cache folder itself."""
    suffix: str = ".bin"
    """How the file of a key ends, e.g. `.wav`."""
    others: str = r"(?!)"
    """A regular expression of its own files that have no key, by their path in the part; what else lies there stays."""
    prepared: bool = False
    """Whether nearly every build needs it, and would make it again at once."""
    _own: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        keyed = rf"[0-9a-f]{{2}}/([0-9a-f]{{64}}{re.escape(self.suffix)}|\.[0-9a-f]{{16}}\.[0-9a-f]{{12}}\.tmp)"
        object.__setattr__(self, "_own", re.compile(f"{keyed}|{self.others}"))

    def owns(self, path: str) -> bool:
        """Whether Turncast wrote the file at `path` in the part, finished or not."""
        return bool(self._own.fullmatch(path))

    def file_of(self, folder: str, key: str) -> str:
        """Where in the part's `folder` the file of `key`, 64 hex digits, lies. Text: a Path takes ten times as long."""
        return f"{folder}/{key[:2]}/{key}{self.suffix}"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file of a part."""

    path: Path
    part: CachePart
    size: int
    """Bytes."""
    used_s: float
    """When it was last made or used, seconds since the epoch."""


class Store:
    """The files of one part. Any number of processes may share it: each file appears whole, or not at all."""

    def __init__(self, part: CachePart, folder: Path | None = None) -> None:
        """`folder` is made when the first file is written; by default the part's in the user's cache folder."""
        self.part = part
        self.folder = folder or cache_folder() / part.name
        self._place = str(self.folder)  # not a Path: every name made of one stays in memory

    def file_of(self, key: str) -> str:
        """Where the file of `key` lies, or would."""
        return self.part.file_of(self._place, key)

    def get(self, key: str) -> memoryview | None:
        """What was `put` under `key`; None when there is nothing, or it is not what was once put under this key."""
        path = self.file_of(key)
        try:
            with io.open_code(path) as file:
                data = memoryview(file.read())
        except OSError:
            return None
        if _seal(key, data[_DIGEST_BYTES:]) != data[:_DIGEST_BYTES]:
            return None
        note_use(path)
        return data[_DIGEST_BYTES:]

    def put(self, key: str, content: bytes) -> None:
        """Keep `content`. Raises OSError."""
        self.write(key, _seal(key, content) + content)

    def write(self, key: str, file: bytes) -> None:
        """Keep a `file` that proves itself: what is written so is not for `get`. Raises OSError."""
        with whole_file(Path(self.file_of(key)), shared=True) as beside:
            beside.write_bytes(file)

    def files(self) -> Iterator[StoredFile]:
        """Every file of the part, in no order. One that goes while we look is left out."""
        for folder, folders, names in os.walk(self.folder):
            if not self.part.name:
                folders.clear()  # of the parts
            for name in names:
                path = Path(folder, name)
                if self.part.owns(path.relative_to(self.folder).as_posix()):
                    with suppress(OSError):
                        found = path.stat()
                        yield StoredFile(path, self.part, found.st_size, found.st_mtime)


def _seal(key: str, content: bytes | memoryview) -> bytes:
    """The key is part of it: a whole file under another key's name is not taken for that one's."""
    digest = hashlib.sha256(key.encode())
    digest.update(content)
    return digest.digest()


def note_use(path: str | Path) -> None:
    """Note that `path` was used, so that `prune` keeps it. A file of another user stays as it is."""
    with suppress(OSError):
        if time.time() - os.stat(path).st_mtime > _NOTED_S:  # noqa: PTH116  # called for thousands
            os.utime(path)


def unlink(file: StoredFile) -> None:
    """Raises OSError when it cannot be removed."""
    file.path.unlink()


def prune(  # noqa: PLR0913 - the files, then keyword options
    files: Iterable[StoredFile],
    *,
    older_than_s: float | None,
    most_bytes: int | None,
    now_s: float,
    running_since_s: float | None = None,
    remove: Callable[[StoredFile], None] = unlink,
) -> list[StoredFile]:
    """Remove what was not used for `older_than_s`, then the longest unused until `most_bytes` are left; what went.

    What is prepared never grows old, and goes last: only where it alone is more than `most_bytes`, and then all of it.
    `running_since_s`: when the oldest build that still runs began; what it may need stays, whatever else is asked for.
    All of it can be made again. Files that cannot be removed (`remove` raises OSError: in use, not ours) stay.
    """
    oldest_first = sorted(files, key=lambda file: (file.part.prepared, file.used_s, str(file.path)))
    left = sum(file.size for file in oldest_first)
    if running_since_s is not None:
        unneeded_s = running_since_s - _NOTED_S
        oldest_first = [file for file in oldest_first if not file.part.prepared and file.used_s < unneeded_s]
    gone: list[StoredFile] = []
    for file in oldest_first:
        old = older_than_s is not None and not file.part.prepared and now_s - file.used_s > older_than_s
        begun = bool(gone) and gone[-1].part.prepared  # half a model is of no use
        much = most_bytes is not None and (left > most_bytes or begun)
        if old or much:
            try:
                remove(file)
            except OSError:
                continue
            left -= file.size
            gone.append(file)
    return gone
