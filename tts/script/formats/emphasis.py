"""Bold and italics that begin on one line of Markdown and end on a later one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts.script.formats.blocks import Block

LONGEST = 40
"""Lines. Marks that are not closed so soon were not meant as a pair."""
_MARK = re.compile(r"(?<!\\)(\*{1,3}|_{1,3})")


def closed_at(text: str, blocks: Sequence[Block], number: int) -> int:
    """The block in which the marks are closed that `blocks[number]` opens; `number` when it opens none, or none close
    before a blank line or another mark of the kind."""
    waiting = _after(text, blocks[number], ())
    for following in range(number + 1, min(number + LONGEST, len(blocks))):
        block = blocks[following]
        if not waiting or block.loose or block.level or block.skip:
            return number
        waiting = _after(text, block, waiting)
        if waiting == ():
            return following
    return number


def _after(text: str, block: Block, waiting: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """The marks that are open behind `block` when `waiting` are before it; None when one is opened twice."""
    still = list(waiting or ())
    for found in _MARK.finditer(text, block.start, block.end):
        mark = found[0]
        before, after = text[block.start : found.start()][-1:], text[found.end() : found.end() + 1]
        opens = not after.isspace() and after != "" and (not before or not before.isalnum())
        closes = before != "" and not before.isspace() and not after.isalnum()
        if mark in still and closes:
            still.remove(mark)
        elif opens and not closes:
            if mark in still:
                return None
            still.append(mark)
    return tuple(still)
