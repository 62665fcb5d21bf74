"""The residual blocks' convolutions in one go, compiled for the processor at hand.

Signals are laid out by phase, in blocks of columns: float32 (blocks, PHASES, channels, COLUMNS), sample t in phase
t mod PHASES and column t div PHASES, counted through the blocks. What lies behind the end of a signal (its last
columns are rarely full) is no part of it and never counts.

A convolution falls into pieces, each a block's columns in some of its phases. Its samples are gathered, normalised,
bent, transformed, multiplied, transformed back and put in their places while they are in the processor's cache. Pieces
depend on nothing that is written meanwhile: any thread may do any of them, and the bits are the same.
"""

from __future__ import annotations

import numba
import numpy as np
from numba import carray, types
from numpy.typing import NDArray

from tts.audio import Samples
from tts.speech.engines.kokoro.faster.compiled.layout import COLUMNS, GROUP, LANES, STRIP, TOGETHER, UPSAMPLING
from tts.speech.engines.kokoro.faster.compiled.machine import processor
from tts.speech.engines.kokoro.faster.compiled.tiles import (
    bend,
    bent,
    put,
    put_based,
    put_onto,
    tile_4x16,
    tile_4x32,
    tile_4x48,
    tile_8x16,
    tile_8x32,
    tile_8x48,
)
from tts.speech.engines.kokoro.faster.points import PHASES

Sums = NDArray[np.float64]
"""(2, channels): of a signal's samples and of their squares."""

# As the object file will be: by itself numba, too, would take vectors of half the width.
numba.config.CPU_NAME, numba.config.CPU_FEATURES = processor()

_MATHS = {"contract", "nsz", "arcp", "nnan", "ninf"}
"""What the compiler may assume; not that sums can be regrouped, which `_bend` relies on."""

_LEAK = np.float32(0.1)
"""Of the network's leaky ReLU before an upsampling."""

_compiled = numba.njit(fastmath=_MATHS, error_model="numpy")
_compiled_sums = numba.njit(fastmath=_MATHS | {"reassoc"}, error_model="numpy")


@_compiled
def _columns(samples: int, row: int) -> int:
    """Of a signal, in one of its phases."""
    return (samples - row + PHASES - 1) // PHASES


@_compiled
def _gather(signal: Samples, affine: Samples, place: tuple[int, ...], size: int, taken: Samples) -> None:
    """Some channels of the samples that a piece takes, scaled, shifted and bent, with zeros around the signal.

    `place`: the signal's samples and columns in a block, the block, the first sample, the dilation, the first of
    TOGETHER channels, and the width. `taken`: for each of the channels, `size` rows of COLUMNS.
    """
    samples, columns, block, first, dilation, channel, width = place
    channels = affine.shape[1]
    pitch = PHASES * channels * COLUMNS
    for i in range(size):
        t = first + i * dilation
        ahead, row = t // PHASES, t % PHASES  # ahead: -1, 0 or 1 columns
        end = max(_columns(samples, row) - block * columns - ahead, 0)
        for c in range(TOGETHER):
            scale, shift = affine[0, channel + c], affine[1, channel + c]
            target = taken[(c * size + i) * COLUMNS :]
            # One column further the other way there always is another row: the first and the last are never meant.
            start = ((block * PHASES + row) * channels + channel + c) * COLUMNS + ahead
            bend(signal.ctypes.data + 4 * start, target.ctypes.data, scale, shift, width // LANES)
            if ahead < 0:
                target[0] = bent(signal[start + columns - pitch], scale, shift) if block else np.float32(0)
            elif ahead > 0 and end >= columns:
                target[columns - 1] = bent(signal[start - 1 + pitch], scale, shift)
            for q in range(end, width):
                target[q] = 0


@_compiled
def _product(a: int, rows: int, b: int, b_pitch: int, c: int, c_pitch: int, depth: int, width: int) -> None:
    """c = aᵀ·b of float32 at these addresses; `a` (depth, rows), rows in fours, `width` in whole vectors up to 48."""
    for r in range(0, rows - 7, 8):
        if width == 48:
            tile_8x48(a + 4 * r, rows, b, b_pitch, c + 4 * r * c_pitch, c_pitch, depth)
        elif width == 32:
            tile_8x32(a + 4 * r, rows, b, b_pitch, c + 4 * r * c_pitch, c_pitch, depth)
        else:
            tile_8x16(a + 4 * r, rows, b, b_pitch, c + 4 * r * c_pitch, c_pitch, depth)
    if rows % 8:
        r = rows - 4
        if width == 48:
            tile_4x48(a + 4 * r, rows, b, b_pitch, c + 4 * r * c_pitch, c_pitch, depth)
        elif width == 32:
            tile_4x32(a + 4 * r, rows, b, b_pitch, c + 4 * r * c_pitch, c_pitch, depth)
        else:
            tile_4x16(a + 4 * r, rows, b, b_pitch, c + 4 * r * c_pitch, c_pitch, depth)


@_compiled
def _piece(
    signal: Samples,
    base: Samples,
    out: Samples,
    affine: Samples,
    taps: Samples,
    inward: Samples,
    outward: Samples,
    scratch: Samples,
    sums: Sums,
    place: tuple[int, ...],
) -> None:
    """One piece of a convolution; see `convolve`.

    `place`: samples, columns in a block, dilation, tile, mode, the piece's number.
    """
    samples, columns, dilation, tile, mode, number = place
    channels = out.shape[2]
    products, size = taps.shape[0], inward.shape[0]
    transformed, tiled = inward.shape[1], outward.shape[1]
    turns = PHASES // tile
    block, turn = number // turns, number % turns
    first = turn // dilation * tile * dilation + turn % dilation  # the first sample that it makes
    width = min(columns, (_columns(samples, 0) - block * columns + LANES - 1) // LANES * LANES)
    pitch = channels * COLUMNS + LANES  # a little apart: else all of them fall on the same lines of the cache
    values = scratch[: transformed * pitch]
    mixed = scratch[transformed * pitch :][: products * GROUP * COLUMNS]
    rest = scratch[transformed * pitch + products * GROUP * COLUMNS :]
    taken = rest[: TOGETHER * size * COLUMNS]
    results = rest[TOGETHER * size * COLUMNS :][: TOGETHER * tiled * COLUMNS]
    totals = rest[TOGETHER * (size + tiled) * COLUMNS :][: TOGETHER * 2 * COLUMNS]
    start = first - (size - tile) // 2 * dilation
    for channel in range(0, channels, TOGETHER):
        _gather(signal, affine, (samples, columns, block, start, dilation, channel, width), size, taken)
        for c in range(TOGETHER):
            given = taken.ctypes.data + 4 * c * size * COLUMNS
            into = values.ctypes.data + 4 * (channel + c) * COLUMNS
            _product(inward.ctypes.data, transformed, given, COLUMNS, into, pitch, size, width)
    for group in range(0, channels, GROUP):
        for p in range(products):
            for strip in range(GROUP // STRIP):
                factors = taps[p, group // STRIP + strip]
                into = mixed.ctypes.data + 4 * (p * GROUP + strip * STRIP) * COLUMNS
                given = values.ctypes.data + 4 * p * pitch
                _product(factors.ctypes.data, STRIP, given, COLUMNS, into, COLUMNS, channels, width)
        for channel in range(0, GROUP, TOGETHER):
            for c in range(TOGETHER):
                given = mixed.ctypes.data + 4 * (channel + c) * COLUMNS
                into = results.ctypes.data + 4 * c * tiled * COLUMNS
                _product(outward.ctypes.data, tiled, given, GROUP * COLUMNS, into, COLUMNS, products, width)
            totals[:] = 0
            for i in range(tile):
                row = first + i * dilation
                end = max(_columns(samples, row) - block * columns, 0)
                for c in range(TOGETHER):
                    result = results[(c * tiled + i) * COLUMNS :]
                    for q in range(end, width):
                        result[q] = 0
                    number = group + channel + c
                    target, also = out[block, row, number].ctypes.data, base[block, row, number].ctypes.data
                    added = totals.ctypes.data + 4 * c * 2 * COLUMNS
                    if mode == 2:
                        put_onto(result.ctypes.data, also, target, added, added, width // LANES)
                    elif mode == 1:
                        put_based(result.ctypes.data, also, target, added, added + 4 * COLUMNS, width // LANES)
                    else:
                        put(result.ctypes.data, also, target, added, added + 4 * COLUMNS, width // LANES)
            for c in range(TOGETHER):
                _add_up(totals[c * 2 * COLUMNS :], group + channel + c, sums)


@_compiled
def _add_up(totals: Samples, channel: int, sums: Sums) -> None:
    total, power = 0.0, 0.0
    for q in range(COLUMNS):
        total += totals[q]
        power += totals[COLUMNS + q]
    sums[0, channel] = total
    sums[1, channel] = power


def convolve(
    signal: Samples,
    base: Samples,
    out: Samples,
    affine: Samples,
    taps: Samples,
    inward: Samples,
    outward: Samples,
    scratch: Samples,
    sums: Sums,
    numbers: NDArray[np.int64],
) -> None:
    """Some pieces of a convolution of a signal that is scaled and shifted by `affine` (2, channels) and bent.

    `taps` (products, channels / STRIP, channels, STRIP), `inward` (size, products in fours) and `outward` (products,
    tile in fours): the transforms and the kernel at their points, all with the terms of a sum one behind the other.
    `numbers`: blocks, channels, samples, columns in a block, dilation, tile, products, size, mode, first piece, last
    piece.
    `mode`: `out` becomes the result (0) or `base` plus the result (1), or has both added to what is there (2).
    `sums` (pieces, 2, channels): each piece's sums of what it has put into `out`; not in mode 2.
    `scratch`: this thread's own, as many floats as `layout.scratch` says.
    """
    given = carray(numbers, 11)
    blocks, channels, samples, columns, dilation, tile = given[0], given[1], given[2], given[3], given[4], given[5]
    products, size, mode, begin, end = given[6], given[7], given[8], given[9], given[10]
    form = (blocks, PHASES, channels, COLUMNS)
    fours, tiled = (products + 3) // 4 * 4, (tile + 3) // 4 * 4
    pieces = blocks * (PHASES // tile)
    totals = carray(sums, (pieces, 2, channels))
    room = carray(
        scratch, fours * (channels * COLUMNS + LANES) + (products * GROUP + TOGETHER * (size + tiled + 2)) * COLUMNS
    )
    for number in range(begin, end):
        _piece(
            carray(signal, blocks * PHASES * channels * COLUMNS),
            carray(base, form),
            carray(out, form),
            carray(affine, (2, channels)),
            carray(taps, (products, channels // STRIP, channels, STRIP)),
            carray(inward, (size, fours)),
            carray(outward, (products, tiled)),
            room,
            totals[number],
            (samples, columns, dilation, tile, mode, number),
        )


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


@_compiled_sums
def _enter(signal: Samples, offset: Samples, out: Samples, sums: Sums, place: tuple[int, int, int]) -> None:
    columns, block, onto = place
    channels, samples = signal.shape
    for c in range(channels):
        all_total, all_power = 0.0, 0.0
        for row in range(PHASES):
            target = out[block, row, c]
            end = max(min(_columns(samples, row) - block * columns, columns), 0)
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


@_compiled
def _leave(signal: Samples, offset: Samples, out: Samples, columns: int, block: int) -> None:
    channels, samples = out.shape
    for c in range(channels):
        for row in range(PHASES):
            start = block * columns * PHASES + row
            for q in range(max(min(_columns(samples, row) - block * columns, columns), 0)):
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


@_compiled
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
            _product(factors, STRIP, room.ctypes.data, COLUMNS, into, COLUMNS, 2 * inputs, COLUMNS)
        for c in range(4):
            target, offset = out[channel + c], bias[channel + c]
            for q in range(COLUMNS):
                for j in range(UPSAMPLING):
                    s = (start + q) * UPSAMPLING + j - 2
                    if 1 <= s <= samples * UPSAMPLING:
                        target[s] = made[(c * UPSAMPLING + j) * COLUMNS + q] + offset
            if start == 0:
                target[0] = target[2]


_FLOATS, _DOUBLES, _NUMBERS = (types.CPointer(kind) for kind in (types.float32, types.float64, types.int64))

EXPORTS = {
    convolve: types.void(*[_FLOATS] * 8, _DOUBLES, _NUMBERS),
    enter: types.void(*[_FLOATS] * 3, _DOUBLES, _NUMBERS),
    leave: types.void(*[_FLOATS] * 3, _NUMBERS),
    upsample: types.void(*[_FLOATS] * 5, _NUMBERS),
}
"""What is called from outside, with addresses for arrays."""
