"""Leaves become blocks, one for every line that could start something; what no leaf holds is listed."""

from __future__ import annotations

import dataclasses
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from tts.script.formats.blocks import Block, Cut, Span, merged
from tts.script.formats.html_tags import CAPTION
from tts.script.formats.markdown.leaves import Leaf, Leaves
from tts.script.formats.markdown.masking import Silent
from tts.script.formats.plain import ended, unwrap
from tts.text import ink


@dataclasses.dataclass(frozen=True, slots=True)
class _Piece:
    """The part of a leaf that stands on one line."""

    leaf: Leaf
    first: bool
    """Whether the leaf starts with it."""
    said: list[Span]
    silent: list[Silent]
    start: int


def blocks(text: str, lines: Sequence[Span], number: int, found: Leaves, unseen: Sequence[Silent]) -> list[Block]:
    """The blocks on `lines`, the first of which has this `number` in the source. `unseen`: what no leaf was made of."""
    for spans in (found.strong, found.emphasis, found.links, found.whole):
        spans.sort()
    found.ends.sort()
    pieces = list(_pieces(found, [start for start, _ in lines]))
    made = unwrap(text, list(_assembled(text, lines, number, pieces, unseen)), found.ends)
    return [_dressed(text, block, found) for block in _joined(made, found)]


def _pieces(found: Leaves, starts: list[int]) -> Iterator[_Piece]:
    """The leaves line by line. `starts`: where lines start."""
    for leaf in sorted(found.leaves, key=lambda leaf: leaf.begins):
        begin, first = leaf.begins, True
        breaks = {*starts[bisect_right(starts, begin) : bisect_left(starts, leaf.end)],
                  *found.ends[bisect_right(found.ends, begin) : bisect_left(found.ends, leaf.end)]}  # fmt: skip
        for end in (*sorted(breaks), leaf.end):
            said = list(clipped(leaf.said, begin, end))
            silent = [(max(a, begin), min(b, end), why) for a, b, why in leaf.silent if a < end and b > begin]
            if said or silent:
                start = min([*(a for a, _ in said[:1]), *(a for a, _, _ in silent[:1])])
                yield _Piece(leaf, first, said, silent, start)
                first = False
            begin = end


def clipped(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """The parts of `spans`, which are in order, between `start` and `end`."""
    number = max(bisect_left(spans, (start, start)) - 1, 0)
    while number < len(spans) and spans[number][0] < end:
        first, last = max(spans[number][0], start), min(spans[number][1], end)
        if first < last:
            yield first, last
        number += 1


def _assembled(
    text: str, lines: Sequence[Span], number: int, pieces: list[_Piece], unseen: Sequence[Silent]
) -> Iterator[Block]:
    at, loose = 0, True
    for line, (start, end) in enumerate(lines, number):
        here = at
        while at < len(pieces) and pieces[at].start <= end:
            at += 1
        held = pieces[here:at]
        if not held:
            if ink(text[start:end]):
                yield Block(start, end, line, skip=_why(text, start, end, unseen))
            loose = True
            continue
        stops = [*(piece.start for piece in held[1:]), end]
        for piece, stop in zip(held, stops, strict=True):
            first = start if piece is held[0] else piece.start
            yield _block(text, (first, stop), line, piece, unseen, loose)
            loose = False


def _why(text: str, start: int, end: int, unseen: Sequence[Silent]) -> str:
    """Why nobody says a line that holds no text: a comment, a link's address, or marks alone."""
    number = bisect_right(unseen, (start, len(text), "")) - 1
    for first, last, why in unseen[max(number, 0) : number + 2]:
        if first < end and last > start:
            return why
    return "link" if "]:" in text[start:end] else "markup"


def _block(  # noqa: PLR0913, PLR0917  # a block's facts come from as many places
    text: str, span: Span, line: int, piece: _Piece, unseen: Sequence[Silent], loose: bool
) -> Block:
    leaf = piece.leaf
    start = span[0] + len(text[slice(*span)]) - len(text[slice(*span)].lstrip())
    end = start + len(text[start : span[1]].rstrip())
    loose = loose or leaf.level > 0 or (piece.first and leaf.loose)
    skip = leaf.skip or ("" if piece.said else piece.silent[0][2])
    if skip:
        kind = "caption" if skip == CAPTION else leaf.kind
        return Block(start, end, line, kind=kind, skip=skip, loose=loose)
    number = max(bisect_left(unseen, (start, 0, "")) - 1, 0)
    silent = [*piece.silent]
    while number < len(unseen) and unseen[number][0] < end:
        silent.append(unseen[number])
        number += 1
    return Block(
        start, end, line, level=leaf.level, kind=leaf.kind, bullet=leaf.bullet if piece.first else "",
        depth=leaf.depth, quote=leaf.quote, cuts=tuple(_cuts(text, start, end, piece.said, sorted(silent))), loose=loose,
    )  # fmt: skip


def _cuts(text: str, start: int, end: int, said: list[Span], silent: list[Silent]) -> Iterator[Cut]:
    """What in the block is not said, each piece with why: what `silent` knows nothing of is markup."""
    at = start
    for first, last in (*clipped(said, start, end), (end, end)):
        for a, b, why in silent:
            a, b = max(a, at), min(b, first)  # noqa: PLW2901  # the part of it that stands in the gap
            if a < b:
                if ink(text[at:a]):
                    yield Cut(at, a, "markup")
                if ink(text[a:b]):
                    yield Cut(a, b, why)
                at = b
        if ink(text[at:first]):
            yield Cut(at, first, "markup")
        at = max(at, last)


def _joined(made: list[Block], found: Leaves) -> Iterator[Block]:
    """The blocks, with those joined that one pair of marks holds together."""
    number, reach = 0, 0
    run: list[Block] = []
    for block in made:
        while run and number < len(found.whole) and found.whole[number][0] < run[-1].end:
            reach = max(reach, found.whole[number][1])
            number += 1
        whole = run and reach > block.start and not (run[0].skip or block.skip)
        if run and not (whole and not ended(found.ends, run[-1], block)):
            yield merged(run)
            run = []
        run.append(block)
    if run:
        yield merged(run)


def _dressed(text: str, block: Block, found: Leaves) -> Block:
    """`block` with what in it is bold, linked, or italic as a whole."""
    if block.skip:
        return block
    strong = tuple(clipped(found.strong, block.start, block.end))
    links = tuple(clipped(found.links, block.start, block.end))
    start = block.start
    for cut in block.cuts:
        if cut.start > start and ink(text[start : cut.start]):
            break
        start = cut.end
    number = bisect_right(found.emphasis, (start, start)) - 1
    italic = number >= 0 and not block.level and found.emphasis[number][1] >= block.end - 1
    return dataclasses.replace(block, strong=strong, links=links, aside=italic)
