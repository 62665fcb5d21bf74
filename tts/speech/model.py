"""What the speech stage hands on: where each utterance's clip lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tts.audio import Word
from tts.script.model import Line, Script
from tts.store import CachePart

CLIPS = CachePart("clips", ".wav", others=r"tally\.json|\.tally\.json\.[0-9a-f]{12}\.tmp")


@dataclass(frozen=True, slots=True)
class Clip:
    """The audio of one utterance, as it lies in the cache: a 16-bit mono WAV, verified by whoever reads its sound."""

    folder: str
    """The cache's, one string for all its clips."""
    digest: bytes
    """SHA-256 over engine identity, voice, parameters, text and lexicon entries."""
    rate: int
    """Hertz."""
    samples: int
    """Length in samples at `rate`."""
    content: bytes
    """Sixteen bytes that tell this sound from any other: two takes of one text share their key only."""
    words: tuple[Word, ...] = ()
    """Boundaries in order, seconds from the first sample; empty when the engine told none."""
    split: bool = False
    """Whether it was put together from parts, because the engine would not speak the whole."""

    @property
    def key(self) -> str:
        """`digest` in hex."""
        return self.digest.hex()

    @property
    def file(self) -> str:
        return CLIPS.file_of(self.folder, self.key)

    @property
    def path(self) -> Path:
        return Path(self.file)

    @property
    def duration_s(self) -> float:
        return self.samples / self.rate


@dataclass(frozen=True, slots=True)
class Spoken:
    """A script with a clip for every line."""

    script: Script
    lines: tuple[tuple[Line, Clip], ...]
    """Each of `script.lines()` with its clip, in that order."""
