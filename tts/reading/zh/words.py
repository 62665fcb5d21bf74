"""Words of a list in a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from tts.reading.rule import rows

_DATA = Path(__file__).parent / "data"
_LONGEST = 8
"""Characters of the longest word that is looked for."""

Readings = Mapping[str, Sequence[str]]
"""Word → readings of its characters, `-` where it does not tell."""


def words_in(text: str, known: Readings) -> list[tuple[int, Sequence[str]]]:
    """The words of `known` in `text`, the longest first from left to right: place, readings."""
    found, start = [], 0
    while start < len(text) - 1:
        for length in range(min(_LONGEST, len(text) - start), 1, -1):
            readings = known.get(text[start : start + length])
            if readings is not None:
                found.append((start, readings))
                start += length
                break
        else:
            start += 1
    return found


@cache
def dictionary() -> Readings:
    """Words for the network to weigh."""
    return {word: readings.split() for word, readings, *_ in rows(_DATA / "dictionary.tsv")}


@cache
def settled() -> Readings:
    """Those of them that are read in one way only: where such a word stands by itself, it is read so."""
    return {word: readings.split() for word, readings, *unsure in rows(_DATA / "dictionary.tsv") if not unsure}


def words_between(text: str, ends: Sequence[int], known: Readings) -> list[tuple[int, Sequence[str]]]:
    """As `words_in`, but only words that begin and end where words of `text` do; `ends` are these places, in order."""
    found, start, allowed = [], 0, set(ends)
    for end in ends:
        if end <= start:
            continue
        for length in range(min(_LONGEST, len(text) - start), 1, -1):
            readings = known.get(text[start : start + length]) if start + length in allowed else None
            if readings is not None:
                found.append((start, readings))
                start += length
                break
        else:
            start = end
    return found


@cache
def exceptions() -> Readings:
    """Words that cannot be read otherwise, and that the network would."""
    return {word: readings.split() for word, readings in rows(_DATA / "exceptions.tsv")}


@cache
def plain_readings() -> Mapping[str, str]:
    """Character → its reading where nothing else is known."""
    return {character: reading for reading, characters in rows(_DATA / "readings.tsv") for character in characters}
