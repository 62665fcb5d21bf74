"""Plain text: a line is a paragraph, unless the lines were broken to fit a page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from tts.script.formats import frontmatter
from tts.script.formats.blocks import Block, Document, merged
from tts.text import ends_sentence, ink, width

WIDEST_PAGE = 132
"""Columns; the widest paper of a line printer, and more than editors break lines at."""
_BREAK = re.compile(r"\r\n|\r|\n")
_STARTS = re.compile(
    r"\s*(?:[^\s：:]{1,30}(?:\s[^\s：:]{1,20}){0,3}\s?[：:](?!//)|[-–—•*>#【\[（(]|\d{1,3}[.、)]|[一二三四五六七八九十]{1,3}、|[QA][.)]\s|\d{1,2}:\d{2})"
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
    front = frontmatter.split(lines, text)
    blocks, loose = list[Block](), True
    for number, (start, end) in enumerate(lines[front.lines :], front.lines + 1):
        if ink(text[start:end]):
            blocks.append(Block(start, end, number, loose=loose))
            loose = False
        else:
            loose = True
    return frontmatter.before(front, text, unwrap(text, blocks))


def ended(ends: Sequence[int], block: Block, following: Block) -> bool:
    """Whether one of `ends`, which are in order, stands between the starts of two neighbours."""
    number = bisect_right(ends, block.start)
    return number < len(ends) and ends[number] <= following.start


def unwrap(text: str, blocks: list[Block], ends: Sequence[int] = ()) -> list[Block]:
    """`blocks` with the lines of a paragraph joined again, where lines were broken to fit a page.

    `ends`: where somebody ended a line on purpose, in order.
    """
    limit = _page_width(text, blocks)
    if not limit:
        return blocks
    runs: list[list[Block]] = []
    for block in blocks:
        last = runs[-1][-1] if runs else None
        if (
            last
            and _goes_on(last, block)
            and not ended(ends, last, block)
            and _is_full(text, last, limit)
            and not _STARTS.match(text, block.start, block.end)
        ):
            runs[-1].append(block)
        else:
            runs.append([block])
    return [merged(run) for run in runs]


def _goes_on(last: Block, block: Block) -> bool:
    """Whether the format lets `block` go on with what `last` says."""
    apart = block.loose or block.bullet or last.kind != block.kind or block.kind == "table"
    return not (apart or last.level or block.level or last.skip or block.skip)


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
