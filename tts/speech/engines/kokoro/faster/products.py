"""The whole-number convolutions of text encoder and decoder as matrix products: the same whole numbers, sooner.

ONNX Runtime lays out the weights of a `ConvInteger` anew in every call, and multiplies bytes without a sign, which
processors have no instruction for. Those of a `MatMulInteger` lie ready, and with a sign they are multiplied four at a
time where the processor has VNNI.
"""

from __future__ import annotations

import numpy as np
from onnx import ModelProto, NodeProto, helper
from onnx.numpy_helper import to_array

from tts.speech.engines.kokoro.faster.builder import Builder

_SIGN = 128
"""Between a byte without a sign and one with."""

_FEWEST = 64
"""Channels, in and out: below, nothing is gained."""


def exact(features: str) -> bool:
    """Whether a processor with these features, as LLVM writes them, adds up such products without overflowing."""
    return "+avx512vnni" in features or "+avxvnni" in features


def as_products(model: ModelProto, build: Builder) -> None:
    """Replace each `ConvInteger` of `model` that takes every sample once, with the same whole numbers as its result."""
    weights = {constant.name: constant for constant in model.graph.initializer}
    nodes: list[NodeProto] = []
    for node in model.graph.node:
        if node.op_type == "ConvInteger" and _is_simple(node) and min(weights[node.input[1]].dims[:2]) >= _FEWEST:
            kernel, zero = (to_array(weights[name]).astype(np.int16) - _SIGN for name in (node.input[1], node.input[3]))
            _multiplied(build, node, kernel.astype(np.int8), zero.astype(np.int8))
            nodes += build.take()
        else:
            nodes.append(node)
    del model.graph.node[:]
    model.graph.node.extend(nodes)


def _is_simple(node: NodeProto) -> bool:
    attributes = {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
    taps = attributes["kernel_shape"][0]
    simple = {"strides": [1], "dilations": [1], "group": 1, "pads": [taps // 2, taps // 2]}
    return all(attributes[name] == value for name, value in simple.items())


def _multiplied(build: Builder, node: NodeProto, kernel: np.ndarray, zero: np.ndarray) -> None:
    """(1, in, samples) → (1, out, samples): each sample with its neighbours beside it, times the kernel (out, in, taps)
    as a matrix."""
    sound, silence = node.input[0], node.input[2]
    taps = kernel.shape[2]
    rows = build("Transpose", sound, perm=[0, 2, 1])
    if taps > 1:
        around = build("Pad", rows, [0, taps // 2, 0, 0, taps // 2, 0], silence)
        ends = [taps - 1 - first for first in range(taps)]
        shifted = [build("Slice", around, [first], [-end or 2**31], [1]) for first, end in enumerate(ends)]
        rows = build("Concat", *shifted, axis=2)
    matrix = kernel.transpose(2, 1, 0).reshape(-1, len(kernel))
    made = build("MatMulInteger", rows, matrix, silence, zero)
    build("Transpose", made, output=node.output[0], perm=[0, 2, 1])
