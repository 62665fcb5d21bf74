"""What a rule of normalisation is, in either language, and the pieces that patterns of both are made of.

Rules run in order over the whole text; what one has written out has no figures left, so that no later rule meets it
again. A rule carries its examples: `tests/reading/test_rules.py` runs them all, and takes each rule out to see that one
of its examples breaks without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Match = re.Match[str]

FIGURES = "0123456789"
NUMBER = r"(?<!\d)\d++(?:,\d{3})*+(?:\.\d++)?+"
"""A number in figures: `7`, `12,000`, `3.14`. Taken whole or not at all, so that a long one is read through once."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that is not said as it is written."""

    name: str
    pattern: str
    """A verbose regular expression: blanks in it mean nothing, a blank of the text is `[ ]` or `\\s`."""
    said: Callable[[Match], str]
    """What stands in the place of a match."""
    examples: str
    """Lines of `text → what the whole text becomes`; the first ones need the rule."""
    needs: str = FIGURES
    """Characters one of which every match holds or touches: a text without them is passed over unsearched."""

    def apply(self, text: str) -> str:
        """`text` with every match replaced."""
        if not any(sign in text for sign in self.needs):
            return text
        return compiled(self.pattern).sub(self.said, text)

    def cases(self) -> list[tuple[str, str]]:
        """The examples: (text, what it becomes)."""
        lines = (line.strip() for line in self.examples.strip().splitlines())
        return [(text, said) for text, _, said in (line.rpartition(" → ") for line in lines if line)]


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """`pattern`, compiled when it is first needed: most texts need few of the rules."""
    return re.compile(pattern, re.VERBOSE)


def any_of(words: Iterable[str]) -> str:
    """A pattern that finds one of `words`, the longest first."""
    found = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.sub(r"([ #])", r"[\1]", re.escape(word).replace("\\ ", " ").replace("\\#", "#"))
                            for word in found) + ")"  # fmt: skip


def by_name(name: str) -> Callable[[Match], str]:
    """Says `name` whatever was found."""
    return lambda _: name


def as_written(
    figures: str, signs: Mapping[str, str], point: str, digits: Callable[[str], str], cardinal: Callable[[str], str]
) -> str:
    """A number with what is written in it: `1,234.50`, `-3`, `007`; `signs` and `point` are words, `digits` and
    `cardinal` say figures one by one and as a whole number."""
    if figures[:1] in signs:
        return signs[figures[0]] + as_written(figures[1:], signs, point, digits, cardinal)
    whole, dot, rest = figures.replace(",", "").partition(".")
    said = digits(whole) if len(whole) > 1 and whole.startswith("0") else cardinal(whole or "0")
    return said + (point + digits(rest) if dot and rest else "")


def pairs(path: Path) -> dict[str, str]:
    """The first two fields of every row of a list."""
    return {row[0]: row[1] for row in rows(path)}


@cache
def rows(path: Path) -> tuple[tuple[str, ...], ...]:
    """The rows of a list: lines that are neither empty nor comments (`# `), split at tabs."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("# "))


def words(path: Path) -> tuple[str, ...]:
    """The words of a list, separated by blanks or lines."""
    return tuple(word for row in rows(path) for field in row for word in field.split())
