"""One of the generator's stages: the harmonic source's block, then three blocks of which the mean is taken."""

from __future__ import annotations

import math
import mmap
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tts.audio import Samples
from tts.speech.engines.kokoro.faster.compiled.convolution import Convolution, Signal, convolve, enter, leave
from tts.speech.engines.kokoro.faster.compiled.layout import shape
from tts.speech.engines.kokoro.faster.compiled.team import Team

_EPSILON = 1e-5
"""What the network's normalisations add to a variance."""


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


Room = tuple[Samples, Samples, Samples]

Style = Sequence[tuple[Samples, Samples]]
"""For the six normalisations of a block: scale and shift, each (channels,)."""


ENTRY, SOUND, OUT, TOTAL = range(4)
"""Parts of a thread's memory. TOTAL is free until the first block is done: the upsampled signal may lie there."""


class Memory(threading.local):
    """Arrays that each thread keeps from one utterance to the next: to give tens of megabytes back and to ask for them
    again takes a twentieth of all the time."""

    def __init__(self) -> None:
        self._parts = [np.empty(0, np.float32) for _ in range(4)]

    def array(self, part: int, size: tuple[int, ...]) -> Samples:
        """One of four; what it holds is undefined."""
        elements = math.prod(size)
        if self._parts[part].size < elements:
            self._parts[part] = np.empty(0, np.float32)  # first let go of the smaller one
            self._parts[part] = np.empty(elements, np.float32)
        return self._parts[part][:elements].reshape(size)


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """Its blocks. Calling it takes the upsampled signal and the source, each (channels, samples)."""

    source_block: ResidualBlock
    blocks: tuple[ResidualBlock, ...]
    memory: Memory
    team: Team

    def __call__(
        self, upsampled: Samples, source: Samples, styles: Callable[[str], Style], check: Callable[[], None]
    ) -> Samples:
        """`styles` gives those of a block by its name; `check` is called now and then and may raise.

        The result is overwritten by the next call of any stage in this thread.
        """
        channels, samples = upsampled.shape
        size = shape(channels, samples)
        entry, sound, out, total = (self.memory.array(part, size) for part in (ENTRY, SOUND, OUT, TOTAL))

        # The source's mean is far above its deviation. Nothing inside depends on it (every convolution there follows a
        # normalisation), and variances would drown in it: it goes around the block.
        mean = source.mean(axis=1, dtype=np.float64).astype(np.float32)
        signal = enter(self.team, source, -mean, entry, onto=False)
        block = self.source_block
        check()
        self._residual(block, signal, styles(block.name), (entry, sound, entry), onto=False)
        signal = enter(self.team, upsampled, mean + block.offset, entry, onto=True)
        for number, block in enumerate(self.blocks):
            check()
            self._residual(block, signal, styles(block.name), (out, sound, total), onto=number > 0)
        offset = np.mean([block.offset for block in self.blocks], axis=0)
        return leave(self.team, total, offset, self.memory.array(SOUND, (channels, samples)))

    def forget(self) -> None:
        """Let the mapped taps leave memory; they are read from their files when they are needed again."""
        for block in (self.source_block, *self.blocks):
            for convolution in block.convolutions:
                mapped = convolution.taps.base
                while isinstance(mapped, np.ndarray):
                    mapped = mapped.base
                if isinstance(mapped, mmap.mmap) and hasattr(mapped, "madvise"):  # not on Windows
                    mapped.madvise(mmap.MADV_DONTNEED)

    def _residual(self, block: ResidualBlock, signal: Signal, style: Style, room: Room, *, onto: bool) -> None:
        """What the block makes of `signal`, in the last of `room` or added to what is there; the others are for what
        comes between."""
        out, sound, last = room
        for i in range(0, 6, 2):
            affine = _affine(signal, style[i], block.alphas[i])
            inner = convolve(self.team, block.convolutions[i], signal, affine, sound)
            affine = _affine(inner, style[i + 1], block.alphas[i + 1])
            place, base = last if i == 4 else out, signal.values
            signal = convolve(
                self.team, block.convolutions[i + 1], inner, affine, place, base=base, onto=onto and i == 4
            )


def _affine(signal: Signal, style: tuple[Samples, Samples], alpha: Samples) -> Samples:
    """Normalisation, style and alpha in one multiplication and one addition per channel: (2, channels)."""
    mean, power = signal.sums / signal.samples
    scale = style[0] * alpha / np.sqrt(np.maximum(power - mean**2, 0) + _EPSILON)
    return np.stack([scale, style[1] * alpha - mean * scale]).astype(np.float32)
