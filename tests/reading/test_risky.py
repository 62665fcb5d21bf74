"""Words to look at before anything is spoken."""

from __future__ import annotations

import yaml

from tts.reading import read
from tts.reading.risky import SURE, risks

UNSURE = (
    "他好强",
    "这还差得远呢",
    "她长得像",
    "行不行长不长",
    "我看着他",
    "他背着我",
    "都会过去的",
    "他种了三棵树",
    "重了",
)
"""Sentences that can be read in two ways: of such the network is not sure."""


def test_a_character_that_may_be_read_otherwise_is_listed_with_a_line_that_changes_it() -> None:
    found = [(text, risk) for text in UNSURE for risk in risks([(text, "zh")])]
    assert found
    for text, risk in found:
        assert risk.doubt == "polyphone"
        assert 0 < risk.probability < SURE
        ((word, how),) = yaml.safe_load(risk.line).items()
        assert read(text, lexicon=((word, how),)).reading != read(text).reading


def test_unknown_latin_words_are_listed_and_their_line_changes_them() -> None:
    (risk,) = risks([("EWTO是他的想法，不是WTO", "zh")])
    assert (risk.word, risk.doubt) == ("EWTO", "latin")
    ((word, how),) = yaml.safe_load(risk.line).items()
    assert read("EWTO", lexicon=((word, how),)).phonemes != read("EWTO").phonemes


def test_dropped_characters_are_listed() -> None:
    (risk,) = risks([("音乐∮开始", "zh")])
    assert (risk.word, risk.doubt, risk.reading) == ("∮", "dropped", "")
    assert yaml.safe_load(risk.line)


def test_words_of_the_lexicon_are_certain() -> None:
    text, risk = next((text, risk) for text in UNSURE for risk in risks([(text, "zh")]))
    ((word, how),) = yaml.safe_load(risk.line).items()
    assert not any(
        again.word == word for again in risks([(text, "zh"), ("EWTO", "zh")], ((word, how), ("EWTO", "e W T O")))
    )


def test_a_word_is_listed_once_with_its_count() -> None:
    text = next(text for text in UNSURE if risks([(text, "zh")]))
    once, twice = risks([(text, "zh")]), risks([(text, "zh"), (text, "zh")])
    assert [risk.count for risk in twice] == [2 * risk.count for risk in once]


def test_plain_sentences_raise_no_doubt() -> None:
    assert risks([("互联网是世界的，我们要有个全球的名字。", "zh"), ("The internet belongs to the world.", "en")]) == ()
