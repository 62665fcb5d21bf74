"""A voice, as every stage means it."""

from __future__ import annotations

from dataclasses import dataclass

SLOWEST_SPEED = 0.5


@dataclass(frozen=True, slots=True)
class Voice:
    """An engine's voice and how it is to speak."""

    engine: str
    """A name in the engine table, e.g. `kokoro`."""

    id: str
    """The engine's own id, e.g. `zm_yunjian`. A blend is written `zm_yunxi:0.6+zm_yunyang:0.4`."""

    speed: float = 1.0
    """Rate of speech, 1.0 is the voice's own; `SLOWEST_SPEED` to 2.0."""

    pitch_semitones: float = 0.0
    """Shift in semitones, 0 is the voice's own; -12 to 12."""
