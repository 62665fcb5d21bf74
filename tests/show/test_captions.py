"""Captions lose nothing, overlap nowhere, fit the screen, and stay inside the audio."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tables import table

from tts.audio import Word
from tts.master.model import Cue
from tts.show import captionfiles
from tts.show.captions import captions, readable
from tts.show.check.captionreader import read_json, read_srt, read_vtt
from tts.show.lines import LINE_COLUMNS, columns, split_lines, units

TEXT = st.text(
    st.one_of(st.sampled_from("，。！？、“”《》 .,'-<>&]{}#0123456789"), st.characters(codec="utf-8")), max_size=200
)


def bare(text: str) -> str:
    return "".join(text.split())


@given(TEXT)
def test_lines_lose_nothing_and_fit(text: str) -> None:
    lines = split_lines(text)
    assert "".join(lines) == text
    assert all(columns(line.strip()) <= LINE_COLUMNS for line in lines)


@given(TEXT)
def test_units_lose_nothing(text: str) -> None:
    assert "".join(units(text)) == text


@table(
    ("text", "lines"),
    [
        ("互联网是世界的，我们要有个全球的名字。", ["互联网是世界的，", "我们要有个全球的名字。"]),
        ("我问她，“你知道阿里巴巴吗？”她说知道。", ["我问她，“你知道阿里巴巴吗？”", "她说知道。"]),
        (
            "The tide is never late. It beats trains.",
            ["The tide is never late. ", "It beats trains."],
        ),
    ],
)
def test_lines_break_where_readers_do(text: str, lines: list[str]) -> None:
    assert split_lines(text) == lines


def test_numbers_and_words_stay_whole() -> None:
    pieces = units("去年有6000万笔交易，Charlie Rose said so。")
    assert "6000万" in pieces
    assert "Charlie " in pieces
    assert "so。" in pieces


@st.composite
def timed_cues(draw: st.DrawFn) -> list[Cue]:
    cues: list[Cue] = []
    at = 0.0
    for turn in range(draw(st.integers(1, 6))):
        at += draw(st.floats(0, 2))
        end = at + draw(st.floats(0, 20))
        speaker = draw(st.sampled_from([None, "马云", "查理·罗斯", "A & <B>", "一个名字特别特别特别特别长的人"]))
        cues.append(Cue(at, end, speaker, draw(TEXT), turn))
        at = end
    return cues


@settings(max_examples=150, deadline=None)
@given(timed_cues(), st.sampled_from(["zh", "en"]))
def test_captions_hold_every_rule(cues: list[Cue], language: str) -> None:
    duration = cues[-1].end_s
    made = captions(cues, duration, language)
    at = 0.0
    for caption in made:
        assert at <= caption.start_s < caption.end_s <= duration + 1e-9
        assert 1 <= len(caption.lines) <= 2 or caption.end_s - caption.start_s < 0.2
        assert all(columns(line) <= LINE_COLUMNS for line in caption.lines)
        at = caption.end_s
    for number, cue in enumerate(cues):
        shown = "".join(caption.text for caption in made if caption.turn == number)
        if shown and cue.end_s - cue.start_s > 0.2:
            assert bare(shown) == bare(readable(cue.text))


@settings(max_examples=100, deadline=None)
@given(timed_cues())
def test_what_is_written_reads_back(cues: list[Cue]) -> None:
    made = captions(cues, cues[-1].end_s, "zh")
    times = [(caption.start_s, caption.end_s) for caption in made]
    words = [bare(caption.text) for caption in made]
    from_vtt = read_vtt("".join(captionfiles.vtt(made, "zh")))
    assert [(one.start_s, one.end_s) for one in from_vtt] == times
    assert [bare("".join(one.lines)) for one in from_vtt] == words
    from_json = read_json(b"".join(captionfiles.json(made, "zh")))
    assert [(one.start_s, one.end_s) for one in from_json] == times
    assert [bare("".join(one.lines)) for one in from_json] == words
    assert [(one.start_s, one.end_s) for one in read_srt("".join(captionfiles.srt(made)))] == times


def test_times_follow_told_words() -> None:
    text = "第一句话说得很慢很慢很慢很慢。第二句话说得快，第三句也快，第四句也是这样的。"
    second = text.index("第二")
    cue = Cue(0, 10, "甲", text, 0, (Word(text[:4], 0, 2), Word(text[second : second + 4], 8, 9)))
    made = captions([cue], 10, "zh")
    assert made[1].text.startswith("第三")
    assert 8.2 < made[1].start_s < 9.5
    guessed = captions([Cue(0, 10, "甲", text, 0)], 10, "zh")
    assert guessed[1].start_s < 7


def test_names_stand_where_the_speaker_changes() -> None:
    cues = [
        Cue(0, 1, "马云", "一。", 0),
        Cue(1, 2, "马云", "二。", 0),
        Cue(2, 3, "罗斯", "三？", 1),
        Cue(3, 4, None, "四", 2),
    ]
    written = "".join(captionfiles.srt(captions(cues, 4, "zh")))
    assert written.count("马云：") == 1
    assert "罗斯：三？" in written
    assert written.rstrip().endswith("\n四")


def test_markup_is_inert() -> None:
    made = captions([Cue(0, 5, "<b>", "<script>alert(1)</script> --> {\\an8} & ]]>", 0)], 5, "en")
    vtt, srt = "".join(captionfiles.vtt(made, "en")), "".join(captionfiles.srt(made))
    assert "<script" not in vtt
    assert "<v &lt;b&gt;>" in vtt
    assert srt.count("-->") == len(made)
    assert not set("<{") & set(srt)
