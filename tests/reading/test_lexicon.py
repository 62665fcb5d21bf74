"""The show's own words: in the embedded voice by sound, in other engines by spelling."""

from __future__ import annotations

import json
from pathlib import Path

import kokoro_onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import table

from tts.errors import ConfigError
from tts.reading import read
from tts.reading.en.sounds import SOUNDS
from tts.reading.respell import respell


def test_pinyin_replaces_the_reading_of_a_word_in_place() -> None:
    lexicon = (("朝阳", "pinyin: zhao1 yang2"),)
    found = read("他在朝阳里跑步", lexicon=lexicon)
    assert found.reading == "ta1 zai4 zhao1 yang2 li3 pao3 bu4"
    assert found.normalized == "他在朝阳里跑步"


def test_ipa_is_handed_to_the_voice_as_it_is() -> None:
    found = read("用Kokoro说", lexicon=(("Kokoro", "/kˈOkəɹO/"),))
    assert "kˈOkəɹO" in found.phonemes
    assert found.reading == "yong4 Kokoro shuo1"


@table(
    ("written", "said"),
    [("ˈtʃɑːrli roʊz", "ˈʧɑːɹli ɹOz"), ("ɡeɪts", "ɡAts"), ("geɪts", "ɡAts"), ("d͡ʒæk", "ʤæk"), ("ˈkoʊ.kə", "ˈkOkə")],
)
def test_ipa_may_be_written_as_in_a_dictionary(written: str, said: str) -> None:
    assert said in read("用X说", lexicon=(("X", f"/{written}/"),)).phonemes


def test_ipa_that_the_voice_has_no_sound_for_is_an_error() -> None:
    """It would be left out, and with it a part of the word."""
    with pytest.raises(ConfigError, match="`Llanelli` is given /ɬaˈnɛɬi/, but the voice model has no sound for ɬ"):
        read("他来自Llanelli", lexicon=(("Llanelli", "/ɬaˈnɛɬi/"),))


def test_the_sounds_are_those_of_the_model() -> None:
    config = Path(kokoro_onnx.__file__).with_name("config.json")
    known = set(json.loads(config.read_text("utf-8"))["vocab"])
    assert known >= SOUNDS
    assert not any(sound.isalpha() for sound in known - SOUNDS)


def test_other_text_is_normalised_like_any_text() -> None:
    assert read("AK来了", lexicon=(("AK", "第47号"),)).normalized == "第四十七号来了"


def test_the_longest_word_wins() -> None:
    lexicon = (("重", "pinyin: zhong4"), ("重庆", "pinyin: chong2 qing4"))
    assert read("重庆很重", lexicon=lexicon).reading == "chong2 qing4 hen3 zhong4"


def test_a_latin_word_is_not_replaced_inside_another() -> None:
    lexicon = (("Ma", "pinyin: ma3"),)
    assert read("Mark和Ma", lexicon=lexicon).reading == "Mark he2 ma3"


@table("how", [
    "pinyin: chong2 qing", "pinyin:", "pinyin: xyz1", "pinyin: chong6", "pinyin: chong2", "pinyin: chong2 qing4 shi4",
    "pinying: chong2 qing4", "", " ", "//",
])  # fmt: skip
def test_what_is_no_way_to_say_it_is_an_error_with_the_word_in_it(how: str) -> None:
    with pytest.raises(ConfigError, match="重庆"):
        read("重庆", lexicon=(("重庆", how),))


def test_a_word_that_is_none_is_an_error() -> None:
    with pytest.raises(ConfigError, match="重庆"):
        read("重庆", lexicon=(("", "重庆"),))


def test_spelling_finds_characters_with_the_wanted_sound() -> None:
    text, unresolved = respell("朝阳下的重庆", (("朝阳", "pinyin: zhao1 yang2"), ("重庆", "pinyin: chong2 qing4")))
    assert read(text).reading == "zhao1 yang2 xia4 de5 chong2 qing4"
    assert text.endswith("重庆"), "what is read right anyway keeps its spelling"
    assert unresolved == ()


def test_what_no_spelling_can_say_is_left_and_reported() -> None:
    text, unresolved = respell("用Kokoro和GIF", (("GIF", "jif"), ("Kokoro", "/kˈOkəɹO/")))
    assert text == "用Kokoro和jif"
    assert unresolved == ("Kokoro",)


@given(text=st.text(alphabet="重庆朝阳ab 。"), word=st.sampled_from(["重庆", "朝", "ab", "阳"]))
def test_an_empty_effect_leaves_the_text(text: str, word: str) -> None:
    assert respell(text, ((word, word),))[0] == text


@table(
    ("how", "said"),
    [
        (how, "zeng1 bo2 lin2")
        for how in (
            "pinyin: zeng1 bo2 lin2", "拼音：zeng1 bo2 lin2", "拼音: zēng bó lín", "pinyin zeng1 bo2 lin2",
            "zēng bó lín", "Zēng Bó Lín", "zeng1 bo2 lin2", "Pinyin：zēng bó lín",
        )
    ]
    + [("pinyin: ceng2 bo2 lü3", "ceng2 bo2 lv3"), ("céng bó lǚ", "ceng2 bo2 lv3")],
)  # fmt: skip
def test_pinyin_is_understood_as_people_write_it(how: str, said: str) -> None:
    assert read("曾柏霖", lexicon=(("曾柏霖", how),)).reading.replace("ü", "v") == said


@table("how", ["zēngbólín", "zēng bólín", "pinyin: zeng bo lin", "pinyin: zēng bó", "拼音：zeng1bo2lin2"])
def test_pinyin_that_is_not_a_syllable_a_character_is_refused_with_what_to_write(how: str) -> None:
    with pytest.raises(ConfigError, match="lexicon: `曾柏霖`") as refused:
        read("曾柏霖", lexicon=(("曾柏霖", how),))
    assert refused.value.remedy


def test_other_words_stay_other_words() -> None:
    assert read("咖啡", lexicon=(("咖啡", "café"),)).normalized == "café"
    assert read("LEMONster", lexicon=(("LEMONster", "lemon ster"),)).normalized == "lemon ster"


def test_a_loud_part_in_capitals_is_no_row_of_letters() -> None:
    said = read("Lemonster", "en", (("Lemonster", "LEMON-ster"),)).phonemes
    assert said == read("Lemonster", "en", (("Lemonster", "lemon-ster"),)).phonemes
    assert read("EWTO", "en", (("EWTO", "E-WTO"),)).phonemes != read("EWTO", "en", (("EWTO", "e-wto"),)).phonemes
