"""One file to be published."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tts.show.feed.channel import FEED
from tts.show.types import cache_control, mime_type

_MEDIA = (".mp3", ".m4b", ".m4a", ".opus")


@dataclass(frozen=True, slots=True)
class Item:
    """A file's name in the site, and its content: a file's, or made for the published address."""

    name: str
    content: Path | bytes

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content) if isinstance(self.content, bytes) else self.content.stat().st_size

    @property
    def type(self) -> str:
        """MIME type, as the server should send it."""
        return mime_type(self.name)

    @property
    def cache_control(self) -> str:
        """How long copies may be kept."""
        return cache_control(self.name)

    @property
    def stage(self) -> int:
        """Items of a lower stage travel first: a feed never names what is not there yet."""
        if self.name == FEED:
            return 3
        if PurePosixPath(self.name).match("feed*.xml"):
            return 2
        return 0 if self.name.endswith(_MEDIA) else 1

    def read(self) -> bytes:
        """The whole content."""
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()

    def digest(self, algorithm: str) -> str:
        """Hex digest of the content, read in pieces."""
        if isinstance(self.content, bytes):
            return hashlib.new(algorithm, self.content, usedforsecurity=False).hexdigest()
        with self.content.open("rb") as file:
            return hashlib.file_digest(file, algorithm).hexdigest()
