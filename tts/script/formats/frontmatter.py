"""What a file says about itself at its top: YAML between `---`, TOML between `+++`, or JSON. A talk may stand in it."""

from __future__ import annotations

import dataclasses
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tts.script.formats import json_walk, yaml_marks
from tts.script.formats.blocks import Block, Document, Metadata, Span
from tts.script.formats.facts import facts
from tts.script.formats.rewriting import Spelling, rewritten
from tts.script.formats.talk import talk
from tts.text import ink, tidy

LONGEST = 200
"""Lines of front matter that is no valid YAML; a `---` with no second one this near is a rule."""
_FENCE = re.compile(r"(---|\+\+\+)[ \t]*$")
_ENTRY = re.compile(r"([^\W\d][\w .-]{0,40}?)[ \t]*(?:[:：]|=(?=[ \t]))[ \t]*(.*)$")
_REASON = "front matter"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The top of a file."""

    lines: int = 0
    """How many lines it takes; the text begins behind them."""
    metadata: Metadata = field(default_factory=Metadata)
    blocks: tuple[Block, ...] = ()
    spelled: tuple[Spelling, ...] = ()
    talks: bool = False
    """Whether the talk stands in it, and what follows is beside the talk."""


def split(lines: Sequence[Span], text: str) -> FrontMatter:
    """The front matter of `text`, whose lines stand at `lines`. Never fails."""
    first = next((i for i, (start, end) in enumerate(lines[:20]) if tidy(text[start:end])), None)
    if first is None:
        return FrontMatter()
    start = lines[first][0]
    if json_end(text):
        end = json_end(text)
        last = next(n for n, span in enumerate(lines) if span[1] >= end)
        return _listed(text, lines[: last + 1], _json_values(text[start:end]))
    return _fenced(lines, text, first)


def _fenced(lines: Sequence[Span], text: str, first: int) -> FrontMatter:
    """The front matter whose fence stands on the line `first`."""
    fence = text[slice(*lines[first])].strip("\ufeff \t")
    closing = ("---", "...") if fence.startswith("---") else ("+++",)
    last = next((n for n in range(first + 1, len(lines)) if text[slice(*lines[n])].rstrip() in closing), 0)
    if not _FENCE.match(fence) or last <= first + 1:
        return FrontMatter()
    spans, inner = lines[: last + 1], (lines[first + 1][0], lines[last - 1][1])
    values: dict[str, list[str]] = {}
    if fence.startswith("+++"):
        values = _toml_values(text[slice(*inner)])
    elif read := yaml_marks.contents(text, *inner, first + 2):
        between_rules = read.repeats or not read.entries  # it is the talk that stands there
        return FrontMatter() if between_rules else with_talk(text, spans, read, len(text) - inner[1])
    body = [text[slice(*span)] for span in lines[first + 1 : last]]
    if not values and len(body) <= LONGEST:
        values = _by_line(body)
    return _listed(text, spans, values) if values else FrontMatter()


def before(front: FrontMatter, text: str, body: Sequence[Block], spelled: Sequence[Spelling] = ()) -> Document:
    """`text` with `body`, the blocks behind its front matter. Where the talk stands in that, they are beside it."""
    if front.talks:
        body = [dataclasses.replace(block, skip=block.skip or "beside the talk", cuts=()) for block in body]
    made = Document(text, (*front.blocks, *body), front.metadata)
    return rewritten(made, (*front.spelled, *spelled))


def json_end(text: str) -> int:
    """Where the JSON object ends that `text` begins with and that more text follows; 0 when there is none."""
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    if not re.match(r'\{\s*"', text[start : start + 200]):
        return 0
    try:
        _, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return 0
    rest = text[end:].lstrip()
    return 0 if not rest or rest[0] in "{[,]}" else end


def _listed(text: str, spans: Sequence[Span], values: Mapping[str, Sequence[str]]) -> FrontMatter:
    return FrontMatter(len(spans), facts(values), tuple(_unsaid(text, spans, ())))


def _unsaid(text: str, spans: Sequence[Span], said: Sequence[Block]) -> Iterator[Block]:
    """What no block of `said`, which are in order, holds of the lines `spans`: a block a line. In order with `said`."""
    at = 0
    for number, (start, end) in enumerate(spans, 1):
        begin = start
        while at < len(said) and said[at].start <= end:
            stop = said[at].start
            if ink(text[begin:stop]):
                yield Block(begin, stop, number, skip=_REASON)
            yield said[at]
            begin = said[at].end
            at += 1
        if begin < start and at and said[at - 1].end > start:
            begin = said[at - 1].end
        begin = max(begin, said[at - 1].end if at else 0)
        if ink(text[begin:end]):
            yield Block(begin, end, number, skip=_REASON)


def with_talk(text: str, spans: Sequence[Span], read: yaml_marks.YamlContents, rest: int) -> FrontMatter:
    """The front matter with the talk in it, if it is longer than the `rest` of the text (characters)."""
    said, spelled = list[Block](), list[Spelling]()
    for records in yaml_marks.rows(read):
        said, spelled = talk(text, records)
        if said:
            break
    whole = max(read.blocks, key=lambda scalar: scalar.end - scalar.start, default=None)
    if not said and whole is not None and "\n" in text[whole.start : whole.end]:
        said = list(_lines_of(text, whole))
    if sum(block.end - block.start for block in said) <= rest:
        said, spelled = [], []
    blocks = tuple(_unsaid(text, spans, said))
    return FrontMatter(len(spans), facts(read.entries), blocks, tuple(spelled), bool(said))


def _lines_of(text: str, scalar: yaml_marks.Scalar) -> Iterator[Block]:
    """The lines of a block of text, each of which may start something."""
    at, loose = scalar.start, True
    for number, line in enumerate(text[scalar.start : scalar.end].splitlines(keepends=True), scalar.line):
        if ink(line):
            start = at + len(line) - len(line.lstrip())
            yield Block(start, at + len(line.rstrip()), number, loose=loose)
        loose = not ink(line)
        at += len(line)


def _json_values(text: str) -> dict[str, list[str]]:
    try:
        return {str(key).lower(): _strings(value) for key, value in json_walk.load(text.strip("\ufeff \t\r\n")).items()}
    except RecursionError:  # lists in lists in lists, of which nobody makes a title
        return {}


def _toml_values(text: str) -> dict[str, list[str]]:
    try:
        return {key.lower(): _strings(value) for key, value in tomllib.loads(text).items()}
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def _strings(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for item in value[:100] for text in _strings(item)]
    if isinstance(value, dict):
        return _strings(value.get("name", []))
    return [str(value)] if value is not None and value != "" else []


def _by_line(body: Sequence[str]) -> dict[str, list[str]]:
    """What the lines say that no parser takes: `key: value`, and lists below a key. Empty when most are nothing like it."""
    found: dict[str, list[str]] = {}
    key, known = "", 0
    for line in body:
        entry = _ENTRY.match(line)
        if line[:1] in " \t-" and key:
            found[key].append(_unquoted(line.strip().removeprefix("- ")))
            known += 1
        elif entry:
            key = entry[1].strip().lower()
            if key in found:
                return {}
            value = _unquoted(entry[2])
            found.setdefault(key, [])
            found[key] += [value] if value and value not in "|>" else []
            known += 1
    return found if 2 * known >= sum(map(bool, map(str.strip, body))) else {}


def _unquoted(value: str) -> str:
    """`value` without the quotes around the whole of it; an unbalanced one stays as it is written."""
    value = tidy(value)
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" and value[0] not in value[1:-1]:
        return value[1:-1].strip()
    return value
