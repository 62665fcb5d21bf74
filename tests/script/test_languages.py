"""Where every contribution is given in two languages, one is spoken, and that is said."""

from __future__ import annotations

from pathlib import Path

from tts.config.load import parse
from tts.script.load import load_transcript

CONFIG = parse("", "voices.yaml")
TALK = [
    ("Host", "How did it begin?", "主持人", "这是怎么开始的？"),
    ("Ana", "With a letter.", "安娜", "从一封信开始的。"),
    ("Host", "And who wrote it?", "主持人", "谁写的呢？"),
    ("Ana", "Nobody ever knew.", "安娜", "一直没有人知道。"),
]


def turns(head: str = "", marks: tuple[str, str] = ("EN", "CN")) -> tuple[list[tuple[str | None, str]], list[str]]:
    pieces = [f"**{marks[0]}:** {a}: {en}\n\n**{marks[1]}:** {b}：{zh}" for a, en, b, zh in TALK]
    made = load_transcript(Path("talk.md"), (head + "\n\n".join(pieces)).encode(), CONFIG)
    found = [
        (turn.speaker, made.text[turn.paragraphs[0].start : turn.paragraphs[0].end].strip()) for turn in made.turns
    ]
    return found, [doubt.settle for doubt in made.doubts]


def test_chinese_is_spoken_and_a_doubt_says_how_to_have_the_other() -> None:
    found, settle = turns()
    assert found == [(who, words) for _, _, who, words in TALK]
    assert settle[0] == "language: en in the front matter"


def test_the_front_matter_chooses() -> None:
    assert turns("---\nlanguage: en\n---\n\n")[0] == [(who, words) for who, words, _, _ in TALK]


def test_other_labels_are_no_languages() -> None:
    assert len(turns(marks=("Ed", "Cy"))[0]) == 2 * len(TALK)
