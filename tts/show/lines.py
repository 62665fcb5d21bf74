"""Break text into caption lines where a reader would: after clauses, never inside a Latin word or number."""

from __future__ import annotations

import functools
import unicodedata
from itertools import pairwise

LINE_COLUMNS = 32
"""A line's width: 32 Latin letters or 16 Chinese characters, the usual subtitle line in both scripts."""

_SENTENCE = frozenset("。！？!?…；;")
_CLAUSE = frozenset("，、：,:—")
_CLOSING = frozenset("”’」』）》〉】〕)]}\"'")
_OPENING = frozenset("“‘「『（《〈【〔([{")
_LINE_COST = 3.0
_SCRAP_COST = 3.0
"""For a line under `_SCRAP_COLUMNS`: two characters alone on a line read worse than a break at a comma less."""
_SCRAP_COLUMNS = 7
_PARTICLES = frozenset("的了吗呢吧们过着")
"""Characters that end a Chinese word nearly always: better to break after one than inside a word. A dictionary would
know more, but costs 60 MB and most of a second for the few clauses that are longer than a line."""
_BREAK_COSTS = {"sentence": 0.0, "clause": 0.5, "space": 2.0, "particle": 3.0, "word": 6.0}


def columns(text: str) -> int:
    """Width as a fixed-width font would show it: wide characters are 2, combining marks 0."""
    return sum(map(_width, text))


@functools.cache  # a language has some thousand characters; a book has a million
def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _may_break(before: str, after: str) -> bool:
    """May a line end between these two neighbouring characters?"""
    if before.isspace():
        return not after.isspace()
    if after.isspace() or before in _OPENING or before == "\u200d":
        return False
    if unicodedata.category(after) in ("Mn", "Me", "Cf", "Pe", "Pf", "Po", "Sk"):
        return False
    if before.isdigit():
        return False  # 6000|万 would tear the number from its unit
    return _width(before) == 2 or _width(after) == 2 or before in _CLOSING


def units(text: str, limit: int = LINE_COLUMNS) -> list[str]:
    """`text` in pieces that a line never breaks inside; joined they give `text`. None is wider than `limit`."""
    pieces = [""]
    for before, after in pairwise(" " + text):
        if pieces[-1] and (_may_break(before, after) or columns(pieces[-1] + after) > limit):
            pieces.append("")
        pieces[-1] += after
    return [piece for piece in pieces if piece]


@functools.lru_cache(4096)  # mostly single characters
def break_cost(unit: str) -> float:
    """How much it hurts to end a line after `unit`."""
    bare = unit.rstrip().rstrip("".join(_CLOSING))
    if bare and bare[-1] in _SENTENCE:
        return _BREAK_COSTS["sentence"]
    if bare.endswith(".") and unit[-1].isspace():
        return _BREAK_COSTS["sentence"]
    if bare and bare[-1] in _CLAUSE:
        return _BREAK_COSTS["clause"]
    if unit[-1].isspace():
        return _BREAK_COSTS["space"]
    return _BREAK_COSTS["particle" if unit[-1] in _PARTICLES else "word"]


def split_lines(text: str, limit: int = LINE_COLUMNS) -> list[str]:
    """`text` as lines of at most `limit` columns; joined they give `text`, white space at their ends included.

    The cheapest division: few lines, broken after clauses, evenly filled.
    """
    parts = units(text, limit)
    widths = [columns(part) for part in parts]
    costs = _line_costs(limit)
    best, begins = [0.0], [0]
    """Of the lines up to each part: what they cost, and where the last one begins."""
    for end, part in enumerate(parts, start=1):
        start, width = end - 1, columns(part.rstrip())
        cost, begin = best[start] + costs[width], start
        while start:
            start -= 1
            width += widths[start]
            if width > limit:
                break
            other = best[start] + costs[width]
            if other <= cost:
                cost, begin = other, start
        best.append(cost + (break_cost(part) if end < len(parts) else 0.0))
        begins.append(begin)
    lines: list[str] = []
    end = len(parts)
    while end:
        start = begins[end]
        lines.append("".join(parts[start:end]))
        end = start
    return lines[::-1]


@functools.cache
def _line_costs(limit: int) -> list[float]:
    """For a line of each width up to `limit`: one cost for every line, one for a scrap, and less the fuller it is."""
    scraps = (_SCRAP_COST if width < _SCRAP_COLUMNS else 0.0 for width in range(limit + 1))
    return [_LINE_COST + scrap + (1.0 - width / limit) ** 2 for width, scrap in enumerate(scraps)]


def group_lines(lines: list[str], most: int = 2) -> list[list[str]]:
    """`lines` in groups of at most `most`: as few as possible, the groups ending where sentences and clauses do."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(lines) + 1):
        starts = range(max(0, end - most), end)
        best.append(min((best[start][0] + _group_cost(lines[start:end]), start) for start in starts))
    groups: list[list[str]] = []
    end = len(lines)
    while end:
        start = best[end][1]
        groups.append(lines[start:end])
        end = start
    return groups[::-1]


def _group_cost(lines: list[str]) -> float:
    """A caption of few words flickers by; one that ends inside a word makes the reader stumble."""
    scrap = _SCRAP_COST if columns("".join(lines)) < 2 * _SCRAP_COLUMNS else 0.0
    return _LINE_COST + scrap + break_cost(lines[-1])
