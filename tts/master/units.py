"""The numbers every part of the stage counts in."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 44_100
"""Hertz, of everything after the clips: the rate every player takes."""

FRAME = 1_152
"""Samples in one MPEG-1 Layer III frame (ISO 11172-3)."""

Blocks: TypeAlias = "NDArray[np.float32]"
"""Loudness of 400 ms blocks that start every 100 ms, LUFS, shape (n,): BS.1770's gating blocks."""


def samples_in(seconds: float, rate: int = RATE) -> int:
    """Seconds as the nearest whole number of samples at `rate`."""
    return round(seconds * rate)
