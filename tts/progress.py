"""How a stage tells what it is doing. Stages report; only the command line shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tts.language import kept

STAGES = (
    kept("speaking"),
    kept("listening"),
    kept("mastering"),
    kept("uploading"),
    kept("copying"),
)
"""What is being done, in words a user understands."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a stage has come."""

    stage: str
    """One of STAGES; who shows it retells it."""
    done: int
    total: int
    """Things done of things to do: utterances, files."""
    cached: int = 0
    """How many of `done` did not have to be made."""
    audio_s: float = 0.0
    """Seconds of sound made so far, without what was cached."""
    chars: int = 0
    """Characters spoken so far, without what was cached."""
    chars_left: int = 0
    """Characters still to be spoken."""
    left_s: float | None = None
    """Seconds until all is done, as far as the machine's pace tells; None when nobody can know yet."""


Report = Callable[[Progress], None]


def ignore(_progress: Progress) -> None:
    """Nobody is watching."""
