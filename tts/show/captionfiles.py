"""The caption files: WebVTT, SubRip, and the Podcasting 2.0 JSON transcript, all from the same captions."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tts.show.captions import Caption, narrator_name, readable
from tts.show.lines import columns

_VTT_COLUMNS = 65
"""Apple's limit for a line of WebVTT, the voice tag counted."""


def vtt(captions: Sequence[Caption], language: str) -> str:
    """WebVTT with a `<v Name>` in every cue."""
    blocks = ["WEBVTT\n"]
    for caption in captions:
        name = " ".join(readable(caption.speaker or narrator_name(language)).split())
        tag = f"<v {_escape(name)}>"
        lines = _vtt_lines(caption, columns(name) + 4)
        blocks.append(
            f"{_clock(caption.start_s, '.')} --> {_clock(caption.end_s, '.')}\n{tag}" + "\n".join(map(_escape, lines))
        )
    return "\n\n".join(block.strip() for block in blocks) + "\n"


def _vtt_lines(caption: Caption, tag_columns: int) -> list[str]:
    if tag_columns + columns(caption.text) <= _VTT_COLUMNS:
        return [caption.text]
    first, *rest = caption.lines
    return [line for line in (first.removeprefix(caption.label), *rest) if line]


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def srt(captions: Sequence[Caption]) -> str:
    """SubRip: numbered, two lines of 32 at most, the name where the speaker changes.

    SubRip has no escapes, and players take what looks like a tag for one: a full-width `＜` stays text everywhere.
    """
    blocks = [
        f"{number}\n{_clock(caption.start_s, ',')} --> {_clock(caption.end_s, ',')}\n"
        + "\n".join(map(_plain, caption.lines))
        for number, caption in enumerate(captions, start=1)
    ]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _plain(line: str) -> str:
    return line.replace("-->", "→").replace("<", "‹").replace(">", "›").replace("{", "(").replace("}", ")")


def json(captions: Sequence[Caption], language: str) -> bytes:
    """The Podcasting 2.0 transcript, version 1.0.0."""
    segments = [
        {
            "speaker": caption.speaker or narrator_name(language),
            "startTime": caption.start_s,
            "endTime": caption.end_s,
            "body": caption.text,
        }
        for caption in captions
    ]
    return msgspec.json.format(msgspec.json.encode({"version": "1.0.0", "segments": segments}), indent=1) + b"\n"


def _clock(seconds: float, point: str) -> str:
    """`HH:MM:SS.mmm`."""
    ms = round(seconds * 1000)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{point}{ms % 1000:03}"
