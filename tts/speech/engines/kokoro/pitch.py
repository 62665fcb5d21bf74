"""Another pitch at the same length."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from tts.audio import Samples

_SLOWEST, _FASTEST = 0.5, 2.0
"""What the network's speed takes."""


def split_speed(speed: float, semitones: float) -> tuple[float, float, float]:
    """(speed for the network, factor of pitch, tempo left to change afterwards).

    The network itself speaks slower where the pitch goes up, and playing its sound faster by the same factor gives the
    asked length: no time stretching, none of its artefacts. Tempo is left over only beyond the network's range.
    """
    factor = 2.0 ** (semitones / 12.0)
    wanted = speed / factor
    network = min(max(wanted, _SLOWEST), _FASTEST)
    return network, factor, wanted / network


def shift(samples: Samples, rate: int, factor: float, tempo: float) -> Samples:
    """`samples` played faster by `factor` (its pitch too), then stretched by `tempo` (its pitch kept)."""
    if factor == 1.0 and tempo == 1.0:
        return samples
    from av import AudioFrame  # FFmpeg's libraries, only for shifted voices
    from av.filter import Graph

    frame = AudioFrame.from_ndarray(np.ascontiguousarray(samples[np.newaxis]), format="flt", layout="mono")
    frame.sample_rate = rate
    graph = Graph()
    chain = [graph.add_abuffer(format="flt", sample_rate=rate, layout="mono")]
    chain.append(graph.add("asetrate", str(round(rate * factor))))
    chain.append(graph.add("aresample", str(rate)))
    if tempo != 1.0:
        chain.append(graph.add("atempo", f"{tempo:.6f}"))
    chain.append(graph.add("aformat", f"sample_fmts=flt:sample_rates={rate}:channel_layouts=mono"))
    chain.append(graph.add("abuffersink"))
    graph.link_nodes(*chain).configure()
    graph.push(frame)
    graph.push(None)
    return np.concatenate(list(_pulled(graph)) or [np.zeros(0, dtype=np.float32)])


def _pulled(graph: Any) -> Iterator[Samples]:
    while True:
        try:
            yield graph.pull().to_ndarray()[0]
        except (BlockingIOError, EOFError):
            return
