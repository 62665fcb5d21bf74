"""The transcript that comes with the project, as a careful editor reads it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tts.config.load import load
from tts.script import load_script
from tts.script.model import Script
from tts.speech.engines import known_voices

ROOT = Path(__file__).parent.parent.parent
SEED = ROOT / "seeds" / "000_8d8e673a960d8607.txt"


def script() -> Script:
    path = ROOT / "voices.yaml"
    return load_script(SEED, load(path), engine="kokoro", voices=known_voices("kokoro", {}))


def test_what_it_is() -> None:
    made = script()
    assert made.title == "马云达沃斯访谈：除了鸡汤，还有支付宝曾经的风险，“如果有人要因此进监狱，马云来”"
    assert (made.slug, made.date, made.language) == ("000-8d8e673a960d8607", "2015-01-24", "zh")
    assert (made.publisher, made.source_url) == ("虎嗅", "https://www.huxiu.com/article/107066")


def test_who_speaks() -> None:
    made = script()
    assert [(s.name, s.role) for s in made.speakers] == [("马云", "guest"), ("查理·罗斯", "interviewer")]
    assert len({made.narrator, *(s.voice for s in made.speakers)}) == 3
    assert Counter((turn.kind, turn.speaker) for turn in made.turns) == {
        ("speech", "马云"): 11,
        ("speech", "查理·罗斯"): 6,
        ("note", None): 1,
        ("heading", None): 4,
    }


def test_chapters() -> None:
    made = script()
    assert [chapter.title[:6] for chapter in made.chapters] == [
        "开场",
        "做支付宝源自",
        "不从政府拿钱",
        "是否会把用户",
        "马云鸡汤：如",
    ]
    assert [made.turns[chapter.first_turn].kind for chapter in made.chapters] == ["note"] + ["heading"] * 4


def test_nothing_is_lost() -> None:
    accounting = script().accounting
    assert {piece.reason for piece in accounting.unspoken} == {"front matter"}
    assert [piece.line for piece in accounting.unspoken] == [1, 2, 3, 4, 5, 6, 7]
    assert accounting.source_chars == len(SEED.read_text(encoding="utf-8"))
    assert accounting.source_chars == accounting.spoken_chars + sum(len(piece.text) for piece in accounting.unspoken)


def test_utterances_suit_the_engine() -> None:
    lengths = [len(u.text) for turn in script().turns if turn.kind == "speech" for u in turn.utterances]
    assert max(lengths) <= 120
    assert sum(length < 15 for length in lengths) <= len(lengths) // 20


def test_pauses_follow_the_dialogue() -> None:
    made = script()
    question = next(turn for turn in made.turns if turn.speaker == "查理·罗斯")
    assert question.utterances[-1].pause_after_s == 0.6
    assert made.turns[0].utterances[-1].pause_after_s == 1.0
