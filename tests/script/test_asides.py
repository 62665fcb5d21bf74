"""What is said and what only happens: a bracket is a stage direction when all of it is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tts.config.load import parse
from tts.script import load_script

VOICES = {"zh": "zh-CN", "zh2": "zh-CN", "zh3": "zh-CN", "en": "en-US", "en2": "en-US", "en3": "en-US"}
CONFIG = parse(f"pool: {{tone: [{', '.join(VOICES)}]}}", "voices.yaml")

SAID = """
    (Philadelphia)|(physicists and chemists)|(phase two)|(single family homes)|(end of 2014)|(Beats by Dre)|(breakfast)
    (the music business)|(cheerleaders)|（阿里音乐）|（一家音乐公司）|（北京音乐厅）|（沉默的大多数）|（展示平台）|（大家思考的问题）|（可笑）
    （微笑服务）|（独立思考）|（笑话）|100m²|10³|mc²|方案①|①②③
"""
DONE = """
    (laughs)|[Laughter]|(applause)|(audience laughs)|(laughs softly)|[crosstalk 00:14:22]|[music playing]|(phone rings)|(sic)|(beat)
    (commercial break)|[inaudible]|(Laughter.)|（笑）|（众人大笑）|（马云大笑）|（查理·罗斯笑）|（掌声）|（热烈掌声）|（全场爆发出热烈的掌声）|（音乐响起）
    （停顿五秒）|（沉默片刻）|（笑，鼓掌）|（指着大屏幕）|（播放视频）|（笑着说）|（打断马云的话）
"""


def spoken(aside: str, folder: Path) -> str:
    """What is said of two turns in the first of which `aside` stands."""
    source = folder / "talk.txt"
    source.write_text(
        f"马云：我们说的是这个{aside}，后来大家都知道了。\n\n记者：谢谢。\n\n马云：不客气。\n", encoding="utf-8"
    )
    turn = load_script(source, CONFIG, engine="tone", voices=VOICES).turns[0]
    return "".join(utterance.text for utterance in turn.utterances)


def rows(text: str) -> list[str]:
    return [row for line in text.split("\n") for row in line.strip().split("|") if row]


@pytest.mark.parametrize("aside", rows(SAID))
def test_it_is_said(aside: str, tmp_path: Path) -> None:
    assert aside in spoken(aside, tmp_path)


@pytest.mark.parametrize("aside", [*rows(DONE), "¹", "①", "[3]"])
def test_it_only_happens(aside: str, tmp_path: Path) -> None:
    assert spoken(aside, tmp_path) == "我们说的是这个，后来大家都知道了。"


def test_a_role_is_known_in_traditional_characters(tmp_path: Path) -> None:
    source = tmp_path / "talk.txt"
    source.write_text("馬雲：你好，歡迎。\n\n記者：謝謝。\n\n馬雲：再見。\n", encoding="utf-8")
    script = load_script(source, CONFIG, engine="tone", voices=VOICES)
    assert [turn.speaker for turn in script.turns] == ["馬雲", "記者", "馬雲"]
