"""Chapters and the ID3 tag: one list everywhere, in order, as players demand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from tts.errors import reason
from tts.language import tr
from tts.show.check.finding import REBUILD, Finding
from tts.show.model import Episode

_FRAMES = ("TIT2", "TALB", "TPE1", "TCON", "APIC", "COMM", "CTOC", "CHAP")
"""What every episode's tag holds; TDRC (TYER in v2.3) and WOAS only where the source told them."""

Marks = list[tuple[float, str]]
"""(start in seconds, title), in the file's order."""


@dataclass(frozen=True, slots=True)
class Id3:
    """The MP3's tag as it lies in the file."""

    version: tuple[int, ...]
    frames: dict[str, list[Any]]
    """Frame id → mutagen's frames, in the file's order."""

    def text(self, frame: str) -> str:
        """A text frame's value, or empty."""
        return str(self.frames[frame][0]) if self.frames.get(frame) else ""

    def marks(self) -> Marks:
        """The CHAP frames."""
        return [
            (c.start_time / 1000, "".join(map(str, c.sub_frames.getall("TIT2")))) for c in self.frames.get("CHAP", [])
        ]


def read_id3(path: Path) -> Id3 | None:
    """The tag of the MP3 at `path`; None when there is none that can be read."""
    from mutagen import MutagenError
    from mutagen.id3 import ID3

    try:
        tag: Any = ID3(path, translate=False)
    except (MutagenError, OSError):
        return None
    frames: dict[str, list[Any]] = {}
    for frame in tag.values():
        frames.setdefault(frame.FrameID, []).append(frame)
    return Id3(tuple(tag.version), frames)


def check_tag(folder: Path, episode: Episode) -> Iterator[Finding]:
    """Findings about the MP3's ID3 tag."""
    name = episode.audio
    tag = read_id3(folder / name)
    if tag is None:
        yield Finding("id3.missing", name, tr("The MP3 has no ID3 tag that can be read."), REBUILD)
        return
    if tag.version[:2] != (2, 3):
        yield Finding(
            "id3.version",
            name,
            tr("ID3v{version}: players lose its chapters.", version=".".join(map(str, tag.version))),
            REBUILD,
        )
    wanted = [*_FRAMES, *(["WOAS"] if episode.source.url else [])]
    for frame in wanted:
        if frame not in tag.frames:
            yield Finding("id3.frame", name, tr("The tag has no {frame}.", frame=frame), REBUILD)
    if tag.text("TIT2") != episode.title:
        yield Finding("id3.title", name, tr("The tag's title is {title!r}.", title=tag.text("TIT2")), REBUILD)
    if episode.disclosure and not any(episode.disclosure in str(frame) for frame in tag.frames.get("COMM", [])):
        yield Finding("id3.disclosure", name, tr("The comment does not say that the voices are synthetic."), REBUILD)
    yield from _contents(name, tag)


def _contents(name: str, tag: Id3) -> Iterator[Finding]:
    """CTOC names the chapters in their order: FFmpeg shows the file's order, others the table's."""
    tables = tag.frames.get("CTOC", [])
    named = {table.element_id for table in tables}
    listed = [child for table in tables for child in table.child_element_ids if child not in named]
    present = [chapter.element_id for chapter in tag.frames.get("CHAP", [])]
    if tables and listed != present:
        yield Finding(
            "id3.contents", name, tr("CTOC lists other chapters than the tag holds, or another order."), REBUILD
        )


def check_chapters(folder: Path, episode: Episode, duration_s: float) -> Iterator[Finding]:
    """Findings about the chapters of `episode.json`, `chapters.json` and the tag."""
    own = [(chapter.start_s, chapter.title) for chapter in episode.chapters]
    yield from _in_order("episode.json", own, duration_s)
    written = _read_json(folder / "chapters.json")
    if isinstance(written, Finding):
        yield written
    else:
        yield from _in_order("chapters.json", written, duration_s)
        yield from _same("chapters.json", written, own)
    tag = read_id3(folder / episode.audio)
    if tag is not None:
        yield from _in_order(f"{episode.audio} (ID3)", tag.marks(), duration_s)
        yield from _same(f"{episode.audio} (ID3)", tag.marks(), own)


def _read_json(path: Path) -> Marks | Finding:
    try:
        document: Any = msgspec.json.decode(path.read_bytes())
        if not str(document["version"]).startswith("1.2"):
            return Finding(
                "chapters.version", path.name, tr("Version {version}, not 1.2.", version=document["version"]), REBUILD
            )
        return [(float(one["startTime"]), str(one["title"])) for one in document["chapters"]]
    except (OSError, msgspec.MsgspecError, KeyError, TypeError, ValueError, RecursionError) as error:
        return Finding(
            "chapters.format", path.name, tr("Not a chapters document: {error}.", error=reason(error)), REBUILD
        )


def _in_order(place: str, marks: Marks, duration_s: float) -> Iterator[Finding]:
    if not marks or marks[0][0] != 0:
        yield Finding("chapters.first", place, tr("The first chapter does not start at 0."), REBUILD)
    for number, (one, next_one) in enumerate(pairwise(marks), start=2):
        if next_one[0] <= one[0]:
            yield Finding(
                "chapters.order",
                tr("{place}, chapter {number}", place=place, number=number),
                tr("It does not start after the one above."),
                REBUILD,
            )
    if marks and marks[-1][0] >= duration_s:
        yield Finding(
            "chapters.inside",
            tr("{place}, chapter {number}", place=place, number=len(marks)),
            tr("It starts after the audio's end."),
            REBUILD,
        )


def _same(place: str, marks: Marks, own: Marks) -> Iterator[Finding]:
    if marks != own:
        differs = next(
            (n for n, (a, b) in enumerate(zip(marks, own, strict=False), 1) if a != b), min(len(marks), len(own)) + 1
        )
        yield Finding(
            "chapters.agree",
            tr("{place}, chapter {number}", place=place, number=differs),
            tr(
                "Its chapters ({here}) differ from those of episode.json ({there}).",
                here=len(marks),
                there=len(own),
            ),
            REBUILD,
        )
