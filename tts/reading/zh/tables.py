"""The tables under `data/`, read once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

_DATA = Path(__file__).parent / "data"


class NeighbourRule(NamedTuple):
    """How a character is read between certain neighbours."""

    reading: str
    before: str
    after: str
    strong: bool
    """Also inside a word that the dictionary reads."""

    def fits(self, run: str, place: int) -> bool:
        """Whether the character at `place` of `run` stands between such neighbours."""
        if self.before != "-" and not _pattern(f"(?:{self.before})$").search(run[:place]):
            return False
        return self.after == "-" or _pattern(self.after).match(run, place + 1) is not None


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    """Compiled when first asked for: all of them at once would take most of a second."""
    return re.compile(expression)


@cache
def character_rules() -> dict[str, tuple[NeighbourRule, ...]]:
    """Character → its rules, in order; where none fits, the dictionary's reading stands."""
    rules: dict[str, list[NeighbourRule]] = {}
    for name, reading, before, after in _rows("characters.tsv"):
        rules.setdefault(name[0], []).append(NeighbourRule(reading, before, after, strong=name.endswith("!")))
    return {character: tuple(found) for character, found in rules.items()}


@cache
def word_readings() -> dict[str, list[str]]:
    """Word → its syllables."""
    return {word: reading.split() for word, reading in _rows("words.tsv")}


@cache
def neutral_words() -> frozenset[str]:
    """Words whose last syllable is neutral."""
    return frozenset(word for (line,) in _rows("neutral.txt") for word in line.split())


@cache
def homophones() -> dict[str, str]:
    """Syllable → a common character that is always read so."""
    return {syllable: character for syllable, character in _rows("homophones.tsv")}


def _rows(name: str) -> Iterator[list[str]]:
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
