"""What at the start of a block could name its speaker, and in which form. Whether it does, the whole document decides."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from tts.script import words
from tts.script.formats.blocks import Block, Document, View, view
from tts.text import DOTS, LATIN, han, ink, name_key, simplified, tidy

LONGEST_NAME = 40
"""Characters. Longer ones are sentences."""
LOOKED_AT = 200
"""Characters of a block; no label with its time and role is longer."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a document names its speakers."""

    separator: str
    """What parts name and words: `:`, `|`, `—`, `.`, `)`, ` ` (a tab, a wide space or several); empty for none."""
    own_line: bool = False
    """Whether the name stands on a line of its own, the words below it."""
    bold: bool = False
    level: int = 0
    """The heading's level; 0 when the name stands in no heading."""
    bullet: str = ""
    """The mark before it: `-`, `>>`, `■`; any number is `1`."""
    bracket: str = ""
    """The bracket that the name stands in."""
    timed: bool = False
    """Whether a time stands beside a name on a line of its own that nothing else marks."""


@dataclass(frozen=True, slots=True)
class Label:
    """The start of one block, read as the name of its speaker."""

    block: int
    """Index into `Document.blocks`."""
    form: Form
    name: str
    start: int
    """Offset into the document's text."""
    end: int
    """Where what is said begins."""
    role: str = ""
    """What stands in brackets behind the name, or behind a comma."""
    timed: bool = False

    @property
    def key(self) -> str:
        """What all spellings of the name have in common."""
        return name_key(self.name)


_TIME = r"[\[(（【<]?\s?(?:\d{1,2}[:：])?\d{1,3}[:：]\d{2}(?:[.,]\d{1,3})?\s?[\])）】>]?"
_LEAD = re.compile(
    rf"\s{{0,12}}(?P<mark>>{{1,3}}\s{{0,12}}|[■◆●▲△▶►○□◇※★☆▌•]\s{{0,12}}|[-–—]{{1,2}}\s+)?(?P<time>{_TIME}(?!\s{{0,12}}-->))?[\s,，|-]{{0,12}}"
)
"""Where a label may start: behind a mark and a time."""
_STOPS = r"：:。！？!?…;；|｜\n\t\[\]【】（）()“”\"\u3000"
"""What no name holds."""
_NAME = rf"(?P<name>[^\s#<>{_STOPS}][^{_STOPS}]{{0,{LONGEST_NAME - 1}}}?)"
_ROLE = r"(?:\s{0,12}[（(\[](?P<role>[^）)\]\n]{1,40})[）)\]])?"
_AFTER = rf"(?:[\s,，|-]{{0,12}}+(?P<after>{_TIME}))?"

_SEPARATORS = (
    (":", re.compile(rf"{_NAME}{_ROLE}{_AFTER}\s{{0,12}}(?:[：:](?!\d)|(?<!\d)[：:])(?!//)")),
    ("|", re.compile(rf"{_NAME}{_ROLE}\s?[|｜]\s?")),
    (" ", re.compile(rf"{_NAME}{_ROLE}{_AFTER}(?:\s{{2,}}|\t|\u3000+)(?=\S)")),
    ("—", re.compile(rf"{_NAME}{_ROLE}\s{{0,3}}(?:—|–|--|-)\s{{1,3}}(?=\S)")),
    (".", re.compile(r"(?P<name>(?:(?:M[Rr]|M[Rr][Ss]|M[Ss]|D[Rr])\.\s|The\s)?[A-Z][A-Z’'\-]{1,20}(?:\s[A-Z][A-Z’'\-]{1,20}){0,3})\.\s{1,12}(?=[A-Z“\"])")),
    (")", re.compile(r"(?P<name>[QAqaｑａＱＡ])\s{0,12}[.．、)）]\s{0,12}(?=\S)")),
)  # fmt: skip
_BRACKETED = re.compile(
    rf"[【\[［〖<]\s{{0,12}}(?P<name>[^】\]］〗>\n]{{1,{LONGEST_NAME}}}?)\s{{0,12}}[】\]］〗>]{_AFTER}\s{{0,12}}[：:]?"
)
_ALONE = re.compile(rf"{_NAME}{_ROLE}{_AFTER}\s{{0,12}}(?P<colon>[：:])?\s{{0,12}}$")
_SENTENCE = re.compile(r"[a-z]{3}[.!…][”\"]?\s{0,12}$|[。！？!?]\W*$")
"""The end of a sentence, which no name on its own line has; `Jr.` has."""
_LETTER = re.compile(r"(?P<name>[QA])\s(?=[A-Z\u4e00-\u9fff“\"])")
_ONLY_TIME = re.compile(rf"\s{{0,12}}{_TIME}\s{{0,12}}$")
_WIDE = re.compile(r"[Ａ-Ｚａ-ｚ０-９]+")
_TIMESTAMP = "timestamp"


def labels(document: Document, number: int) -> Iterator[Label]:
    """Every way to read the start of block `number` as a label."""
    yield from labels_of(document.text, document.blocks[number], number)


def labels_of(text: str, block: Block, number: int = 0) -> Iterator[Label]:
    """Every way to read the start of `block`, the document's block `number`, as a label."""
    seen = view(text, block, LOOKED_AT)
    line, newline, _ = seen.text.partition("\n")
    whole = seen.whole and not newline
    lead = _LEAD.match(line)
    if lead is None:
        return
    at = lead.end()
    bullet = _bullet(block.bullet or lead["mark"] or "")
    here = _Line(text, block, number, seen, line, at, bullet, bool(lead["time"]), whole or bool(newline))
    once: dict[tuple[Form, str], Label] = {}
    for label in (*here.run_in(), *here.bold_name(), *here.alone()):
        once.setdefault((label.form, label.name), label)
    yield from once.values()


@dataclass(frozen=True, slots=True)
class _Line:
    """The first line of a block, from where a label may start."""

    text: str
    block: Block
    number: int
    seen: View
    line: str
    at: int
    bullet: str
    clock: bool
    ends: bool
    """Whether the line's end is known."""

    def run_in(self) -> Iterator[Label]:
        """Names with something between them and the words."""
        for separator, pattern in _SEPARATORS:
            if found := pattern.match(self.line, self.at):
                below = self.ends and (_ONLY_TIME.match(self.line, found.end()) or not ink(self.line[found.end() :]))
                if below and separator != ":":
                    continue
                end = len(self.line.rstrip()) if below else found.end()
                yield from self._label(found, end, separator, own_line=bool(below))
        if found := _BRACKETED.match(self.line, self.at):
            below = self.ends and not ink(self.line[found.end() :])
            yield from self._label(found, found.end(), "", own_line=bool(below), bracket=self.line[self.at])
        if found := _LETTER.match(self.line, self.at):
            yield from self._label(found, found.end(), "")

    def bold_name(self) -> Iterator[Label]:
        """`**Name** words`: bold that ends before the block does."""
        if not self.block.strong:
            return
        start, end = self.block.strong[0]
        first = self.seen.offsets[min(self.at, len(self.line))]
        stop = sum(offset < end for offset in self.seen.offsets[: len(self.line) + 1])
        name = self.line[self.at : stop]
        if ink(self.text[first:start]) or len(name) > LONGEST_NAME or not ink(self.line[stop:]):
            return
        if re.match(r"\s*[：:]", self.line[stop:]) or name.rstrip().endswith(("：", ":")):
            return
        if found := re.compile(rf"{_NAME}{_ROLE}\s*$").match(self.line[:stop], self.at):
            below = self.ends and _ONLY_TIME.match(self.line, stop)
            yield from self._label(found, len(self.line.rstrip()) if below else stop, "", own_line=bool(below))

    def alone(self) -> Iterator[Label]:
        """Names on lines of their own."""
        found = _ALONE.match(self.line, self.at) if self.ends else None
        if found and not found["colon"] and not _SENTENCE.search(self.line):
            yield from self._label(found, len(self.line.rstrip()), "", own_line=True)

    def _label(
        self, found: re.Match[str], end: int, separator: str, *, own_line: bool = False, bracket: str = ""
    ) -> Iterator[Label]:
        groups = found.groupdict()
        name, _, calling = clean(groups["name"]).partition("," if "," in groups["name"] else "，")
        name = _without_manner(clean(name))
        title = words.is_cue("honorific", name) and not name.isupper()  # `DR` may be Dale Rice
        if not plausible(name) or title or words.is_cue("note", name):
            return
        bold = self._is_bold(*found.span("name"))
        clock = self.clock or bool(groups.get("after")) or bool(own_line and _ONLY_TIME.match(self.line, found.end()))
        clock = clock or self._has_time_cut(found.end())
        unmarked = own_line and not (separator or bold or self.block.level or bracket)
        form = Form(separator, own_line, bold, self.block.level, self.bullet, bracket, unmarked and clock)
        last = max(end - 1, 0)
        while last > self.at and self.line[last].isspace():
            last -= 1
        role = tidy(groups.get("role") or calling)
        yield Label(self.number, form, name, self.block.start, self.seen.offsets[last] + 1, role, clock)

    def _has_time_cut(self, at: int) -> bool:
        """Whether a time that nobody says was cut out before the name, which ends at `at` of the line, or behind it."""
        start, end = self.block.start, self.seen.offsets[min(at, len(self.line))] + 3
        line_end = self.seen.offsets[len(self.line)]
        return any(c.reason == _TIMESTAMP and start <= c.start <= min(end, line_end) for c in self.block.cuts[:20])

    def _is_bold(self, start: int, end: int) -> bool:
        """Whether the name at `start` of the line begins in bold; a mark inside may have parted it."""
        offset = self.seen.offsets[start]
        return any(a <= offset < b for a, b in self.block.strong[:4]) and end > start


def _bullet(mark: str) -> str:
    mark = mark.strip()
    return "1" if re.match(r"\d|[（(]?[a-z\d]+[.)）]", mark) else mark[:2]


def _without_manner(name: str) -> str:
    """马云 of `马云插话`, `马云笑着说`."""
    for manner in words.cues("manner"):
        if simplified(name).endswith(manner) and han(name) > len(manner) + 1:
            return name[: -len(manner)]
    return name


def clean(name: str) -> str:
    """The name as a person would write it: tidy, one kind of middle dot, no decoration around it."""
    name = _WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), name)
    name = re.sub(rf"\s?[{DOTS}]\s?", "·", tidy(name)) if han(name) else tidy(name)
    return name.strip("*_#“”\"'「」『』 ,，、.|-–—>")


def plausible(name: str) -> bool:
    """Whether a name could look like this at all: letters, and no sentence."""
    if not name or not (han(name) or LATIN.search(name)) or name.isdigit():
        return False
    return len(name) <= 16 or not han(name)
