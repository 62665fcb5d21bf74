"""Chapters where the transcript has none."""

from __future__ import annotations

from pathlib import Path

from tables import table

from tts.config.load import parse
from tts.script import load_script
from tts.script.transcript.chapters import LONGEST_TITLE, question, short_title

VOICES = dict.fromkeys(("z1", "z2", "z3"), "zh-CN") | dict.fromkeys(("e1", "e2", "e3"), "en-US")
ANSWER = "我在那里住了很久，看过很多人来，也看过很多人走，后来我就不数了。" * 12
TALK = "".join(f"记者：第{n}个问题，您那时候是怎么想的？\n\n老陈：{ANSWER}\n\n" for n in range(1, 13))


def script(tmp_path: Path, text: str, config: str = ""):  # type: ignore[no-untyped-def]  # a Script
    path = tmp_path / "t.txt"
    path.write_text(text, encoding="utf-8")
    return load_script(path, parse(f"pool: {{x: [{', '.join(VOICES)}]}}\n{config}", "v"), engine="x", voices=VOICES)


def test_long_talks_get_chapters_at_questions(tmp_path: Path) -> None:
    made = script(tmp_path, TALK)
    assert 3 <= len(made.chapters) <= 6
    assert made.chapters[0].title == "开场"
    for chapter in made.chapters[1:]:
        turn = made.turns[chapter.first_turn]
        assert turn.speaker == "记者"
        assert chapter.title in turn.text


def test_one_setting_turns_them_off(tmp_path: Path) -> None:
    assert [chapter.title for chapter in script(tmp_path, TALK, "chapters: false\n").chapters] == ["开场"]


def test_headings_are_enough(tmp_path: Path) -> None:
    made = script(tmp_path, f"记者：您好吗？\n\n老陈：好。\n\n往事\n\n{TALK}")
    assert [chapter.title for chapter in made.chapters] == ["开场", "往事"]


def test_every_turn_is_in_the_chapter_it_stands_in(tmp_path: Path) -> None:
    made = script(tmp_path, TALK)
    starts = [chapter.first_turn for chapter in made.chapters]
    for number, turn in enumerate(made.turns):
        assert turn.chapter == sum(start <= number for start in starts) - 1


@table(
    ("said", "title"),
    [
        ("谢谢您。那我们换个话题，您为什么回来？", "那我们换个话题，您为什么回来？"),
        ("Good. Why? Because I would like to know who taught you to read?", "Because I would like to know who taught you to read?"),
        ("没有问题。", ""),
    ],
)  # fmt: skip
def test_a_title_is_the_questions_own_words(said: str, title: str) -> None:
    assert question(said) == title


def test_titles_fit_players() -> None:
    assert short_title("短") == "短"
    for long in ("很长的标题，" * 30, "a very long heading " * 10, "x" * 200):
        assert len(short_title(long)) <= LONGEST_TITLE
        assert short_title(long).endswith("…")
