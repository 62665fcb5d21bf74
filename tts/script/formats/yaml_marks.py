"""YAML with the place of every text: front matter, and transcripts written as YAML."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HEAD = re.compile(r"[|>][^\n]*\n")
_ITEM = "[]"
DEEPEST = 100
"""Levels. Nobody nests texts deeper."""

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, and where it stands."""

    value: str
    start: int
    """Offset into the text; quotes and the `|` of a block left out."""
    end: int
    line: int
    """1-based."""
    block: bool = False
    """Whether it is a block of lines (`|`, `>`)."""


@dataclass(slots=True)
class YamlContents:
    """All that a mapping holds."""

    entries: dict[str, list[str]] = field(default_factory=dict)
    """Key in lower case → its values; of a mapping in its place, the `name`."""
    lists: dict[Path, list[dict[str, Scalar]]] = field(default_factory=lambda: defaultdict(list))
    """The mappings that stand in lists, by the keys that lead there."""
    blocks: list[Scalar] = field(default_factory=list)
    """The blocks of lines at the top."""
    repeats: bool = False
    """Whether a key stands twice, which YAML forbids."""


def contents(text: str, start: int, end: int, line: int) -> YamlContents | None:
    """What the YAML between `start` and `end` holds, which begins on `line`; None when it is no mapping or list, or broken."""
    try:
        return _read(text, start, end, line)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


def _read(text: str, start: int, end: int, line: int) -> YamlContents | None:
    found = YamlContents()
    stack: list[_OpenNode] = []
    rooted = False
    for event in yaml.parse(text[start:end], Loader=_LOADER):
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            rooted = True
            _enter(found, stack, isinstance(event, yaml.MappingStartEvent))
            if len(stack) > DEEPEST:
                return None
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            stack.pop()
            if stack:
                stack[-1].key = None
        elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            if not stack:
                return None
            _note(found, stack, _scalar(text, event, start, line))
    return found if rooted else None


def _enter(found: YamlContents, stack: list[_OpenNode], is_map: bool) -> None:
    path = stack[-1].inside() if stack else ()
    stack.append(_OpenNode(path, is_map))
    if is_map and path[-1:] == (_ITEM,):
        found.lists[path].append({})


@dataclass(slots=True)
class _OpenNode:
    """A mapping or list being read."""

    path: Path
    is_map: bool
    key: str | None = None

    def inside(self) -> Path:
        return (*self.path, (self.key or "") if self.is_map else _ITEM)


def _note(found: YamlContents, stack: list[_OpenNode], scalar: Scalar) -> None:
    """Keep a key or a value in its place."""
    top = stack[-1]
    if top.is_map and top.key is None:
        top.key = scalar.value
        if len(stack) == 1:
            found.repeats |= scalar.value.strip().lower() in found.entries
            found.entries.setdefault(scalar.value.strip().lower(), [])
        return
    path = top.inside()
    key = path[0].strip().lower()
    if path[1:] in ((), (_ITEM,), ("name",), (_ITEM, "name")) and scalar.value and key != _ITEM:
        found.entries.setdefault(key, []).append(scalar.value)
    if top.is_map and top.path[-1:] == (_ITEM,):
        found.lists[top.path][-1][path[-1]] = scalar
    elif len(path) == 1 and scalar.block:
        found.blocks.append(scalar)
    top.key = None


def _scalar(text: str, event: Any, start: int, line: int) -> Scalar:
    first, last = start + event.start_mark.index, start + event.end_mark.index
    style = getattr(event, "style", None)
    number = line + event.start_mark.line
    if style in ("|", ">") and (head := _HEAD.match(text, first, last)):
        first, number = head.end(), number + 1
    elif style in ("'", '"'):
        first, last = first + 1, last - 1
    last = first + len(text[first:last].rstrip())
    return Scalar(getattr(event, "value", ""), first, last, number, style in ("|", ">"))


def rows(found: YamlContents) -> Iterator[list[dict[str, Scalar]]]:
    """The lists of records, the longest first."""
    yield from sorted(
        found.lists.values(), key=lambda rows: -sum(len(cell.value) for row in rows for cell in row.values())
    )
