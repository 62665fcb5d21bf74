"""Fast correlations give what multiplying out gives, in single precision too."""

from __future__ import annotations

import numpy as np
from tables import table

from tts.speech.engines.kokoro.faster.points import TILE, correlation

SIZES = sorted({(tile, taps) for (_, taps), tile in TILE.items()})


@table(("tile", "taps"), SIZES)
def test_like_multiplying_out(tile: int, taps: int) -> None:
    random = np.random.default_rng(tile * 100 + taps)
    fast = correlation(tile, taps)
    signal, kernel = random.standard_normal(tile + taps - 1), random.standard_normal(taps)
    plain = np.correlate(signal, kernel, "valid")
    assert np.allclose(fast.output @ ((fast.taps @ kernel) * (fast.input @ signal)), plain, atol=1e-9)
    single = [part.astype(np.float32) for part in (fast.output, fast.taps @ kernel, fast.input, signal)]
    output, kernel_values, inputs, samples = single
    error = output @ (kernel_values * (inputs @ samples)) - plain
    assert np.sqrt(np.mean(error**2) / np.mean(plain**2)) < 1e-4  # -80 dB


@table(("tile", "taps"), SIZES)
def test_fewer_multiplications(tile: int, taps: int) -> None:
    assert len(correlation(tile, taps).taps) < 0.62 * tile * taps
