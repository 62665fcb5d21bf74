"""Words whose reading is uncertain, before anything is spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from tts.reading.en.acronyms import is_known, is_spelled
from tts.reading.front import HAN, read
from tts.reading.zh.pinyin import second_opinion, segment

Doubt = Literal["polyphone", "latin", "dropped"]

_AROUND = 8
"""Characters of context on each side."""


@dataclass(frozen=True, slots=True)
class Risk:
    """A word, how it will be said, and the line of voices.yaml that changes it."""

    word: str
    doubt: Doubt
    """Methods disagree on a character; a Latin word that no list knows; a character that nothing says."""
    reading: str
    """Pinyin, phonemes, or empty when it is not said."""
    alternative: str
    """What it could be instead; empty when nothing is proposed."""
    context: str
    line: str
    """To be put under `lexicon:`."""
    count: int = 1
    """How often it occurs."""


def risks(texts: Iterable[tuple[str, str]], lexicon: tuple[tuple[str, str], ...] = ()) -> tuple[Risk, ...]:
    """The uncertain words of `texts`, (text, language) in order; each word with one reading is listed once.

    Words in `lexicon` are certain. Raises ConfigError for a lexicon entry that makes no sense.
    """
    found: dict[tuple[str, str], Risk] = {}
    for text, language in texts:
        entries = tuple(entry for entry in lexicon if entry[0] in text)
        for risk in _risks(text, language, entries):
            key = (risk.word, risk.reading)
            known = found.get(key)
            found[key] = replace(known, count=known.count + 1) if known else risk
    return tuple(found.values())


def _risks(text: str, language: str, lexicon: tuple[tuple[str, str], ...]) -> Iterable[Risk]:
    reading = read(text, language, lexicon)
    certain = {word for word, _ in lexicon}
    for run in re.findall(f"[{HAN}]+", reading.normalized):
        yield from _polyphones(run, certain)
    for piece in reading.pieces:
        if piece.kind == "latin" and piece.text not in certain:
            yield from _latin(piece.text, reading.normalized, language)
    for character in reading.dropped:
        yield Risk(character, "dropped", "", "", _context(text, character), f'"{character}": 怎么说')


def _polyphones(run: str, certain: set[str]) -> Iterable[Risk]:
    other = second_opinion(run)
    start = 0
    for word in segment(run):
        end = start + len(word.text)
        differs = [k for k, ours in enumerate(word.syllables) if not _alike(ours, other[start + k], run[start + k])]
        if differs and not any(entry in run and _covers(run, entry, start, end) for entry in certain):
            shown, first, last = _with_neighbour(run, start, end)
            ours = " ".join(syllable for w in segment(run) for syllable in w.syllables).split()[first:last]
            theirs = list(ours)
            for k in differs:
                theirs[start + k - first] = other[start + k]
            instead = " ".join(theirs)
            yield Risk(
                shown, "polyphone", " ".join(ours), instead, _context(run, shown), f'{shown}: "pinyin: {instead}"'
            )
        start = end


def _alike(ours: str, other: str, character: str) -> bool:
    """Neutral or not, and the tones that 一 and 不 take on, are no doubt worth a line."""
    return ours == other or (ours[:-1] == other[:-1] and (character in "一不" or "5" in (ours[-1], other[-1])))


def _covers(run: str, entry: str, start: int, end: int) -> bool:
    return any(place < end and place + len(entry) > start for place in _places(run, entry))


def _places(run: str, word: str) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(word), run)]


def _with_neighbour(run: str, start: int, end: int) -> tuple[str, int, int]:
    """A single character with the one behind it, or before it, so that an entry for it does not change all others."""
    if end - start == 1:
        if end < len(run):
            end += 1
        elif start:
            start -= 1
    return run[start:end], start, end


def _latin(words: str, text: str, language: str) -> Iterable[Risk]:
    for word in words.split():
        if is_known(word) or (language == "en" and (word.islower() or not word.isupper())):
            continue
        letters = " ".join(word.upper())
        spelled = is_spelled(word)
        reading, instead = (letters, word.lower()) if spelled else (word, letters)
        yield Risk(word, "latin", reading, instead, _context(text, word), f'{word}: "{instead}"')


def _context(text: str, word: str) -> str:
    place = max(text.find(word), 0)
    return text[max(0, place - _AROUND) : place + len(word) + _AROUND]
