"""One convolution of a residual block: matrix products over blocks of columns that fit the processor's cache."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tts.audio import Samples
from tts.speech.engines.kokoro.faster.compiled.kernels import Sums, gather, scatter
from tts.speech.engines.kokoro.faster.points import PHASES, TILE, correlation


@dataclass(frozen=True, slots=True, eq=False)
class Signal:
    """Laid out by phase."""

    values: Samples
    """(blocks, PHASES, channels, columns)."""
    samples: int
    """Its length."""
    sums: Sums


_COLUMNS = 64
"""In a block, about. Measured: with fewer the products slow down, with many more two threads push each other out of the
cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Convolution:
    """Made ready by `ready`; `taps` may lie in a mapped file."""

    taps: Samples
    """(products, out, in): the kernel at each point."""
    dilation: int
    tile: int
    input: Samples
    """(products, tile + taps - 1)."""
    output: Samples
    """(tile, products)."""

    @property
    def scratch(self) -> int:
        """Elements, for each column of a block, in each of the three parts of the scratch memory of `convolve`."""
        products, channels, _ = self.taps.shape
        return int(products * channels) * PHASES // self.tile


def ready(taps: Samples, reach: int, dilation: int) -> Convolution:
    """`taps` as `transformed` gave them, for a kernel that reaches over `reach` + 1 samples."""
    tile = TILE[PHASES // dilation, reach + 1]
    fast = correlation(tile, reach + 1)
    return Convolution(taps, dilation, tile, fast.input.astype(np.float32), fast.output.astype(np.float32))


def transformed(kernel: NDArray[np.float64], dilation: int) -> Samples:
    """A kernel (out, in, taps) at the points of its correlation: (products, out, in)."""
    fast = correlation(TILE[PHASES // dilation, kernel.shape[2]], kernel.shape[2])
    return np.tensordot(fast.taps, kernel, axes=([1], [2])).astype(np.float32)


def convolve(
    convolution: Convolution,
    signal: Signal,
    affine: tuple[Samples, Samples],
    room: tuple[Samples, Samples],
    *,
    onto: bool,
) -> Signal:
    """`signal`, scaled and shifted by `affine` (channels,) and bent, then convolved.

    `room`: where the result goes, of the same shape, not `signal`'s own; and scratch, (3, at least
    `convolution.scratch` × columns). With `onto`, the result is added to what is there.
    """
    out, scratch = room
    blocks, _, channels, columns = signal.values.shape
    products, size = convolution.input.shape
    tile, tiles = convolution.tile, PHASES // convolution.tile
    width = tiles * columns
    taken = scratch[0, : size * channels * width].reshape(size, channels, tiles, columns)
    values = scratch[1, : products * channels * width].reshape(products, channels, width)
    mixed = scratch[2, : products * channels * width].reshape(products, channels, width)
    results = scratch[0, : tile * channels * width].reshape(tile, channels, tiles, columns)
    sums = np.zeros((2, channels))
    for block in range(blocks):
        gather(signal.values, *affine, signal.samples, convolution.dilation, tile, block, taken)
        np.matmul(convolution.input, taken.reshape(size, -1), out=values.reshape(products, -1))
        np.matmul(convolution.taps, values, out=mixed)
        np.matmul(convolution.output, mixed.reshape(products, -1), out=results.reshape(tile, -1))
        scatter(results, signal.samples, convolution.dilation, block, onto, out, sums)
    return Signal(out, signal.samples, sums)


def shape(channels: int, samples: int) -> tuple[int, int, int, int]:
    """Of a signal by phase: (blocks, PHASES, channels, columns)."""
    columns = -(-samples // PHASES)
    blocks = max(1, round(columns / _COLUMNS))
    return blocks, PHASES, channels, -(-columns // blocks)
