"""What every format is read into: the source's text with its blocks, before anybody asks who speaks."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Span = tuple[int, int]
"""(start, end): offsets into `Document.text`."""
BlockKind = Literal["paragraph", "heading", "item", "table", "code", "caption", "term", "definition"]
"""What the format says a block is: `item` of a list (its first paragraph), row or cell of a `table`, `caption` of a
picture, `term` and `definition` of a list of such pairs; `paragraph` where it says nothing."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece inside a block that no voice says."""

    start: int
    """Offset into `Document.text`."""
    end: int
    reason: str
    shown: bool = False
    """Whether captions show it (stage directions) or not (markup, timestamps)."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the source, or one line of something else."""

    start: int
    """Offset into `Document.text`."""
    end: int
    line: int
    """1-based line of the source where it starts."""
    level: int = 0
    """1 to 6 when the format says it is a heading of that level; 0 otherwise."""
    kind: BlockKind = "paragraph"
    bullet: str = ""
    """The mark of the list's item that starts here, as written: `-`, `*`, `3.`; where the format only counts, `•`
    or `1.`. Empty for all else, the later paragraphs of an item too."""
    depth: int = 0
    """How many lists it stands in."""
    quote: bool = False
    """Whether it stands in a block quote."""
    strong: tuple[Span, ...] = ()
    """What the format sets in bold, in order."""
    links: tuple[Span, ...] = ()
    """The texts of links, addresses left out, in order."""
    aside: bool = False
    """Whether the format sets the whole block in italics."""
    speaker: str | None = None
    """Who says it, when the format says so; empty when it says that somebody new does; None when it says nothing."""
    label: int = 0
    """Characters at its start that name `speaker`."""
    skip: str = ""
    """Why no voice says the block (`front matter`, `page furniture`); empty when it is to be spoken."""
    cuts: tuple[Cut, ...] = ()
    """In order, not overlapping."""
    loose: bool = True
    """Whether a blank line or markup sets it off from the block before. Where it is not so, the block is a line of its
    own inside a paragraph: readers join only what was broken to fit a page, so that each line that may start a
    contribution starts a block."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the source says about itself. Empty where it says nothing."""

    title: str = ""
    date: str = ""
    """ISO 8601 date."""
    url: str = ""
    publisher: str = ""
    language: str = ""
    """`zh` or `en`."""
    slug: str = ""
    speakers: tuple[str, ...] = ()
    """Names declared as speakers."""
    entries: tuple[tuple[str, str], ...] = ()
    """(key in lower case, value) of all the front matter, in its order."""


@dataclass(frozen=True, slots=True)
class Document:
    """A source, read. Every character of `text` that takes ink lies in exactly one block."""

    text: str
    """Everything the source says, as decoded; for formats that wrap text (Word, HTML) the text they hold."""
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class View:
    """The start of a block as a reader sees it: without what is cut."""

    text: str
    offsets: tuple[int, ...]
    """For each character of `text`, and for its end, the offset into `Document.text`."""
    whole: bool
    """Whether it is all of the block."""


def view(text: str, block: Block, most: int) -> View:
    """At most `most` characters from the start of `block`, cuts left out."""
    seen: list[str] = []
    offsets: list[int] = []
    at = block.start
    for start, end in [*((cut.start, cut.end) for cut in block.cuts), (block.end, block.end)]:
        stop = min(start, at + most - len(offsets))
        seen.append(text[at:stop])
        offsets.extend(range(at, stop))
        if stop < start:
            return View("".join(seen), (*offsets, stop), False)
        at = end
    return View("".join(seen), (*offsets, block.end), True)


def moved(block: Block, by: int) -> Block:
    """`block` as it stands in a text that is `by` characters longer before it."""
    return dataclasses.replace(
        block,
        start=block.start + by,
        end=block.end + by,
        strong=tuple((a + by, b + by) for a, b in block.strong),
        links=tuple((a + by, b + by) for a, b in block.links),
        cuts=tuple(dataclasses.replace(cut, start=cut.start + by, end=cut.end + by) for cut in block.cuts),
    )


def merged(run: Sequence[Block]) -> Block:
    """Neighbours as one block, with the facts of the first."""
    if len(run) == 1:
        return run[0]
    return dataclasses.replace(
        run[0],
        end=run[-1].end,
        strong=tuple(span for block in run for span in block.strong),
        links=tuple(span for block in run for span in block.links),
        cuts=tuple(cut for block in run for cut in block.cuts),
    )


def said(text: str, block: Block) -> str:
    """All of `block` without its cuts."""
    pieces, at = [], block.start
    for cut in block.cuts:
        pieces.append(text[at : cut.start])
        at = cut.end
    return "".join((*pieces, text[at : block.end]))
