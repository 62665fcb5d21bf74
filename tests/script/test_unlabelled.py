"""What lines without label are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tts.config.load import parse
from tts.script.load import load_script, load_transcript


def test_a_paragraph_is_one_persons_to_its_end_where_blank_lines_part_the_turns() -> None:
    turns = [
        "**Ana**: How did you begin?",
        "**Ben**: With two small projects:\n[the simulator](https://a.example/b) and\n[the extension](https://a.example/c).",
        "**Ana**: What would you tell people?",
        "**Ben**: Look for [good first issues](https://a.example/d).\nYou will soon see that many people try.",
    ]
    made = load_transcript(Path("talk.md"), "\n\n".join(turns).encode(), parse("", "voices.yaml"))
    assert [(turn.speaker, turn.kind) for turn in made.turns] == [("Ana", "speech"), ("Ben", "speech")] * 2


def test_a_sentence_of_the_talk_set_large_is_no_heading() -> None:
    quote = "> I never run the tests on Windows"
    pieces = [
        "**Why not there?**\n\nI never run the tests on Windows, it is slow.",
        quote,
        "**And here?**\n\nHere I do, daily.",
    ]
    made = load_transcript(Path("talk.md"), "\n\n".join(pieces).encode(), parse("", "voices.yaml"))
    assert not [turn for turn in made.turns if turn.kind == "heading"]


def test_full_names_written_once_are_those_of_the_initials() -> None:
    first = "Dave Herman:\n\n- It starts with the format of the bytes.\n\nYehuda Katz:\n\n- Is this the issue that we should address today?\n\n"
    then = "DH:\n\n- I do expect that it will be used.\n\nYK:\n\n- Will this limit what people find?\n\n"
    both = "DH, YK:\n\n- We agree about the format of floats.\n\n"
    made = load_transcript(Path("talk.md"), (first + 3 * then + both + then).encode(), parse("", "voices.yaml"))
    assert [turn.speaker for turn in made.turns][:8] == ["Dave Herman", "Yehuda Katz"] * 4


def test_an_answer_whose_name_was_forgotten_is_the_other_persons() -> None:
    pairs = [
        f"**Host: What is the point number {n}?**\n\nGuest: The point is that it works, number {n}." for n in range(5)
    ]
    forgotten = "**Host: And what came then?**\n\nThen came a long winter in which nothing grew."
    made = load_transcript(Path("talk.md"), "\n\n".join([*pairs, forgotten, *pairs]).encode(), parse("", "voices.yaml"))
    assert [turn.speaker for turn in made.turns] == ["Host", "Guest"] * 11


def test_a_name_that_could_speak_and_two_who_speak_at_once_are_doubted() -> None:
    turns = 4 * ["王刚：今年的情况怎么样？请你先说说看。", "李梅：我觉得比去年好很多，大家都很努力。"]
    at_once = "王刚, 李梅：我们都是这样想的，大家放心。"
    text = "\n\n".join([*turns, at_once, *turns])
    made = load_transcript(Path("talk.txt"), text.encode(), parse("", "voices.yaml"))
    assert [doubt for doubt in made.doubts if "李梅" in doubt.text], made.doubts


def test_an_editors_remark_below_a_question_is_not_its_answer() -> None:
    pairs = [
        f"**Host: What is the point number {n}?**\n\nGuest: The point is that it works, number {n}." for n in range(5)
    ]
    remark = "**Host: And what came then?**\n\n(Translator's note: this was in the winter of that year.)\n\nGuest: A long winter came."
    made = load_transcript(Path("talk.md"), "\n\n".join([*pairs, remark, *pairs]).encode(), parse("", "voices.yaml"))
    assert [turn.speaker for turn in made.turns if turn.kind == "speech"] == ["Host", "Guest"] * 11


@pytest.mark.parametrize(
    "line",
    [
        "晓彤：我也去过海边，那里的风很大。",
        "嘉宾B-区乐：我也去过。",
        "Priya's iPhone：我也去过，很好。",
    ],
)
def test_whoever_is_swallowed_by_another_turn_is_told(tmp_path: Path, line: str) -> None:
    """A name that stands once before a colon, a few words behind it: read as part of the turn, and doubted aloud."""
    talk = (
        f"安娜：你好，今天我们来聊聊旅行的事情，你先说说去过哪里。\n\n博明：好的。我去过很多地方，印象最深的是海边。\n{line}\n\n"
        "安娜：真不错。你们都去了哪里？\n\n博明：很多地方，有山，有水，也有很老的城市，我都喜欢。\n\n安娜：谢谢你来。\n\n博明：谢谢。\n"
    )
    (tmp_path / "talk.txt").write_text(talk, encoding="utf-8")
    name = line.partition("：")[0]
    made = load_script(tmp_path / "talk.txt", parse("pool: {x: [a, b, c, d]}", "v"), engine="x", voices={})
    assert name in {doubt.text for doubt in made.doubts} | {speaker.name for speaker in made.speakers}
