"""The residual blocks' convolutions in one go, compiled for the processor at hand.

Signals are laid out by phase, in blocks of columns: float32 (blocks, PHASES, channels, COLUMNS), sample t in phase
t mod PHASES and column t div PHASES, counted through the blocks. What lies behind the end of a signal (its last
columns are rarely full) is no part of it and never counts.

A convolution falls into pieces, each a block's columns in some of its phases. Its samples are gathered, normalised,
bent, transformed, multiplied, transformed back and put in their places while they are in the processor's cache. Pieces
depend on nothing that is written meanwhile: any thread may do any of them, and the bits are the same.
"""

from __future__ import annotations

import numpy as np
from numba import carray
from numpy.typing import NDArray

from tts.audio import Samples
from tts.speech.engines.kokoro.faster.compiled.layout import COLUMNS, GROUP, LANES, STRIP, TOGETHER
from tts.speech.engines.kokoro.faster.compiled.product import Sums, columns_of, compiled, product
from tts.speech.engines.kokoro.faster.compiled.tiles import bend, bent, put, put_based, put_onto
from tts.speech.engines.kokoro.faster.points import PHASES


@compiled
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
        end = max(columns_of(samples, row) - block * columns - ahead, 0)
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


@compiled
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
    turns = PHASES // tile
    block, turn = number // turns, number % turns
    first = turn // dilation * tile * dilation + turn % dilation  # the first sample that it makes
    width = min(columns, (columns_of(samples, 0) - block * columns + LANES - 1) // LANES * LANES)
    span = (samples, columns, block, first, dilation, width)
    held = inward.shape[1] * _pitch(channels)
    values, mixed = scratch[:held], scratch[held:][: taps.shape[0] * GROUP * COLUMNS]
    rest = scratch[held + mixed.size :]
    _take(signal, affine, inward, span, tile, rest, values)
    for group in range(0, channels, GROUP):
        _multiply(taps, values, group, width, mixed)
        _put_back(mixed, outward, base, out, span, group, tile, mode, rest, sums)


@compiled
def _take(
    signal: Samples,
    affine: Samples,
    inward: Samples,
    span: tuple[int, ...],
    tile: int,
    rest: Samples,
    values: Samples,
) -> None:
    """What a piece needs of the signal, transformed: `values` (products in fours, channels, COLUMNS), `_pitch` apart.

    `span`: samples, columns in a block, the block, the first sample that the piece makes, the dilation, the width.
    `rest`: memory for some channels.
    """
    samples, columns, block, first, dilation, width = span
    channels = affine.shape[1]
    size, transformed = inward.shape
    start = first - (size - tile) // 2 * dilation
    taken = rest[: TOGETHER * size * COLUMNS]
    for channel in range(0, channels, TOGETHER):
        _gather(signal, affine, (samples, columns, block, start, dilation, channel, width), size, taken)
        for c in range(TOGETHER):
            given = taken.ctypes.data + 4 * c * size * COLUMNS
            into = values.ctypes.data + 4 * (channel + c) * COLUMNS
            product(inward.ctypes.data, transformed, given, COLUMNS, into, _pitch(channels), size, width)


@compiled
def _pitch(channels: int) -> int:
    """From one product's channels to the next: a little apart, else all of them fall on the same lines of the cache."""
    return channels * COLUMNS + LANES


@compiled
def _multiply(taps: Samples, values: Samples, group: int, width: int, mixed: Samples) -> None:
    """A group of channels of the result, at each point: `mixed` (products, GROUP, COLUMNS)."""
    channels = taps.shape[2]
    for p in range(taps.shape[0]):
        for strip in range(GROUP // STRIP):
            factors = taps[p, group // STRIP + strip]
            into = mixed.ctypes.data + 4 * (p * GROUP + strip * STRIP) * COLUMNS
            given = values.ctypes.data + 4 * p * _pitch(channels)
            product(factors.ctypes.data, STRIP, given, COLUMNS, into, COLUMNS, channels, width)


@compiled
def _put_back(
    mixed: Samples,
    outward: Samples,
    base: Samples,
    out: Samples,
    span: tuple[int, ...],
    group: int,
    tile: int,
    mode: int,
    rest: Samples,
    sums: Sums,
) -> None:
    """Transform a group of channels back, put them in their places, and count their sums. `rest`: memory for some."""
    samples, columns, block, first, dilation, width = span
    products, tiled = outward.shape
    results = rest[: TOGETHER * tiled * COLUMNS]
    totals = rest[TOGETHER * tiled * COLUMNS :][: TOGETHER * 2 * COLUMNS]
    for channel in range(0, GROUP, TOGETHER):
        for c in range(TOGETHER):
            given = mixed.ctypes.data + 4 * (channel + c) * COLUMNS
            into = results.ctypes.data + 4 * c * tiled * COLUMNS
            product(outward.ctypes.data, tiled, given, GROUP * COLUMNS, into, COLUMNS, products, width)
        totals[:] = 0
        for i in range(tile):
            row = first + i * dilation
            end = max(columns_of(samples, row) - block * columns, 0)
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


@compiled
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
