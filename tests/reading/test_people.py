"""Surnames are read as surnames, where a name is known to be one."""

from __future__ import annotations

from tables import table

from tts.reading import read
from tts.reading.people import as_lexicon
from tts.reading.zh.people import SURNAMES


@table(("text", "surname"), [
    ("单先生说，这件事很简单。", "shan4"), ("记者单志强从上海发回报道", "shan4"), ("我姓单，叫我小单", "shan4"),
    ("查教授来了", "zha1"), ("请仇女士发言", "qiu2"), ("主持人任静在现场", "ren2"), ("葛老师教数学", "ge3"),
    ("解律师认为可以和解", "xie4"), ("作家曾平写了一本书", "zeng1"), ("令狐先生", "ling2 hu2"),
])  # fmt: skip
def test_an_introduced_name(text: str, surname: str) -> None:
    assert surname in read(text).reading


@table(("text", "word"), [
    ("这是很简单先生就会的", "jian3 dan1"), ("他的任务是任教授挑选", "ren4 wu4"), ("和解老师们的误会", "he2 jie3"),
])  # fmt: skip
def test_a_word_before_a_title_is_no_name(text: str, word: str) -> None:
    assert word in read(text).reading


def test_the_names_of_the_cast_are_read_as_names_wherever_they_stand() -> None:
    lexicon = as_lexicon(["单志强", "查理·罗斯", "马云", "Jack"])
    assert lexicon == {"单志强": "pinyin: shan4 zhi4 qiang2"}
    said = read("后来单志强笑了，简单地说了几句。", lexicon=tuple(lexicon.items())).reading
    assert said.startswith("hou4 lai2 shan4 zhi4 qiang2 xiao4 le5 jian3 dan1")


def test_every_surname_has_a_syllable_for_each_character() -> None:
    assert {name for name, readings in SURNAMES.items() if len(name) != len(readings)} == set()
