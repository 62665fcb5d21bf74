"""The MP3's ID3v2.3 tag: what the episode is, its cover, its chapters.

Version 2.3, because FFmpeg up to 8.1 and mpv lose chapters of 2.4 whose frames pass 127 bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import mutagen.id3
import mutagen.id3._tags
from mutagen import MutagenError
from mutagen.id3 import CTOCFlags, Encoding, PictureType

from tts.errors import WriteError, reason
from tts.language import tr
from tts.master import labels
from tts.master.c2pa_seal import GEOB_MIME
from tts.master.model import ChapterMark, Tags

_save: Any = mutagen.id3._tags.save_frame
_frame: Any = mutagen.id3
"""Frames by name; their constructors have no types."""
_LANGUAGES = {"zh": "zho", "en": "eng"}
"""ISO 639-2, as ID3 has it."""
_NO_OFFSET = 0xFFFFFFFF
"""Times count, byte offsets are not told (ID3v2 Chapter Frame Addendum)."""
_MOST_CHILDREN = 255
"""A CTOC counts its children in one byte."""
_TEXT = Encoding.UTF16
"""2.3 knows no UTF-8."""


def tag(path: Path, tags: Tags) -> None:
    """Write the ID3v2.3 tag into the MP3 at `path`, replacing any other. Raises WriteError."""
    make: Any = _InOrder
    written = make()
    for frame in _frames(tags):
        written.add(frame)
    try:
        written.save(path, v1=0, v2_version=3, padding=lambda _: 0)
    except (MutagenError, OSError) as error:
        raise WriteError(
            tr("The tag of {path} cannot be written: {error}.", path=path, error=reason(error)),
            remedy=tr("Make room and build again."),
        ) from error


class _InOrder(mutagen.id3.ID3):
    """ID3 whose frames stand in the file as they were added: mutagen sorts by size, and players show file order."""

    def _write(self, config: Any) -> bytearray:
        frames: Any = self
        return bytearray(b"".join(_save(frame, config=config) for frame in frames.values()))


def _frames(tags: Tags) -> Iterator[Any]:
    """The tag, in file order: what players list first, then chapters in time, then what is long."""
    language = _LANGUAGES.get(tags.language, "und")
    yield _frame.TIT2(encoding=_TEXT, text=tags.title)
    yield _frame.TALB(encoding=_TEXT, text=tags.album)
    yield _frame.TPE1(encoding=_TEXT, text=tags.artist)
    if len(tags.date) >= 4:
        # What 2.4 calls TDRC: 2.3 has the year and, as day and month, the date.
        yield _frame.TYER(encoding=Encoding.LATIN1, text=tags.date[:4])
        if len(tags.date) >= 10:
            yield _frame.TDAT(encoding=Encoding.LATIN1, text=tags.date[8:10] + tags.date[5:7])
    yield _frame.TCON(encoding=_TEXT, text=tags.genre)
    yield _frame.TLAN(encoding=Encoding.LATIN1, text=language)
    if tags.track:
        yield _frame.TRCK(encoding=Encoding.LATIN1, text=str(tags.track))
    if tags.source_url:
        yield _frame.WOAS(url=_uri(tags.source_url))
    if tags.comment:
        yield _frame.COMM(encoding=_TEXT, lang=language, desc="", text=tags.comment)
    if tags.aigc:
        yield _frame.TXXX(encoding=_TEXT, desc=labels.KEY, text=tags.aigc)
    if tags.statement:
        yield _frame.GEOB(
            encoding=Encoding.LATIN1, mime=GEOB_MIME, filename="c2pa", desc="c2pa manifest store", data=tags.statement
        )
    yield from _chapters(tags.title, tags.chapters)
    if tags.lyrics:
        yield _frame.USLT(encoding=_TEXT, lang=language, desc="", text=tags.lyrics)
    if tags.cover:
        yield _frame.APIC(
            encoding=Encoding.LATIN1, mime="image/jpeg", type=PictureType.COVER_FRONT, desc="", data=tags.cover
        )


def _uri(address: str) -> str:
    """`address` in ASCII, as ID3 wants it: the host as IDNA has it, the rest percent-encoded (RFC 3987, 3.1)."""
    scheme, slashes, rest = address.partition("://")
    host = re.match(r"[^/?#:@]*(?=[/?#:]|$)", rest)
    if slashes and host and not host[0].isascii():
        with suppress(UnicodeError):  # no name of a host: percent-encoded as the rest
            address = f"{scheme}://{host[0].encode('idna').decode()}{rest[host.end() :]}"
    return quote(address, safe="%/:?#[]@!$&'()*+,;=~", errors="replace")


def _chapters(title: str, marks: tuple[ChapterMark, ...]) -> Iterator[Any]:
    """Tables of contents, at most 255 entries each, then the chapters in the order of time."""
    ids = [f"chp{index}" for index in range(len(marks))]
    groups = [ids[start : start + _MOST_CHILDREN] for start in range(0, len(ids), _MOST_CHILDREN)]
    if not groups:
        return
    top = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    if len(groups) == 1:
        yield _contents("toc", top, ids, title)
    else:
        yield _contents("toc", top, [f"toc{index}" for index in range(len(groups))], title)
        for index, group in enumerate(groups):
            yield _contents(f"toc{index}", CTOCFlags.ORDERED, group, marks[index * _MOST_CHILDREN].title)
    for element_id, mark in zip(ids, marks, strict=True):
        yield _frame.CHAP(
            element_id=element_id,
            start_time=round(mark.start_s * 1000),
            end_time=round(mark.end_s * 1000),
            start_offset=_NO_OFFSET,
            end_offset=_NO_OFFSET,
            sub_frames=[_frame.TIT2(encoding=_TEXT, text=mark.title), *_link(mark)],
        )


def _link(mark: ChapterMark) -> Iterator[Any]:
    if mark.link:
        yield _frame.WXXX(encoding=Encoding.LATIN1, desc="chapter url", url=_uri(mark.link))


def _contents(element_id: str, flags: int, children: list[str], title: str) -> Any:
    return _frame.CTOC(
        element_id=element_id,
        flags=flags,
        child_element_ids=children,
        sub_frames=[_frame.TIT2(encoding=_TEXT, text=title)],
    )
