"""Words of a list in a text."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import cache
from pathlib import Path

from tts.reading.rule import rows

_DATA = Path(__file__).parent / "data"
_LONGEST = 8
"""Characters of the longest word that is looked for."""

Readings = Mapping[str, str]
"""Word → readings of its characters separated by blanks, `-` where it does not tell. Split when they are needed: of
25,000 words a text has few."""


def words_in(text: str, known: Container[str]) -> list[tuple[int, str]]:
    """The words of `known` in `text`, the longest first from left to right, with their places."""
    found, start = [], 0
    while start < len(text) - 1:
        for length in range(min(_LONGEST, len(text) - start), 1, -1):
            word = text[start : start + length]
            if word in known:
                found.append((start, word))
                start += length
                break
        else:
            start += 1
    return found


def words_between(text: str, ends: Sequence[int], known: Container[str]) -> list[tuple[int, str]]:
    """As `words_in`, but only words that begin and end where words of `text` do; `ends` are these places, in order."""
    found, start, allowed = [], 0, set(ends)
    for end in ends:
        if end <= start:
            continue
        for length in range(min(_LONGEST, len(text) - start), 1, -1):
            word = text[start : start + length]
            if start + length in allowed and word in known:
                found.append((start, word))
                start += length
                break
        else:
            start = end
    return found


def dictionary() -> Readings:
    """Words for the network to weigh."""
    return _dictionaries()[0]


def settled() -> Readings:
    """Those of them that are read in one way only: where such a word stands by itself, it is read so."""
    return _dictionaries()[1]


@cache
def _dictionaries() -> tuple[Readings, Readings]:
    known, alone = {}, {}
    for word, readings, *unsure in rows(_DATA / "dictionary.tsv"):
        known[word] = readings
        if not unsure:
            alone[word] = readings
    return known, alone


@cache
def exceptions() -> Readings:
    """Words that cannot be read otherwise, and that the network would."""
    return {word: readings for word, readings in rows(_DATA / "exceptions.tsv")}


@cache
def plain_readings() -> Mapping[str, str]:
    """Character → its reading where nothing else is known."""
    return {character: reading for reading, characters in rows(_DATA / "readings.tsv") for character in characters}
