"""Our own transcripts with what an editor finds in them, as the training sees them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tts.text import ink

_ROOT = Path(__file__).parent.parent
TRANSCRIPTS = _ROOT / "tests" / "transcripts"
SEEDS = _ROOT / "seeds"
_EXPECTED = ".expected.yaml"


@dataclass(frozen=True, slots=True)
class Told:
    """A document and what somebody told about it."""

    path: Path
    speech: frozenset[str]
    """How each speaker's turn starts: its first characters, no white space."""
    notes: frozenset[str] = frozenset()
    """How what the narrator reads starts."""
    headings: frozenset[str] = frozenset()
    silent: tuple[str, ...] = ()
    """What nobody says."""


def ours() -> Iterator[Told]:
    """The documents of `tests/transcripts`."""
    for expected in sorted(TRANSCRIPTS.glob(f"*{_EXPECTED}")):
        told: dict[str, Any] = yaml.safe_load(expected.read_text("utf-8"))
        turns = [(str(who), ink(str(text))) for turn in told["turns"] for who, text in turn.items()]
        yield Told(
            expected.with_name(expected.name.removesuffix(_EXPECTED)),
            frozenset(text for who, text in turns if who not in ("narrator", "heading")),
            frozenset(text for who, text in turns if who == "narrator"),
            frozenset(text for who, text in turns if who == "heading"),
            tuple(ink(str(text)) for text in told.get("silent", [])),
        )


def golden(folder: Path, names: tuple[str, ...] = ()) -> Iterator[Told]:
    """Documents with a `.golden.json` beside them; `names`: how those start that are wanted, all when empty."""
    for gold in sorted(folder.glob("*.golden.json")):
        stem = gold.name.removesuffix(".golden.json")
        if names and not stem.startswith(names):
            continue
        told = json.loads(gold.read_text("utf-8"))
        path = next(f for f in folder.glob(f"{stem}.*") if f != gold)
        turns = [(turn["speaker"], ink(turn["text"])[:24]) for turn in told["turns"]]
        yield Told(
            path,
            frozenset(text for who, text in turns if who),
            frozenset(text for who, text in turns if not who),
            frozenset(ink(str(c)) for c in told.get("chapters") or []),
            tuple(ink(str(text)) for text in told.get("must_not_speak") or []),
        )
