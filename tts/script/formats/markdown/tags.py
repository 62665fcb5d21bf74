"""HTML inside Markdown: which of it is text, and what its elements make of that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Protocol

from tts.script.formats.blocks import Span
from tts.script.formats.html_tags import BLOCKS, FURNITURE, HIDDEN, KINDS, PROGRAMS, UNREAD

_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-zA-Z][\w:.-]*)(?P<rest>(?:[^<>"']|"[^"<]*"|'[^'<]*')*)>"""
    r"""|<[!?][^<>]*>"""  # declarations
)
_MARKS = {"b": "Strong", "strong": "Strong", "i": "Emphasis", "em": "Emphasis", "a": "Link"}
_INLINE = frozenset(
    ["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
     "input", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "source", "span",
     "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"]
)  # fmt: skip
_KNOWN = BLOCKS | _INLINE | PROGRAMS | frozenset(UNREAD)
_ALONE = frozenset(("br", "hr", "img", "input", "source", "wbr"))
"""What has no end."""
_RAISED = re.compile(r"[\[\d\]\s*†‡]{1,6}</sup", re.IGNORECASE)


class Sink(Protocol):
    """What takes the texts in."""

    pictures: int

    def here(self, start: int) -> Any:
        """The open leaf, or a new one at `start`."""

    def open(self, start: int) -> Any:
        """A new leaf at `start`."""

    def close(self) -> None:
        """End the open leaf."""

    def silence(self, start: int, end: int, reason: str) -> None:
        """Nobody says what stands there."""

    def say(self, start: int, end: int) -> None:
        """Text without any markup stands there."""

    def marked_up(self, start: int, end: int) -> None:
        """Text stands there, which may be marked up."""

    def pieces(self) -> int:
        """How many pieces the open leaf holds."""

    def mark(self, name: str, first: int, start: int, end: int) -> None:
        """The open leaf is bold, italic or a link from its piece `first` on."""

    def end_line(self, at: int) -> None:
        """Somebody ended the line at `at` on purpose."""


@dataclass(frozen=True, slots=True)
class _Element:
    """An element that makes something of what it holds."""

    name: str
    start: int
    hides: str
    first: int


class HtmlInside:
    """Follows the elements through all HTML of a document."""

    def __init__(self, sink: Sink, text: str) -> None:
        self._sink, self._text = sink, text
        self._lower = text.lower() if len(text.lower()) == len(text) else text
        self._chunks: list[Span] = []
        self._elements: list[_Element] = []
        self._ends: dict[str, int] = {}
        self.hidden = ""
        """Why nobody says what stands here; empty when somebody does."""

    def feed(self, start: int, end: int) -> None:
        """A line of an HTML block."""
        if self._chunks and self._chunks[-1][1] == start:
            self._chunks[-1] = (self._chunks[-1][0], end)
        else:
            self._chunks.append((start, end))

    def flush(self) -> None:
        """The HTML block ends: read it."""
        chunks, self._chunks = self._chunks, []
        for start, end in chunks:
            at = start
            for tag in _TAG.finditer(self._text, start, end):
                self._words(at, tag.start())
                self._tag(tag, block=True)
                at = tag.end()
            self._words(at, end)
        self._sink.close()

    def inline(self, start: int, end: int) -> None:
        """A tag in a paragraph."""
        if tag := _TAG.match(self._text, start, end):
            self._tag(tag, block=False)

    def _words(self, start: int, end: int) -> None:
        if not self._text[start:end].strip():
            return
        if self.hidden:
            self._sink.silence(start, end, self.hidden)
        else:
            leaf = self._sink.here(start)
            leaf.loose = leaf.loose or not leaf.said
            self._sink.marked_up(start, end)

    def _tag(self, tag: re.Match[str], block: bool) -> None:
        name, rest = (tag["name"] or "").lower(), (tag["rest"] or "").lower()
        if name not in _KNOWN and not tag["end"] and name and not rest.strip() and "-" not in name:
            self._sink.say(*tag.span())  # no element of HTML: <Tom> in a chat
            return
        if block and name in BLOCKS and name != "br":
            self._sink.close()
        if name == "br":
            self._sink.end_line(tag.start())
        elif name == "img":
            self._sink.silence(*tag.span(), "image")
        elif tag["end"]:
            self._leave(name, tag.start())
        elif name not in _ALONE and not rest.endswith("/"):
            self._enter(name, rest, tag, block)

    def _enter(self, name: str, rest: str, tag: re.Match[str], block: bool) -> None:
        hides = "markup" if name in PROGRAMS else UNREAD.get(name, "") or FURNITURE.get(name, "")
        if re.search(r"display:\s?none|\bhidden\b(?!=)", rest):
            hides = HIDDEN
        if name == "sup" and _RAISED.match(self._text, tag.end()):
            hides = "footnote mark"
        if (
            (not hides and name not in _MARKS)
            or (name == "a" and "href" not in rest)
            or not self._ends_behind(name, tag)
        ):
            if block and name in KINDS and not self.hidden:
                self._sink.open(tag.end()).kind = KINDS[name]
            return
        if not block or not hides:
            self._sink.here(tag.start())
        self._elements.append(_Element(name, tag.start(), hides, self._sink.pieces()))
        self.hidden = self.hidden or hides

    def _ends_behind(self, name: str, tag: re.Match[str]) -> bool:
        """Whether the element is closed somewhere: one that is not would hide the rest of the document."""
        known = self._ends.get(name, 0)
        if known >= 0 and known < tag.end():
            known = self._ends[name] = self._lower.find(f"</{name}", tag.end())
        return known >= 0

    def _leave(self, name: str, at: int) -> None:
        number = next((n for n in range(len(self._elements) - 1, -1, -1) if self._elements[n].name == name), -1)
        if number < 0:
            return
        element = self._elements[number]
        del self._elements[number:]
        if name in _MARKS:
            self._sink.mark(_MARKS[name], element.first, element.start, at)
        self.hidden = next((each.hides for each in self._elements if each.hides), "")
