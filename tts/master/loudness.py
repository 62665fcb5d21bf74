"""Loudness after ITU-R BS.1770-4, from gating blocks that combine exactly.

Integrated loudness is a gated mean over 400 ms blocks, and nothing but the blocks goes into it: those of many clips,
or of many pieces of an episode, put together give the loudness of the whole without hearing it again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from tts.audio import Samples
from tts.master.filters import EBUR128_PEAK, Filtered, run
from tts.master.units import Blocks

_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
_STEPS_PER_LU = 100
"""A level is off by 0.005 LU at most, and a mean of many by far less: results are told in hundredths."""
_LEVELS = 100 * _STEPS_PER_LU
"""From the absolute gate to +30 LUFS, which nothing below full scale reaches."""
_LUFS = _ABSOLUTE_GATE_LUFS + np.arange(_LEVELS) / _STEPS_PER_LU
_POWERS = 10.0 ** (_LUFS / 10.0)
_UNFILLED = 3
"""FFmpeg tells a value every 100 ms from the first on; the first three are of blocks not yet 400 ms long."""


class Meter:
    """Integrated loudness of block after block, in memory that does not grow: how many there were of each level."""

    def __init__(self) -> None:
        self._counts = np.zeros(_LEVELS, np.int64)

    def add(self, blocks: Blocks) -> None:
        """More gating blocks, in LUFS. They count to the nearest 0.01 LU."""
        counted = np.round((blocks[blocks > _ABSOLUTE_GATE_LUFS] - _ABSOLUTE_GATE_LUFS) * _STEPS_PER_LU).astype(
            np.int64
        )
        self._counts += np.bincount(np.minimum(counted, _LEVELS - 1), minlength=_LEVELS)

    def lufs(self) -> float | None:
        """Integrated loudness; None when every block was below the absolute gate."""
        ungated = self._mean_lufs(_ABSOLUTE_GATE_LUFS)
        return None if ungated is None else self._mean_lufs(ungated + _RELATIVE_GATE_LU)

    def _mean_lufs(self, gate_lufs: float) -> float | None:
        """The mean power of the blocks above the gate, as LUFS; None when there are none."""
        counts = np.where(gate_lufs < _LUFS, self._counts, 0)
        total = int(counts.sum())
        return 10.0 * math.log10(float(counts @ _POWERS) / total) if total else None


def integrated(blocks: Iterable[Blocks]) -> float | None:
    """Integrated loudness in LUFS of all `blocks` together; None when all of it is below the absolute gate."""
    meter = Meter()
    for part in blocks:
        meter.add(part)
    return meter.lufs()


def blocks_of(filtered: Filtered) -> Blocks:
    """The gating blocks that an `ebur128` filter at the end of the chain told of."""
    levels = [float(note["lavfi.r128.M"]) for note in filtered.notes if "lavfi.r128.M" in note]
    return np.array(levels[_UNFILLED:], np.float32)


def measure(samples: Samples, rate: int) -> tuple[Blocks, float]:
    """The gating blocks of `samples`, and their true peak in dBTP (4× oversampled; -inf for silence)."""
    filtered = run(samples, rate, EBUR128_PEAK, keep=False)
    peak = max((float(note.get("lavfi.r128.true_peak", 0.0)) for note in filtered.notes), default=0.0)
    return blocks_of(filtered), 20.0 * float(np.log10(peak)) if peak > 0 else -np.inf
