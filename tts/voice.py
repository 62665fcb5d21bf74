"""A voice, as every stage means it."""

from __future__ import annotations

from collections.abc import Mapping
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


def canonical(voice: str | Mapping[str, float]) -> str:
    """One spelling for a voice in settings: `id`, or a blend `a:0.6+b:0.4`, weights adding up to 1, heaviest first."""
    if isinstance(voice, str):
        if "+" not in voice and ":" not in voice:
            return voice
        pairs = [part.partition(":") for part in voice.split("+")]
        try:
            weights = {name.strip(): float(weight or 1) for name, _, weight in pairs}
        except ValueError:
            return voice
    else:
        weights = dict(voice)
    weights = {name: weight for name, weight in weights.items() if weight > 0}
    whole = sum(weights.values())
    if len(weights) < 2 or not whole:
        return next(iter(weights), "")
    ordered = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return "+".join(f"{name}:{round(weight / whole, 4):g}" for name, weight in ordered)


def ids(voice: str) -> set[str]:
    """The engine's own ids in a canonical voice."""
    return {part.partition(":")[0] for part in voice.split("+")} if "+" in voice else {voice}
