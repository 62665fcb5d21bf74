"""Characters with several readings, in sentences of our own.

The readings are what a listener should hear: dictionary tones (third tones unchanged), 一 and 不 as they change in
speech, the neutral tone where the dictionaries have it; 个 is neutral in 这个 那个 哪个 only.
"""

from __future__ import annotations

import re
from pathlib import Path

from tables import table

from tts.reading import read
from tts.reading.zh.tables import character_rules

ROWS = [tuple(line.split("\t")) for line in (Path(__file__).parent / "polyphones.tsv").read_text("utf-8").splitlines()]


@table(("text", "expected"), ROWS)
def test_each_character_has_its_reading(text: str, expected: str) -> None:
    assert read(text).reading == expected


def test_there_are_enough_sentences() -> None:
    assert len({text for text, _ in ROWS}) >= 300


def test_the_rules_are_regular_expressions() -> None:
    for rules in character_rules().values():
        for rule in rules:
            re.compile(f"(?:{rule.before})$")
            re.compile(rule.after)


MARKED = (Path(__file__).parent / "characters.txt").read_text("utf-8").splitlines()
"""Short phrases with the reading of the character in question behind it."""


@table("marked", MARKED)
def test_the_character_in_question_has_its_reading(marked: str) -> None:
    wanted = {}
    text = ""
    for character, reading in re.findall(r"(.)(?:\(([a-z]+\d)\))?", marked):
        text += character
        if reading:
            wanted[len(text) - 1] = reading
    said = read(text).reading.split()
    assert {place: said[place] for place in wanted} == wanted
