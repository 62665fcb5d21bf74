"""The sentences that the network learns from: what each character's reading should be, and how sure that is."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pypinyin.contrib.tone_convert import to_tone3
from pypinyin.phrases_dict import phrases_dict

from training.polyphones.g2pm import G2pM
from tts.reading.zh.words import words_between

ROOT = Path(__file__).parents[2]
HAN = re.compile("[㐀-䶿一-鿿〇]")
CANDIDATES = 8
"""Readings a character may have at most."""
_SURE = 0.8
"""Where g2pM is less sure than this, the former rules are believed."""
_PARTICLES = "啦哇吧儿得子啊哦吗哩过分"
"""CPP labels them by full tones in words and by neutral ones as particles, as we do; elsewhere a full tone against our
neutral one is another convention, which we do not take on."""

Targets = dict[int, dict[str, float]]
"""Place → reading → how probable it should be."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with what is known of its readings."""

    kind: str
    """`rules` (read by our former rules), `cpp`, `own` (a whole sentence of ours), `phrase` or `word`."""
    text: str
    targets: Targets
    ends: tuple[int, ...] | None = None
    """For each character, whether a word ends behind it."""
    weight: float = 1.0
    weights: dict[int, float] = field(default_factory=dict)
    """Places that count otherwise than `weight`."""
    judged: tuple[int, ...] = ()
    """Places whose reading was given by a person."""


def changeable(character: str, reading: str) -> str:
    """一 and 不 in the tone that a rule then changes: the network only decides whether they change."""
    return {"一yi2": "yi4", "不bu2": "bu4", "儿r5": "er5"}.get(character + reading, reading.replace("ü", "v"))


def by_rules(folder: Path, g2pm: G2pM, ruled: frozenset[str]) -> Iterator[Sentence]:
    """Unlabelled text as our former rules read it, with g2pM's opinion where it differs.

    `ruled` are the characters that had rules of their own: there the rules count for more.
    """
    for line in (folder / "labelled.jsonl").read_text("utf-8").splitlines():
        source, text, syllables, ends = json.loads(line)
        yield Sentence("rules", text, _fused(text, syllables, g2pm, ruled, source == "talk"), tuple(ends))


def _fused(text: str, syllables: list[str], g2pm: G2pM, ruled: frozenset[str], talk: bool) -> Targets:
    opinion = g2pm.opinion(text)
    targets: Targets = {}
    for place, (character, syllable) in enumerate(zip(text, syllables, strict=True)):
        if not syllable or not HAN.match(character):
            continue
        ours, theirs = changeable(character, syllable), opinion.get(place, {})
        other = max(theirs, key=lambda reading: theirs[reading], default=ours)
        if ours == other or (ours[:-1] == other[:-1] and ours.endswith("5")):
            targets[place] = {ours: 1.0}
        elif theirs[other] < _SURE:
            targets[place] = {ours: 1.0} if character in ruled else {ours: 0.5, other: 0.5}
        else:
            share = (0.85 if talk else 0.75) if character in ruled else 0.15
            targets[place] = {ours: share, other: 1 - share}
    return targets


def cpp(folder: Path, g2pm: G2pM, ruled: frozenset[str], weight: float = 4.0) -> Iterator[Sentence]:
    """The development split as it will be read: `cpp.jsonl` has text, our reading, word ends, place and label."""
    for line in (folder / "cpp.jsonl").read_text("utf-8").splitlines():
        text, syllables, ends, place, label = json.loads(line)
        targets = _fused(text, syllables, g2pm, ruled, False)
        ours, reading = syllables[place], changeable(text[place], label)
        convention = ours != label and ours[:-1] == label[:-1] and "5" in (ours[-1], label[-1])
        if convention and text[place] not in _PARTICLES:
            targets.pop(place, None)
        else:
            targets[place] = {reading: 1.0}
        yield Sentence("cpp", text, targets, tuple(ends), weights={place: weight}, judged=(place,))


def own() -> Iterator[Sentence]:
    """Our sentences, every syllable of which was written down before it was tried."""
    for line in (ROOT / "tests/reading/polyphones.tsv").read_text("utf-8").splitlines():
        text, readings = line.split("\t")
        places = [place for place, character in enumerate(text) if HAN.match(character)]
        if len(places) != len(readings.split()):
            continue
        targets = {place: {changeable(text[place], reading): 1.0}
                   for place, reading in zip(places, readings.split(), strict=True)}  # fmt: skip
        yield Sentence("own", text, targets, judged=tuple(places))
    for line in (ROOT / "tests/reading/characters.txt").read_text("utf-8").splitlines():
        text, targets = "", {}
        for character, reading in re.findall(r"(.)(?:\(([a-z]+\d)\))?", line):
            text += character
            if reading:
                targets[len(text) - 1] = {changeable(character, reading): 1.0}
        yield Sentence("phrase", text, targets, weights=dict.fromkeys(targets, 2.0), judged=tuple(targets))


def phrases() -> dict[str, list[str]]:
    """Word → syllables: pypinyin's phrases."""
    found = {}
    for word, readings in phrases_dict.items():
        if len(word) == len(readings) > 1 and all("\u4e00" <= character <= "\u9fff" for character in word):
            found[word] = [to_tone3(reading[0], neutral_tone_with_five=True) for reading in readings]
    return found


def as_sentences(words: dict[str, list[str]]) -> Iterator[Sentence]:
    for word, readings in words.items():
        targets = {place: {changeable(character, reading): 1.0}
                   for place, (character, reading) in enumerate(zip(word, readings, strict=True))
                   if character not in "一不"}  # fmt: skip
        yield Sentence("word", word, targets, weight=0.3)


class Readings:
    """What each character may be read as: learned from the sentences themselves."""

    def __init__(self, sentences: Iterable[Sentence], g2pm: G2pM) -> None:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        seen: Counter[str] = Counter()
        for sentence in sentences:
            seen.update(sentence.text)
            for place, likely in sentence.targets.items():
                weight = 100 if place in sentence.judged else 1
                for reading, share in likely.items():
                    counts[sentence.text[place]][reading] += share * weight
        self.candidates: dict[str, list[str]] = {}
        for character, found in counts.items():
            least = max(3, 0.0005 * sum(found.values()))
            readings = [reading for reading, count in found.most_common(CANDIDATES) if count >= least or count >= 100]
            if len(readings) > 1:
                self.candidates[character] = readings
        self.commonest = {character: found.most_common(1)[0][0] for character, found in counts.items()}
        self.rows = dict(g2pm.rows)
        for character in sorted(seen):
            if character not in self.rows and (seen[character] >= 3 or character in self.candidates):
                self.rows[character] = len(self.rows)
        self.slots: dict[str, int] = {}
        first = 1
        for character in sorted(self.candidates):
            self.slots[character] = first
            first += len(self.candidates[character])
        self.size = first


def dictionary(readings: Readings) -> dict[str, list[str]]:
    """Word → readings of its polyphones, `-` for what it does not tell.

    pypinyin's phrases, words of ours, and those whose last syllable is neutral.
    """
    words = phrases()
    for line in (ROOT / "training/data/words.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            word, said = line.split("\t")
            words[word] = said.split()
    found = {
        word: [reading if character not in "一不" and character in readings.candidates else "-"
               for character, reading in zip(word, said, strict=True)]
        for word, said in words.items() if len(word) <= 8
    }  # fmt: skip
    for word in (ROOT / "training/data/neutral.txt").read_text("utf-8").splitlines()[1:]:
        for neutral in word.split():
            ends = [reading for reading in readings.candidates.get(neutral[-1], ()) if reading.endswith("5")]
            if len(ends) == 1 and len(neutral) > 1:
                found[neutral] = [*found.get(neutral, ["-"] * len(neutral))[:-1], ends[0]]
    return {word: said for word, said in found.items() if any(reading != "-" for reading in said)}


def unsettled(words: dict[str, list[str]], sentences: Iterable[Sentence]) -> set[str]:
    """The words of `words` that the sentences read otherwise too often.

    Of those seen twenty times or more, over 6 %; of rarer ones, over 3 %; and what CPP's labels contradict as often as
    not. What `training/data/sure.txt` lists settles a reading all the same.
    """
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    contradicted: Counter[str] = Counter()
    for sentence in sentences:
        ends = [place + 1 for place, end in enumerate(sentence.ends or ()) if end]
        for start, word in words_between(sentence.text, ends, words):
            told = {start + number: reading for number, reading in enumerate(words[word]) if reading != "-"}
            agrees = all(_alike(sentence.targets[place], reading) for place, reading in told.items()
                         if place in sentence.targets)  # fmt: skip
            if sentence.kind == "rules" and told.keys() & sentence.targets.keys():
                seen[word] += 1
                right[word] += agrees
            elif sentence.kind == "cpp" and told.keys() & set(sentence.judged):
                contradicted[word] += 1 if not agrees else -1
    least = {word: 0.94 if seen[word] >= 20 else 0.97 for word in seen}
    often = {word for word in seen if right[word] < least[word] * seen[word]}
    sure = set((ROOT / "training/data/sure.txt").read_text("utf-8").split())
    return (often | {word for word, balance in contradicted.items() if balance >= 0}) - sure


def _alike(likely: dict[str, float], reading: str) -> bool:
    best = max(likely, key=lambda other: likely[other])
    return best == reading or (best[:-1] == reading[:-1] and "5" in (best[-1], reading[-1]))
