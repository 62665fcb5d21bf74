"""The shipped graph, read by the names its exporter gave: the generator's two stages and their residual blocks."""

from __future__ import annotations

from collections.abc import Iterable, Set

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, helper, numpy_helper

from tts.speech.engines.kokoro.faster.names import GENERATOR, StageNames

Array = NDArray[np.float64]

_PARAMETERS = "decoder.decoder.generator."


class Shipped:
    """Constants and nodes of the shipped `model`."""

    def __init__(self, model: ModelProto) -> None:
        self._constants = {constant.name: constant for constant in model.graph.initializer}
        self._nodes = {node.name: node for node in model.graph.node}
        self._makers = {output: node for node in model.graph.node for output in node.output}

    def alpha(self, block: str, half: int, step: int) -> Array:
        """(channels,): of the snake before a convolution; each block has three steps of two halves, 1 and 2."""
        return self._constant(f"{_PARAMETERS}{block}.alpha{half}.{step}").reshape(-1)

    def offset(self, block: str) -> Array:
        """(channels,): what the biases add to the block's output. The others precede a normalisation, and vanish."""
        total: Array = sum(self._constant(f"{_PARAMETERS}{block}.convs2.{step}.bias") for step in range(3))  # type: ignore[assignment]
        return total

    def kernel(self, block: str, half: int, step: int) -> tuple[Array, int]:
        """The dequantised kernel (out, in, taps) and the dilation of a convolution."""
        node = self._nodes[f"{GENERATOR}{block}/convs{half}.{step}/Conv_quant"]
        name, zero = node.input[1], node.input[3]
        scale = self._constant(name.replace("_quantized", "_scale"))
        attributes = {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
        return (self._constant(name) - self._constant(zero)) * scale, attributes["dilations"][0]

    def upsampled(self, stage: StageNames) -> str:
        """The tensor to which the source's block is added."""
        entry = self._makers[GENERATOR + stage.entry]
        return str(next(name for name in entry.input if stage.source_block not in name))

    @property
    def upsampling(self) -> tuple[Array, Array]:
        """The second upsampling's weights (in, out, taps) and biases (out,)."""
        node = self._nodes[f"{GENERATOR}ups.1/ConvTranspose"]
        return self._constant(node.input[1]), self._constant(node.input[2])

    def _constant(self, name: str) -> Array:
        return numpy_helper.to_array(self._constants[name]).astype(np.float64)


def style(block: str, half: int, step: int) -> tuple[str, str]:
    """The tensors (1, channels, 1) that scale and shift what a normalisation gives."""
    prefix = f"{GENERATOR}{block}/adain{half}.{step}/"
    return prefix + "Add_1_output_0", prefix + "Slice_1_output_0"


def needed(nodes: Iterable[NodeProto], outputs: Set[str], given: Set[str]) -> list[NodeProto]:
    """Those of `nodes`, in their order, that `outputs` are computed with when the tensors `given` are there."""
    wanted, kept = set(outputs), []
    for node in reversed(list(nodes)):
        if (wanted - given).intersection(node.output):
            kept.append(node)
            wanted.update(node.input)
    return kept[::-1]
