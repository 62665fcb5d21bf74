"""Characters with several readings, in sentences of our own.

The readings are what a listener should hear: dictionary tones (third tones unchanged), 一 and 不 as they change in
speech, the neutral tone where the dictionaries have it; 个 is neutral in 这个 那个 哪个 only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tables import table

from tts.reading import read
from tts.reading.zh import pinyin, words
from tts.reading.zh.network import network, scores
from tts.reading.zh.tones import EXAMPLES, change_tones

HERE = Path(__file__).parent
SENTENCES = [line.split("\t") for line in (HERE / "polyphones.tsv").read_text("utf-8").splitlines()]
MARKED = (HERE / "characters.txt").read_text("utf-8").splitlines()
"""Short phrases with the reading of the character in question behind it."""
LEAST_RIGHT = 0.995


def judged() -> Iterator[tuple[str, dict[int, str]]]:
    """Every text of the two lists with the readings that are known there, by their places."""
    for text, readings in SENTENCES:
        yield text, dict(enumerate(readings.split()))
    for marked in MARKED:
        text, wanted = "", {}
        for character, reading in re.findall(r"(.)(?:\(([a-z]+\d)\))?", marked):
            text += character
            if reading:
                wanted[len(text) - 1] = reading
        yield text, wanted


def test_polyphones_are_read_right() -> None:
    """All but one in two hundred, and it names those."""
    wrong, count = [], 0
    for text, wanted in judged():
        said = read(text).reading.split()
        count += len(wanted)
        wrong += [f"{text}, character {place + 1}: {said[place]}, not {reading}"
                  for place, reading in wanted.items() if said[place] != reading]  # fmt: skip
    assert count > 28_000
    assert len(wrong) <= count * (1 - LEAST_RIGHT), "\n".join(wrong)


def test_scores_are_exact() -> None:
    """Every value is a whole number of steps, so that no machine can round it otherwise."""
    net = network()
    text = "他还没有还清银行的钱。"
    places = [place for place, character in enumerate(text) if character in net.candidates]
    for scored in scores(net, text, places, [(-1, 0)] * len(places)):
        assert (scored * 2.0**24 == (scored * 2.0**24).round()).all()


def test_a_reading_does_not_depend_on_the_text_around_a_long_way_off() -> None:
    """A sentence is read alike by itself and before a hundred others."""
    text = "行长说这件事很重要。"
    alone = [syllable.reading for syllable in pinyin.syllables_of(text)]
    among = [syllable.reading for syllable in pinyin.syllables_of(text + "我们明天去公园。" * 100)]
    assert among[: len(text)] == alone


def test_every_exception_is_needed() -> None:
    """Without its line, the word is read otherwise: else the line can go."""
    idle = []
    for word, readings in words.exceptions().items():
        said = [syllable.reading for syllable in pinyin.from_network(word)]
        if all(reading in ("-", is_said) for reading, is_said in zip(readings.split(), said, strict=True)):
            idle.append(word)
    assert idle == []


@table(("text", "given", "said"), EXAMPLES)
def test_tones_change_before_the_next_one(text: str, given: str, said: str) -> None:
    assert change_tones(text, given.split()) == said.split()
