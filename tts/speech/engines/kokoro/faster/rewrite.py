"""The generator's residual blocks, taken out of the shipped graph and put back by phase."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, helper, numpy_helper

from tts.speech.engines.kokoro.faster.builder import Builder
from tts.speech.engines.kokoro.faster.phases import Phases

Array = NDArray[np.float64]

_GENERATOR = "/decoder/decoder/generator/"
_PARAMETERS = "decoder.decoder.generator."


@dataclass(frozen=True, slots=True)
class _Stage:
    """One of the generator's two stages of upsampling; its tensors and blocks by their names in the shipped graph."""

    channels: int
    source: str
    """What the harmonic source adds, before its block."""
    source_block: str
    entry: str
    """The upsampled signal with the source's block added."""
    blocks: tuple[str, ...]
    """They all take the entry; the stage's output is their mean."""
    output: str


_STAGES = (
    _Stage(
        256,
        "noise_convs.0/Conv_output_0",
        "noise_res.0",
        "Add_2_output_0",
        ("resblocks.0", "resblocks.1", "resblocks.2"),
        "Div_2_output_0",
    ),
    _Stage(
        128,
        "noise_convs.1/Conv_output_0",
        "noise_res.1",
        "Add_5_output_0",
        ("resblocks.3", "resblocks.4", "resblocks.5"),
        "Div_4_output_0",
    ),
)


def rewrite(model: ModelProto) -> None:
    """Replace, in the shipped int8 `model`, the 48 convolutions of 128 and 256 channels and what lies between them.

    The weights are the shipped ones; the result differs from multiplying them out in fp32 by less than -90 dB.
    """
    shipped = _Shipped(model)
    build = Builder(model.graph)
    made = {}
    for stage in _STAGES:
        _rebuild(shipped, build, stage)
        made[_GENERATOR + stage.output] = build.take()
    nodes: list[NodeProto] = []
    for node in model.graph.node:
        nodes += made.get(node.output[0], [node])
    _keep(model, nodes)


class _Shipped:
    """The shipped graph, read by the names its exporter gave."""

    def __init__(self, model: ModelProto) -> None:
        self._constants = {constant.name: constant for constant in model.graph.initializer}
        self._nodes = {node.name: node for node in model.graph.node}
        self.makers = {output: node for node in model.graph.node for output in node.output}

    def constant(self, name: str) -> Array:
        return numpy_helper.to_array(self._constants[name]).astype(np.float64)

    def kernel(self, convolution: str) -> tuple[Array, int]:
        """The dequantised kernel (out, in, taps) and the dilation of a convolution."""
        node = self._nodes[convolution + "_quant"]
        name, zero = node.input[1], node.input[3]
        scale = self.constant(name.replace("_quantized", "_scale"))
        attributes = {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
        return (self.constant(name) - self.constant(zero)) * scale, attributes["dilations"][0]


def _rebuild(shipped: _Shipped, build: Builder, stage: _Stage) -> None:
    source, entry = _GENERATOR + stage.source, _GENERATOR + stage.entry
    phases = Phases(build, source, stage.channels)
    # The source's mean is far above its deviation. Nothing inside depends on it (every convolution there follows a
    # normalisation), and variances would drown in it: it goes around the block.
    mean = build("ReduceMean", source, [2])
    sound, offset = _block(shipped, build, phases, phases.enter(build("Sub", source, mean)), stage.source_block)
    upsampled = next(name for name in shipped.makers[entry].input if stage.source_block not in name)
    upsampled = build("Add", upsampled, build("Add", mean, _column(offset)))
    sound = phases.silenced(build("Add", sound, phases.enter(upsampled)))
    sums, offsets = zip(*(_block(shipped, build, phases, sound, name) for name in stage.blocks), strict=True)
    total = build("Add", build("Add", sums[0], sums[1]), sums[2])
    total = build("Add", build("Mul", total, 1 / len(sums)), _column(sum(offsets) / len(sums)))
    phases.leave(total, _GENERATOR + stage.output)


def _block(shipped: _Shipped, build: Builder, phases: Phases, signal: str, name: str) -> tuple[str, Array]:
    """A residual block: its output without the biases, and the biases (C,) that are to be added.

    A normalisation follows everywhere but at the very end, and takes away what a bias adds.
    """
    offset = np.zeros(1)
    for step in range(3):
        sound = signal
        for half in (1, 2):
            alpha = shipped.constant(f"{_PARAMETERS}{name}.alpha{half}.{step}").reshape(1, -1, 1)
            style = f"{_GENERATOR}{name}/adain{half}.{step}/"
            # Snake: u + sin²(αu)/α. With h = αu it is (h + sin²h)/α, and 1/α goes into the kernel that follows.
            scale = build("Mul", style + "Add_1_output_0", alpha)
            shift = build("Mul", style + "Slice_1_output_0", alpha)
            turned = phases.silenced(phases.normalised(sound, scale, shift))
            sine = build("Sin", turned)
            turned = build("Add", turned, build("Mul", sine, sine))
            kernel, dilation = shipped.kernel(f"{_GENERATOR}{name}/convs{half}.{step}/Conv")
            sound = phases.convolved(turned, kernel / alpha, dilation)
        offset = offset + shipped.constant(f"{_PARAMETERS}{name}.convs2.{step}.bias")
        signal = build("Add", signal, sound)
    return signal, offset


def _column(values: Array) -> Array:
    return values.reshape(1, -1, 1)


def _keep(model: ModelProto, nodes: Iterable[NodeProto]) -> None:
    """Only those of `nodes` and constants that the output needs."""
    needed = {output.name for output in model.graph.output}
    kept = []
    for node in reversed(list(nodes)):
        if needed.intersection(node.output):
            kept.append(node)
            needed.update(node.input)
    constants = [constant for constant in model.graph.initializer if constant.name in needed]
    del model.graph.node[:], model.graph.initializer[:]
    model.graph.node.extend(reversed(kept))
    model.graph.initializer.extend(constants)
