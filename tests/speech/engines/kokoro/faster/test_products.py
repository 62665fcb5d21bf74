"""Whole-number convolutions as matrix products."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper, numpy_helper

from tts.speech.engines.kokoro.faster.builder import Builder
from tts.speech.engines.kokoro.faster.products import as_products, exact

BYTES = tuple[NDArray[np.uint8], int]
"""Samples (1, channels, length), and which of them is silence."""


def _convolution(kernel: NDArray[np.uint8], zero: int, **attributes: Any) -> ModelProto:
    taps = kernel.shape[2]
    settings: dict[str, Any] = {
        "kernel_shape": [taps],
        "pads": [taps // 2] * 2,
        "strides": [1],
        "dilations": [1],
        "group": 1,
    }
    node = helper.make_node("ConvInteger", ["x", "kernel", "silence", "zero"], ["y"], **settings | attributes)
    graph = helper.make_graph(
        [node],
        "convolution",
        [
            helper.make_tensor_value_info("x", TensorProto.UINT8, [1, kernel.shape[1], None]),
            helper.make_tensor_value_info("silence", TensorProto.UINT8, []),
        ],
        [helper.make_tensor_value_info("y", TensorProto.INT32, [1, kernel.shape[0], None])],
        [numpy_helper.from_array(kernel, "kernel"), numpy_helper.from_array(np.array(zero, np.uint8), "zero")],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=8)


def _run(model: ModelProto, sound: BYTES) -> NDArray[np.int32]:
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    made: NDArray[np.int32] = session.run(None, {"x": sound[0], "silence": np.array(sound[1], np.uint8)})[0]
    return made


@pytest.mark.parametrize(("taps", "length", "zero"), [(1, 7, 128), (3, 1, 60), (3, 50, 255), (5, 4, 0), (11, 30, 84)])
def test_the_same_whole_numbers(taps: int, length: int, zero: int) -> None:
    """Of bytes that do not overflow on a processor without VNNI either: there, nothing is replaced."""
    random = np.random.default_rng(taps)
    kernel = random.integers(98, 158, (64, 70, taps), np.uint8)
    sound = random.integers(0, 256, (1, 70, length), np.uint8), 117
    model = _convolution(kernel, zero)
    expected = _run(model, sound)
    as_products(model, Builder(model.graph))
    assert [node.op_type for node in model.graph.node].count("MatMulInteger") == 1
    assert not any(node.op_type == "ConvInteger" for node in model.graph.node)
    assert np.array_equal(_run(model, sound), expected)


@pytest.mark.parametrize(
    "attributes", [{"strides": [2]}, {"dilations": [3], "pads": [3, 3]}, {"pads": [0, 0]}, {"group": 2}]
)
def test_what_takes_samples_otherwise_stays(attributes: dict[str, Any]) -> None:
    model = _convolution(np.full((64, 64, 3), 128, np.uint8), 128, **attributes)
    before = model.SerializeToString()
    as_products(model, Builder(model.graph))
    assert model.SerializeToString() == before


def test_where_sums_would_overflow_nothing_is_replaced() -> None:
    assert exact("+avx512f,+avx512vnni,-amx-int8")
    assert exact("+avx2,+avxvnni")
    assert not exact("+avx2,+avx512f,-avx512vnni")
