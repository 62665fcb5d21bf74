"""Plain text: a line is a paragraph, unless the lines were broken to fit a page."""

from __future__ import annotations

import re

from tts.script import frontmatter
from tts.script.blocks import Block, Document
from tts.script.characters import ink

_LINE = re.compile(r"[^\r\n]*")
_BREAK = re.compile(r"\r\n|\r|\n")


def lines_of(text: str) -> list[tuple[int, int]]:
    """(start, end) of every line of `text`, line ends left out; line n stands at index n − 1."""
    spans, at = [], 0
    for found in _BREAK.finditer(text):
        spans.append((at, found.start()))
        at = found.end()
    return [*spans, (at, len(text))]


def read(text: str) -> Document:
    """`text` as blocks. Never fails."""
    lines = lines_of(text)
    first, metadata, blocks = frontmatter.split(lines, text)
    loose = True
    for number, (start, end) in enumerate(lines[first:], first + 1):
        if ink(text[start:end]):
            blocks.append(Block(start, end, number, loose=loose))
            loose = False
        else:
            loose = True
    return Document(text, tuple(blocks), metadata)
