"""The network with its residual blocks compiled: two graphs for ONNX Runtime, the two stages between them and
what joins these ours.

`split.write` makes the folder once, `Network` runs what is in it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tts.audio import Samples
from tts.errors import EngineError
from tts.language import tr
from tts.speech.engines.kokoro.faster.compiled.convolution import prepare
from tts.speech.engines.kokoro.faster.compiled.layout import shape
from tts.speech.engines.kokoro.faster.compiled.machine import KERNELS, Kernels
from tts.speech.engines.kokoro.faster.compiled.stage import TOTAL, Memory, ResidualBlock, Stage, Style
from tts.speech.engines.kokoro.faster.compiled.team import Team
from tts.speech.engines.kokoro.faster.compiled.upsampling import Upsampling
from tts.speech.engines.kokoro.faster.names import STAGES

if TYPE_CHECKING:
    from onnxruntime import InferenceSession, RunOptions

PARTS = ("first.onnx", "last.onnx")
UPSAMPLING = "upsampling"
"""Of the files of what is between the two stages."""

BLOCKS = [(stage.source_block, *stage.blocks) for stage in STAGES]
"""Of each stage, the source's block first."""


class Network:
    """Runs from any number of threads at once."""

    def __init__(
        self, folder: Path, session: Callable[[Path], InferenceSession], cores: int, *, sparing: bool = False
    ) -> None:
        """`folder`: as `write` left it. `cores` threads in all work on what is spoken.

        `sparing`: a stage's weights, 100 MB of the first, leave memory when it is done, and come back for the next
        utterance.
        """
        self._sparing = sparing
        self.sessions = [session(folder / part) for part in PARTS]
        self._runs = [part.run for part in self.sessions]
        self._outputs = [[output.name for output in part.get_outputs()] for part in self.sessions]
        self._team = Team(Kernels((folder / name).read_bytes() for name in KERNELS), cores)
        self._memory = Memory()
        self._stages = [Stage(*_blocks(folder, names), self._memory, self._team) for names in BLOCKS]
        self._upsampling = Upsampling(_mapped(folder / f"{UPSAMPLING}.npy"), np.load(folder / f"{UPSAMPLING}.bias.npy"))

    def run(self, feeds: dict[str, Any], options: RunOptions) -> list[Samples]:
        """The outputs of the whole network. Raises EngineError, early, once `options.terminate` is set."""
        with self._team.speaking():
            return self._run(feeds, options)

    def _run(self, feeds: dict[str, Any], options: RunOptions) -> list[Samples]:
        values = dict(zip(self._outputs[0], self._runs[0](None, feeds, options), strict=True))

        def styles(block: str) -> Style:
            return [
                (values[f"{block}.{i}.scale"].reshape(-1), values[f"{block}.{i}.shift"].reshape(-1)) for i in range(6)
            ]

        def check() -> None:
            if options.terminate:
                raise EngineError(tr("The engine `kokoro` was closed."))

        # What a stage has taken is let go of at once: an utterance's largest arrays are tens of megabytes.
        sound = self._stages[0](values.pop("upsampled.0")[0], values.pop("source.0")[0], styles, check)
        if self._sparing:
            self._stages[0].forget()
        size = len(self._upsampling.bias), self._upsampling.length(sound.shape[1])
        room = self._memory.array(TOTAL, shape(*size)).reshape(-1)  # as much as the stage will ask for
        upsampled = self._upsampling(self._team, sound, room[: math.prod(size)].reshape(size))
        sound = self._stages[1](upsampled, values.pop("source.1")[0], styles, check)
        sounds: list[Samples] = self._runs[1](None, {"stage.1": sound[None]}, options)
        return sounds

    def close(self) -> None:
        """End the helping threads."""
        self._team.close()


def _blocks(folder: Path, names: tuple[str, ...]) -> tuple[ResidualBlock, tuple[ResidualBlock, ...]]:
    first, *others = (_block(folder, name) for name in names)
    return first, tuple(others)


def _block(folder: Path, name: str) -> ResidualBlock:
    with np.load(folder / f"{name}.npz") as constants:
        convolutions = tuple(
            prepare(
                _mapped(folder / f"{name}.{i}.npy"),
                int(constants["reach"][i]),
                int(dilation),
            )
            for i, dilation in enumerate(constants["dilation"])
        )
        return ResidualBlock(name, constants["alphas"], convolutions, constants["offset"])


def _mapped(path: Path) -> Samples:
    """Not read: processes share it in memory."""
    return np.asarray(np.load(path, mmap_mode="r"))
