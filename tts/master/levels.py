"""Every voice at the same loudness: one gain per speaker, over all that speaker says. Never per sentence, which pumps.

The limiter takes a little from a voice with sharp peaks and nothing from a soft one. How much is foreseen from peaks
and powers of 20 ms, so that each voice is at the target after it, and the finished episode need not be made twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from os import SEEK_END
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from tts.audio import Samples
from tts.errors import WriteError
from tts.master.loudness import integrated
from tts.master.units import Blocks
from tts.store import unwritable

_STEP_S = 0.02
_PER_HOP = 5
"""Steps from the start of one gating block to the next's: 100 ms."""
_HOPS = 4
"""In a gating block of 400 ms."""
_UNIT_DB = 0.5
"""What one count of `Steps` stands for: small enough for a gain, and ten hours of them take 4 MB."""
_GAIN_STEP_DB = 0.4
"""Gains are multiples of this, so that editing a sentence seldom moves the gain of all its speaker says: an edit that
moves the level by 0.02 LU does so one time in twenty. Costs 0.2 LU of evenness at most."""
_ROUNDS = 5
"""The limiter gives back less each round: after five the gain stands still."""

_AT_ONCE = 200
"""Clips measured together: enough that numpy's calls cost nothing, few enough to need 2 MB."""

Steps: TypeAlias = NDArray[np.uint8]
"""Levels of 20 ms each in units of -0.5 dB of full scale; 255 is silence."""

_SILENT = 255
_DECIBELS = -_UNIT_DB * np.arange(_SILENT + 1)
_POWERS = 10.0 ** (_DECIBELS / 10.0)
"""What each count of `Steps` stands for."""


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """How loud a clip is, in time."""

    blocks: Blocks
    peaks: Steps
    powers: Steps

    @property
    def steps(self) -> tuple[Steps, Steps]:
        """Peaks and powers."""
        return self.peaks, self.powers


def level_of(samples: Samples, rate: int, blocks: Blocks) -> Level:
    """The level of a clip with these samples and gating blocks."""
    step = round(_STEP_S * rate)
    parts = np.abs(np.pad(samples, (0, -len(samples) % step))).reshape(-1, step)
    return Level(blocks, _coded(parts.max(axis=1) ** 2), _coded(np.square(parts).mean(axis=1)))


class _Row(NamedTuple):
    """A clip as `SpeakerLevel` keeps it."""

    blocks: Blocks
    peaks: Steps
    powers: Steps


class SpeakerLevel:
    """How loud everything is that one speaker says, kept on the disk: 0.5 MB an hour. Use with `with`."""

    def __init__(self, folder: Path) -> None:
        """`folder`: where it is kept, in a file without a name that goes with the process."""
        self._folder = folder
        self._waiting: list[_Row] = []
        self._sizes: list[tuple[int, int]] = []
        """Clips and gating blocks of each part of the file."""

    def __enter__(self) -> SpeakerLevel:
        """Raises WriteError."""
        try:
            self._file = TemporaryFile(dir=self._folder)
        except OSError as error:
            raise self._unwritable(error) from error
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, level: Level) -> None:
        """One more clip. Raises WriteError."""
        count = len(level.blocks)
        if not count:  # shorter than a block: nothing of it is ever measured
            return
        reach = _PER_HOP * (count + _HOPS - 1)
        peaks, powers = (_filled(row, reach) for row in level.steps)
        # The loudest of each step and its neighbours: the limiter looks 20 ms each way and holds.
        around = peaks.copy()
        np.minimum(around[1:], peaks[:-1], out=around[1:])
        np.minimum(around[:-1], peaks[1:], out=around[:-1])
        self._waiting.append(_Row(level.blocks, around, powers))
        if len(self._waiting) == _AT_ONCE:
            self._put()

    def _put(self) -> None:
        """Move what waits to the end of the file."""
        rows, self._waiting = self._waiting, []
        try:
            self._file.seek(0, SEEK_END)
            self._file.write(np.array([len(row.blocks) for row in rows], np.uint32).tobytes())
            for part in zip(*rows, strict=True):
                self._file.write(np.concatenate(part).tobytes())
            self._file.flush()
        except OSError as error:
            raise self._unwritable(error) from error
        self._sizes.append((len(rows), sum(len(row.blocks) for row in rows)))

    def _rows(self) -> Iterator[tuple[NDArray[np.int64], Blocks, Steps, Steps]]:
        """Some clips at a time: gating blocks of each clip, all these blocks, peaks, powers."""
        if self._waiting:
            self._put()
        self._file.seek(0)
        for clips, blocks in self._sizes:
            steps = _PER_HOP * (blocks + (_HOPS - 1) * clips)
            counts = np.frombuffer(self._file.read(4 * clips), np.uint32).astype(np.int64)
            levels = np.frombuffer(self._file.read(4 * blocks), np.float32)
            peaks, powers = (np.frombuffer(self._file.read(steps), np.uint8) for _ in range(2))
            yield counts, levels, peaks, powers

    def _unwritable(self, error: OSError) -> WriteError:
        return unwritable(self._folder, error)

    def gain_db(self, target_lufs: float, ceiling_db: float) -> float:
        """The gain that brings it to `target_lufs` behind a limiter at `ceiling_db`; 0 for a voice never heard."""
        gain = 0.0
        for _ in range(_ROUNDS):
            loudness = integrated(self._limited(gain, ceiling_db))
            if loudness is None:
                return 0.0
            gain += target_lufs - loudness
        return round(gain / _GAIN_STEP_DB) * _GAIN_STEP_DB

    def _limited(self, gain: float, ceiling_db: float) -> Iterator[Blocks]:
        """The gating blocks, as they will be after the gain and the limiter; some clips at a time."""
        left_of = 10.0 ** (np.minimum(0.0, ceiling_db - gain - _DECIBELS) / 10.0)
        for counts, blocks, peaks, powers in self._rows():
            power = _POWERS[powers]
            left = power * left_of[peaks]
            # Blocks begin at every hop but a clip's last three: those would reach into the next clip.
            begins = np.arange(len(blocks)) + (_HOPS - 1) * np.repeat(np.arange(len(counts)), counts)
            change = 10.0 * np.log10(_in_blocks(left)[begins] / _in_blocks(power)[begins])
            yield (blocks + gain + change).astype(np.float32)


def _filled(row: Steps, length: int) -> Steps:
    """`row` cut to `length`, or filled up with silence."""
    filled = np.full(length, _SILENT, np.uint8)
    filled[: len(row)] = row[:length]
    return filled


def _in_blocks(power: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """The sum over a block's steps, for a block that begins at each hop."""
    hops = power.reshape(-1, _PER_HOP).sum(axis=1)
    sums: NDArray[np.float64] = sliding_window_view(hops, _HOPS).sum(axis=1)
    return sums


def _coded(power: NDArray[np.float32]) -> Steps:
    steps: Steps = np.clip(np.round(-10.0 * np.log10(power + 1e-13) / _UNIT_DB), 0, 255).astype(np.uint8)
    return steps
