"""What holds for every text: parsing ends, nothing is lost, and generated interviews are read as they were written."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tables import table

from tts.config.load import parse
from tts.errors import ConfigError, InputError
from tts.script import load_script
from tts.script.load import load_transcript
from tts.script.script_file import dump
from tts.script.unsaid.accounting import account
from tts.text import ink

VOICES = {f"zh{n:02}": "zh-CN" for n in range(40)} | {f"en{n:02}": "en-US" for n in range(40)}
CONFIG = parse(f"pool: {{tone: [{', '.join(VOICES)}]}}", "voices.yaml")
NAMES_ZH = st.sampled_from(["马云", "查理·罗斯", "李静", "王小波", "记者", "主持人", "欧阳明", "周老师", "《财经》"])
NAMES_EN = st.sampled_from(["Anna Bell", "Tom Reed", "Host", "DR. OKOYE", "Jean-Luc Moreau", "Q", "MARY"])
SENTENCE_ZH = st.text("我们去看山水天地人风来云走你好吗的了是", min_size=4, max_size=30).map(lambda s: s + "。")
SENTENCE_EN = st.lists(
    st.sampled_from(["the", "sea", "was", "calm", "and", "we", "went", "home", "by", "night"]), min_size=3, max_size=9
).map(lambda words: " ".join(words).capitalize() + ".")
CONVENTIONS = {
    "colon": "{0}：{1}\n\n",
    "ascii colon": "{0}: {1}\n\n",
    "brackets": "【{0}】{1}\n\n",
    "bold": "**{0}：** {1}\n\n",
    "no blank lines": "{0}：{1}\n",
    "time before": "[00:01:23] {0}: {1}\n\n",
    "time after": "{0} (01:23): {1}\n\n",
    "alone": "{0}\n{1}\n\n",
    "alone, timed": "{0}  01:23\n{1}\n\n",
    "arrows": ">> {0}: {1}\n\n",
    "voice tags": "00:00:01.000 --> 00:00:02.000\n<v {0}>{1}\n\n",
}


@table("convention", CONVENTIONS)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_generated_interviews_are_read_as_they_were_written(convention: str, data: st.DataObject) -> None:
    names, sentences = data.draw(st.sampled_from([(NAMES_ZH, SENTENCE_ZH), (NAMES_EN, SENTENCE_EN)]))
    two = data.draw(st.lists(names, min_size=2, max_size=3, unique=True))
    said = data.draw(st.lists(sentences, min_size=2 * len(two), max_size=12))
    turns = [(two[n % len(two)], text) for n, text in enumerate(said)]
    text = "".join(CONVENTIONS[convention].format(name, words) for name, words in turns)
    if convention == "voice tags":
        text = "WEBVTT\n\n" + text
    made = load_transcript(Path("t.txt"), text.encode(), CONFIG)
    found = [
        (turn.speaker, ink("".join(piece for p in turn.paragraphs for piece, spoken in p.pieces(made.text) if spoken)))
        for turn in made.turns
    ]
    assert found == [(name, ink(words)) for name, words in turns]


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_accounted_for(text: str) -> None:
    _read(text.encode("utf-8", "replace"), "t.txt")


FRAGMENTS = st.sampled_from(
    ["马云：", "Q: ", "A: ", "**", "# ", "---", "\n", "\n\n", "（笑）", "[1]", "00:01 ", "<v A>", "<p>", "&amp;", "“", "”", "。",
     "? ", "…", "https://x.y ", "1\n00:00:01,000 --> 00:00:02,000\n", "WEBVTT\n\n", "- ", ">> ", "> ", "一、", "编辑：", "\u200b",
     "\u202e", "\x07", "Name (00:12): ", "【甲】", "I went home. ", "他说：“好。”", "| a | b |", "`", "*", "_", "![x](y)", "[a](b)"]
)  # fmt: skip


@given(
    st.lists(FRAGMENTS, max_size=40).map("".join),
    st.sampled_from(["t.txt", "t.md", "t.html", "t.srt", "t.vtt", "t.json"]),
)
@settings(max_examples=300, deadline=None)
def test_any_mixture_of_conventions_is_read_and_accounted_for(text: str, name: str) -> None:
    _read(text.encode(), name)


@given(st.binary(max_size=300), st.sampled_from(["t.txt", "t.docx", "t.epub", "t.json", "t.html"]), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes, name: str, zipped: bool) -> None:
    _read((b"PK\x03\x04" if zipped else b"") + data, name)


def _read(data: bytes, name: str) -> None:
    try:
        made = load_transcript(Path(name), data, CONFIG)
    except InputError as error:
        assert error.remedy
        return
    accounting = account(made, Path(name))
    assert accounting.source_chars == accounting.spoken_chars + sum(len(piece.text) for piece in accounting.unspoken)
    assert all(piece.line >= 0 and piece.reason for piece in accounting.unspoken)


@given(st.lists(FRAGMENTS | SENTENCE_ZH | SENTENCE_EN, min_size=1, max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_scripts_speak_everything_within_the_engines_limit_and_survive_writing(tmp_path_factory, text: str) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("s")
    source = folder / "t.txt"
    source.write_bytes(text.encode())
    try:
        made = load_script(source, CONFIG, engine="tone", voices=VOICES, max_chars=40)
    except (InputError, ConfigError):
        return
    for turn in made.turns:
        assert turn.utterances
        for utterance in turn.utterances:
            assert 0 < len(utterance.text) <= 40
            assert any(char.isalnum() for char in utterance.text)
    written = folder / "s.yaml"
    written.write_text(dump(made), encoding="utf-8")
    again = load_script(written, CONFIG, engine="tone", voices=VOICES, max_chars=40)
    assert again == dataclasses.replace(made, doubts=())
