"""Words to look at before anything is spoken."""

from __future__ import annotations

import yaml

from tts.reading import read
from tts.reading.risky import risks


def test_a_character_on_which_methods_disagree_is_listed_with_a_line_that_changes_it() -> None:
    (risk,) = risks([("他种了三棵树", "zh")])
    assert (risk.word, risk.doubt, risk.reading) == ("他种", "polyphone", "ta1 zhong4")
    ((word, how),) = yaml.safe_load(risk.line).items()
    assert read("他种了三棵树", lexicon=((word, how),)).reading == "ta1 zhong3 le5 san1 ke1 shu4"


def test_unknown_latin_words_are_listed_and_their_line_changes_them() -> None:
    (risk,) = risks([("EWTO是他的想法，不是WTO", "zh")])
    assert (risk.word, risk.doubt) == ("EWTO", "latin")
    ((word, how),) = yaml.safe_load(risk.line).items()
    assert read("EWTO", lexicon=((word, how),)).phonemes != read("EWTO").phonemes


def test_dropped_characters_are_listed() -> None:
    (risk,) = risks([("他说∮好", "zh")])
    assert (risk.word, risk.doubt, risk.reading) == ("∮", "dropped", "")
    assert yaml.safe_load(risk.line)


def test_words_of_the_lexicon_are_certain() -> None:
    assert risks([("他种了树", "zh"), ("EWTO", "zh")], (("EWTO", "e W T O"), ("种了", "pinyin: zhong4 le5"))) == ()


def test_a_word_is_listed_once_with_its_count() -> None:
    (risk,) = risks([("他种了三棵树", "zh"), ("他种了一朵花", "zh")])
    assert risk.count == 2


def test_plain_sentences_raise_no_doubt() -> None:
    assert risks([("互联网是世界的，我们要有个全球的名字。", "zh"), ("The internet belongs to the world.", "en")]) == ()
