"""Who gets which voice: the cast's own, one that speaks the language, never one twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from tables import table

from tts.config.load import parse
from tts.errors import ConfigError
from tts.script import load_script
from tts.script.model import Script
from tts.speech.engines import known_voices
from tts.voice import ids

CAST = """
cast:
  马云: {aliases: [Jack Ma], voice: {kokoro: zm_yunjian}}
  查理·罗斯: {aliases: [Charlie Rose], role: interviewer, voice: {kokoro: zm_yunxi}}
narrator: {voice: {kokoro: zf_xiaoxiao}}
"""


def script_of(text: str, folder: Path, voices: str = CAST) -> Script:
    source = folder / "talk.txt"
    source.write_text(text, encoding="utf-8")
    return load_script(source, parse(voices, "voices.yaml"), engine="kokoro", voices=known_voices("kokoro", {}))


def test_a_panel_of_twelve_and_a_narrator_share_no_voice(tmp_path: Path) -> None:
    names = [
        "王石",
        "李彦宏",
        "丁磊",
        "张朝阳",
        "马化腾",
        "雷军",
        "周鸿祎",
        "刘强东",
        "俞敏洪",
        "董明珠",
        "任正非",
        "柳传志",
    ]
    said = "，我想先说说今年的情况。"
    text = "主题讨论\n\n" + "\n\n".join(f"{name}：我是{name}{said}" for name in names * 2)
    script = script_of(text, tmp_path, "")
    voices = [speaker.voice.id for speaker in script.speakers]
    assert [speaker.name for speaker in script.speakers] == names
    assert len({*voices, script.narrator.id}) == 13
    assert all(known_voices("kokoro", {})[each].startswith("zh") for voice in voices for each in ids(voice))


def test_names_stay_in_the_script_the_text_uses(tmp_path: Path) -> None:
    english = script_of("Charlie Rose: Why?\n\nJack Ma: Because.\n\nCharlie Rose: And?\n\nJack Ma: So.\n", tmp_path)
    assert [speaker.name for speaker in english.speakers] == ["Charlie Rose", "Jack Ma"]
    assert english.speakers[0].role == "interviewer"
    chinese = script_of("罗斯：为什么？\n\n马云：因为。\n\n罗斯：然后呢？\n\n马云：没有了。\n", tmp_path)
    assert [speaker.name for speaker in chinese.speakers] == ["罗斯", "马云"]


def test_a_voice_that_does_not_speak_the_language_is_replaced_and_told(tmp_path: Path) -> None:
    script = script_of("Charlie Rose: Why?\n\nJack Ma: Because.\n\nCharlie Rose: And?\n\nJack Ma: So.\n", tmp_path)
    languages = known_voices("kokoro", {})
    assert all(languages[speaker.voice.id].startswith("en") for speaker in script.speakers)
    assert languages[script.narrator.id].startswith("en")
    assert sum("does not speak en" in str(doubt) for doubt in script.doubts) == 3


@table(
    ("voices", "says"),
    [
        ("cast:\n  马云: {voice: {kokoro: zm_yunjan}}\n", "Did you mean `zm_yunjian`"),
        ("cast:\n  马云: {voice: {kokoro: zm_yunxi}}\n  罗斯: {voice: {kokoro: zm_yunxi}}\n", "Give each"),
        ("narrator: {voice: {kokoro: zm_yunxi}}\ncast:\n  罗斯: {voice: {kokoro: zm_yunxi}}\n", "Give each"),
        ("pool: {kokoro: [zm_yunxi]}\n", "Add voices to the pool"),
    ],
)
def test_a_cast_that_cannot_be_is_refused(tmp_path: Path, voices: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        script_of("罗斯：为什么？\n\n马云：因为。\n\n罗斯：然后呢？\n\n马云：没有了。\n", tmp_path, voices)


def test_the_pool_gives_the_same_voices_every_time(tmp_path: Path) -> None:
    text = "甲一：你好。\n\n乙二：你好吗？\n\n甲一：很好。\n\n乙二：再见。\n"
    assert script_of(text, tmp_path, "") == script_of(text, tmp_path, "")
