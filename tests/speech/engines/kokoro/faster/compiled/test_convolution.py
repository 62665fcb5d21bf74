"""A compiled convolution is the plain one, of the snake of the scaled and shifted signal, for every length."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from tables import table

from tts.audio import Samples
from tts.speech.engines.kokoro.faster.compiled.convolution import (
    Convolution,
    Signal,
    convolve,
    ready,
    shape,
    transformed,
)
from tts.speech.engines.kokoro.faster.compiled.kernels import enter, leave
from tts.speech.engines.kokoro.faster.points import PHASES

CHANNELS = 4
LENGTHS = (1, PHASES - 1, PHASES, PHASES + 1, 5 * PHASES + 7, 150 * PHASES + 31)
"""The last takes several blocks of columns."""


def by_phase(signal: NDArray[np.float64]) -> Signal:
    out, sums = np.zeros(shape(CHANNELS, signal.shape[1]), np.float32), np.zeros((2, CHANNELS))
    enter(signal.astype(np.float32), np.zeros(CHANNELS, np.float32), out, sums)
    return Signal(out, signal.shape[1], sums)


def plainly(signal: Signal) -> Samples:
    out = np.empty((CHANNELS, signal.samples), np.float32)
    leave(signal.values, np.float32(1), np.zeros(CHANNELS, np.float32), out)
    return out


def made(kernel: NDArray[np.float64], dilation: int) -> Convolution:
    return ready(transformed(kernel, dilation), kernel.shape[2] - 1, dilation)


def expected(signal: NDArray[np.float64], kernel: NDArray[np.float64], dilation: int) -> NDArray[np.float64]:
    bent = 2 * signal + 3
    bent += np.sin(bent) ** 2
    taps, length = kernel.shape[2], signal.shape[1]
    reach = dilation * (taps // 2)
    padded = np.pad(bent, ((0, 0), (reach, reach)))
    total: NDArray[np.float64] = sum(  # type: ignore[assignment]
        kernel[:, :, i] @ padded[:, i * dilation : i * dilation + length] for i in range(taps)
    )
    return total


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(0)


@table("length", LENGTHS)
def test_there_and_back(length: int, random: np.random.Generator) -> None:
    signal = random.standard_normal((CHANNELS, length)).astype(np.float32)
    inside = by_phase(signal.astype(np.float64))
    assert np.array_equal(plainly(inside), signal)
    assert np.allclose(inside.sums, [signal.sum(axis=1), (signal**2).sum(axis=1)], rtol=1e-4, atol=1e-3)


@table("length", LENGTHS)
@table("taps", [3, 7, 11])
@table("dilation", [1, 3, 5])
@table("onto", [False, True])
def test_convolution(length: int, taps: int, dilation: int, onto: bool, random: np.random.Generator) -> None:
    signal = random.standard_normal((CHANNELS, length))
    kernel = random.standard_normal((CHANNELS, CHANNELS, taps))
    plain = expected(signal, kernel, dilation)
    convolution, inside = made(kernel, dilation), by_phase(signal)
    blocks, _, _, columns = inside.values.shape
    for behind in range(length, blocks * columns * PHASES):
        block, column = divmod(behind // PHASES, columns)
        inside.values[block, behind % PHASES, :, column] = np.nan  # never read
    out = by_phase(np.ones((CHANNELS, length))).values
    scratch = np.full((3, convolution.scratch * columns), np.nan, np.float32)
    affine = np.full(CHANNELS, 2, np.float32), np.full(CHANNELS, 3, np.float32)
    result = convolve(convolution, inside, affine, (out, scratch), onto=onto)
    if onto:
        plain = plain + 1
    assert (
        np.abs(plainly(result) - plain).max() < 3e-4 * np.abs(plain).max()
    )  # a wrong sample would be off by all of it
    assert np.allclose(result.sums, [plain.sum(axis=1), (plain**2).sum(axis=1)], rtol=1e-3, atol=1e-2 * length)


def test_bending_is_as_good_as_single_precision_far_from_zero() -> None:
    signal = np.linspace(-300, 300, 10 * PHASES)[None].repeat(CHANNELS, 0)
    identity = np.zeros((CHANNELS, CHANNELS, 3))
    identity[:, :, 1] = np.eye(CHANNELS)
    convolution, inside = made(identity, 1), by_phase(signal)
    ones = np.ones(CHANNELS, np.float32)
    room = np.empty_like(inside.values), np.empty((3, convolution.scratch * inside.values.shape[3]), np.float32)
    result = convolve(convolution, inside, (ones, 0 * ones), room, onto=False)
    single = signal.astype(np.float32).astype(np.float64)
    assert np.abs(plainly(result) - (single + np.sin(single) ** 2)).max() < 1e-3
