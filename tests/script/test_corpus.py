"""Transcripts as they are published, each with what a careful editor finds in it: add a pair of files to add a test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from tables import table

from tts.config.load import parse
from tts.script import load_script
from tts.script.model import Script, Turn
from tts.text import ink

CORPUS = Path(__file__).parent.parent / "transcripts"
EXPECTED = ".expected.yaml"
SOURCES = sorted(path for path in CORPUS.iterdir() if not path.name.endswith(EXPECTED))
VOICES = {f"zh{n:02}": "zh-CN" for n in range(16)} | {f"en{n:02}": "en-US" for n in range(16)}
CONFIG = parse(f"pool: {{tone: [{', '.join(VOICES)}]}}", "voices.yaml")


def read(source: Path) -> tuple[Script, dict[str, Any]]:
    expected = yaml.safe_load((CORPUS / (source.name + EXPECTED)).read_text(encoding="utf-8"))
    config = parse(yaml.safe_dump(expected["config"]), "voices.yaml") if "config" in expected else CONFIG
    return load_script(source, config, engine="tone", voices=VOICES), expected


def who(turn: Turn) -> str:
    return turn.speaker or ("heading" if turn.kind == "heading" else "narrator")


def test_there_is_a_corpus() -> None:
    assert len(SOURCES) >= 60


@table("source", SOURCES)
def test_read_as_an_editor_would(source: Path) -> None:
    made, expected = read(source)
    assert [speaker.name for speaker in made.speakers] == [str(name) for name in expected["speakers"]]
    turns = [next(iter(turn.items())) for turn in expected["turns"]]
    found = [(who(turn), turn.text[: len(str(turns[n][1]))] if n < len(turns) else turn.text[:30])
             for n, turn in enumerate(made.turns)]  # fmt: skip
    assert found == [(str(name), str(start)) for name, start in turns]
    if "title" in expected:
        assert made.title == expected["title"]
    opening = {"zh": "开场", "en": "Opening"}[made.language]
    assert [chapter.title for chapter in made.chapters] == expected.get("chapters", [opening])
    assert made.date == str(expected.get("date", made.date))
    assert made.language == expected.get("language", "zh")


@table("source", SOURCES)
def test_nothing_is_lost(source: Path) -> None:
    made, expected = read(source)
    accounting = made.accounting
    silent = "\n".join(piece.text for piece in accounting.unspoken)
    for text in expected.get("silent", []):
        assert text in silent
    assert accounting.source_chars == accounting.spoken_chars + sum(len(piece.text) for piece in accounting.unspoken)
    assert all(piece.line > 0 for piece in accounting.unspoken)
    spoken = ink("".join(utterance.text for turn in made.turns for utterance in turn.utterances))
    for text in expected.get("spoken", []):
        assert ink(text) in spoken
