"""Measure a finished audio file by decoding all of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.filter import Graph

from tts.audio import Samples
from tts.errors import InputError, Place, reason
from tts.language import tr
from tts.master.loudness import integrated
from tts.master.loudness import measure as blocks
from tts.master.units import RATE


@dataclass(frozen=True, slots=True)
class Measured:
    """What the decoded file really is."""

    codec: str
    rate: int
    """Hertz."""
    channels: int
    duration_s: float
    """From the decoded samples, the encoder's delay taken off where the file tells it."""
    integrated_lufs: float
    """ITU-R BS.1770-4; -70 for silence."""
    true_peak_dbtp: float


def measure(path: Path) -> Measured:
    """Decode `path` once, in constant memory. Raises InputError when it does not decode to its end."""
    try:
        with av.open(str(path)) as container:
            stream = container.streams.audio[0]
            graph = Graph()
            source = graph.add_abuffer(template=stream)
            meter = graph.add("ebur128", "peak=true:metadata=1:framelog=quiet")
            sink = graph.add("abuffersink")
            source.link_to(meter)
            meter.link_to(sink)
            graph.configure()
            return _run(container, stream, graph)
    except (av.FFmpegError, IndexError, OSError) as error:
        raise InputError(
            tr("Cannot be decoded: {error}.", error=reason(error)),
            place=Place(path),
            remedy=tr("Build the episode again."),
        ) from None


def level_between(path: Path, start_s: float, end_s: float) -> float:
    """Integrated loudness of a stretch of `path`, LUFS; -70 for silence. Raises InputError."""

    parts: list[Samples] = []
    try:
        with av.open(str(path)) as container:
            stream = container.streams.audio[0]
            container.seek(int(max(0.0, start_s - 1.0) * av.time_base))
            resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
            for frame in container.decode(stream):
                if frame.time is not None and frame.time >= end_s:
                    break
                if frame.time is not None and frame.time + frame.samples / frame.sample_rate > start_s:
                    parts += [part.to_ndarray().reshape(-1).astype(np.float32) for part in resampler.resample(frame)]
    except (av.FFmpegError, IndexError, OSError) as error:
        raise InputError(
            tr("Cannot be decoded: {error}.", error=reason(error)),
            place=Place(path),
            remedy=tr("Build the episode again."),
        ) from None
    heard = integrated([blocks(np.concatenate(parts), RATE)[0]]) if parts else None
    return -70.0 if heard is None else heard


def _run(container: av.container.InputContainer, stream: av.AudioStream, graph: Graph) -> Measured:
    samples = 0
    metadata: dict[str, str] = {}
    for frame in container.decode(stream):
        samples += frame.samples
        graph.push(frame)
        metadata = _drain(graph) or metadata
    graph.push(None)
    metadata = _drain(graph) or metadata
    return Measured(
        codec=stream.codec_context.name,
        rate=stream.rate,
        channels=stream.channels,
        duration_s=samples / stream.rate,
        integrated_lufs=float(metadata.get("lavfi.r128.I", -70.0)),
        true_peak_dbtp=max((_dbtp(value) for key, value in metadata.items() if "true_peaks_ch" in key), default=-70.0),
    )


def _drain(graph: Graph) -> dict[str, str]:
    metadata: dict[str, str] = {}
    while True:
        try:
            metadata = dict(graph.pull().metadata)
        except (av.BlockingIOError, av.EOFError):
            return metadata


def _dbtp(value: str) -> float:
    peak = float(value)
    return 20 * math.log10(peak) if peak > 0 else -70.0
