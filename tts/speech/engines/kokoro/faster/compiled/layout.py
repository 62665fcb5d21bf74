"""How a signal and the memory of a convolution are laid out; plain numbers, which the kernels are compiled with."""

from __future__ import annotations

from tts.speech.engines.kokoro.faster.points import PHASES

COLUMNS = 48
"""In a block: what eight rows of the innermost product keep in registers. Measured, too: with fewer, the kernels' taps
are read too often, with more, what lies between two products leaves the cache."""

GROUP = 64
"""Channels that are transformed back together."""

STRIP = 8
"""Channels whose taps lie side by side."""

TOGETHER = 4
"""Channels that are gathered and put into their places together: they lie side by side in memory."""

UPSAMPLING = 6
"""Samples that the second upsampling makes of each."""

LANES = 16
"""Floats in a vector. Where the processor's are shorter, the compiler takes several."""

_COST = {1: 1.4, 2: 2.1, 3: 3.0}
"""Vectors in a block → what the block costs, in vectors of a wide one."""


def columns(samples: int) -> int:
    """How many columns of such a signal a block holds: those that leave the least to do."""
    whole = -(-samples // PHASES)
    vectors = -(-whole // LANES)

    def cost(width: int) -> float:
        full, rest = divmod(vectors, width)
        return full * _COST[width] + (_COST[rest] if rest else 0.0)

    return LANES * min((3, 2, 1), key=cost)


def shape(channels: int, samples: int) -> tuple[int, int, int, int]:
    """The shape of a signal by phase: (blocks, PHASES, channels, COLUMNS), of which each block uses `columns`."""
    return max(1, -(-samples // (PHASES * columns(samples)))), PHASES, channels, COLUMNS


def tile(rows: int, taps: int) -> int:
    """How many outputs of a convolution are computed together, of `rows` in a phase of its dilation."""
    return 12 if rows == 12 or (rows, taps) == (60, 11) else 10


def fours(count: int) -> int:
    """`count` rounded up to what the transforms take."""
    return -(-count // 4) * 4


def scratch(channels: int, products: int, size: int, tile: int) -> int:
    """Floats that one thread needs for a piece of a convolution."""
    values = fours(products) * (channels * COLUMNS + LANES)
    return values + (products * GROUP + TOGETHER * (size + fours(tile) + 2)) * COLUMNS


def upsampling_scratch(channels: int) -> int:
    """Floats that one thread needs to upsample so many channels."""
    return (2 * channels + 4 * UPSAMPLING) * COLUMNS
