"""Loudness after ITU-R BS.1770-4, from gating blocks that combine exactly.

Integrated loudness is a gated mean over 400 ms blocks, and nothing but the blocks goes into it: those of many clips,
or of many pieces of an episode, put together give the loudness of the whole without hearing it again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np

from tts.audio import Samples
from tts.master.filters import EBUR128_PEAK, Filtered, run
from tts.master.units import Blocks

_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
_UNFILLED = 3
"""FFmpeg tells a value every 100 ms from the first on; the first three are of blocks not yet 400 ms long."""


def integrated(blocks: Iterable[Blocks]) -> float | None:
    """Integrated loudness in LUFS of all `blocks` together; None when all of it is below the absolute gate.

    Part by part, so that ten hours' blocks are never in memory twice.
    """
    parts = list(blocks)
    ungated = _mean_lufs(parts, _ABSOLUTE_GATE_LUFS)
    return None if ungated is None else _mean_lufs(parts, max(_ABSOLUTE_GATE_LUFS, ungated + _RELATIVE_GATE_LU))


def _mean_lufs(parts: Sequence[Blocks], gate_lufs: float) -> float | None:
    """The mean power of the blocks above the gate, as LUFS; None when there are none."""
    total, count = 0.0, 0
    for part in parts:
        passed = part[part > gate_lufs]
        total += float(np.sum(10.0 ** (passed.astype(np.float64) / 10.0)))
        count += len(passed)
    return 10.0 * math.log10(total / count) if count else None


def blocks_of(filtered: Filtered) -> Blocks:
    """The gating blocks that an `ebur128` filter at the end of the chain told of."""
    levels = [float(note["lavfi.r128.M"]) for note in filtered.notes if "lavfi.r128.M" in note]
    return np.array(levels[_UNFILLED:], np.float32)


def measure(samples: Samples, rate: int) -> tuple[Blocks, float]:
    """The gating blocks of `samples`, and their true peak in dBTP (4× oversampled; -inf for silence)."""
    filtered = run(samples, rate, EBUR128_PEAK, keep=False)
    peak = max((float(note.get("lavfi.r128.true_peak", 0.0)) for note in filtered.notes), default=0.0)
    return blocks_of(filtered), 20.0 * float(np.log10(peak)) if peak > 0 else -np.inf
