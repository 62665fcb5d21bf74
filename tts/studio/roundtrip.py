"""YAML changed in place: a file's text made to say something else, with every byte that need not change kept.

Who edits a file says what it is to say, as plain values. `rewrite` compares that with what stands there and gives the
few stretches of text that have to change: comments, order, quotes and blank lines of all else stay, and an item that
moves takes its text and the comments above it along. What comes out is read again before it is believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

import yaml

from tts.errors import InputError
from tts.language import tr
from tts.studio.splices import Splice, splice
from tts.studio.yaml_pieces import Cutting, canonical, flow, item_lines, pair_lines, same, scalar

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOM = "\ufeff"


def read(text: str) -> Any:
    """What `text` says, as plain values; None when it says nothing. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=_LOADER)


def rewrite(text: str, wanted: Any, old: Any = None) -> tuple[Splice, ...]:
    """What must change in `text` so that it says `wanted`: mappings, lists, texts, numbers, truths, None.

    `old`: what it says now, for whoever has read it.

    Raises InputError where it cannot be done in place (anchors, merged keys), yaml.YAMLError when `text` is no YAML.
    """
    skip = len(_BOM) if text.startswith(_BOM) else 0
    body = text[skip:]
    newline = "\r\n" if "\r\n" in body else "\n"
    change = _Change(body, newline)
    root = yaml.compose(body, Loader=_LOADER)
    old = old or read(body)  # not constructed from `root`, into which merged keys would then be copied
    if root is None:
        lines = pair_lines(wanted, {})
        gap = newline if body and not body.endswith("\n") else ""
        made = [Splice(len(body), "", gap + newline.join(lines) + newline)] if wanted else []
    else:
        change.value(root, old, wanted, 0)
        made = change.splices()
    if not same(read(splice(body, made)), wanted):
        raise InputError(
            tr("The file cannot be changed in place: it is written in a way that Studio does not know."),
            remedy=tr("Change it in an editor, without anchors (`&`, `*`) and merged keys (`<<`)."),
        )
    return tuple(Splice(one.at + skip, one.removed, one.inserted) for one in made)


@dataclass(slots=True)
class _Change:
    """What must change in one text. Places are offsets into it."""

    text: str
    newline: str
    _cut: list[tuple[int, int]] = field(default_factory=list)
    _put: list[tuple[int, int, int, Any]] = field(default_factory=list)
    """(at, up to, indentation, `_Items`, `_Pairs` or text): what is put in place of a stretch."""
    _pool: dict[str, list[Cutting]] = field(default_factory=dict)
    """What was taken out of lists, by what it says: put in elsewhere, it is put in as it was written."""
    _removed: list[tuple[yaml.Node, int, Any]] = field(default_factory=list)
    """(node, column of its dash, value) of items that are taken out."""

    def splices(self) -> list[Splice]:
        """All of it, in the order of the text."""
        wanted = {key for *_, what in self._put for key in _keys(what)}
        for node, column, value in self._removed:
            moved = canonical(value) in wanted
            start = self._lead(node, column) if moved else self._line(self._dash(node, column))
            end = self._line_end(self.end(node))
            kept = "" if moved or column < 0 else self._comment(node)
            self._cut.append((max(0, start - len(self.newline)), end))
            if kept:
                self._put.append((end, end, 0, f"{self.newline}{' ' * column}{kept}"))
            self._keep(node, column, value, wanted)
        made = [Splice(at, self.text[at:to], self._said(what, indent)) for at, to, indent, what in self._put]
        made += [Splice(at, self.text[at:to], "") for at, to in self._cut]
        return sorted(made, key=lambda one: (one.at, one.at + len(one.removed) if one.removed else -1))

    def value(self, node: yaml.Node, old: Any, new: Any, parent: int, *, inline: bool = False) -> None:
        """`node`, which says `old`, is to say `new`. `parent`: the column of the key or dash that it belongs to."""
        if same(old, new):
            return
        _refuse_unusual(node, old)
        block = not getattr(node, "flow_style", False) and not inline
        if block and isinstance(node, yaml.MappingNode) and isinstance(new, dict) and new:
            self._mapping(node, old, new)
        elif block and isinstance(node, yaml.SequenceNode) and isinstance(new, list) and new:
            self._sequence(node, old, new)
        elif isinstance(node, yaml.MappingNode) and isinstance(new, dict) and old.keys() == new.keys():
            for key, inner in node.value:
                self.value(inner, old[key.value], new[key.value], parent, inline=True)
        else:
            self._replace(node, new, parent, inline=inline)

    def _replace(self, node: yaml.Node, new: Any, parent: int, *, inline: bool) -> None:
        start, end = node.start_mark.index, self.end(node)
        style, kept = getattr(node, "style", None), inline or getattr(node, "flow_style", False)
        if kept or not isinstance(new, dict | list) or not new:
            quotes = style if style in ("'", '"') and isinstance(new, str) else None
            gap = " " if start and self.text[start - 1] in ":-" else ""
            if isinstance(node, yaml.CollectionNode) and not node.flow_style:  # a block becomes a word
                start, gap = len(self.text[:start].rstrip()), " "
            said = flow(new, quotes) if inline or new is not None else ""
            self._put.append((start, end, 0, gap + said if said else ""))
            return
        start = len(self.text[:start].rstrip(" "))
        self._put.append((start, end, parent + 2, _Below(new)))

    def _mapping(self, node: yaml.MappingNode, old: dict[Any, Any], new: dict[Any, Any]) -> None:
        column = node.value[0][0].start_mark.column
        renamed = _renamed(old, new)
        pairs = {renamed.get(key.value, key.value): (key, inner) for key, inner in node.value}
        if not pairs.keys() & new.keys():
            self._replace(node, new, column - 2, inline=False)
            return
        for number, (key, inner) in enumerate(node.value):
            if key.value in renamed:
                self._put.append((key.start_mark.index, self.end(key), 0, scalar(renamed[key.value])))
            elif key.value not in new:
                self._remove_pair(node, number)
            else:
                self.value(inner, old.get(key.value), new[key.value], column)
        at, fresh = None, dict[Any, Any]()
        for name, value in new.items():
            if name in pairs:
                self._add_pairs(node, at, fresh, column)
                at, fresh = pairs[name][1], {}
            else:
                fresh[name] = value
        self._add_pairs(node, at, fresh, column)

    def _add_pairs(self, node: yaml.MappingNode, after: yaml.Node | None, fresh: dict[Any, Any], column: int) -> None:
        if not fresh:
            return
        if after is None:
            at = node.value[0][0].start_mark.index
            line = self._line(at)
            if line and not self.text[line:at].strip():  # behind the line above: its own may be on the way out
                at = line - len(self.newline)
                self._put.append((at, at, column, _Pairs(fresh)))
            else:
                self._put.append((at, at, column, _Before(fresh)))
        else:
            at = self._line_end(self.end(after))
            self._put.append((at, at, column, _Pairs(fresh)))

    def _remove_pair(self, node: yaml.MappingNode, number: int) -> None:
        key, value = node.value[number]
        start = key.start_mark.index
        if self.text[self._line(start) : start].strip():  # `- key: …`: the next key comes up to the dash
            if number + 1 < len(node.value):
                self._cut.append((start, node.value[number + 1][0].start_mark.index))
                return
            self._cut.append((start, self._line_end(self.end(value))))
            return
        self._cut.append((max(0, self._line(start) - len(self.newline)), self._line_end(self.end(value))))

    def _sequence(self, node: yaml.SequenceNode, old: list[Any], new: list[Any]) -> None:
        column = node.start_mark.column
        before, after = [canonical(item) for item in old], [canonical(item) for item in new]
        head = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(old), len(new)))
        most = min(len(old), len(new)) - head
        tail = next((n for n in range(most) if before[-1 - n] != after[-1 - n]), most)
        matcher = SequenceMatcher(None, before[head : len(old) - tail], after[head : len(new) - tail], autojunk=False)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            if tag == "equal":
                continue
            paired = min(i2 - i1, j2 - j1)
            for n in range(paired):
                place = head + i1 + n
                self.value(node.value[place], old[place], new[head + j1 + n], column)
            for place in range(head + i1 + paired, head + i2):
                self._removed.append((node.value[place], column, old[place]))
            fresh = new[head + j1 + paired : head + j2]
            if fresh:
                self._add_items(node, head + i1 + paired - 1, fresh, column)

    def _add_items(self, node: yaml.SequenceNode, after: int, fresh: list[Any], column: int) -> None:
        if after >= 0:
            at = self._line_end(self.end(node.value[after]))
        else:
            at = max(0, self._lead(node.value[0], column) - len(self.newline))
        self._put.append((at, at, column, _Items(fresh)))

    def _keep(self, node: yaml.Node, column: int, value: Any, wanted: set[str]) -> None:
        """Put what is taken out, or what of its own items is wanted elsewhere, where it will be looked for."""
        key = canonical(value)
        if key in wanted:
            start, end = self._lead(node, column), self._line_end(self.end(node))
            lines = self.text[start:end].split(self.newline)
            self._pool.setdefault(key, []).append(Cutting(tuple(line[column:] for line in lines)))
            return
        if isinstance(node, yaml.MappingNode):
            for name, inner in node.value:
                self._keep_items(inner, value.get(name.value), wanted)

    def _keep_items(self, node: yaml.Node, value: Any, wanted: set[str]) -> None:
        if isinstance(node, yaml.SequenceNode) and not node.flow_style:
            for item, said in zip(node.value, value, strict=True):
                self._keep(item, node.start_mark.column, said, wanted)

    def _said(self, what: Any, indent: int) -> str:
        """The text that is put in; `indent`: of its lines."""
        if isinstance(what, str):
            return what
        if isinstance(what, _Below):
            values = what.value
            lines = item_lines(values, self._pool) if isinstance(values, list) else pair_lines(values, self._pool)
        elif isinstance(what, _Items):
            lines = item_lines(what.values, self._pool)
        else:
            lines = pair_lines(what.values, self._pool)
        shifted = [f"{' ' * indent}{line}" if line else "" for line in lines]
        if isinstance(what, _Before):
            return self.newline.join(shifted).lstrip(" ") + self.newline + " " * indent
        return "".join(self.newline + line for line in shifted)

    def end(self, node: yaml.Node) -> int:
        """Where the last character of what `node` says ends; comments and blank lines behind it left out."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end(last[1] if isinstance(last, tuple) else last)
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(self.text[start:end].rstrip())

    def _line(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        found = self.text.find(self.newline, at)
        return len(self.text) if found < 0 else found

    def _dash(self, node: yaml.Node, column: int) -> int:
        """Where the dash of the item `node` stands: on its line, or above when the item begins below its dash."""
        line = self._line(node.start_mark.index)
        while self.text[line + column : line + column + 1] != "-" or self.text[line : line + column].strip():
            if not line:
                raise InputError(tr("A list is written in an unusual way."), remedy=tr("Change the file in an editor."))
            line = self._line(line - 1)
        return line + column

    def _lead(self, node: yaml.Node, column: int) -> int:
        """The beginning of the comment lines that stand directly above an item, or of its own line."""
        line = self._line(self._dash(node, column))
        while line:
            above = self._line(line - 1)
            if not self.text[above:line].lstrip(" ").startswith("#"):
                break
            line = above
        return line

    def _comment(self, node: yaml.Node) -> str:
        """The comment behind an item, on its last line."""
        end = self.end(node)
        rest = self.text[end : self._line_end(end)].strip()
        return rest if rest.startswith("#") else ""


def _refuse_unusual(node: yaml.Node, old: Any) -> None:
    """Raises InputError for a mapping whose keys are not all texts of its own."""
    if isinstance(node, yaml.MappingNode) and [key.value for key, _ in node.value] != list(old):
        raise InputError(
            tr("The keys of the mapping in line {line} are not plain texts of its own.", line=node.start_mark.line + 1),
            remedy=tr("Put them in quotes, and write merged keys (`<<`) out."),
        )


def _renamed(old: dict[Any, Any], new: dict[Any, Any]) -> dict[Any, Any]:
    """Keys that have another name and are the same in all else, place included."""
    if len(old) != len(new):
        return {}
    pairs = zip(old.items(), new.items(), strict=True)
    return {a: b for (a, x), (b, y) in pairs if a not in new and b not in old and same(x, y)}


@dataclass(frozen=True, slots=True)
class _Items:
    """Items of a list, each on lines of its own."""

    values: Sequence[Any]


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Keys and values, behind others."""

    values: dict[Any, Any]


@dataclass(frozen=True, slots=True)
class _Before:
    """Keys and values, before the first of a mapping."""

    values: dict[Any, Any]


@dataclass(frozen=True, slots=True)
class _Below:
    """A list or a mapping in the place of a value, below its key."""

    value: Any


def _keys(what: Any) -> Iterator[str]:
    """What every list item in `what` says, however deep."""
    match what:
        case _Items(values):
            for value in values:
                yield canonical(value)
                yield from _keys(value)
        case _Pairs(values) | _Before(values):
            yield from _keys(values)
        case _Below(value):
            yield from _keys(_Items(value) if isinstance(value, list) else value)
        case dict():
            for value in what.values():
                yield from _keys(_Items(value) if isinstance(value, list) else value)
