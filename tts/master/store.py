"""What was made once and is the same again: pieces of episodes, and what was heard of clips.

After one sentence is edited, everything but its own piece is found here. Entries are named by the SHA-256 of all that
decides them; an entry that does not prove whole is made anew. Losing the folder costs time and nothing else.
"""

from __future__ import annotations

import functools
import hashlib
import io
import logging
from importlib import metadata
from pathlib import Path
from typing import TypeVar

import msgspec

from tts.cache_folder import cache_folder, used
from tts.whole_file import whole_file

_log = logging.getLogger(__name__)
_LAYOUT = "master 1"
"""Part of every key: raised when the same ingredients come to sound different."""
_DIGEST_BYTES = 32

Entry = TypeVar("Entry", bound=msgspec.Struct)


def key_of(*ingredients: object) -> str:
    """SHA-256 (hex) of values whose `repr` tells everything about them: texts, numbers, tuples, bytes."""
    return hashlib.sha256(repr((_LAYOUT, _made_with(), *ingredients)).encode()).hexdigest()


@functools.cache
def _made_with() -> tuple[str, ...]:
    """The versions of what changes a sample or a frame when it changes: old pieces never stand beside new ones."""
    return tuple(f"{name}-{metadata.version(name)}" for name in ("av", "lameenc", "numpy", "pydub"))


def _digest(key: str, body: bytes | memoryview) -> bytes:
    digest = hashlib.sha256(key.encode())
    digest.update(body)
    return digest.digest()


class Store:
    """Entries in one folder, by default `master` in the user's cache folder. Safe to share between processes."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or cache_folder() / "master"

    def get(self, key: str, kind: type[Entry]) -> Entry | None:
        """The entry, verified; None when there is none or it is damaged."""
        path = self._file(key)
        try:
            with io.open_code(path) as file:
                data = memoryview(file.read())
        except OSError:
            return None
        digest, body = data[:_DIGEST_BYTES], data[_DIGEST_BYTES:]
        if _digest(key, body) != digest:
            return None
        used(path)
        return msgspec.msgpack.decode(body, type=kind)

    def put(self, key: str, entry: msgspec.Struct) -> None:
        """Keep `entry`. A folder that cannot be written is no reason to stop: it is only slower next time."""
        path = Path(self._file(key))
        body = msgspec.msgpack.encode(entry)
        try:
            with whole_file(path, shared=True) as beside:
                beside.write_bytes(_digest(key, body) + body)
        except OSError as error:
            _log.debug("%s cannot be kept: %s", path, error)

    def _file(self, key: str) -> str:
        return f"{self.folder}/{key[:2]}/{key}.bin"
