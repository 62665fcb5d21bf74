"""Files that are a little wrong: read as their author meant them, or refused with the place and what to do about it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tts.config.load import parse
from tts.errors import InputError
from tts.script import load_script
from tts.script.model import Script
from tts.script.script_file import dump

VOICES = {f"zh{n:02}": "zh-CN" for n in range(16)} | {f"en{n:02}": "en-US" for n in range(16)}
CONFIG = parse(f"pool: {{tone: [{', '.join(VOICES)}]}}", "voices.yaml")
TALK = "Anna: Did you see it?\n\nBen: I did see it.\n\nAnna: And?\n\nBen: Calm it was.\n"


def read(path: Path, content: str | bytes) -> Script:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return load_script(path, CONFIG, engine="tone", voices=VOICES)


def again(script: Script, folder: Path) -> Script:
    return read(folder / "script.yaml", dump(script))


def test_a_canonical_address_can_be_written(tmp_path: Path) -> None:
    page = f"<html><head><link rel='canonical' href='https://example.org/a'></head><body>{TALK}</body></html>"
    made = read(tmp_path / "t.html", page)
    assert type(made.source_url) is str
    assert again(made, tmp_path).source_url == "https://example.org/a"


@pytest.mark.parametrize("blanks", [" " * 130, " " * 1000, "　" * 200, "\t" * 130, "\u200b" * 130])
def test_blanks_at_the_end_of_a_turn_make_no_utterance(blanks: str, tmp_path: Path) -> None:
    made = read(tmp_path / "t.txt", TALK.replace("it.", f"it.{blanks}").replace("And?", f"And{blanks}then?"))
    assert all(utterance.text for turn in made.turns for utterance in turn.utterances)
    assert again(made, tmp_path).turns == made.turns


def test_control_characters_are_left_out_and_that_is_said(tmp_path: Path) -> None:
    head = '---\ntitle: "A\\x01 b\\x08"\n---\n'
    made = read(tmp_path / "t.md", head + TALK.replace("Calm", "Ca\x02lm"))
    assert made.title == "A b"
    assert made.turns[-1].text == "Calm it was."
    assert [doubt.text for doubt in made.doubts] == ["1 control character"]
    assert not any("control" in str(doubt) for doubt in read(tmp_path / "u.md", TALK).doubts)


def test_one_bad_byte_is_named_with_its_line(tmp_path: Path) -> None:
    text = "马云：你好吗？今天我们来谈谈互联网的发展。\n\n罗斯：很好，我们从头开始说起吧。\n\n" * 5
    data = text.encode()
    at = data.index("发展".encode(), 300)
    line = data.count(b"\n", 0, at) + 1
    with pytest.raises(InputError, match=rf"t\.txt:{line}: Byte {at + 1} \(B5\), behind “.*互联网的”, is no UTF-8"):
        read(tmp_path / "t.txt", data[:at] + b"\xb5" + data[at:])
    with pytest.raises(InputError, match="is no UTF-8"):
        read(tmp_path / "t.txt", data[:-4])  # cut within a character
    made = read(tmp_path / "t.txt", text.encode("gb18030"))  # another encoding is no damage
    assert [speaker.name for speaker in made.speakers] == ["马云", "罗斯"]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are Unicode there")
def test_the_name_of_a_file_need_not_be_utf8(tmp_path: Path) -> None:
    made = read(Path(os.fsdecode(bytes(tmp_path) + b"/\xe9t\xe9.txt")), TALK)
    made.title.encode()
    assert again(made, tmp_path).title == made.title
    assert made.slug.isascii()


NAMES = st.sampled_from(
    ["Anna Bell", "ANNA BELL", "Dr. Lee", "Q", "马云", "查理·罗斯", "主持人", "嘉宾", "Tom", "No", "null", "记者", "李静（主持人）", "é"]
)  # fmt: skip
WORDS = st.sampled_from(
    ["Hello there.", "你好吗？", "Yes.", "……", "(laughs)", "1.", 'So "it" is: no.', "Well" + " " * 130]
)


@given(st.lists(st.tuples(NAMES, WORDS), min_size=4, max_size=14))
@settings(max_examples=60, deadline=None)
def test_a_script_read_again_is_the_same(tmp_path_factory: pytest.TempPathFactory, said: list[tuple[str, str]]) -> None:
    folder = tmp_path_factory.mktemp("again")
    try:
        made = read(folder / "t.txt", "".join(f"{name}：{words}\n\n" for name, words in said))
    except InputError:
        return
    same = again(made, folder)
    assert (same.speakers, same.narrator, same.turns, same.chapters) == (
        made.speakers,
        made.narrator,
        made.turns,
        made.chapters,
    )
