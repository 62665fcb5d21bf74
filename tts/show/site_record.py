"""Which files beside the episodes are ours: a build replaces and removes those, and nothing that somebody put there.

A line of JSON for each file, its name and its SHA-256, stands in a hidden file of the site. What is to be written is
noted before it is: a build killed at any moment leaves nothing of ours that the record does not know.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from tts.errors import Place, WriteError
from tts.language import tr
from tts.show.feed.channel import FEED
from tts.show.folder import write_whole, writing

RECORD = ".turncast-site"
_MARKS = (b"<generator>Turncast</generator>", b'<meta name="generator" content="Turncast">')
"""In every feed and page that Turncast makes, edited by hand or not."""
_MARKED_BYTES = 65_536
"""A mark stands no deeper than this in its file."""


class SiteRecord:
    """What of a site's own files Turncast wrote."""

    def __init__(self, site: Path) -> None:
        """Raises WriteError for a site that cannot be looked at."""
        self._site = site
        with writing(site):
            self._written = _read(site / RECORD)
            # Sites of earlier versions have no record; what they say makes them ours.
            self._adopted = not self._written and _marked(site / FEED)

    def is_ours(self, name: str) -> bool:
        """Whether the file `name` may be replaced: nothing is there, or what we wrote, or nothing is in it."""
        path = self._site / name
        with writing(path):
            if path.parent != self._site and path.parent.is_symlink():
                return False  # whoever wrote there would write elsewhere
            if not os.path.lexists(path):
                return True
            if path.is_symlink() or not path.is_file():
                return False
            return self._adopted or not path.stat().st_size or _marked(path) or _digest(path) in self._written[name]

    def refuse_foreign(self, names: Iterable[str]) -> None:
        """Raises WriteError when one of `names` is somebody's own."""
        for name in names:
            if not self.is_ours(name):
                raise WriteError(
                    tr("This file is not as Turncast wrote it, and building would replace it."),
                    place=Place(self._site / name),
                    remedy=tr("Move it elsewhere, or name another folder with --out.")
                    if not name.startswith("cover")
                    else tr("Move it elsewhere; to have it as the show's cover, name it as `cover:` under `show:`."),
                )

    def note(self, made: Mapping[str, bytes]) -> None:
        """Note that `made`, file name → content, is about to be written, too."""
        for name, content in made.items():
            self._written[name].add(hashlib.sha256(content).hexdigest())
        self._write()

    def keep_only(self, made: Mapping[str, bytes]) -> None:
        """Forget what is none of `made`."""
        self._written = defaultdict(set, {name: {hashlib.sha256(made[name]).hexdigest()} for name in made})
        self._write()

    def _write(self) -> None:
        lines = sorted((name, digest) for name, digests in self._written.items() for digest in digests)
        write_whole(self._site / RECORD, b"".join(msgspec.json.encode(line) + b"\n" for line in lines))


def _read(record: Path) -> defaultdict[str, set[str]]:
    """A line that is none is left out."""
    found = defaultdict[str, set[str]](set)
    for name, digest in _lines(record):
        found[name].add(digest)
    return found


def _lines(record: Path) -> Iterator[tuple[str, str]]:
    for line in record.read_bytes().splitlines() if record.is_file() else ():
        try:
            yield msgspec.json.decode(line, type=tuple[str, str])
        except (msgspec.MsgspecError, UnicodeDecodeError):
            continue


def _marked(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        head = file.read(_MARKED_BYTES)
    return any(mark in head for mark in _MARKS)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
