"""What runs over every sample between the matrix products, compiled for the processor at hand.

Signals are laid out by phase, in blocks of columns: float32 (blocks, PHASES, channels, columns), sample t in phase
t mod PHASES and column t div PHASES, counted through the blocks. A block is contiguous and stays in the cache. What
lies behind the end of a signal (its last column is rarely full) is no part of it and never counts.
"""

from __future__ import annotations

import math

import numba
import numpy as np
from numpy.typing import NDArray

from tts.audio import Samples
from tts.speech.engines.kokoro.faster.points import PHASES

Sums = NDArray[np.float64]
"""(2, channels): of a signal's samples and of their squares."""

_MATHS = {"contract", "nsz", "arcp", "nnan", "ninf"}
"""What the compiler may assume; not that sums can be regrouped, which `_bend` relies on."""

_PER_PI = np.float32(1 / math.pi)
_PI = np.float32(math.pi)
_PI_REST = np.float32(math.pi - float(_PI))
_ROUND = np.float32(1.5 * 2**23)
"""Added and taken away again, it leaves a float32 (below 2^22) rounded to a whole number."""

_SQUARED_SINE = tuple(
    np.float32(value)
    for value in (
        9.9999999118e-1,
        -3.3333306781e-1,
        4.4443183481e-2,
        -3.1724052729e-3,
        1.3935259954e-4,
        -3.6316180270e-6,
    )
)
"""sin²(√z) ÷ z as a polynomial in z from 0 to (π/2)², lowest power first; fitted at Chebyshev's points, error 2e-8."""


_compiled = numba.njit(nogil=True, cache=True, fastmath=_MATHS)
_compiled_sums = numba.njit(nogil=True, cache=True, fastmath=_MATHS | {"reassoc"})


@_compiled
def _bend(values: Samples) -> None:
    """h → h + sin²h, in place; any length."""
    for i in range(values.shape[0]):
        h = values[i]
        turns = (h * _PER_PI + _ROUND) - _ROUND
        rest = (h - turns * _PI) - turns * _PI_REST
        z = rest * rest
        p = _SQUARED_SINE
        values[i] = h + (((((p[5] * z + p[4]) * z + p[3]) * z + p[2]) * z + p[1]) * z + p[0]) * z


@_compiled
def gather(
    signal: Samples, scale: Samples, shift: Samples, samples: int, dilation: int, tile: int, block: int, out: Samples
) -> None:
    """The samples that one block of a convolution takes, scaled, shifted and bent, with zeros around the signal.

    `out`: (tile + taps - 1, channels, tiles side by side, columns).
    """
    size, channels, _, columns = out.shape
    half = (size - tile) // 2
    for i in range(size):
        place = 0
        for first in range(0, PHASES // dilation, tile):
            for phase in range(dilation):
                t = (first + i - half) * dilation + phase
                ahead, row = t // PHASES, t % PHASES  # ahead: -1, 0 or 1 columns
                end = _columns(samples, row) - block * columns - ahead
                for c in range(channels):
                    source, target, a, b = signal[block, row, c], out[i, c, place], scale[c], shift[c]
                    if ahead == 0:
                        for q in range(columns):
                            target[q] = source[q] * a + b
                    elif ahead < 0:
                        for q in range(1, columns):
                            target[q] = source[q - 1] * a + b
                        target[0] = signal[block - 1, row, c, columns - 1] * a + b if block else np.float32(0)
                    else:
                        for q in range(columns - 1):
                            target[q] = source[q + 1] * a + b
                        if columns <= end:
                            target[columns - 1] = signal[block + 1, row, c, 0] * a + b
                    for q in range(max(end, 0), columns):
                        target[q] = 0
                place += 1
        _bend(out[i].reshape(-1))


@_compiled
def _columns(samples: int, row: int) -> int:
    """Of a signal, in one of its phases."""
    return (samples - row + PHASES - 1) // PHASES


@_compiled_sums
def scatter(results: Samples, samples: int, dilation: int, block: int, onto: bool, out: Samples, sums: Sums) -> None:
    """A block of results to their places in `out`, added to what is there if `onto`; zeros behind the signal's end.

    `results`: (tile, channels, tiles side by side, columns). `sums`: to them, those of what is then in those places
    are added.
    """
    tile, channels, _, columns = results.shape
    for i in range(tile):
        place = 0
        for first in range(0, PHASES // dilation, tile):
            for phase in range(dilation):
                row = (first + i) * dilation + phase
                end = _columns(samples, row) - block * columns
                for c in range(channels):
                    source, target = results[i, c, place], out[block, row, c]
                    if onto:
                        for q in range(columns):
                            target[q] += source[q]
                    else:
                        for q in range(columns):
                            target[q] = source[q]
                    for q in range(max(end, 0), columns):
                        target[q] = 0
                    _add_sums(target, c, sums)
                place += 1


@_compiled_sums
def _add_sums(values: Samples, channel: int, sums: Sums) -> None:
    total, power = np.float32(0), np.float32(0)
    for q in range(values.size):
        total += values[q]
        power += values[q] * values[q]
    sums[0, channel] += total
    sums[1, channel] += power


@_compiled_sums
def enter(signal: Samples, offset: Samples, out: Samples, sums: Sums) -> None:
    """`signal` (channels, samples) and `offset` (channels,) added to what `out` has by phase; zero behind the end."""
    blocks, _, channels, columns = out.shape
    samples = signal.shape[1]
    for block in range(blocks):
        for c in range(channels):
            for row in range(PHASES):
                target, end = out[block, row, c], _columns(samples, row) - block * columns
                for q in range(min(columns, end)):
                    target[q] += signal[c, (block * columns + q) * PHASES + row] + offset[c]
                for q in range(max(end, 0), columns):
                    target[q] = 0
                _add_sums(target, c, sums)


@_compiled
def leave(signal: Samples, scale: np.float32, offset: Samples, out: Samples) -> None:
    """Back into `out` (channels, samples), scaled, with `offset` (channels,) added."""
    channels, samples = out.shape
    blocks, _, _, columns = signal.shape
    for block in range(blocks):
        for c in range(channels):
            for row in range(PHASES):
                for q in range(min(columns, _columns(samples, row) - block * columns)):
                    out[c, (block * columns + q) * PHASES + row] = signal[block, row, c, q] * scale + offset[c]
