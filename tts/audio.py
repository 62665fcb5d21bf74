"""Sound in memory: one engine call's worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:  # numpy takes a tenth of a second to import; listing voices or `--help` must not pay for it
    import numpy as np
    from numpy.typing import NDArray

Samples: TypeAlias = "NDArray[np.float32]"
"""Mono, shape (n,), nominally -1.0 to 1.0."""


Pcm: TypeAlias = "NDArray[np.int16]"
"""Mono, 16-bit little-endian, shape (n,)."""

_FULL_SCALE = 32_767.0


def to_pcm(samples: Samples) -> Pcm:
    """`samples` in 16 bits; what lies outside -1.0 to 1.0 is clipped."""
    import numpy as np

    return np.round(np.clip(samples, -1.0, 1.0) * _FULL_SCALE).astype("<i2")


def from_pcm(data: bytes) -> Samples:
    """Samples of 16-bit little-endian `data`."""
    import numpy as np

    return np.frombuffer(data, "<i2").astype(np.float32) / np.float32(_FULL_SCALE)


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of the text with its place in the sound, as an engine reports it."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """What an engine returns for one utterance."""

    samples: Samples
    rate: int
    """Hertz."""
    words: tuple[Word, ...] = ()
    """Word or sentence boundaries in order, seconds from the first sample; empty when the engine tells none."""
    split: bool = False
    """Whether it was put together from parts, because the engine would not speak the whole."""

    @property
    def duration_s(self) -> float:
        return len(self.samples) / self.rate
