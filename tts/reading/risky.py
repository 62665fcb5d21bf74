"""Words whose reading is uncertain, before anything is spoken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from tts.language import tr
from tts.reading.en.acronyms import is_known, is_spelled
from tts.reading.front import HAN, read
from tts.reading.zh.pinyin import Syllable, syllables_of, words_of

Doubt = Literal["polyphone", "latin", "dropped"]

_AROUND = 8
"""Characters of context on each side."""

SURE = 0.9
"""A reading less probable than this is listed. Probabilities are calibrated, so that of those listed every fifth or so
is wrong, and of those not listed one in several hundred."""


@dataclass(frozen=True, slots=True)
class Risk:
    """A word, how it will be said, and the line of voices.yaml that changes it."""

    word: str
    doubt: Doubt
    """A character that may be read otherwise; a Latin word that no list knows; a character that nothing says."""
    reading: str
    """Pinyin, phonemes, or empty when it is not said."""
    alternative: str
    """What it could be instead; empty when nothing is proposed."""
    context: str
    line: str
    """To be put under `lexicon:`."""
    count: int = 1
    """How often it occurs."""
    probability: float = 0.0
    """Of a polyphone, that it is read so; elsewhere 0."""


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
    said = syllables_of(reading.normalized)
    for found in re.finditer(f"[{HAN}]+", reading.normalized):
        yield from _polyphones(found.group(), said[found.start() : found.end()], certain)
    for piece in reading.pieces:
        if piece.kind == "latin" and piece.text not in certain:
            yield from _latin(piece.text, reading.normalized, language)
    for character in reading.dropped:
        yield Risk(character, "dropped", "", "", _context(text, character), f'"{character}": {tr("how to say it")}')


def _polyphones(run: str, said: list[Syllable], certain: set[str]) -> Iterable[Risk]:
    start = 0
    for word in words_of(run, [syllable.reading for syllable in said]):
        end = start + len(word.text)
        unsure = [place for place in range(start, end) if _is_doubtful(run[place], said[place])]
        if unsure and not any(entry in run and _covers(run, entry, start, end) for entry in certain):
            shown, first, last = _with_neighbour(run, start, end)
            ours = [syllable.reading for syllable in said[first:last]]
            theirs = [said[place].instead if place in unsure else said[place].reading for place in range(first, last)]
            instead = " ".join(theirs)
            yield Risk(
                shown, "polyphone", " ".join(ours), instead, _context(run, shown), f'{shown}: "pinyin: {instead}"',
                probability=round(min(said[place].probability for place in unsure), 2),
            )  # fmt: skip
        start = end


def _is_doubtful(character: str, said: Syllable) -> bool:
    """Neutral or not, and the tones that 一 and 不 take on, are no doubt worth a line."""
    ours, other = said.reading, said.instead
    alike = ours[:-1] == other[:-1] and (character in "一不" or "5" in (ours[-1], other[-1]))
    return said.probability < SURE and not alike


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
