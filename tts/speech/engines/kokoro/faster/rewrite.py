"""The generator's residual blocks, taken out of the shipped graph and put back by phase."""

from __future__ import annotations

from collections.abc import Iterable

from onnx import ModelProto, NodeProto

from tts.speech.engines.kokoro.faster.builder import Builder
from tts.speech.engines.kokoro.faster.names import GENERATOR, STAGES, StageNames
from tts.speech.engines.kokoro.faster.phases import Phases
from tts.speech.engines.kokoro.faster.shipped import Array, Shipped, needed, style
from tts.speech.engines.kokoro.faster.spectrum import as_convolution


def rewrite(model: ModelProto) -> None:
    """Replace, in the shipped int8 `model`, the 48 convolutions of 128 and 256 channels and what lies between them.

    The weights are the shipped ones; the result differs from multiplying them out in fp32 by -80 dB or less.
    """
    build = Builder(model.graph)
    as_convolution(model, build)
    shipped = Shipped(model)
    made = {}
    for stage in STAGES:
        _rebuild(shipped, build, stage)
        made[GENERATOR + stage.output] = build.take()
    nodes: list[NodeProto] = []
    for node in model.graph.node:
        nodes += made.get(node.output[0], [node])
    _keep(model, nodes)


def _rebuild(shipped: Shipped, build: Builder, stage: StageNames) -> None:
    source = GENERATOR + stage.source
    phases = Phases(build, source, stage.channels)
    # The source's mean is far above its deviation. Nothing inside depends on it (every convolution there follows a
    # normalisation), and variances would drown in it: it goes around the block.
    mean = build("ReduceMean", source, [2])
    sound, offset = _block(shipped, build, phases, phases.enter(build("Sub", source, mean)), stage.source_block)
    upsampled = build("Add", shipped.upsampled(stage), build("Add", mean, _column(offset)))
    sound = phases.clear_end(build("Add", sound, phases.enter(upsampled)))
    sums, offsets = zip(*(_block(shipped, build, phases, sound, name) for name in stage.blocks), strict=True)
    total = build("Add", build("Add", sums[0], sums[1]), sums[2])
    total = build("Add", build("Mul", total, 1 / len(sums)), _column(sum(offsets) / len(sums)))
    phases.leave(total, GENERATOR + stage.output)


def _block(shipped: Shipped, build: Builder, phases: Phases, signal: str, name: str) -> tuple[str, Array]:
    """A residual block: its output without the biases, and the biases (C,) that are to be added.

    A normalisation follows everywhere but at the very end, and takes away what a bias adds.
    """
    for step in range(3):
        sound = signal
        for half in (1, 2):
            alpha = shipped.alpha(name, half, step)
            # Snake: u + sin²(αu)/α. With h = αu it is (h + sin²h)/α, and 1/α goes into the kernel that follows.
            scale, shift = (build("Mul", value, _column(alpha)) for value in style(name, half, step))
            turned = phases.clear_end(phases.normalise(sound, scale, shift))
            sine = build("Sin", turned)
            turned = build("Add", turned, build("Mul", sine, sine))
            kernel, dilation = shipped.kernel(name, half, step)
            sound = phases.convolve(turned, kernel / _column(alpha), dilation)
        signal = build("Add", signal, sound)
    return signal, shipped.offset(name)


def _column(values: Array) -> Array:
    return values.reshape(1, -1, 1)


def _keep(model: ModelProto, nodes: Iterable[NodeProto]) -> None:
    """Only those of `nodes` and constants that the output needs."""
    kept = needed(nodes, {output.name for output in model.graph.output}, set())
    names = {name for node in kept for name in node.input}
    constants = [constant for constant in model.graph.initializer if constant.name in names]
    del model.graph.node[:], model.graph.initializer[:]
    model.graph.node.extend(kept)
    model.graph.initializer.extend(constants)
