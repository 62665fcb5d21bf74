"""The script file: edited by hand, and read again."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import yaml
from tables import table

from tts.config.load import load, parse
from tts.errors import ExitCode, InputError
from tts.script import load_script
from tts.script.model import Script, Utterance
from tts.script.script_file import dump

ROOT = Path(__file__).parent.parent.parent
SEED = ROOT / "seeds" / "000_8d8e673a960d8607.txt"
CAST = ROOT / "voices.yaml"


def script(source: Path = SEED, engine: str = "kokoro") -> Script:
    return load_script(source, load(CAST), engine=engine, voices={})


def edited(tmp_path: Path, *changes: tuple[str, str]) -> Path:
    text = dump(script())
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "edited.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_unchanged_it_is_the_same_script(tmp_path: Path) -> None:
    again = script(edited(tmp_path))
    assert again == dataclasses.replace(script(), doubts=())
    assert dump(again) == dump(script())


def test_what_is_edited_changes(tmp_path: Path) -> None:
    path = edited(
        tmp_path,
        ("title: 马云达沃斯访谈", "title: 达沃斯"),
        ("answer: ", "answer: 2.5 #"),
        ("- 担保服务是因为支付宝", "- text: 你好\n            pause: 3.5\n          -\n          - 担保服务是因为支付宝"),
    )  # fmt: skip
    made = script(path)
    turn = next(turn for turn in made.turns if turn.line == 20)
    assert made.title.startswith("达沃斯")
    assert (turn.utterances[0].text, turn.utterances[0].pause_after_s) == ("你好", 3.5)
    assert turn.text.startswith("你好\n担保服务")
    assert made.turns[3].utterances[-1].pause_after_s == 2.5


def test_another_engine_casts_anew(tmp_path: Path) -> None:
    made = script(edited(tmp_path), engine="edge")
    assert {speaker.voice.engine for speaker in made.speakers} == {"edge"}
    assert [speaker.voice.id for speaker in made.speakers] == [
        speaker.voice.id for speaker in script(engine="edge").speakers
    ]


@table(
    ("change", "says"),
    [
        (("says:", "sais:"), "Did you mean `says`"),
        (("language: zh", "language: fr"), "language"),
        (("pauses:\n", "paus:\n"), "Did you mean `pauses`"),
        (("chapters:", "chapters: 3\nx:"), "chapters"),
        (("turncast-script: 1", "turncast-script: [1"), "Not valid YAML"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    path = edited(tmp_path, change)
    with pytest.raises(InputError) as caught:
        script(path)
    assert caught.value.exit_code is ExitCode.BAD_INPUT
    assert says in str(caught.value)
    assert caught.value.place is not None
    assert caught.value.place.line


@table(
    ("change", "says"),
    [
        (("date: '2015-01-24'", "date: 二〇一五年"), "`二〇一五年` is not a date"),
        (("date: '2015-01-24'", "date: 2015"), "`2015` is not a date"),
        (("turncast-script: 1", "turncast-script: 2"), "version 2"),
        (("- 担保服务是因为支付宝", "- Note: this is it\n          - 担保服务是因为支付宝"), "Put it in quotes"),
        (("- 担保服务是因为支付宝", "- 1983\n          - 担保服务是因为支付宝"), "“1983” is not read as text"),
        (("title: 马云达沃斯访谈", "title: 1984 #"), "Put it in quotes"),
        (("speaker: 马云", "speaker: 马芸"), "Did you mean `马云`"),
        (("speaker: 马云", "speaker: Somebody Else"), "`Somebody Else: {}`"),
    ],
)
def test_a_mistake_is_named_in_the_words_of_an_editor(tmp_path: Path, change: tuple[str, str], says: str) -> None:
    path = edited(tmp_path, change)
    with pytest.raises(InputError) as caught:
        script(path)
    assert says in str(caught.value)
    assert caught.value.place is not None
    line = caught.value.place.line or 0
    lines = path.read_text(encoding="utf-8").splitlines()
    assert change[1].split("\n")[0].split(" #")[0] in lines[line - 1]


@table("written", ["2015-01-24", "'2015-01-24'", "2015-01-24 10:00:00", "2015年1月24日"])
def test_a_date_is_read_with_quotes_or_without(tmp_path: Path, written: str) -> None:
    assert script(edited(tmp_path, ("date: '2015-01-24'", f"date: {written}"))).date == "2015-01-24"


@table("before", ["---\n", "\n", "%YAML 1.1\n---\n", "# mine\n---\n"])
def test_what_yaml_allows_before_the_first_key_may_stand_there(tmp_path: Path, before: str) -> None:
    assert script(edited(tmp_path, ("# 按顺序", f"{before}# 按顺序"))) == dataclasses.replace(script(), doubts=())


def test_the_accounting_of_an_edited_script_is_that_of_what_it_says(tmp_path: Path) -> None:
    whole, cut = script().accounting, "担保服务是因为支付宝"
    made = script(edited(tmp_path, (cut, "就"))).accounting
    less = len(cut) - 1
    assert (made.source_chars, made.spoken_chars) == (whole.source_chars - less, whole.spoken_chars - less)
    assert made.unspoken == whole.unspoken


def test_a_script_written_by_hand_accounts_for_what_it_says(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(
        "---\nturncast-script: 1\nchapters:\n- turns:\n  - speaker: 马云\n    says: [你好。]\n", encoding="utf-8"
    )
    assert script(path, "kokoro").accounting.spoken_chars == script(path, "kokoro").accounting.source_chars == 3


def test_two_speakers_with_one_voice_are_refused_with_the_line(tmp_path: Path) -> None:
    first, second = (speaker.voice.id for speaker in script().speakers)
    with pytest.raises(InputError, match=r"edited\.yaml:\d+: .* is the voice of"):
        script(edited(tmp_path, (f"kokoro: {second}", f"kokoro: {first}")))


def test_a_script_without_turns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text("turncast-script: 1\ntitle: x\n", encoding="utf-8")
    with pytest.raises(InputError, match="no turns"):
        load_script(path, parse("", "v"), engine="tone", voices={})


@table("text", ["NOTE\x85", "a\u2028b", "\u2029", "a\x1cb", "a\x0bb", " a ", "- a: b", "null", "2024-01-01", "\ufeffa"])
def test_any_text_comes_back_as_it_was_written(text: str) -> None:
    made = script()
    spoken = dataclasses.replace(made.turns[0], utterances=(Utterance(f"马云{text}说。", 0.3),))
    unspoken = dataclasses.replace(made.accounting.unspoken[0], text=text)
    accounting = dataclasses.replace(made.accounting, unspoken=(unspoken,))
    written = yaml.safe_load(dump(dataclasses.replace(made, accounting=accounting, turns=(spoken, *made.turns[1:]))))
    assert written["accounting"]["unspoken"][0]["text"] == text
    (first, *_) = written["chapters"][0]["turns"][0]["says"]
    assert (first if isinstance(first, str) else first["text"]) == f"马云{text}说。"


def test_turns_that_say_nothing_are_no_turns(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text("turncast-script: 1\nchapters:\n- turns:\n  - speaker: 马云\n    says: []\n", encoding="utf-8")
    with pytest.raises(InputError, match="Has no turns"):
        script(path)
