"""Short correlations with few multiplications, after Toom and Cook.

`m` outputs of a correlation with `k` taps, y[i] = Σⱼ w[j]·x[i+j], take m·k multiplications when multiplied out. They
are the transpose of a product of two polynomials, and that product is known from its values at m + k - 1 points: one
multiplication for each real point, three for each pair of conjugate complex ones.
"""

from __future__ import annotations

import cmath
import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

PHASES = 60
"""Signals are laid out by phase, sample t in phase t mod PHASES: divisible by the network's dilations 1, 3 and 5, and
not below its longest reach to one side, 25."""

TILE = {
    (60, 3): 10, (60, 7): 10, (60, 11): 20,
    (20, 3): 10, (20, 7): 10, (20, 11): 20,
    (12, 3): 12, (12, 7): 12, (12, 11): 12,
}  # fmt: skip
"""(phases ÷ dilation, taps) → outputs computed together; measured, the best of the divisors."""

_REAL = (0.0, math.inf, 1.0, -1.0, 0.5, -0.5, 2.0, -2.0, 0.75, -0.75, 4 / 3, -4 / 3, 0.3, -0.3, 1.6, -1.6)
"""In the order they are taken. Real points are the cheapest and the worst conditioned: with these sixteen and the rest
on the unit circle, single precision keeps more than 85 dB; all real, 30 points would lose everything."""


@dataclass(frozen=True, slots=True, eq=False)
class Correlation:
    """y = output · ((taps · w) ∘ (input · x)) for m outputs of k taps, with `a` multiplications."""

    output: Matrix
    """Shape (m, a)."""
    taps: Matrix
    """Shape (a, k)."""
    input: Matrix
    """Shape (a, m + k - 1)."""


def correlation(m: int, k: int) -> Correlation:
    """The cheapest that single precision can carry. Rows are scaled to 1, so that no value grows on the way."""
    size = m + k - 1
    points = _points(size)
    both = [value for point in points for value in ((point, point.conjugate()) if point.imag else (point,))]
    inverse = np.linalg.inv(np.array([_powers(value, size) for value in both]))
    output, taps, inputs = [], [], []
    column = 0
    for point in points:
        outer, tap, back = _powers(point, m), _powers(point, k), inverse[:, column]
        if point.imag:
            # (a + bi)(c + di) in three multiplications: c(a+b), a(d-c), b(c+d); Re = 1st - 3rd, Im = 1st + 2nd.
            output += [outer.real + outer.imag, outer.real, outer.imag]
            taps += [tap.real, tap.imag - tap.real, tap.real + tap.imag]
            inputs += [2 * back.real - 2 * back.imag, -2 * back.imag, -2 * back.real]
        else:
            output.append(outer.real)
            taps.append(tap.real)
            inputs.append(back.real)
        column += 2 if point.imag else 1
    return _scaled(np.array(output).T, np.array(taps), np.array(inputs))


def _points(size: int) -> list[complex]:
    """`size` points; of each conjugate pair only the upper one. Infinity stands for the leading coefficient."""
    real = min(len(_REAL), size)
    if (size - real) % 2:
        real -= 1
    pairs = (size - real) // 2
    return [complex(value) for value in _REAL[:real]] + [
        cmath.exp(1j * math.pi * (i + 1) / (pairs + 1)) for i in range(pairs)
    ]


def _powers(point: complex, size: int) -> NDArray[np.complex128]:
    if math.isinf(point.real):
        return np.array([0] * (size - 1) + [1], np.complex128)
    return np.array([point**power for power in range(size)])


def _scaled(output: Matrix, taps: Matrix, inputs: Matrix) -> Correlation:
    out_peak = np.abs(output).max(axis=0)
    in_peak = np.abs(inputs).max(axis=1)
    return Correlation(output / out_peak, taps * (out_peak * in_peak)[:, None], inputs / in_peak[:, None])
