"""A look-ahead limiter that sees true peaks: 4× oversampled, as ITU-R BS.1770-4 Annex 2 measures them.

Gain is worked out on a grid of 32 samples: the lowest gain any grid step within the look-ahead needs, then smoothed by
a raised cosine of the same width. The smoothed gain is never above what a step needs, so nothing passes the ceiling,
and at 40 ms it stays level across the periods of the lowest voice instead of following its waveform.
"""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from tts.audio import Samples

_STEP = 32
"""Samples per gain step, 0.7 ms."""
_REACH = 28
"""Gain steps looked ahead and held back, 20 ms each way."""
_TAPS = 16
"""Samples each side that an interpolated value is made of."""
_OVER = 4
_STRIDE = 1 << 16
"""Samples turned down at once: gains take three times a sample's memory."""
_STEPS_AT_ONCE = 1 << 11
"""Gain steps interpolated at once: each takes a kilobyte."""

_Levels: TypeAlias = NDArray[np.float32]


def limit(samples: Samples, ceiling_db: float) -> Samples:
    """`samples` with every true peak at or below `ceiling_db` (dBTP). The same array when nothing had to be done."""
    ceiling = np.float32(10.0 ** (ceiling_db / 20.0))
    steps = -(-len(samples) // _STEP)
    padded = np.pad(samples, (_TAPS, steps * _STEP - len(samples) + _TAPS))
    peaks = _true_peaks(padded, steps, float(ceiling))
    if not len(peaks) or peaks.max() <= ceiling:
        return samples
    taken = 1.0 - ceiling / np.maximum(peaks, ceiling)  # 0 where nothing is too loud, and exactly 0 once smoothed
    # One step more each way, since between two grid points the gain is interpolated.
    most = sliding_window_view(np.pad(taken, _REACH + 1), 2 * _REACH + 3).max(axis=1)
    window = np.hanning(2 * _REACH + 3)[1:-1]
    smooth = np.convolve(np.pad(most, _REACH, mode="edge"), window / window.sum(), mode="valid")
    centres = (np.arange(steps) + 0.5) * _STEP - 0.5
    limited = samples.copy()
    for start in range(0, len(samples), _STRIDE):
        part = limited[start : start + _STRIDE]
        part *= (1.0 - np.interp(np.arange(start, start + len(part)), centres, smooth)).astype(np.float32)
    return limited


def _true_peaks(padded: Samples, steps: int, ceiling: float) -> _Levels:
    """The true peak of each gain step of `padded` (with `_TAPS` samples more at both ends).

    Only steps whose samples come within 6 dB of the ceiling are interpolated: no band-limited speech overshoots its
    samples by more.
    """
    inner = padded[_TAPS : _TAPS + steps * _STEP]
    peaks: _Levels = np.abs(inner.reshape(steps, _STEP)).max(axis=1)
    hot = np.flatnonzero(peaks > ceiling / 2.0)
    for start in range(0, len(hot), _STEPS_AT_ONCE):
        some = hot[start : start + _STEPS_AT_ONCE]
        around = sliding_window_view(padded, _STEP + 2 * _TAPS)[some * _STEP]
        peaks[some] = np.maximum(peaks[some], np.abs(around @ _interpolator()).max(axis=1))
    return peaks


@cache
def _interpolator() -> NDArray[np.float32]:
    """Shape (32 + 2 × 16, 3 × 32): from samples to the three values between each and the next (Hann-windowed sinc)."""
    inputs = np.arange(_STEP + 2 * _TAPS)[:, None] - _TAPS
    outputs = (np.arange(_STEP)[:, None] + np.arange(1, _OVER)[None, :] / _OVER).ravel()[None, :]
    distance = outputs - inputs
    window = np.where(np.abs(distance) < _TAPS, np.cos(np.pi * distance / (2 * _TAPS)) ** 2, 0.0)
    weights: NDArray[np.float32] = (np.sinc(distance) * window).astype(np.float32)
    return weights
