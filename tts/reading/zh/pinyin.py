"""Chinese characters → words and their syllables.

jieba's dictionary finds the words: the voice model was trained on its spacing. Of the readings of a polyphone, the
network chooses (`network`), unless a word of the list of exceptions or a person's name settles it. Then 一 and 不
change their tones; third tones keep their dictionary tone: the voice model was trained on them and changes
them itself.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from tts.reading.zh.network import network, scores
from tts.reading.zh.people import in_names
from tts.reading.zh.tones import change_tones
from tts.reading.zh.words import dictionary, exceptions, plain_readings, settled, words_between, words_in

_BY_THEMSELVES = {"地": "de5", "都": "dou1"}
"""Words of one character that are mostly particles between a longer word and another one, and read so there unless the
network is sure of something else: 更快地理解 was read as 更快 and 地理."""
_SURE = 0.9

_RUN = re.compile("[㐀-䶿一-鿿〇]+")


class SpokenWord(NamedTuple):
    """A word and its syllables, one per character: pinyin with tone digits, 5 is neutral, ü is written v."""

    text: str
    syllables: list[str]


class Syllable(NamedTuple):
    """How a character is read, and how sure that is."""

    reading: str
    """Pinyin with a tone digit; the character itself where no dictionary knows it."""
    probability: float = 1.0
    """That it is read so: 1 where there is no choice, else as calibrated on sentences that trained nothing."""
    instead: str = ""
    """The next best reading, where there is one."""


def syllables_of(text: str) -> list[Syllable]:
    """One for each character of `text`; characters that are not Chinese stand as themselves.

    A word or a name that settles a reading gives it probability 1.
    """
    found = from_network(text)
    for run in _RUN.finditer(text):
        found[run.start() : run.end()] = _by_words(run.group(), found[run.start() : run.end()])
    known = exceptions()
    for start, word in words_in(text, known):
        for place, reading in enumerate(known[word].split(), start):
            if reading != "-":
                found[place] = Syllable(reading)
    for place, reading in in_names(text, _starts).items():
        found[place] = Syllable(reading)
    changed = change_tones(text, [syllable.reading for syllable in found])
    return [
        syllable if syllable.reading == reading else syllable._replace(reading=reading)
        for syllable, reading in zip(found, changed, strict=True)
    ]


def _by_words(run: str, found: list[Syllable]) -> list[Syllable]:
    """`found` for a run of Chinese characters, with what its words settle."""
    ends, known = _ends(run), settled()
    said = list(found)
    for before, start, end in zip((0, 0, *ends), (0, *ends), ends, strict=False):
        usual = _BY_THEMSELVES.get(run[start:end])
        if usual and start - before > 1 and end < len(run) and said[start].probability < _SURE:
            said[start] = said[start]._replace(reading=usual)
    for start, word in words_between(run, ends, known):
        for place, reading in enumerate(known[word].split(), start):
            if reading != "-" and not _only_neutral(said[place].reading, reading):
                said[place] = Syllable(reading)
    return said


def _only_neutral(said: str, full: str) -> bool:
    """Whether `said` is `full` in the neutral tone: the dictionary's phrases know few neutral tones."""
    return said.endswith("5") and said != full and said[:-1] == full[:-1]


def from_network(text: str) -> list[Syllable]:
    """As `syllables_of`, but by the network alone, before any tone changes."""
    plain = plain_readings()
    found = [Syllable(plain.get(character, character)) for character in text]
    for place, syllable in _chosen(text).items():
        found[place] = syllable
    return found


def segment(text: str) -> list[SpokenWord]:
    """The words of a run of Chinese characters, in order; joined, their texts give back the run."""
    return words_of(text, [syllable.reading for syllable in syllables_of(text)])


def words_of(run: str, syllables: list[str]) -> list[SpokenWord]:
    """The words of `run`, a run of Chinese characters, with `syllables` dealt out among them."""
    result, start = [], 0
    for end in _ends(run):
        result.append(SpokenWord(run[start:end], syllables[start:end]))
        start = end
    return result


@lru_cache(maxsize=64)
def _ends(run: str) -> tuple[int, ...]:
    """Places where a word of `run` ends, in order."""
    import rjieba  # its dictionary is built when it is imported

    return tuple(accumulate(map(len, rjieba.cut(run))))


def _chosen(text: str) -> dict[int, Syllable]:
    """Place → what the network chooses, for the polyphones of `text`."""
    net = network()
    places = [place for place, character in enumerate(text) if character in net.candidates]
    if not places:
        return {}
    in_words, known = {}, dictionary()
    for start, word in words_in(text, known):
        for place, reading in enumerate(known[word].split(), start):
            if reading in net.candidates.get(text[place], ()):
                in_words[place] = (net.candidates[text[place]].index(reading), len(word))
    found = scores(net, text, places, [in_words.get(place, (-1, 0)) for place in places])
    return {
        place: _most_likely(net.candidates[text[place]], scored.tolist())
        for place, scored in zip(places, found, strict=True)
    }


def _most_likely(readings: tuple[str, ...], scored: Sequence[float]) -> Syllable:
    """The reading with the highest score, the commoner of equals."""
    best = max(scored)
    likely = [math.exp((score - best) / network().temperature) for score in scored]
    order = sorted(range(len(scored)), key=lambda number: -scored[number])
    return Syllable(readings[order[0]], likely[order[0]] / sum(likely), readings[order[1]])


def _starts(text: str) -> frozenset[int]:
    """Places where a word begins, or may: inside of words that jieba only guesses, a name often does."""
    import rjieba

    found = set[int]()
    for run in _RUN.finditer(text):
        start = 0
        for end in _ends(run.group()):
            known = rjieba.has_word(run.group()[start:end])
            found.update(range(run.start() + start, run.start() + (start + 1 if known else end)))
            start = end
    return frozenset(found)
