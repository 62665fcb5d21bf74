"""One of the generator's stages: the harmonic source's block, then three blocks of which the mean is taken."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tts.audio import Samples
from tts.speech.engines.kokoro.faster.compiled.convolution import Convolution, Signal, convolve, shape
from tts.speech.engines.kokoro.faster.compiled.kernels import enter, leave

_EPSILON = 1e-5
"""Of the network's normalisations."""


@dataclass(frozen=True, slots=True, eq=False)
class ResidualBlock:
    """A residual block: three steps of two convolutions, each after a normalisation and a snake."""

    name: str
    alphas: Samples
    """(6, channels). Snake is u + sin²(αu)/α; with h = αu that is (h + sin²h)/α, and 1/α is in the kernels."""
    convolutions: tuple[Convolution, ...]
    """Six."""
    offset: Samples
    """(channels,): its biases, which are to be added to what it gives."""


Style = Sequence[tuple[Samples, Samples]]
"""For the six normalisations of a block: scale and shift, each (channels,)."""


class Memory(threading.local):
    """Arrays that each thread keeps from one utterance to the next: to give tens of megabytes back and to ask for them
    again takes a twentieth of all the time."""

    def __init__(self) -> None:
        self._parts = [np.empty(0, np.float32) for _ in range(5)]

    def array(self, part: int, size: tuple[int, ...]) -> Samples:
        """One of five, holding anything."""
        elements = math.prod(size)
        if self._parts[part].size < elements:
            self._parts[part] = np.empty(elements, np.float32)
        return self._parts[part][:elements].reshape(size)


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """Its blocks. Calling it takes the upsampled signal and the source, each (channels, samples)."""

    source_block: ResidualBlock
    blocks: tuple[ResidualBlock, ...]
    memory: Memory

    def __call__(
        self, upsampled: Samples, source: Samples, styles: Callable[[str], Style], check: Callable[[], None]
    ) -> Samples:
        """`styles` gives those of a block by its name; `check` is called now and then and may raise.

        The result is overwritten by the next call of any stage in this thread.
        """
        channels, samples = upsampled.shape
        size = shape(channels, samples)
        convolutions = (each for block in (self.source_block, *self.blocks) for each in block.convolutions)
        scratch = self.memory.array(0, (3, max(each.scratch for each in convolutions) * size[3]))
        entry, out, sound, total = (self.memory.array(i, size) for i in range(1, 5))

        def run(block: ResidualBlock, given: Signal, out: Samples) -> None:
            check()
            _residual(block, given, styles(block.name), (out, sound, scratch))

        # The source's mean is far above its deviation. Nothing inside depends on it (every convolution there follows a
        # normalisation), and variances would drown in it: it goes around the block.
        total.fill(0)
        mean = source.mean(axis=1, dtype=np.float64).astype(np.float32)
        run(self.source_block, _entered(source, -mean, total), entry)
        signal = _entered(upsampled, mean + self.source_block.offset, entry)
        total.fill(0)
        for block in self.blocks:
            run(block, signal, out)
            np.add(total, out, out=total)
        result = self.memory.array(2, (channels, samples))  # `out` has done its work
        offset = np.mean([block.offset for block in self.blocks], axis=0)
        leave(total, np.float32(1 / len(self.blocks)), offset, result)
        return result


def _entered(signal: Samples, offset: Samples, onto: Samples) -> Signal:
    """`signal` (channels, samples) and `offset` (channels,) added to `onto`, which is by phase."""
    sums = np.zeros((2, len(signal)))
    enter(signal, offset, onto, sums)
    return Signal(onto, signal.shape[1], sums)


def _residual(block: ResidualBlock, given: Signal, style: Style, room: tuple[Samples, Samples, Samples]) -> None:
    """What the block makes of `given`, into the first of `room`; the others are for what comes between."""
    out, sound, scratch = room
    np.copyto(out, given.values)
    signal = Signal(out, given.samples, given.sums)
    for i in range(0, 6, 2):
        affine = _affine(signal, style[i], block.alphas[i])
        inner = convolve(block.convolutions[i], signal, affine, (sound, scratch), onto=False)
        affine = _affine(inner, style[i + 1], block.alphas[i + 1])
        signal = convolve(block.convolutions[i + 1], inner, affine, (out, scratch), onto=True)


def _affine(signal: Signal, style: tuple[Samples, Samples], alpha: Samples) -> tuple[Samples, Samples]:
    """Normalisation, style and alpha in one multiplication and one addition per channel."""
    mean, power = signal.sums / signal.samples
    scale = style[0] * alpha / np.sqrt(np.maximum(power - mean**2, 0) + _EPSILON)
    return scale.astype(np.float32), (style[1] * alpha - mean * scale).astype(np.float32)
