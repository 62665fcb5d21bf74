"""Plain values as lines of YAML, in the way `turncast script --write` writes them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

_BREAKS = frozenset("\n\r\x85\u2028\u2029")
"""Whatever YAML takes for the end of a line: a text with one is written in double quotes, where it can be escaped."""


@dataclass(frozen=True, slots=True)
class Cutting:
    """An item of a list as it was written, comments above it included: its lines, without their indentation."""

    lines: tuple[str, ...]


Pool = dict[str, list[Cutting]]
"""Pieces by what they say (`canonical`)."""


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same: `1` and `1.0` do, `1` and `true` do not; the order of keys does not count."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def canonical(value: Any) -> str:
    """One text for all values that say the same."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def flow(value: Any, quotes: str | None = None) -> str:
    """`value` on one line; a text in `quotes` if given, else in any it needs."""
    if isinstance(value, str) and set(value) & _BREAKS:
        quotes = '"'
    if isinstance(value, str) and quotes == '"':
        value = _Quoted(value)
    dumper = _QuotingDumper if quotes == '"' else _PlainDumper
    said = yaml.dump(
        [value], Dumper=dumper, allow_unicode=True, sort_keys=False, default_flow_style=True, width=10**9
    ).strip()[1:-1]
    if quotes == "'" and not said.startswith(("'", '"')):
        return "'" + str(value).replace("'", "''") + "'"
    return said


class _Quoted(str):
    """A text that is to stand in double quotes."""

    __slots__ = ()


class _PlainDumper(yaml.SafeDumper):
    """Writes nothing for None, and never an alias."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  # PyYAML's own signature
        return True


class _QuotingDumper(_PlainDumper):
    """The same, for texts in quotes."""


def _in_quotes(dumper: yaml.SafeDumper, text: _Quoted) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')


_QuotingDumper.add_representer(_Quoted, _in_quotes)


def scalar(value: Any) -> str:
    """A text, number, truth, None, or an empty list or mapping, as it stands behind a key or a dash."""
    if value is None:
        return ""
    if isinstance(value, dict | list):
        return "{}" if isinstance(value, dict) else "[]"
    if isinstance(value, str) and set(value) & _BREAKS:
        return flow(value, '"')
    said = yaml.dump([value], Dumper=_PlainDumper, allow_unicode=True, default_flow_style=False, width=10**9)
    return said.removeprefix("- ").removesuffix("\n")


def item_lines(values: Sequence[Any], pool: Pool) -> list[str]:
    """A list's items; one that is in `pool` is taken from there."""
    lines = list[str]()
    for value in values:
        kept = pool.get(canonical(value))
        if kept:
            lines += kept.pop(0).lines
        elif isinstance(value, dict | list) and value:
            inner = pair_lines(value, pool) if isinstance(value, dict) else item_lines(value, pool)
            lines += [("  " if number else "- ") + line for number, line in enumerate(inner)]
        else:
            lines.append(f"- {scalar(value)}".rstrip(" "))
    return lines


def pair_lines(values: Mapping[Any, Any], pool: Pool) -> list[str]:
    """A mapping's keys and values."""
    lines = list[str]()
    for key, value in values.items():
        if isinstance(value, dict | list) and value:
            inner = pair_lines(value, pool) if isinstance(value, dict) else item_lines(value, pool)
            lines += [f"{scalar(key)}:", *(f"  {line}" for line in inner)]
        else:
            lines.append(f"{scalar(key)}: {scalar(value)}".rstrip(" "))
    return lines
