"""The script file: edited by hand, and read again."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tts.config.load import load, parse
from tts.errors import ExitCode, InputError
from tts.script import load_script
from tts.script.document import dump
from tts.script.model import Script

ROOT = Path(__file__).parent.parent.parent
SEED = ROOT / "seeds" / "000_8d8e673a960d8607.txt"
CAST = ROOT / "voices.yaml"


def script(source: Path = SEED, engine: str = "kokoro") -> Script:
    return load_script(source, load(CAST), engine=engine, voices={}, config_path=CAST)


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


@pytest.mark.parametrize(
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


def test_two_speakers_with_one_voice_are_refused_with_the_line(tmp_path: Path) -> None:
    first, second = (speaker.voice.id for speaker in script().speakers)
    with pytest.raises(InputError, match=r"edited\.yaml:\d+: .* is the voice of"):
        script(edited(tmp_path, (f"kokoro: {second}", f"kokoro: {first}")))


def test_a_script_without_turns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text("turncast-script: 1\ntitle: x\n", encoding="utf-8")
    with pytest.raises(InputError, match="no turns"):
        load_script(path, parse("", "v"), engine="tone", voices={})
