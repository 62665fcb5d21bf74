"""Read the caption files back, strictly: what does not parse here would not show on somebody's screen."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

import msgspec

from tts.errors import InputError, reason
from tts.language import tr

_VTT_TIME = re.compile(r"(\d{2,}):(\d\d):(\d\d)\.(\d{3}) --> (\d{2,}):(\d\d):(\d\d)\.(\d{3})")
_SRT_TIME = re.compile(r"(\d\d):(\d\d):(\d\d),(\d{3}) --> (\d\d):(\d\d):(\d\d),(\d{3})")
_VOICE = re.compile(r"<v ([^>]+)>")


@dataclass(frozen=True, slots=True)
class ReadCaption:
    """A caption as a player would see it."""

    start_s: float
    end_s: float
    speaker: str
    """Empty where the format does not tell."""
    lines: tuple[str, ...]


def read_vtt(text: str) -> list[ReadCaption]:
    """The cues of a WebVTT file. Raises InputError naming the block that cannot be read."""
    header, *blocks = text.strip().split("\n\n")
    if header.split("\n")[0].strip() != "WEBVTT":
        raise InputError(tr("It does not begin with WEBVTT."))
    read = []
    for number, block in enumerate(blocks, start=1):
        time, *lines = block.split("\n")
        found = _VTT_TIME.fullmatch(time.strip())
        voice = _VOICE.match(lines[0]) if lines else None
        if not found or not voice:
            start = block[:60]
            if found:
                raise InputError(tr("Cue {number} has no voice: {block!r}.", number=number, block=start))
            raise InputError(tr("Cue {number} has no time: {block!r}.", number=number, block=start))
        lines[0] = lines[0][voice.end() :]
        if any("<" in line for line in lines):
            raise InputError(
                tr("Cue {number} contains a tag other than `<v>`: {block!r}.", number=number, block=block[:60])
            )
        shown = tuple(html.unescape(line) for line in lines)
        read.append(ReadCaption(*_times(found), html.unescape(voice.group(1)), shown))
    return read


def read_srt(text: str) -> list[ReadCaption]:
    """The captions of a SubRip file. Raises InputError naming the block that cannot be read."""
    read = []
    for number, block in enumerate(text.strip().split("\n\n") if text.strip() else [], start=1):
        index, _, rest = block.partition("\n")
        time, *lines = rest.split("\n")
        found = _SRT_TIME.fullmatch(time.strip())
        if index.strip() != str(number) or not found:
            raise InputError(tr("Caption {number} has no number or time: {block!r}.", number=number, block=block[:60]))
        read.append(ReadCaption(*_times(found), "", tuple(lines)))
    return read


def read_json(content: bytes) -> list[ReadCaption]:
    """The segments of a Podcasting 2.0 transcript. Raises InputError."""
    try:
        document: Any = msgspec.json.decode(content)
        return [
            ReadCaption(float(s["startTime"]), float(s["endTime"]), str(s["speaker"]), (str(s["body"]),))
            for s in document["segments"]
        ]
    except (msgspec.MsgspecError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise InputError(tr("Not a transcript: {error}.", error=reason(error))) from None


def _times(found: re.Match[str]) -> tuple[float, float]:
    h, m, s, ms, h2, m2, s2, ms2 = map(int, found.groups())
    return (h * 3_600_000 + m * 60_000 + s * 1000 + ms) / 1000, (h2 * 3_600_000 + m2 * 60_000 + s2 * 1000 + ms2) / 1000
