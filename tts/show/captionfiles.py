"""The caption files: WebVTT, SubRip, and the Podcasting 2.0 JSON transcript, all from the same captions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tts.clock import timestamp
from tts.show.captions import Caption, narrator_name, readable
from tts.show.indented import indented
from tts.show.lines import columns

_VTT_COLUMNS = 65
"""Apple's limit for a line of WebVTT, the voice tag counted."""


def vtt(captions: Iterable[Caption], language: str) -> Iterator[str]:
    """WebVTT with a `<v Name>` in every cue, in parts."""
    yield "WEBVTT\n"
    for caption in captions:
        name = " ".join(readable(caption.speaker or narrator_name(language)).split())
        lines = "\n".join(map(_escape, _vtt_lines(caption, columns(name) + 4)))
        span = f"{timestamp(caption.start_s)} --> {timestamp(caption.end_s)}"
        yield "\n" + f"{span}\n<v {_escape(name)}>{lines}".strip() + "\n"


def _vtt_lines(caption: Caption, tag_columns: int) -> list[str]:
    if tag_columns + columns(caption.text) <= _VTT_COLUMNS:
        return [caption.text]
    first, *rest = caption.lines
    return [line for line in (first.removeprefix(caption.label), *rest) if line]


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def srt(captions: Iterable[Caption]) -> Iterator[str]:
    """SubRip, in parts: numbered, two lines of 32 at most, the name where the speaker changes.

    SubRip has no escapes, and players take what looks like a tag for one: a full-width `＜` stays text everywhere.
    """
    for number, caption in enumerate(captions, start=1):
        span = f"{timestamp(caption.start_s, ',')} --> {timestamp(caption.end_s, ',')}"
        lines = "\n".join(map(_plain, caption.lines))
        yield ("\n" if number > 1 else "") + f"{number}\n{span}\n{lines}\n"


def _plain(line: str) -> str:
    return line.replace("-->", "→").replace("<", "‹").replace(">", "›").replace("{", "(").replace("}", ")")


def json(captions: Iterable[Caption], language: str) -> Iterator[bytes]:
    """The Podcasting 2.0 transcript, version 1.0.0, in parts."""
    narrator = narrator_name(language)
    segments = (
        {"speaker": c.speaker or narrator, "startTime": c.start_s, "endTime": c.end_s, "body": c.text} for c in captions
    )
    return indented({"version": "1.0.0", "segments": segments})
