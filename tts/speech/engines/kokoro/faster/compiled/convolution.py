"""One convolution of a residual block, piece by piece."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tts.audio import Samples
from tts.speech.engines.kokoro.faster.compiled import layout
from tts.speech.engines.kokoro.faster.compiled.machine import Kernels
from tts.speech.engines.kokoro.faster.compiled.team import Team
from tts.speech.engines.kokoro.faster.points import PHASES, correlation


@dataclass(frozen=True, slots=True, eq=False)
class Signal:
    """Laid out by phase."""

    values: Samples
    """(blocks, PHASES, channels, COLUMNS)."""
    samples: int
    """Its length."""
    sums: NDArray[np.float64]
    """(2, channels): of its samples and of their squares."""


@dataclass(frozen=True, slots=True, eq=False)
class Convolution:
    """Made by `prepare`; `taps` may lie in a mapped file."""

    taps: Samples
    """(products, channels / STRIP, channels, STRIP): the kernel at each point."""
    dilation: int
    tile: int
    inward: Samples
    """(tile + taps - 1, products in fours): the transform before the products."""
    outward: Samples
    """(products, tile in fours): the transform after them."""

    @property
    def scratch(self) -> int:
        """Floats that a thread needs for it."""
        products, _, channels, _ = self.taps.shape
        return layout.scratch(channels, products, len(self.inward), self.tile)


def prepare(taps: Samples, reach: int, dilation: int) -> Convolution:
    """`taps` as `transform_taps` gave them, for a kernel that reaches over `reach` + 1 samples."""
    tile = layout.tile(PHASES // dilation, reach + 1)
    fast = correlation(tile, reach + 1)
    return Convolution(taps, dilation, tile, _in_fours(fast.input.T), _in_fours(fast.output.T))


def _in_fours(matrix: NDArray[np.float64]) -> Samples:
    more = layout.fours(matrix.shape[1]) - matrix.shape[1]
    return np.ascontiguousarray(np.pad(matrix, ((0, 0), (0, more))), np.float32)


def transform_taps(kernel: NDArray[np.float64], dilation: int) -> Samples:
    """A kernel (out, in, taps) at the points of its correlation: (products, out / STRIP, in, STRIP)."""
    fast = correlation(layout.tile(PHASES // dilation, kernel.shape[2]), kernel.shape[2])
    points = np.tensordot(fast.taps, kernel, axes=([1], [2])).astype(np.float32)
    strips = points.reshape(len(points), -1, layout.STRIP, points.shape[2])
    return np.ascontiguousarray(strips.transpose(0, 1, 3, 2))


def convolve(  # noqa: PLR0913
    team: Team,
    convolution: Convolution,
    signal: Signal,
    affine: Samples,
    out: Samples,
    *,
    base: Samples | None = None,
    onto: bool = False,
) -> Signal:
    """`signal`, scaled and shifted by `affine` (2, channels) and bent, then convolved, in `out`, not `signal`'s own.

    With `base`, that is added to the result; with `onto`, both are added to what `out` has, and no sums are counted.
    """
    blocks, _, channels, _ = signal.values.shape
    pieces = blocks * (PHASES // convolution.tile)
    sums = np.zeros((pieces, 2, channels))
    products, size = len(convolution.taps), len(convolution.inward)
    mode = 0 if base is None else 2 if onto else 1
    numbers = (
        blocks,
        channels,
        signal.samples,
        layout.columns(signal.samples),
        convolution.dilation,
        convolution.tile,
        products,
        size,
        mode,
    )
    arrays = (signal.values, out if base is None else base, out, affine)
    constants = (convolution.taps, convolution.inward, convolution.outward)

    def some(kernels: Kernels, scratch: Samples, first: int, last: int) -> None:
        kernels.convolve(*arrays, *constants, scratch, sums, (*numbers, first, last))

    team.share(some, pieces, convolution.scratch)
    return Signal(out, signal.samples, sums.sum(axis=0))


def enter(team: Team, signal: Samples, offset: Samples, out: Samples, *, onto: bool) -> Signal:
    """`signal` (channels, samples) and `offset` (channels,), in `out` by phase or added to what is there."""
    channels, samples = signal.shape
    sums = np.zeros((len(out), 2, channels))
    team.share(
        lambda kernels, _, first, last: kernels.enter(
            signal, offset, out, sums, (len(out), channels, samples, layout.columns(samples), int(onto), first, last)
        ),
        len(out),
    )
    return Signal(out, samples, sums.sum(axis=0))


def leave(team: Team, signal: Samples, offset: Samples, out: Samples) -> Samples:
    """A third of `signal`, which is by phase, and `offset` (channels,), in `out` (channels, samples)."""
    team.share(
        lambda kernels, _, first, last: kernels.leave(
            signal, offset, out, (len(signal), *out.shape, layout.columns(out.shape[1]), first, last)
        ),
        len(signal),
    )
    return out
