"""Loudness after ITU-R BS.1770-4, from gating blocks that combine exactly.

Integrated loudness is a gated mean over 400 ms blocks, and nothing but the blocks goes into it: those of many clips,
or of many pieces of an episode, put together give the loudness of the whole without hearing it again.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from tts.audio import Samples
from tts.master.filters import EBUR128_PEAK, Filtered, run
from tts.master.units import Blocks

_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
_UNFILLED = 3
"""FFmpeg tells a value every 100 ms from the first on; the first three are of blocks not yet 400 ms long."""


def integrated(blocks: Iterable[Blocks]) -> float | None:
    """Integrated loudness in LUFS of all `blocks` together; None when all of it is below the absolute gate."""
    parts = list(blocks)
    levels = np.concatenate(parts).astype(np.float64) if parts else np.zeros(0)
    levels = levels[levels > _ABSOLUTE_GATE_LUFS]
    if not len(levels):
        return None
    gate = _mean_lufs(levels) + _RELATIVE_GATE_LU
    return _mean_lufs(levels[levels > gate])


def _mean_lufs(levels: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
    return float(10.0 * np.log10(np.mean(10.0 ** (levels / 10.0))))


def blocks_of(filtered: Filtered) -> Blocks:
    """The gating blocks that an `ebur128` filter at the end of the chain told of."""
    levels = [float(note["lavfi.r128.M"]) for note in filtered.notes if "lavfi.r128.M" in note]
    return np.array(levels[_UNFILLED:], np.float32)


def measure(samples: Samples, rate: int) -> tuple[Blocks, float]:
    """The gating blocks of `samples`, and their true peak in dBTP (4× oversampled; -inf for silence)."""
    filtered = run(samples, rate, EBUR128_PEAK, keep=False)
    peak = max((float(note.get("lavfi.r128.true_peak", 0.0)) for note in filtered.notes), default=0.0)
    return blocks_of(filtered), 20.0 * float(np.log10(peak)) if peak > 0 else -np.inf
