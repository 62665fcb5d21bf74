"""Signals laid out by phase, in which a 1-D convolution is nothing but matrix products.

A signal of C channels and T samples lies as [P, C, Q]: sample t in phase t mod P, column t div P. Then the taps of a
convolution are other rows, a dilation d is a coarser grouping of the rows, and Toom and Cook's transforms are products
with a small matrix from the left. Per-channel arithmetic does not care about the layout.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tts.speech.engines.kokoro.faster.builder import Builder
from tts.speech.engines.kokoro.faster.points import PHASES, TILE, correlation

_LAST = 2**40
"""An index behind every end."""


class Phases:
    """Signals of one length and number of channels. Samples behind the end of the signal (the last column is rarely
    full) hold anything between operations; each operation says what it makes of them."""

    def __init__(self, build: Builder, like: str, channels: int) -> None:
        """`like`: a tensor (1, channels, T) that gives the length T."""
        self._build, self._channels = build, channels
        samples = build("Gather", build("Shape", like), 2)
        columns = build("Div", build("Add", samples, PHASES - 1), PHASES)
        behind = build("Sub", build("Mul", columns, PHASES), samples)
        self._samples = build("Reshape", samples, [1])
        self._behind = build("Reshape", behind, [1])
        self._per_sample = build("Reciprocal", build("Cast", samples, to=1))
        self._first_behind = build("Reshape", build("Sub", PHASES, behind), [1])
        self._silence = self._silence_behind(columns)

    def _silence_behind(self, columns: str) -> tuple[str, str]:
        """Indices (n, C, 3) of the samples behind the end, and zeros for them."""
        build, channels = self._build, self._channels
        rows = build("Range", build("Squeeze", self._first_behind), PHASES, 1)
        shape = build("Concat", self._behind, [channels, 1], axis=0)
        parts = (
            build("Reshape", rows, [-1, 1, 1]),
            np.arange(channels).reshape(1, -1, 1),
            build("Reshape", build("Sub", columns, 1), [1, 1, 1]),
        )
        indices = build("Concat", *(build("Expand", part, shape) for part in parts), axis=2)
        return indices, build("Expand", [[0.0]], build("Concat", self._behind, [channels], axis=0))

    def enter(self, signal: str) -> str:
        """(1, C, T) laid out by phase; zero behind the end."""
        build = self._build
        pads = build("Concat", [0, 0, 0, 0, 0], self._behind, axis=0)
        whole = build("Reshape", build("Pad", signal, pads), [self._channels, -1, PHASES])
        return build("Transpose", whole, perm=[2, 0, 1])

    def leave(self, signal: str, output: str) -> None:
        """Back to (1, C, T), as the tensor `output`."""
        build = self._build
        whole = build("Reshape", build("Transpose", signal, perm=[1, 2, 0]), [1, self._channels, -1])
        build("Slice", whole, [0], self._samples, [2], output=output)

    def clear_end(self, signal: str) -> str:
        """Zero behind the end."""
        return self._build("ScatterND", signal, *self._silence)

    def normalise(self, signal: str, scale: str, shift: str) -> str:
        """Each channel brought to mean 0 and variance 1, then multiplied by `scale` and shifted by `shift`, (1, C, 1).

        What lies behind the end counts for nothing and comes out as anything.
        """
        build = self._build
        behind = build("Slice", signal, self._first_behind, [_LAST], [0])
        behind = build("Slice", behind, [-1], [_LAST], [2])
        squares = build("Mul", signal, signal)
        mean = self._mean(signal, build("ReduceSum", behind, [0, 2]))
        power = self._mean(squares, build("ReduceSumSquare", behind, [0, 2]))
        variance = build("Sub", power, build("Mul", mean, mean))
        flat = (build("Reshape", value, [-1]) for value in (scale, shift, mean, variance))
        return build("BatchNormalization", signal, *flat, epsilon=1e-5)

    def _mean(self, values: str, behind: str) -> str:
        total = self._build("Sub", self._build("ReduceSum", values, [0, 2]), behind)
        return self._build("Mul", total, self._per_sample)

    def convolve(self, signal: str, kernel: NDArray[np.float64], dilation: int) -> str:
        """`kernel` (out, in, taps) over `signal`, which must be zero behind the end, with zeros around it."""
        build, channels, reach = self._build, self._channels, kernel.shape[2] - 1
        rows = PHASES // dilation
        tile = TILE[rows, reach + 1]
        fast = correlation(tile, reach + 1)
        kernels = build.constant(np.tensordot(fast.taps, kernel, axes=([1], [2])))
        inputs, outputs = build.constant(fast.input), build.constant(fast.output)
        spread = build("Reshape", self._with_neighbours(signal, dilation * reach // 2), [rows + reach, dilation, -1])
        pieces = []
        # One tile of rows at a time: what it takes stays in the processor's cache, and memory stays small.
        for start in range(0, rows, tile):
            for phase in range(dilation):
                piece = build("Slice", spread, [start, phase], [start + tile + reach, phase + 1], [0, 1])
                values = build("MatMul", inputs, build("Reshape", piece, [tile + reach, -1]))
                products = build("MatMul", kernels, build("Reshape", values, [len(fast.taps), channels, -1]))
                piece = build("MatMul", outputs, build("Reshape", products, [len(fast.taps), -1]))
                pieces.append(build("Reshape", piece, [tile, 1, channels, -1]))
        turns = [build("Concat", *pieces[i : i + dilation], axis=1) for i in range(0, len(pieces), dilation)]
        return build("Reshape", build("Concat", *turns, axis=0), [PHASES, channels, -1])

    def _with_neighbours(self, signal: str, reach: int) -> str:
        """`reach` more rows at both ends: the last phases of the column before, the first of the column after."""
        build = self._build
        before = build("Pad", signal, [reach - PHASES, 0, 1, 0, 0, -1])
        after = build("Pad", signal, [0, 0, -1, reach - PHASES, 0, 1])
        return build("Concat", before, signal, after, axis=0)
