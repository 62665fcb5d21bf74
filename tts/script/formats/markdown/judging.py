"""Second thoughts about leaves, where transcripts differ from what CommonMark was made for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from tts.script.formats.blocks import Span
from tts.script.formats.markdown.leaves import Leaf, Leaves
from tts.script.formats.markdown.masking import Silent
from tts.text import ink, width

LONGEST_UNDERLINED = 60.0
"""Hanzi widths. What is longer, or several lines, is a paragraph with a rule below it, not a heading."""
MOST_SYMBOLS = 0.1
"""Share of an indented paragraph's ink; with more of them it is a program's, not a person's."""
_SYMBOLS = frozenset("{}()[]<>=;$|\\/_+&#@^~*`")
_LEFT_MARKS = re.compile(r"\*{2,}|(?<!\w)_{2,}(?=\w)|(?<=\S)_{2,}(?!\w)")
"""Marks that the parser left in the text, being unpaired by its rules. Nobody says them."""
_HASHES = re.compile(r"(#{1,6})(?=[\u3400-\u9fff【])(?![^\s#]{0,80}#)")
"""A heading without the blank that CommonMark asks for: `##童年`, not `#童年#`."""
_CALL_OUT = re.compile(r"\[![\w-]{1,30}\][+-]?")
"""What a quotation is for: `[!info]`."""


def judged(text: str, found: Leaves, unseen: Sequence[Silent]) -> None:
    """Mend `found` in place: nobody says marks that were left over, and prose is no code."""
    fenced = sum(leaf.ink(text) for leaf in found.leaves if leaf.fenced)
    all_fenced = fenced > 0.5 * sum(leaf.ink(text) for leaf in found.leaves)
    for leaf in found.leaves:
        leaf.said = list(_seen(leaf.said, unseen))
        if leaf.kind == "code":
            _code(text, leaf, all_fenced)
        if not leaf.skip and not leaf.fenced:
            _underlined(text, leaf)
            _headed(text, leaf)
            _left_over(text, leaf, found)
    found.leaves = [leaf for leaf in found.leaves if leaf.said or leaf.silent]


def _seen(said: list[Span], unseen: Sequence[Silent]) -> Iterator[Span]:
    """`said` without what the parser did not see."""
    for start, end in said:
        at = start
        number = max(bisect_left(unseen, (start, 0, "")) - 1, 0)
        while number < len(unseen) and unseen[number][0] < end:
            first, last, _ = unseen[number]
            if last > at:
                if at < first:
                    yield at, first
                at = max(at, last)
            number += 1
        if at < end:
            yield at, end


def _code(text: str, leaf: Leaf, all_fenced: bool) -> None:
    """Code is listed. What is only indented is prose unless it looks like a program; so is a whole text in fences."""
    words = ink("".join(text[start:end] for start, end in leaf.said))
    symbols = sum(char in _SYMBOLS for char in words)
    if (leaf.fenced and not all_fenced) or (not leaf.fenced and symbols > MOST_SYMBOLS * len(words)):
        leaf.skip = "code"
    else:
        leaf.kind = "item" if leaf.depth else "paragraph"


def _underlined(text: str, leaf: Leaf) -> None:
    if not leaf.level or text.startswith("#", leaf.start):
        return
    words = "".join(text[start:end] for start, end in leaf.said)
    lines = text[leaf.begins : leaf.said[-1][1] if leaf.said else leaf.begins].count("\n")
    if lines or width(words) > LONGEST_UNDERLINED:
        leaf.kind, leaf.level = "paragraph", 0


def _headed(text: str, leaf: Leaf) -> None:
    """Hashes that are no text: before a heading without a blank, and behind one."""
    if not leaf.said:
        return
    start, end = leaf.said[0]
    hashes = None if leaf.level else _HASHES.match(text, start, end)
    if hashes and leaf.kind == "paragraph" and "\n" not in text[start : leaf.end]:
        leaf.kind, leaf.level = "heading", len(hashes[1])
        leaf.said[0] = (hashes.end(), end)
    start, end = leaf.said[-1]
    trailing = end - start - len(text[start:end].rstrip("#"))
    if leaf.level > 1 and trailing >= leaf.level:
        leaf.said[-1] = (start, end - trailing)


def _left_over(text: str, leaf: Leaf, found: Leaves) -> None:
    """Cut the marks out that were left over, two and two of which still make bold what they enclose."""
    said: list[Span] = []
    opened: int | None = None
    for start, end in leaf.said:
        at = start
        if leaf.quote and not said and (note := _CALL_OUT.match(text, leaf.begins)):
            at = max(at, note.end())
        for mark in _LEFT_MARKS.finditer(text, at, end):
            if at < mark.start():
                said.append((at, mark.start()))
            at = mark.end()
            if opened is not None:
                found.strong.append((opened, mark.start()))
                found.whole.append((opened, mark.start()))
            opened = mark.end() if opened is None else None
        if at < end:
            said.append((at, end))
    leaf.said = said
