"""WebVTT captions."""

from __future__ import annotations

import re

from tts.script.formats.blocks import Block, Document
from tts.script.formats.plain import lines_of
from tts.script.formats.srt import TIMING, captions
from tts.text import ink

_ENTITIES = {"&amp;": "&", "&nbsp;": "\u00a0", "&quot;": '"', "&apos;": "'", "&#39;": "'", "&lrm;": "", "&rlm;": ""}
_ENTITY = re.compile("|".join(map(re.escape, _ENTITIES)))
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")


def read(text: str) -> Document:
    """`text` as blocks, character references replaced. Never fails."""
    text = _ENTITY.sub(lambda found: _ENTITIES[found[0]], text)
    lines = lines_of(text)
    first = next((n for n, span in enumerate(lines) if TIMING.match(text, *span)), 0)
    if first and ink(text[slice(*lines[first - 1])]):
        first -= 1
    head = [Block(a, b, n + 1, skip="caption file header") for n, (a, b) in enumerate(lines[:first]) if ink(text[a:b])]
    return Document(text, (*head, *_without_notes(text, captions(text, first))))


def _without_notes(text: str, blocks: list[Block]) -> list[Block]:
    return [
        Block(b.start, b.end, b.line, skip="caption file note")
        if not b.skip and _ASIDE.match(text, b.start, b.end) and not b.speaker
        else b
        for b in blocks
    ]
