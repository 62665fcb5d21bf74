"""Figures, dates, signs and spellings, as a newsreader says them: two tables of cases."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tables import table

from tts.reading import read
from tts.reading.normalise import normalise

HERE = Path(__file__).parent
CASES = [
    (language, *line.split("\t"))
    for language in ("zh", "en")
    for line in (HERE / f"figures_{language}.tsv").read_text("utf-8").splitlines()
]


@table(("language", "text", "expected"), CASES)
def test_said_as_a_newsreader_would(language: str, text: str, expected: str) -> None:
    assert normalise(text, language).strip() == expected


@table("language", ["zh", "en"])
@settings(deadline=None)
@given(text=st.text(alphabet="0123456789-~:/.,%$¥+×=年月日第个AGk马。 （）", max_size=14))
def test_no_figure_is_left_over(language: str, text: str) -> None:
    """A figure that is left would be passed over in silence."""
    assert not re.search(r"\d", normalise(text, language))


@settings(deadline=None)  # the first text waits for the dictionaries
@given(text=st.text(max_size=30), language=st.sampled_from(["zh", "en"]))
def test_any_text_can_be_read(text: str, language: str) -> None:
    found = read(text, language)
    assert len(found.reading.split()) == sum(len(piece.syllables) for piece in found.pieces)


def test_a_character_that_no_dictionary_knows_is_told() -> None:
    found = read("他叫㼀先生")
    assert found.dropped == ("㼀",)
    assert found.reading == "ta1 jiao4 xian1 sheng5"
