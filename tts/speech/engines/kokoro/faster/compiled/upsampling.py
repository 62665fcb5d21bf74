"""The second upsampling, between the two stages: what ONNX Runtime does in 100 MB for a long utterance, in none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tts.audio import Samples
from tts.speech.engines.kokoro.faster.compiled import layout
from tts.speech.engines.kokoro.faster.compiled.layout import COLUMNS, STRIP, UPSAMPLING
from tts.speech.engines.kokoro.faster.compiled.team import Team


@dataclass(frozen=True, slots=True, eq=False)
class Upsampling:
    """A leaky ReLU, a transposed convolution, and a sample more before the first, mirrored."""

    taps: Samples
    """As `taps_of` gives them; may lie in a mapped file."""
    bias: Samples
    """(channels out,)."""

    def length(self, samples: int) -> int:
        """How many samples it makes of so many."""
        return UPSAMPLING * samples + 1

    def __call__(self, team: Team, signal: Samples, out: Samples) -> Samples:
        """`signal` (channels in, samples), upsampled in `out` (channels out, length)."""
        channels, samples = signal.shape
        numbers = (channels, len(out), samples)
        team.share(
            lambda kernels, scratch, first, last: kernels.upsample(
                signal, self.taps, self.bias, scratch, out, (*numbers, first, last)
            ),
            -(-(samples + 1) // COLUMNS),
            layout.upsampling_scratch(channels),
        )
        return out


def taps_of(weights: Samples) -> Samples:
    """A transposed convolution's weights (in, out, 2 × UPSAMPLING): (out × UPSAMPLING / STRIP, 2 × in, STRIP).

    A row for each output channel and each of the UPSAMPLING samples that are made at once; its terms are the input's
    channels, then those of the sample before.
    """
    channels, outputs, _ = weights.shape
    halves = weights.reshape(channels, outputs, 2, UPSAMPLING).transpose(1, 3, 2, 0)
    strips = halves.reshape(-1, STRIP, 2 * channels)
    return np.ascontiguousarray(strips.transpose(0, 2, 1), np.float32)
