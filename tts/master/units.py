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

ENCODER_DELAY = 576
"""Samples of silence LAME puts in front (ENCDELAY in its encoder.h); it stands in the Info header."""
DECODER_DELAY = 529
"""Samples any decoder adds (528 + 1); players that read the Info header skip both delays."""

QUIET_BEFORE = 1_728
"""Samples of silence a piece of MP3 begins with: a frame and a half, as far as its first windows reach back."""
QUIET_AFTER = 3 * FRAME
"""Samples of silence it ends with: as far, and the delay of encoder and decoder, by which all sounds later."""

BEFORE_S = 0.040
"""Kept before a clip's speech: the breath or closure it starts with. Sounds inside the pause, which is not made
longer."""
AFTER_S = 0.080
"""Kept after it: the last of a vowel or fricative dying away, likewise inside the pause."""

Blocks: TypeAlias = "NDArray[np.float32]"
"""Loudness of 400 ms blocks that start every 100 ms, LUFS, shape (n,): BS.1770's gating blocks."""


def samples_in(seconds: float, rate: int = RATE) -> int:
    """Seconds as the nearest whole number of samples at `rate`."""
    return round(seconds * rate)
