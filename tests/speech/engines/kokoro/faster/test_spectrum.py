"""The spectrum as a convolution is what ONNX Runtime's own is."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from tts.speech.engines.kokoro.faster.builder import Builder
from tts.speech.engines.kokoro.faster.spectrum import as_convolution

Array = NDArray[np.float32]
RANDOM = np.random.default_rng(7)


def model(node: NodeProto, size: list[int | None], **constants: Any) -> ModelProto:
    """A model of one `node` from `x` to `y`."""
    x, y = (helper.make_tensor_value_info(name, TensorProto.FLOAT, dims) for name, dims in (("x", size), ("y", None)))
    tensors = [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()]
    graph = helper.make_graph([node], "test", [x], [y], tensors)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)


def both(made: ModelProto, x: Array) -> tuple[Array, Array]:
    """What `made` gives before and after."""
    before = run(made, x)
    kinds = [node.op_type for node in made.graph.node]
    as_convolution(made, Builder(made.graph))
    assert [node.op_type for node in made.graph.node] != kinds, "nothing was replaced"
    return before, run(made, x)


def run(made: ModelProto, x: Array) -> Array:
    settings = onnxruntime.SessionOptions()
    settings.log_severity_level = 4
    found: Array = onnxruntime.InferenceSession(made.SerializeToString(), settings).run(None, {"x": x})[0]
    return found


def test_it_is_the_same() -> None:
    window = np.hanning(21)[:20].astype(np.float32)
    node = helper.make_node("STFT", ["x", "step", "window", "length"], ["y"], onesided=1)
    made = model(node, [1, 4000], step=np.int64(5), window=window, length=np.int64(20))
    before, after = both(made, RANDOM.standard_normal((1, 4000)).astype(np.float32))
    assert after.shape == before.shape == (1, 797, 11, 2)
    assert np.abs(after - before).max() < 1e-4


def test_the_lowest_and_the_highest_bin_have_one_sign_of_zero() -> None:
    """Where the real part is negative, the phase is π there: not π or -π as rounding will have it."""
    window = np.hanning(21)[:20].astype(np.float32)
    node = helper.make_node("STFT", ["x", "step", "window", "length"], ["y"], onesided=1)
    made = model(node, [1, 4000], step=np.int64(5), window=window, length=np.int64(20))
    before, after = both(made, RANDOM.standard_normal((1, 4000)).astype(np.float32))
    edges = after[0, :, [0, -1], 1]
    assert (edges > 0).all()
    assert edges.max() < 1e-15
    assert (before[0, :, [0, -1], 1] < 0).any(), "onnxruntime has mended it: one reason less for our own"
