"""The ways into the layout by phase and out of it, and the upsampling between two stages, compiled like `kernels`."""

from __future__ import annotations

import numpy as np
from numba import carray
from numpy.typing import NDArray

from tts.audio import Samples
from tts.speech.engines.kokoro.faster.compiled.layout import COLUMNS, STRIP, UPSAMPLING
from tts.speech.engines.kokoro.faster.compiled.product import Sums, columns_of, compiled, compiled_sums, product
from tts.speech.engines.kokoro.faster.points import PHASES

_LEAK = np.float32(0.1)
"""Slope below zero of the leaky ReLU before an upsampling."""


def enter(signal: Samples, offset: Samples, out: Samples, sums: Sums, numbers: NDArray[np.int64]) -> None:
    """Some blocks of `signal` (channels, samples) and `offset` (channels,), in `out` or added to what is there.

    `numbers`: blocks, channels, samples, columns in a block, whether they are added, first block, last block. `sums`
    (blocks, 2, channels): of what is then in `out`, which is zero behind the end.
    """
    given = carray(numbers, 7)
    blocks, channels, samples, columns, onto = given[0], given[1], given[2], given[3], given[4]
    for block in range(given[5], given[6]):
        _enter(
            carray(signal, (channels, samples)),
            carray(offset, channels),
            carray(out, (blocks, PHASES, channels, COLUMNS)),
            carray(sums, (blocks, 2, channels))[block],
            (columns, block, onto),
        )


@compiled_sums
def _enter(signal: Samples, offset: Samples, out: Samples, sums: Sums, place: tuple[int, int, int]) -> None:
    columns, block, onto = place
    channels, samples = signal.shape
    for c in range(channels):
        all_total, all_power = 0.0, 0.0
        for row in range(PHASES):
            target = out[block, row, c]
            end = max(min(columns_of(samples, row) - block * columns, columns), 0)
            start = block * columns * PHASES + row
            total, power = np.float32(0), np.float32(0)
            for q in range(end):
                value = signal[c, start + q * PHASES] + offset[c]
                if onto:
                    value += target[q]
                target[q] = value
                total += value
                power += value * value
            for q in range(end, columns):
                target[q] = 0
            all_total += total
            all_power += power
        sums[0, c], sums[1, c] = all_total, all_power


def leave(signal: Samples, offset: Samples, out: Samples, numbers: NDArray[np.int64]) -> None:
    """A third of some blocks of `signal`, with `offset` (channels,) added, back into `out` (channels, samples).

    `numbers`: blocks, channels, samples, columns in a block, first block, last block.
    """
    given = carray(numbers, 6)
    blocks, channels, samples, columns = given[0], given[1], given[2], given[3]
    for block in range(given[4], given[5]):
        _leave(
            carray(signal, (blocks, PHASES, channels, COLUMNS)),
            carray(offset, channels),
            carray(out, (channels, samples)),
            columns,
            block,
        )


@compiled
def _leave(signal: Samples, offset: Samples, out: Samples, columns: int, block: int) -> None:
    channels, samples = out.shape
    for c in range(channels):
        for row in range(PHASES):
            start = block * columns * PHASES + row
            for q in range(max(min(columns_of(samples, row) - block * columns, columns), 0)):
                out[c, start + q * PHASES] = signal[block, row, c, q] * np.float32(1 / 3) + offset[c]


def upsample(
    signal: Samples, taps: Samples, bias: Samples, scratch: Samples, out: Samples, numbers: NDArray[np.int64]
) -> None:
    """Some pieces, of COLUMNS samples each, of the second upsampling: a leaky ReLU, a transposed convolution that makes
    UPSAMPLING samples of each, and one more before the first, mirrored.

    `signal` (channels in, samples), `taps` as `upsampling.taps_of` lays them out, `bias` (channels out,), `out`
    (channels out, UPSAMPLING × samples + 1). `numbers`: channels in, channels out, samples, first piece, last piece.
    `scratch`: `layout.upsampling_scratch`.
    """
    given = carray(numbers, 5)
    inputs, outputs, samples = given[0], given[1], given[2]
    room = carray(scratch, (2 * inputs + 4 * UPSAMPLING) * COLUMNS)
    for piece in range(given[3], given[4]):
        _upsample(
            carray(signal, (inputs, samples)),
            carray(taps, (outputs * UPSAMPLING // STRIP, 2 * inputs, STRIP)),
            carray(bias, outputs),
            room,
            carray(out, (outputs, UPSAMPLING * samples + 1)),
            piece * COLUMNS,
        )


@compiled
def _upsample(signal: Samples, taps: Samples, bias: Samples, room: Samples, out: Samples, start: int) -> None:
    """Sample n of the convolution has two terms: of sample (n + 3) div 6 and of the one before."""
    inputs, samples = signal.shape
    for i in range(2 * inputs):
        first = start - i // inputs
        for q in range(COLUMNS):
            t = first + q
            value = signal[i % inputs, t] if 0 <= t < samples else np.float32(0)
            room[i * COLUMNS + q] = value if value >= 0 else value * _LEAK
    made = room[2 * inputs * COLUMNS :]
    strips = 4 * UPSAMPLING // STRIP  # four channels at a time: then their rows fill strips
    for channel in range(0, bias.shape[0], 4):
        for strip in range(strips):
            factors = taps[channel * UPSAMPLING // STRIP + strip].ctypes.data
            into = made.ctypes.data + 4 * strip * STRIP * COLUMNS
            product(factors, STRIP, room.ctypes.data, COLUMNS, into, COLUMNS, 2 * inputs, COLUMNS)
        for c in range(4):
            target, offset = out[channel + c], bias[channel + c]
            for q in range(COLUMNS):
                for j in range(UPSAMPLING):
                    s = (start + q) * UPSAMPLING + j - 2
                    if 1 <= s <= samples * UPSAMPLING:
                        target[s] = made[(c * UPSAMPLING + j) * COLUMNS + q] + offset
            if start == 0:
                target[0] = target[2]
