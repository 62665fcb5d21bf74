"""What a format spells in a way of its own (`&amp;`, `\\[`) put back into plain characters."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Callable, Iterable

from tts.script.formats.blocks import Block, Document, Span

Spelling = tuple[int, int, str]
"""(start, end, what it stands for)"""


def rewritten(document: Document, spelled: Iterable[Spelling]) -> Document:
    """`document` with each spelling replaced; none of them may hold the end of a line or lie across a block's edge."""
    spellings = sorted(spelled)
    if not spellings:
        return document
    pieces, starts, shifts, at, shift = list[str](), [0], [0], 0, 0
    for start, end, new in spellings:
        pieces += [document.text[at:start], new]
        shift += len(new) - (end - start)
        starts.append(end)
        shifts.append(shift)
        at = end
    text = "".join((*pieces, document.text[at:]))

    def place(offset: int) -> int:
        return offset + shifts[bisect_right(starts, offset) - 1]

    return dataclasses.replace(document, text=text, blocks=tuple(_placed(block, place) for block in document.blocks))


def _placed(block: Block, place: Callable[[int], int]) -> Block:
    def spans(old: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((place(start), place(end)) for start, end in old)

    cuts = tuple(dataclasses.replace(cut, start=place(cut.start), end=place(cut.end)) for cut in block.cuts)
    return dataclasses.replace(
        block, start=place(block.start), end=place(block.end), strong=spans(block.strong), links=spans(block.links),
        cuts=tuple(cut for cut in cuts if cut.start < cut.end),
    )  # fmt: skip
