"""Invented documents in every convention give back what was written: who speaks, and each turn's first words."""

from __future__ import annotations

import os
from pathlib import Path

from training.dialogues import CONVENTIONS, PAIRED, Invented, document
from tts.config.load import parse
from tts.script.load import load_transcript
from tts.text import ink

CONFIG = parse("", "voices.yaml")
DOCUMENTS = int(os.environ.get("FORMS_DOCUMENTS", "6"))
"""Documents a convention; ten thousand by hand."""
SEEDS = range(1_000_000, 1_000_000 + DOCUMENTS)
"""Far from those that the training saw."""


def wrong(made: Invented) -> str:
    """The first turn that is not read as it was written; empty when all are."""
    transcript = load_transcript(Path(made.name), made.text.encode(), CONFIG)
    starts = {
        ink("".join(piece for piece, spoken in turn.paragraphs[0].pieces(transcript.text) if spoken))[:24]
        for turn in transcript.turns
        if turn.kind == "speech"
    }
    missed = [piece.text[:40] for piece in made.pieces if piece.starts and ink(piece.text)[:24] not in starts]
    return missed[0] if missed else ""


def test_bare_dialogues_are_read_as_they_were_written() -> None:
    """In every convention; one document in twenty may be wrong, by names that are no names and turns of one word."""
    made = [document(seed, name, around=False, traps=False) for name in (*CONVENTIONS, *PAIRED) for seed in SEEDS]
    missed = {each.name: turn for each in made if (turn := wrong(each))}
    assert len(missed) <= len(made) / 20, missed


def test_furniture_around_a_dialogue_changes_no_speaker() -> None:
    """One document in twelve may be wrong."""
    made = [document(seed, name) for name in (*CONVENTIONS, *PAIRED) for seed in SEEDS]
    missed = {each.name: turn for each in made if (turn := wrong(each))}
    assert len(missed) <= len(made) / 12, missed
