"""WebVTT captions."""

from __future__ import annotations

import html
import re

from tts.script.formats.blocks import Block, Document
from tts.script.formats.plain import lines_of
from tts.script.formats.srt import TIMING, captions
from tts.text import ink

_REFERENCE = re.compile(r"&#?\w{1,12};")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")


def read(text: str) -> Document:
    """`text` as blocks, character references replaced. Never fails."""
    text = _REFERENCE.sub(_spelled_out, text)
    lines = lines_of(text)
    first = next((n for n, span in enumerate(lines) if TIMING.match(text, *span)), 0)
    if first and ink(text[slice(*lines[first - 1])]):
        first -= 1
    head = [Block(a, b, n + 1, skip="caption file header") for n, (a, b) in enumerate(lines[:first]) if ink(text[a:b])]
    return Document(text, (*head, *_without_notes(text, captions(text, first))))


def _spelled_out(found: re.Match[str]) -> str:
    """What a reference stands for; a `<` that would begin a tag stays spelled."""
    char = html.unescape(found[0])
    begins = char == "<" and found.string[found.end() : found.end() + 1].isalpha()
    return found[0] if begins else char


def _without_notes(text: str, blocks: list[Block]) -> list[Block]:
    return [
        Block(b.start, b.end, b.line, skip="caption file note")
        if not b.skip and _ASIDE.match(text, b.start, b.end) and not b.speaker
        else b
        for b in blocks
    ]
