"""Operations with a stride that ONNX Runtime computes slowly, written as convolutions, which it computes fast."""

from __future__ import annotations

from typing import Any

import numpy as np
from onnx import ModelProto, NodeProto, helper
from onnx.numpy_helper import to_array

from tts.speech.engines.kokoro.faster.builder import Builder
from tts.speech.engines.kokoro.faster.shipped import Array

_ABOVE_ZERO = 1e-20
"""The imaginary part of the lowest and the highest bin, which have none: where the real part is negative the phase is
then π, as it was in the network's training. ONNX Runtime's STFT leaves errors of rounding there, and by their sign the
phase is π or -π at random."""


def as_convolutions(model: ModelProto, build: Builder) -> None:
    """Replace the STFT and the transposed convolutions with overlapping taps in `model`, which is otherwise the same.

    Results differ in the last bits of fp32, by the order of the sums.
    """
    constants = {constant.name: constant for constant in model.graph.initializer}
    constants |= {node.output[0]: node.attribute[0].t for node in model.graph.node if node.op_type == "Constant"}
    nodes: list[NodeProto] = []
    for node in model.graph.node:
        values = {i: to_array(constants[name]) for i, name in enumerate(node.input) if name in constants}
        if node.op_type == "STFT":
            _stft(build, node, values)
        elif node.op_type == "ConvTranspose" and _overlaps_once(node, values):
            _upsampling(build, node, values)
        else:
            nodes.append(node)
            continue
        nodes += build.take()
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def _stft(build: Builder, node: NodeProto, values: dict[int, Array]) -> None:
    """(1, samples) → (1, frames, bins, 2): one convolution with the windowed cosines and sines, real parts first."""
    step, window = int(values[1]), values[2].astype(np.float64)
    size = len(window)
    bins = np.arange(size // 2 + 1)[:, None]
    waves = window * np.exp(-2j * np.pi * bins * np.arange(size) / size)
    waves.imag[[0, -1]] = 0.0
    kernel = np.concatenate([waves.real, waves.imag])[:, None]
    zeros = np.zeros(len(kernel))
    zeros[[len(bins), -1]] = _ABOVE_ZERO
    frames = build("Conv", build("Unsqueeze", node.input[0], [1]), kernel, zeros, strides=[step])
    parts = build("Reshape", frames, [1, 2, len(bins), -1])
    build("Transpose", parts, output=node.output[0], perm=[0, 3, 2, 1])


def _overlaps_once(node: NodeProto, values: dict[int, Array]) -> bool:
    """Whether each output comes from two inputs: the kernel has two strides, and nothing is grouped or dilated."""
    given = _attributes(node)
    plain = given["group"] == 1 and given["dilations"] == [1] and 1 in values and 2 in values
    return bool(plain and values[1].shape[2] == 2 * given["strides"][0])


def _upsampling(build: Builder, node: NodeProto, values: dict[int, Array]) -> None:
    """(1, in, n) → (1, out, n x stride), by phase: output s q + p is what tap p takes of q and tap p + s of q - 1."""
    given = _attributes(node)
    stride, (before, after) = given["strides"][0], given["pads"]
    taps = values[1].transpose(1, 2, 0)  # (out, 2 strides, in)
    channels = len(taps)
    earlier, later = taps[:, stride:], taps[:, :stride]
    kernel = np.stack([earlier, later], axis=-1).reshape(channels * stride, -1, 2)
    phases = build("Conv", node.input[0], kernel, np.repeat(values[2], stride), pads=[1, 1])
    apart = build("Reshape", phases, [1, channels, stride, -1])
    sound = build("Reshape", build("Transpose", apart, perm=[0, 1, 3, 2]), [1, channels, -1])
    build("Slice", sound, [before], [-after], [2], output=node.output[0])


def _attributes(node: NodeProto) -> dict[str, Any]:
    return {"group": 1, "dilations": [1]} | {a.name: helper.get_attribute_value(a) for a in node.attribute}
