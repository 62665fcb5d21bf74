"""Plain text: a line is a paragraph, unless the lines were broken to fit a page."""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise
from statistics import median

from tts.script.formats import frontmatter
from tts.script.formats.blocks import Block, Document
from tts.text import ends_sentence, ink, width

WIDEST_PAGE = 132
"""Columns; the widest paper of a line printer, and more than editors break lines at."""
_BREAK = re.compile(r"\r\n|\r|\n")
_STARTS = re.compile(
    r"\s*(?:[^\s：:]{1,30}(?:\s[^\s：:]{1,20}){0,3}\s?[：:]|[-–—•*>#【\[（(]|\d{1,3}[.、)]|[一二三四五六七八九十]{1,3}、|[QA][.)]\s|\d{1,2}:\d{2})"
)
"""How a line starts that may begin something new, wherever the line before ends."""


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
    first, metadata, front = frontmatter.split(lines, text)
    blocks, loose = list[Block](), True
    for number, (start, end) in enumerate(lines[first:], first + 1):
        if ink(text[start:end]):
            blocks.append(Block(start, end, number, loose=loose))
            loose = False
        else:
            loose = True
    return Document(text, (*front, *unwrap(text, blocks)), metadata)


def unwrap(text: str, blocks: list[Block]) -> list[Block]:
    """`blocks` with the lines of a paragraph joined again, where lines were broken to fit a page."""
    limit = _page_width(text, blocks)
    if not limit:
        return blocks
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        goes_on = last and not (block.loose or last.level or block.level or last.skip or block.skip)
        if last and goes_on and _is_full(text, last, limit) and not _STARTS.match(text, block.start, block.end):
            joined[-1] = dataclasses.replace(
                last, end=block.end, cuts=last.cuts + block.cuts, strong=last.strong + block.strong
            )
        else:
            joined.append(block)
    return joined


def _is_full(text: str, block: Block, limit: float) -> bool:
    """Whether the block's last line is nearly as long as lines get: it was broken, not ended."""
    start = max(text.rfind("\n", block.start, block.end), text.rfind("\r", block.start, block.end)) + 1
    return _columns(text[max(start, block.start) : block.end]) > 0.72 * limit


def _columns(line: str) -> float:
    """Width in columns of a typewriter: a hanzi takes two."""
    return width(line) * 2 if line.isascii() is False and width(line) > 0.6 * len(line) else float(len(line))


def _page_width(text: str, blocks: list[Block]) -> float:
    """The width in columns that lines were broken to; 0 when they were not.

    Broken lines stand together, are alike in length, and end anywhere but at the end of a sentence.
    """
    inner = [a for a, b in pairwise(blocks) if not b.loose and not (a.level or b.level or a.skip)]
    if len(inner) < 4:
        return 0.0
    lines = [text[block.start : block.end].rstrip() for block in inner]
    widths = sorted(_columns(line) for line in lines)
    top = widths[int(len(widths) * 0.9)]
    full = [line for line in lines if _columns(line) > 0.72 * top]
    unended = sum(not ends_sentence(line) for line in full)
    if (
        not 30 <= top <= WIDEST_PAGE
        or widths[-1] > 1.6 * top
        or len(full) < 0.5 * len(lines)
        or unended < 0.5 * len(full)
    ):
        return 0.0
    return float(median(_columns(line) for line in full))
