"""A CommonMark parser's events as leaves: each paragraph, heading, item or cell with what in it is text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pyromark

from tts.script.formats.blocks import BlockKind, Span
from tts.script.formats.markdown.masking import Masked, Silent
from tts.script.formats.markdown.tags import HtmlInside
from tts.script.formats.rewriting import Spelling
from tts.text import ink

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_GFM
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_WIKILINKS
)
_KINDS: dict[str, BlockKind] = {
    "Heading": "heading", "TableCell": "table", "CodeBlock": "code",
    "DefinitionListTitle": "term", "DefinitionListDefinition": "definition",
}  # fmt: skip
_INLINE = frozenset(("Emphasis", "Strong", "Strikethrough", "Link", "Image", "Superscript", "Subscript"))
_MARKER = re.compile(r"\s*(\S{1,10})")
_MARKS_INSIDE = frozenset("*_[]!\\&`~")
"""What in the text of an HTML block or of an indented line is worth a look for markup."""


@dataclass(slots=True)
class Leaf:
    """A stretch of text that the parser takes for one: a paragraph, a heading, an item's text, a cell."""

    start: int
    kind: BlockKind = "paragraph"
    level: int = 0
    bullet: str = ""
    depth: int = 0
    quote: bool = False
    skip: str = ""
    end: int = 0
    said: list[Span] = field(default_factory=list)
    """What is text, in order; all else in the leaf is markup."""
    silent: list[Silent] = field(default_factory=list)
    """What is neither: pictures, footnote marks."""
    fenced: bool = False
    """Whether it stands between fences."""
    loose: bool = False
    """Whether markup sets it off from what is before."""

    @property
    def begins(self) -> int:
        """Where the first of its text or pictures stands."""
        return min([*(start for start, _ in self.said[:1]), *(start for start, _, _ in self.silent[:1])], default=0)

    def ink(self, text: str) -> int:
        """How many characters of it take ink."""
        return sum(len(ink(text[start:end])) for start, end in self.said)


@dataclass(slots=True)
class Leaves:
    """All that a Markdown text holds."""

    leaves: list[Leaf] = field(default_factory=list)
    strong: list[Span] = field(default_factory=list)
    emphasis: list[Span] = field(default_factory=list)
    links: list[Span] = field(default_factory=list)
    whole: list[Span] = field(default_factory=list)
    """Stretches that one pair of marks holds together, over several lines perhaps."""
    ends: list[int] = field(default_factory=list)
    """Where somebody ended a line on purpose."""
    spelled: list[Spelling] = field(default_factory=list)


def leaves(text: str, body: Masked, start: int) -> Leaves:
    """What stands in `body`, which is `text` from `start` on as the parser is to see it."""
    reader = _Gatherer(text)
    for name, detail, event, first, last in _events(body.text, start):
        reader.event(name, detail, event, first, last)
    reader.close()
    return reader.found


def _events(text: str, by: int) -> Iterator[tuple[str, Any, str, int, int]]:
    """(what, its details, `Start`, `End` or empty, start, end) of each event, `by` added to the offsets."""
    events: list[Any] = list(pyromark.events_with_range(text, options=_OPTIONS))
    if text.isascii():
        places = None
    else:
        encoded = text.encode("utf-8", "replace")
        places = _characters(encoded, {where for _, span in events for where in (span["start"], span["end"])})
    for event, span in events:
        first, last = span["start"], span["end"]
        if places is not None:
            first, last = places[first], places[last]
        if isinstance(event, str):
            yield event, None, "", first + by, last + by
            continue
        ((name, detail),) = event.items()
        if name in ("Start", "End"):
            tag = detail if isinstance(detail, str) else next(iter(detail))
            yield tag, None if isinstance(detail, str) else detail[tag], name, first + by, last + by
        else:
            yield name, detail, "", first + by, last + by


def _characters(encoded: bytes, wanted: set[int]) -> dict[int, int]:
    """Offsets in bytes → offsets in characters."""
    places, at, characters = {}, 0, 0
    for where in sorted(wanted):
        characters += len(encoded[at:where].decode("utf-8"))
        places[where] = characters
        at = where
    return places


class _Gatherer:
    """Follows the events, and knows where among the containers it is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found = Leaves()
        self.around: Counter[str] = Counter()
        self.leaf: Leaf | None = None
        self.bullet: tuple[str, int] | None = None
        self.opened: list[tuple[int, int]] = []
        self.pictures = 0
        """How many pictures' descriptions are open around what is read."""
        self.tags = HtmlInside(self, text)

    def event(self, name: str, detail: Any, event: str, start: int, end: int) -> None:
        if name in _INLINE:
            self._inline(name, event, start, end)
        elif event == "Start":
            self._enter(name, detail, start)
        elif event == "End":
            self.close()
            self.around[name] -= 1
            if name == "HtmlBlock":
                self.tags.flush()
        else:
            self._piece(name, detail, start, end)

    def _enter(self, name: str, detail: Any, start: int) -> None:
        self.close()
        self.around[name] += 1
        if name == "Item":
            marker = _MARKER.match(self.text, start)
            self.bullet = (marker[1], marker.start(1)) if marker else ("", start)
        elif name in ("Paragraph", "Heading", "TableCell", "CodeBlock", "DefinitionListTitle"):
            level = int(detail["level"][1]) if name == "Heading" else 0
            fenced = name == "CodeBlock" and isinstance(detail, dict)
            self.open(start, _KINDS.get(name, "paragraph"), level=level, loose=name == "TableCell", fenced=fenced)

    def open(self, start: int, kind: BlockKind = "paragraph", **facts: Any) -> Leaf:
        """Start a leaf, with what the containers around make of it."""
        self.close()
        bullet, begins = self.bullet or ("", start)
        if kind == "paragraph" and self.around["Item"]:
            kind = "item"
        elif kind == "paragraph" and self.around["DefinitionListDefinition"]:
            kind = "definition"
        skip = "footnote" if self.around["FootnoteDefinition"] else ""
        depth, quote = self.around["List"], self.around["BlockQuote"] > 0
        leaf = Leaf(start, kind, bullet=bullet, depth=depth, quote=quote, skip=skip, **facts)
        if bullet[:-1].isdigit():
            leaf.said.append((begins, begins + len(bullet)))  # a number is said
        self.bullet = None
        self.leaf = leaf
        return leaf

    def close(self) -> None:
        """End the leaf, and keep it if it holds anything."""
        leaf, self.leaf = self.leaf, None
        if leaf is not None and (leaf.said or leaf.silent):
            leaf.end = max([*(end for _, end in leaf.said[-1:]), *(end for _, end, _ in leaf.silent[-1:])])
            self.found.leaves.append(leaf)

    def here(self, start: int) -> Leaf:
        """The open leaf, or a new one."""
        return self.leaf or self.open(start)

    def say(self, start: int, end: int) -> None:
        """`start` to `end` is text."""
        if start < end:
            said = self.here(start).said
            if said and said[-1][1] == start:
                said[-1] = (said[-1][0], end)
            else:
                said.append((start, end))

    def silence(self, start: int, end: int, reason: str) -> None:
        if start < end:
            self.here(start).silent.append((start, end, reason))

    def pieces(self) -> int:
        return len(self.leaf.said) if self.leaf else 0

    def end_line(self, at: int) -> None:
        self.found.ends.append(at)

    def _piece(self, name: str, detail: Any, start: int, end: int) -> None:
        if name == "Text" and self.leaf is not None and self.leaf.kind == "code" and not self.leaf.fenced:
            if not self.text[start:end].strip():
                self.open(start, "code")  # what follows may be of another kind
            self.marked_up(start, end)  # only indented
        elif name in ("Text", "Code"):
            self._text(name, detail, start, end)
        elif name == "Html":
            self.tags.feed(start, end)
        elif name == "InlineHtml":
            self.here(start)
            self.tags.inline(start, end)
        elif name == "FootnoteReference":
            self.silence(start, end, "footnote mark")
        elif name == "TaskListMarker":
            self.silence(start, end, "markup")
        elif name == "HardBreak":
            self.end_line(start)

    def _text(self, name: str, detail: str, start: int, end: int) -> None:
        if self.pictures or self.tags.hidden:
            if not self.pictures:
                self.silence(start, end, self.tags.hidden)
            return
        if name == "Code":
            ticks = len(self.text[start:end]) - len(self.text[start:end].lstrip("`"))
            self.found.whole.append((start, end))
            self.say(start + ticks, end - ticks)
        else:
            self._escape(start)
            source = self.text[start:end]
            if source[:1] == "&" and source[-1:] == ";" and detail != source and "\n" not in detail:
                self.found.spelled.append((start, end, detail))
            self.say(start, end)

    def _escape(self, start: int) -> None:
        """Take the backslash away that stands right before `start`."""
        said = self.leaf.said if self.leaf else []
        free = not said or said[-1][1] == start - 1
        if free and self.text[start - 1 : start] == "\\" and not self.text[start : start + 1].isalnum():
            self.found.spelled.append((start - 1, start, ""))

    def marked_up(self, start: int, end: int) -> None:
        """`start` to `end` is text the parser has not looked into, on one line or several."""
        at = start
        for line in self.text[start:end].splitlines(keepends=True):
            first, last = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
            at += len(line)
            if not _MARKS_INSIDE & set(line):
                self.say(first, last)
            elif first < last:
                seen = "x" + self.text[first:last].replace("\x00", "x")  # a letter, so that nothing starts a list
                for name, detail, event, begin, stop in _events(seen, first - 1):
                    if name in _INLINE:
                        self._inline(name, event, begin, stop)
                    elif not event and name in ("Text", "Code") and stop > first:
                        self._text(name, detail, max(begin, first), stop)

    def _inline(self, name: str, event: str, start: int, end: int) -> None:
        struck = name == "Strikethrough" and self.text[start + 1 : start + 2] != "~"
        if event == "Start":
            leaf = self.here(start)
            self.pictures += name == "Image"
            self.opened.append((len(leaf.said), start))
            if struck:
                self.say(start, start + 1)  # one tilde is no mark: 3~5
            return
        first = self.opened.pop()[0] if self.opened else 0
        if name == "Image":
            self.pictures -= 1
            self.silence(start, end, "image")
            return
        if struck:
            self.say(end - 1, end)
        self.mark(name, first, start, end)

    def mark(self, name: str, first: int, start: int, end: int) -> None:
        """What the leaf says from its piece `first` on is bold, italic or a link; the marks are at `start` and `end`."""
        if self.leaf and name == "Link" and self.text.startswith("[[", start):
            self.leaf.said[first:] = [self._page_name(*span) for span in self.leaf.said[first:]]
        said = self.leaf.said[first:] if self.leaf else []
        self.found.whole.append((start, end))
        if said and name == "Strong":
            self.found.strong.append((said[0][0], said[-1][1]))
        elif said and name == "Link":
            self.found.links.append((said[0][0], said[-1][1]))
        elif name == "Emphasis":
            self.found.emphasis.append((start, end))

    def _page_name(self, start: int, end: int) -> Span:
        """The part of a wiki link's text behind the folders: `[[people/Anna]]`."""
        folder = self.text.rfind("/", start, end)
        return (
            (folder + 1, end) if start < folder < end - 1 and "|" not in self.text[start - 1 : start] else (start, end)
        )
