"""What the speech stage hands on: where each utterance's clip lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tts.audio import Word
from tts.script.model import Script


@dataclass(frozen=True, slots=True)
class Clip:
    """The audio of one utterance, as it lies in the cache: a 16-bit mono WAV, verified by whoever reads its sound."""

    key: str
    """SHA-256 (hex) over engine identity, voice, parameters, text and lexicon entries."""
    file: str
    """Where it lies. Not a Path: those of ten hours would take 4 MB."""
    rate: int
    """Hertz."""
    samples: int
    """Length in samples at `rate`."""
    content: bytes
    """Sixteen bytes that tell this sound from any other: two takes of one text share their key only."""
    words: Sequence[Word] = ()
    """Boundaries in order, seconds from the first sample; empty when the engine tells none."""

    @property
    def path(self) -> Path:
        return Path(self.file)

    @property
    def duration_s(self) -> float:
        return self.samples / self.rate


@dataclass(frozen=True, slots=True)
class Spoken:
    """A script with a clip for every utterance."""

    script: Script
    opening: tuple[Clip, ...]
    """One per `script.opening` utterance."""
    turns: tuple[tuple[Clip, ...], ...]
    """One tuple per turn, one clip per utterance."""
