"""Every voice at the same loudness: one gain per speaker, over all that speaker says. Never per sentence, which pumps.

The limiter takes a little from a voice with sharp peaks and nothing from a soft one. How much is foreseen from peaks
and powers of 20 ms, so that each voice is at the target after it, and the finished episode need not be made twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from tts.audio import Samples
from tts.master.loudness import integrated
from tts.master.units import Blocks

_STEP_S = 0.02
_PER_BLOCK = 20
"""Steps in a gating block of 400 ms."""
_PER_HOP = 5
_UNIT_DB = 0.5
"""What one count of `Steps` stands for: small enough for a gain, and ten hours of them take 4 MB."""
_GAIN_STEP_DB = 0.4
"""Gains are multiples of this, so that editing a sentence seldom moves the gain of all its speaker says: an edit that
moves the level by 0.02 LU does so one time in twenty. Costs 0.2 LU of evenness at most."""
_ROUNDS = 5
"""The limiter gives back less each round: after five the gain stands still."""

Steps: TypeAlias = NDArray[np.uint8]
"""Levels of 20 ms each in units of -0.5 dB of full scale; 255 is silence."""


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """How loud a clip is, in time."""

    blocks: Blocks
    peaks: Steps
    powers: Steps


def level_of(samples: Samples, rate: int, blocks: Blocks) -> Level:
    """The level of a clip with these samples and gating blocks."""
    step = round(_STEP_S * rate)
    parts = np.abs(np.pad(samples, (0, -len(samples) % step))).reshape(-1, step)
    return Level(blocks, _coded(parts.max(axis=1) ** 2), _coded(np.square(parts).mean(axis=1)))


def gain_db(levels: Sequence[Level], target_lufs: float, ceiling_db: float) -> float:
    """The gain that brings a voice to `target_lufs` behind a limiter at `ceiling_db`; 0 for a voice never heard."""
    gain = 0.0
    for _ in range(_ROUNDS):
        loudness = integrated([_limited(level, gain, ceiling_db) for level in levels])
        if loudness is None:
            return 0.0
        gain += target_lufs - loudness
    return round(gain / _GAIN_STEP_DB) * _GAIN_STEP_DB


def _limited(level: Level, gain: float, ceiling_db: float) -> Blocks:
    """The clip's gating blocks, as they will be after the gain and the limiter."""
    count = len(level.blocks)
    reach = _PER_HOP * (count - 1) + _PER_BLOCK
    if not count or len(level.peaks) < reach:
        return level.blocks + np.float32(gain)
    taken = np.minimum(0.0, ceiling_db - gain + _UNIT_DB * level.peaks[:reach].astype(np.float64))
    # The limiter looks 20 ms each way and holds.
    taken = sliding_window_view(np.pad(taken, 1, mode="edge"), 3).min(axis=1)
    power = 10.0 ** (-_UNIT_DB * level.powers[:reach] / 10.0)
    left = power * 10.0 ** (taken / 10.0)
    before, after = (sliding_window_view(p, _PER_BLOCK)[::_PER_HOP].sum(axis=1) for p in (power, left))
    blocks: Blocks = (level.blocks + gain + 10.0 * np.log10(after / before)).astype(np.float32)
    return blocks


def _coded(power: NDArray[np.float32]) -> Steps:
    steps: Steps = np.clip(np.round(-10.0 * np.log10(power + 1e-13) / _UNIT_DB), 0, 255).astype(np.uint8)
    return steps
