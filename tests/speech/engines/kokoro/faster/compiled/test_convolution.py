"""The kernels against numpy: a compiled convolution is the plain one, of the snake of the scaled and shifted signal,
for every length, and whoever does its pieces."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from tables import table

from tts.audio import Samples
from tts.speech.engines.kokoro.faster.compiled import layout, machine
from tts.speech.engines.kokoro.faster.compiled.compiler import compile_kernels
from tts.speech.engines.kokoro.faster.compiled.convolution import (
    Convolution,
    Signal,
    convolve,
    enter,
    leave,
    prepare,
    transform_taps,
)
from tts.speech.engines.kokoro.faster.compiled.team import Team
from tts.speech.engines.kokoro.faster.compiled.upsampling import Upsampling, taps_of
from tts.speech.engines.kokoro.faster.points import PHASES

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kokoro")]  # numba compiles for half a minute

CHANNELS = layout.GROUP
LENGTHS = (1, PHASES - 1, PHASES, PHASES + 1, 5 * PHASES + 7, 20 * PHASES, 150 * PHASES + 31)
"""The last takes several blocks of columns."""


@pytest.fixture(scope="module")
def kernels() -> machine.Kernels:
    return machine.Kernels(map(compile_kernels, machine.KERNELS))


@pytest.fixture(scope="module")
def team(kernels: machine.Kernels) -> Team:
    """Nobody else is speaking: two helpers."""
    return Team(kernels, 3)


def by_phase(team: Team, signal: NDArray[np.float64]) -> Signal:
    out = np.full(layout.shape(CHANNELS, signal.shape[1]), np.nan, np.float32)
    return enter(team, signal.astype(np.float32), np.zeros(CHANNELS, np.float32), out, onto=False)


def plainly(team: Team, signal: Signal) -> Samples:
    """Three times a third of it."""
    out = np.empty((CHANNELS, signal.samples), np.float32)
    return leave(team, 3 * signal.values, np.zeros(CHANNELS, np.float32), out)


def made(kernel: NDArray[np.float64], dilation: int) -> Convolution:
    return prepare(transform_taps(kernel, dilation), kernel.shape[2] - 1, dilation)


def spoil(signal: Signal) -> None:
    """What lies behind the end is never read."""
    blocks, columns = len(signal.values), layout.columns(signal.samples)
    for behind in range(signal.samples, blocks * columns * PHASES):
        block, column = divmod(behind // PHASES, columns)
        signal.values[block, behind % PHASES, :, column] = np.nan
    signal.values[..., columns:] = np.nan


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
def test_there_and_back(length: int, random: np.random.Generator, team: Team) -> None:
    signal = random.standard_normal((CHANNELS, length)).astype(np.float32)
    inside = by_phase(team, signal.astype(np.float64))
    assert np.allclose(plainly(team, inside), signal, rtol=1e-6)
    assert np.allclose(inside.sums, [signal.sum(axis=1), (signal**2).sum(axis=1)], rtol=1e-4, atol=1e-3)
    twice = enter(team, signal, np.ones(CHANNELS, np.float32), inside.values, onto=True)
    assert np.allclose(plainly(team, twice), 2 * signal + 1, rtol=1e-5, atol=1e-6)


@table("length", LENGTHS)
@table("taps", [3, 7, 11])
@table("dilation", [1, 3, 5])
@table("added", ["nothing", "a base", "a base and what is there"])
def test_convolution(
    length: int, taps: int, dilation: int, added: str, random: np.random.Generator, team: Team
) -> None:
    signal = random.standard_normal((CHANNELS, length))
    kernel = random.standard_normal((CHANNELS, CHANNELS, taps))
    plain = expected(signal, kernel, dilation)
    inside = by_phase(team, signal)
    spoil(inside)
    base = None if added == "nothing" else by_phase(team, np.ones((CHANNELS, length))).values
    out = by_phase(team, np.full((CHANNELS, length), 2.0)).values
    affine = np.array([[2.0], [3.0]], np.float32).repeat(CHANNELS, 1)
    onto = added == "a base and what is there"
    result = convolve(team, made(kernel, dilation), inside, affine, out, base=base, onto=onto)
    plain = plain + {"nothing": 0, "a base": 1, "a base and what is there": 3}[added]
    largest = np.abs(plain).max()
    assert np.abs(plainly(team, result) - plain).max() < 3e-4 * largest, "a wrong sample would be off by all of it"
    if not onto:
        assert np.allclose(result.sums, [plain.sum(axis=1), (plain**2).sum(axis=1)], rtol=1e-3, atol=1e-2 * length)


def test_bits_do_not_depend_on_who_does_what(random: np.random.Generator, kernels: machine.Kernels) -> None:
    length = LENGTHS[-1]
    signal, kernel = random.standard_normal((CHANNELS, length)), random.standard_normal((CHANNELS, CHANNELS, 7))
    affine = np.array([[2.0], [3.0]], np.float32).repeat(CHANNELS, 1)
    found = []
    for cores in (1, 2, 5):
        team = Team(kernels, cores)
        inside = by_phase(team, signal)
        result = convolve(team, made(kernel, 3), inside, affine, np.zeros_like(inside.values))
        found.append((plainly(team, result).tobytes(), inside.sums.tobytes(), result.sums.tobytes()))
        team.close()
    assert found[0] == found[1] == found[2]


def test_bending_is_as_good_as_single_precision_far_from_zero(team: Team) -> None:
    signal = np.linspace(-300, 300, 10 * PHASES)[None].repeat(CHANNELS, 0)
    identity = np.zeros((CHANNELS, CHANNELS, 3))
    identity[:, :, 1] = np.eye(CHANNELS)
    inside = by_phase(team, signal)
    affine = np.array([[1.0], [0.0]], np.float32).repeat(CHANNELS, 1)
    result = convolve(team, made(identity, 1), inside, affine, np.zeros_like(inside.values))
    single = signal.astype(np.float32).astype(np.float64)
    assert np.abs(plainly(team, result) - (single + np.sin(single) ** 2)).max() < 1e-3


def test_upsampling_is_the_transposed_convolution(random: np.random.Generator, team: Team) -> None:
    inputs, outputs, step = 16, 8, layout.UPSAMPLING
    weights = random.standard_normal((inputs, outputs, 2 * step)).astype(np.float32)
    bias = random.standard_normal(outputs).astype(np.float32)
    for samples in (2, layout.COLUMNS - 1, layout.COLUMNS, 3 * layout.COLUMNS + 5):
        signal = random.standard_normal((inputs, samples)).astype(np.float32)
        leaky = np.where(signal >= 0, signal, 0.1 * signal)
        whole = np.zeros((outputs, step * (samples + 1)))
        for t in range(samples):
            whole[:, step * t : step * t + 2 * step] += np.einsum("i,iok->ok", leaky[:, t], weights)
        plain = whole[:, step // 2 : -(step // 2)] + bias[:, None]
        plain = np.concatenate([plain[:, 1:2], plain], axis=1)  # mirrored
        out = np.full(plain.shape, np.nan, np.float32)
        made = Upsampling(taps_of(weights), bias)(team, signal, out)
        assert np.abs(made - plain).max() < 1e-4, f"{samples} samples"


def test_an_array_with_gaps_is_refused(kernels: machine.Kernels) -> None:
    wide = np.zeros((2, 10), np.float32)
    with pytest.raises(ValueError, match="gaps"):
        kernels.leave(wide[:, :5], wide, wide, (0, 0, 0, 0, 0, 0))
