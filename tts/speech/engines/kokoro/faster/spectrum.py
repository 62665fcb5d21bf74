"""The spectrum of the harmonic source, which ONNX Runtime computes slowly, as a convolution, which it computes fast."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from onnx import ModelProto, NodeProto
from onnx.numpy_helper import to_array

from tts.speech.engines.kokoro.faster.builder import Builder
from tts.speech.engines.kokoro.faster.shipped import Array

_ABOVE_ZERO = 1e-20
"""The imaginary part of the lowest and the highest bin, which have none: where the real part is negative the phase is
then π, as it was in the network's training. ONNX Runtime's STFT leaves errors of rounding there, and by their sign the
phase is π or -π at random."""


def as_convolution(model: ModelProto, build: Builder) -> None:
    """Replace the STFT in `model`. Other values than those of `_ABOVE_ZERO` differ in the last bits of fp32."""
    constants = {constant.name: constant for constant in model.graph.initializer}
    constants |= {node.output[0]: node.attribute[0].t for node in model.graph.node if node.op_type == "Constant"}
    nodes: list[NodeProto] = []
    for node in model.graph.node:
        if node.op_type == "STFT":
            _convolved(build, node, [to_array(constants[name]) for name in node.input[1:3]])
            nodes += build.take()
        else:
            nodes.append(node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def _convolved(build: Builder, node: NodeProto, constants: Sequence[Array]) -> None:
    """(1, samples) → (1, frames, bins, 2): one convolution with the windowed cosines and sines, real parts first."""
    step, window = int(constants[0]), constants[1].astype(np.float64)
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
