"""Nodes and constants of an ONNX graph, written like function calls."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from onnx import GraphProto, NodeProto, helper, numpy_helper

_SHARED_SIZE = 4096
"""Elements; smaller constants are written once however often they are used."""


class Builder:
    """Collects `nodes`; constants go into `graph` at once. Calling it adds one node and gives its output's name."""

    def __init__(self, graph: GraphProto) -> None:
        self.graph = graph
        self.nodes: list[NodeProto] = []
        self._count = 0
        self._shared: dict[tuple[str, tuple[int, ...], bytes], str] = {}

    def __call__(self, operator: str, *inputs: str | ArrayLike, output: str = "", **attributes: Any) -> str:
        """`inputs`: names of tensors, or values: bytes stay, other integers become int64, other numbers float32."""
        self._count += 1
        name = output or f"turncast/{self._count}/{operator}"
        names = [value if isinstance(value, str) else self.constant(value) for value in inputs]
        self.nodes.append(helper.make_node(operator, names, [name], name=f"turncast/{self._count}", **attributes))
        return name

    def constant(self, value: ArrayLike) -> str:
        """The name of a constant of this value."""
        array = np.asarray(value)
        if array.dtype not in (np.int8, np.uint8):
            array = array.astype(np.int64 if array.dtype.kind in "iu" else np.float32)
        array = np.ascontiguousarray(array).reshape(array.shape)
        key = (array.dtype.str, array.shape, array.tobytes() if array.size < _SHARED_SIZE else b"")
        if key[2] and key in self._shared:
            return self._shared[key]
        name = f"turncast/constant/{len(self.graph.initializer)}"
        self.graph.initializer.append(numpy_helper.from_array(array, name))
        self._shared[key] = name
        return name

    def take(self) -> list[NodeProto]:
        """The nodes since the last call, in order."""
        nodes, self.nodes = self.nodes, []
        return nodes
