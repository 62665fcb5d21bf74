"""FFmpeg's filters on samples in memory, through PyAV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import av
import numpy as np
from av.filter import Graph

from tts.audio import Samples
from tts.master.units import RATE

HIGH_PASS = ("highpass", "f=65:p=2")
"""Below 65 Hz there is rumble and no speech: the lowest male voices speak at about 80 Hz."""

RESAMPLE = ("aresample", f"{RATE}:filter_size=128:exact_rational=1:cutoff=0.99:osf=flt")
"""Flat to 11 kHz from a 24 kHz clip, images below -105 dB, no delay: measured with sines and an impulse."""

EBUR128 = ("ebur128", "metadata=1:framelog=quiet")
"""BS.1770 loudness, told per 100 ms."""

EBUR128_PEAK = ("ebur128", "metadata=1:framelog=quiet:peak=true")
"""The same with the true peak: about twice the work."""


_AT_ONCE = 1 << 17
"""Samples given to a graph at once: it keeps a copy in double precision."""


@dataclass(frozen=True, slots=True, eq=False)
class Filtered:
    """What came out of a chain of filters."""

    samples: Samples
    notes: tuple[dict[str, str], ...]
    """The metadata of every frame that came out, in order."""


def run(samples: Samples, rate: int, *chain: tuple[str, str], keep: bool = True) -> Filtered:
    """`samples` (mono, `rate` Hz) through the filters of `chain`, each (name, options).

    Without `keep` only the metadata is collected and `samples` of the answer is empty.
    """
    graph = Graph()
    source = graph.add("abuffer", f"sample_rate={rate}:sample_fmt=flt:channel_layout=mono:time_base=1/{rate}")
    last = source
    for name, options in chain:
        node = graph.add(name, options)
        last.link_to(node)
        last = node
    # ebur128 turns to double; everything of ours is float32.
    for node in (graph.add("aformat", "sample_fmts=flt:channel_layouts=mono"), graph.add("abuffersink")):
        last.link_to(node)
        last = node
    graph.configure()
    frames: list[Any] = []
    for start in range(0, len(samples), _AT_ONCE):
        part = np.ascontiguousarray(samples[start : start + _AT_ONCE], np.float32)
        frame = av.AudioFrame.from_ndarray(part[None, :], format="flt", layout="mono")
        frame.sample_rate, frame.pts = rate, start
        source.push(frame)
        frames.extend(_ready(graph, keep))
    source.push(None)
    frames.extend(_ready(graph, keep))
    parts = [part for part, _ in frames if part is not None]
    return Filtered(np.concatenate(parts) if parts else np.zeros(0, np.float32), tuple(note for _, note in frames))


def _ready(graph: Any, keep: bool) -> Iterator[tuple[Samples | None, dict[str, str]]]:
    """What has come out of `graph` since it was last asked."""
    while True:
        try:
            frame = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        yield frame.to_ndarray()[0] if keep else None, frame.metadata
