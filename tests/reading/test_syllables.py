"""Pinyin syllables in the notation that the voices were trained on."""

from __future__ import annotations

import pytest
from tables import table

from tts.reading import read
from tts.reading.zh.network import network
from tts.reading.zh.syllables import phonemes_of, signs_of
from tts.reading.zh.words import dictionary, plain_readings

EVERY = {reading for readings in network().candidates.values() for reading in readings} | {
    *plain_readings().values(),
    *(reading for readings in dictionary().values() for reading in readings.split() if reading != "-"),
}
"""Every syllable that anything can return."""


@table(
    ("syllable", "phonemes"),
    [
        ("ma1", "ma→"), ("ma2", "ma↗"), ("ma3", "ma↓"), ("ma4", "ma↘"), ("ma5", "ma"),
        ("zhong1", "ꭧʊ→ŋ"), ("chuang2", "ꭧʰwa↗ŋ"), ("shi4", "ʂɨ↘"), ("zi3", "ʦɨ↓"), ("ri4", "ɻɨ↘"), ("er2", "ɚ↗"),
        ("yuan2", "ɥɛ↗n"), ("xue2", "ɕɥe↗"), ("nv3", "ny↓"), ("nü3", "ny↓"), ("lve4", "lɥe↘"), ("you3", "jou↓"),
        ("liu2", "ljou↗"), ("gui4", "kwei↘"), ("lun2", "lwə↗n"), ("wen2", "wə↗n"), ("wu3", "u↓"), ("yi1", "i→"),
        ("yu2", "y↗"), ("jiong3", "ʨjʊ↓ŋ"), ("weng1", "wə→ŋ"), ("bo1", "pwo→"), ("hng5", "hŋ"),
    ],
)  # fmt: skip
def test_known_syllables(syllable: str, phonemes: str) -> None:
    assert phonemes_of(syllable) == phonemes


def test_every_syllable_that_the_dictionary_can_return_is_known() -> None:
    """A gap here would be a sentence that cannot be spoken."""
    assert len(EVERY) > 1400
    for syllable in EVERY:
        assert phonemes_of(syllable)


@table("nonsense", ["", "ma", "ma6", "xq3", "1", "hello5", "zh1"])
def test_nonsense_is_refused(nonsense: str) -> None:
    with pytest.raises(ValueError, match="syllable"):
        phonemes_of(nonsense)


@table(
    ("syllable", "signs"),
    [("zhong1", "ㄓ中1"), ("shi4", "ㄕ十4"), ("zi3", "ㄗㄭ3"), ("xue2", "ㄒ月2"), ("yuan2", "元2"),
     ("nv3", "ㄋㄩ3"), ("er2", "ㄦ2"), ("wo3", "我3"), ("liu2", "ㄌ又2"), ("de5", "ㄉㄜ5"), ("m2", "ㄇㄨ2")],
)  # fmt: skip
def test_the_notation_of_the_other_model(syllable: str, signs: str) -> None:
    assert signs_of(syllable) == signs


def test_every_syllable_has_signs() -> None:
    for syllable in EVERY:
        assert signs_of(syllable)


def test_slashes_stand_between_chinese_words_only() -> None:
    assert read("我们走，Jack。").signs == "我3ㄇㄣ5/ㄗㄡ3, ʤˈæk."
