"""SubRip captions."""

from __future__ import annotations

import re

from tts.script.formats.blocks import Block, Document
from tts.script.formats.cues import Joiner, SubtitleCue, seconds
from tts.script.formats.plain import lines_of
from tts.text import ink

CLOCK = r"(\d{1,3}:\d{2}(?::\d{2})?[.,]\d{1,3}|\d{1,3}:\d{2}:\d{2})"
TIMING = re.compile(rf"\s*{CLOCK}\s*-->\s*{CLOCK}")
_NUMBER = re.compile(r"\s*\d{1,7}\s*$")


def read(text: str) -> Document:
    """`text` as blocks. Never fails: what is no caption is taken as text."""
    return Document(text, tuple(captions(text, 0)))


def captions(text: str, first: int) -> list[Block]:
    """The blocks of the captions from line index `first` on; a line before a timing names the cue."""
    lines = lines_of(text)
    cues, furniture = list[SubtitleCue](), list[Block]()
    current: list[tuple[int, int, int]] = []
    clock = (0.0, 0.0)
    for number in range(first, len(lines)):
        start, end = lines[number]
        line = text[start:end]
        if timing := TIMING.match(line):
            cues.append(SubtitleCue(*clock, tuple(current)))
            current, clock = [], (seconds(timing[1]), seconds(timing[2]))
            furniture.append(Block(start, end, number + 1, skip="timestamp"))
        elif (
            number + 1 < len(lines)
            and TIMING.match(text, *lines[number + 1])
            and (_NUMBER.match(line) or not current or not ink(text[slice(*lines[number - 1])]))
        ):
            if ink(line):
                furniture.append(Block(start, end, number + 1, skip="caption number"))
        elif ink(line):
            current.append((start, end, number + 1))
    cues.append(SubtitleCue(*clock, tuple(current)))
    return Joiner(text).blocks(cues, furniture)
