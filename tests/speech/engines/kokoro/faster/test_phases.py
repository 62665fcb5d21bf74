"""Convolutions and normalisations by phase are those of the plain layout, for every length of signal."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray
from onnx import TensorProto, helper
from tables import table

from tts.speech.engines.kokoro.faster.builder import Builder
from tts.speech.engines.kokoro.faster.phases import Phases
from tts.speech.engines.kokoro.faster.points import PHASES

CHANNELS = 4
LENGTHS = (1, PHASES - 1, PHASES, PHASES + 1, 5 * PHASES + 7)


def run(
    operation: str, signal: NDArray[np.float32], kernel: NDArray[np.float64] | None = None, dilation: int = 1
) -> NDArray[np.float32]:
    graph = helper.make_graph(
        [],
        "test",
        [helper.make_tensor_value_info("signal", TensorProto.FLOAT, [1, CHANNELS, None])],
        [helper.make_tensor_value_info("result", TensorProto.FLOAT, None)],
    )
    build = Builder(graph)
    phases = Phases(build, "signal", CHANNELS)
    inside = phases.enter("signal")
    if operation == "normalise":
        ones = np.ones((1, CHANNELS, 1))
        inside = phases.normalise(build("Add", inside, 0.5), build.constant(2 * ones), build.constant(3 * ones))
    elif kernel is not None:
        # Whatever stands behind the end must be gone before a convolution, and only there.
        inside = phases.convolve(phases.clear_end(build("Sub", build("Add", inside, 7.0), 7.0)), kernel, dilation)
    phases.leave(inside, "result")
    graph.node.extend(build.take())
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    result: NDArray[np.float32] = session.run(None, {"signal": signal})[0]
    return result


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(0)


@table("length", LENGTHS)
def test_there_and_back(length: int, random: np.random.Generator) -> None:
    signal = random.standard_normal((1, CHANNELS, length)).astype(np.float32)
    assert np.array_equal(run("nothing", signal), signal)


@table("length", LENGTHS)
@table("taps", [3, 7, 11])
@table("dilation", [1, 3, 5])
def test_convolution(length: int, taps: int, dilation: int, random: np.random.Generator) -> None:
    signal = random.standard_normal((1, CHANNELS, length)).astype(np.float32)
    kernel = random.standard_normal((CHANNELS, CHANNELS, taps))
    reach = dilation * (taps // 2)
    padded = np.pad(signal[0], ((0, 0), (reach, reach)))
    plain = sum(kernel[:, :, i] @ padded[:, i * dilation : i * dilation + length] for i in range(taps))
    error = np.abs(run("convolve", signal, kernel, dilation)[0] - plain)
    assert error.max() < 3e-4 * np.abs(plain).max()  # a wrong sample would be off by all of it


@table("length", LENGTHS[1:])
def test_normalisation(length: int, random: np.random.Generator) -> None:
    signal = random.standard_normal((1, CHANNELS, length)).astype(np.float32)
    plain = (signal - signal.mean(2, keepdims=True)) / signal.std(2, keepdims=True) * 2 + 3
    assert np.allclose(run("normalise", signal), plain, atol=1e-3)
