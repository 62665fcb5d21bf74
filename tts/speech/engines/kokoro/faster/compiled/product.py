"""What every kernel shares: how it is compiled, and the product of two small matrices."""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

from tts.speech.engines.kokoro.faster.compiled.machine import processor
from tts.speech.engines.kokoro.faster.compiled.tiles import (
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
"""What the compiler may assume; not that sums can be regrouped, which `bend` relies on."""

compiled = numba.njit(fastmath=_MATHS, error_model="numpy")
compiled_sums = numba.njit(fastmath=_MATHS | {"reassoc"}, error_model="numpy")


@compiled
def columns_of(samples: int, row: int) -> int:
    """How many samples of a signal lie in the phase `row`."""
    return (samples - row + PHASES - 1) // PHASES


@compiled
def product(a: int, rows: int, b: int, b_pitch: int, c: int, c_pitch: int, depth: int, width: int) -> None:
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
