"""The shipped graph cut where the residual blocks are, and their kernels made ready, as files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import ModelProto, TensorProto, helper

from tts.speech.engines.kokoro.faster.builder import Builder
from tts.speech.engines.kokoro.faster.compiled.convolution import transform_taps
from tts.speech.engines.kokoro.faster.compiled.machine import processor
from tts.speech.engines.kokoro.faster.compiled.network import BLOCKS, PARTS, UPSAMPLING
from tts.speech.engines.kokoro.faster.compiled.upsampling import taps_of
from tts.speech.engines.kokoro.faster.names import GENERATOR, STAGES
from tts.speech.engines.kokoro.faster.products import as_products, exact
from tts.speech.engines.kokoro.faster.shipped import Shipped, needed, style
from tts.speech.engines.kokoro.faster.spectrum import as_convolution

_EXTERNAL_BYTES = 1024
"""Constants from this size on lie in a file beside the graph, which is mapped."""

_STEPS = tuple((half, step) for step in range(3) for half in (1, 2))
"""The six convolutions of a block in their order."""


def write(shipped_model: Path, folder: Path) -> None:
    """All that `Network` needs, into `folder`."""
    model = onnx.load(shipped_model)
    build = Builder(model.graph)
    as_convolution(model, build)
    shipped = Shipped(model)
    for name in (name for names in BLOCKS for name in names):
        _write_block(shipped, name, folder)
    styles = {
        f"{name}.{i}.{kind}": tensor
        for names in BLOCKS
        for name in names
        for i, place in enumerate(_STEPS)
        for kind, tensor in zip(("scale", "shift"), style(name, *place), strict=True)
    }
    if exact(processor()[1]):  # the kernels of the blocks, which are taken from the whole numbers, have been read
        as_products(model, build)
    np.save(folder / f"{UPSAMPLING}.npy", taps_of(shipped.upsampling[0].astype(np.float32)))
    np.save(folder / f"{UPSAMPLING}.bias.npy", shipped.upsampling[1].astype(np.float32))
    sources = {f"source.{i}": GENERATOR + stage.source for i, stage in enumerate(STAGES)}
    wanted = styles | sources | {"upsampled.0": shipped.upsampled(STAGES[0])}
    _write_optimized(_part(model, {}, wanted), folder / PARTS[0])
    audio = {output.name: output.name for output in model.graph.output}
    _write_optimized(_part(model, {"stage.1": GENERATOR + STAGES[1].output}, audio), folder / PARTS[1])


def _write_optimized(part: ModelProto, path: Path) -> None:
    """As ONNX Runtime would change it whenever it is loaded: weights in the order that this processor takes them in."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4  # it warns that another processor may not do with it
    options.intra_op_num_threads = 1
    options.optimized_model_filepath = str(path)
    for key, value in {
        "session.optimized_model_external_initializers_file_name": f"{path.stem}.weights",
        "session.optimized_model_external_initializers_min_size_in_bytes": str(_EXTERNAL_BYTES),
        "session.save_external_prepacked_constant_initializers": "1",
    }.items():
        options.add_session_config_entry(key, value)
    onnxruntime.InferenceSession(part.SerializeToString(), options, providers=["CPUExecutionProvider"])


def _write_block(shipped: Shipped, name: str, folder: Path) -> None:
    alphas, dilations, reaches = [], [], []
    for i, place in enumerate(_STEPS):
        kernel, dilation = shipped.kernel(name, *place)
        alpha = shipped.alpha(name, *place)
        np.save(folder / f"{name}.{i}.npy", transform_taps(kernel / alpha[None, :, None], dilation))
        alphas.append(alpha)
        dilations.append(dilation)
        reaches.append(kernel.shape[2] - 1)
    offset = shipped.offset(name).astype(np.float32)
    np.savez(
        folder / f"{name}.npz", alphas=np.array(alphas, np.float32), dilation=dilations, reach=reaches, offset=offset
    )


def _part(model: ModelProto, given: Mapping[str, str], wanted: Mapping[str, str]) -> ModelProto:
    """What computes the tensors `wanted` when those in `given` are there: our names for them → the graph's."""
    nodes = needed(model.graph.node, set(wanted.values()), set(given.values()))
    names = {name for node in nodes for name in node.input}
    inputs = [value for value in model.graph.input if value.name in names]
    entries = [helper.make_node("Identity", [ours], [theirs]) for ours, theirs in given.items()]
    exits = [helper.make_node("Identity", [theirs], [ours]) for ours, theirs in wanted.items() if ours != theirs]
    graph = helper.make_graph(
        [*entries, *nodes, *exits],
        "part",
        [*inputs, *(_float(name) for name in given)],
        [_float(name) for name in wanted],
        [constant for constant in model.graph.initializer if constant.name in names],
    )
    part = helper.make_model(graph, opset_imports=model.opset_import, ir_version=model.ir_version)
    part.metadata_props.extend(model.metadata_props)
    return part


def _float(name: str) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, None)
