"""Segments and measurements, through the store: made only when they are not there.

After one sentence is edited, everything but its own segment is found here. Losing it costs time and nothing else.
"""

from __future__ import annotations

import functools
import hashlib
import logging
from importlib import metadata
from typing import TypeVar

import msgspec
import numpy as np

from tts.master.clips import ClipMeasurement, measure_clip
from tts.master.levels import Level
from tts.master.segment import EncodedSegment, Recipe, encode_segment
from tts.master.timeline import Bounds, Segment
from tts.master.units import Blocks
from tts.speech.model import Clip
from tts.store import CachePart, Store

SEGMENTS = CachePart("master")

_log = logging.getLogger(__name__)
_LAYOUT = "master 1"
"""Part of every key: raised when the same ingredients come to sound different."""

Entry = TypeVar("Entry", bound=msgspec.Struct)


def key_of(*ingredients: object) -> str:
    """SHA-256 (hex) of values whose `repr` tells everything about them: texts, numbers, tuples, bytes."""
    return hashlib.sha256(repr((_LAYOUT, _made_with(), *ingredients)).encode()).hexdigest()


@functools.cache
def _made_with() -> tuple[str, ...]:
    """The versions of what changes a sample or a frame when it changes: old segments never stand beside new ones."""
    return tuple(f"{name}-{metadata.version(name)}" for name in ("av", "lameenc", "numpy", "pydub"))


class _StoredMeasurement(msgspec.Struct, frozen=True, array_like=True):
    onset_s: float
    end_s: float
    blocks: bytes
    peaks: bytes
    powers: bytes


class _StoredSegment(msgspec.Struct, frozen=True, array_like=True):
    frames: bytes
    blocks: bytes
    speakers: tuple[tuple[str | None, bytes], ...]
    true_peak_db: float


def measure_once(store: Store, clip: Clip) -> ClipMeasurement:
    """`measure_clip(clip)`, from the store when this clip was measured before."""
    key = key_of("measurement", clip.key, clip.content)
    kept = _get(store, key, _StoredMeasurement)
    if kept:
        level = Level(_blocks(kept.blocks), *(np.frombuffer(steps, np.uint8) for steps in (kept.peaks, kept.powers)))
        return ClipMeasurement(Bounds(kept.onset_s, kept.end_s), level)
    new = measure_clip(clip)
    level, bounds = new.level, new.bounds
    entry = _StoredMeasurement(
        bounds.onset_s, bounds.end_s, level.blocks.tobytes(), level.peaks.tobytes(), level.powers.tobytes()
    )
    _put(store, key, entry)
    return new


def encode_once(store: Store, recipe: Recipe, segment: Segment) -> EncodedSegment:
    """`encode_segment(segment, recipe)`, from the store when the same was encoded before, wherever it stood."""
    key = _segment_key(segment, recipe)
    kept = _get(store, key, _StoredSegment)
    if kept:
        speakers = {name: _blocks(blocks) for name, blocks in kept.speakers}
        return EncodedSegment(kept.frames, None, _blocks(kept.blocks), speakers, kept.true_peak_db)
    new = encode_segment(segment, recipe)
    by_name = tuple((name, blocks.tobytes()) for name, blocks in new.speakers.items())
    _put(store, key, _StoredSegment(new.frames, new.blocks.tobytes(), by_name, new.true_peak_db))
    return new


def _get(store: Store, key: str, kind: type[Entry]) -> Entry | None:
    content = store.get(key)
    return None if content is None else msgspec.msgpack.decode(content, type=kind)


def _put(store: Store, key: str, entry: msgspec.Struct) -> None:
    """A folder that cannot be written is no reason to stop: it is only slower next time."""
    try:
        store.put(key, msgspec.msgpack.encode(entry))
    except OSError as error:
        _log.debug("%s cannot be kept: %s", store.file_of(key), error)


def _segment_key(segment: Segment, recipe: Recipe) -> str:
    """Everything that decides the segment's bytes, and nothing about where in the episode it stands."""
    lines = tuple(
        (
            *(placed.spoken.clip.key, placed.spoken.clip.content),
            *(placed.onset - segment.start, placed.end - segment.start),
            *(placed.spoken.bounds.onset_s, placed.spoken.bounds.end_s),
            *(placed.spoken.line.speaker, round(recipe.gains_db[placed.spoken.line.speaker], 3)),
        )
        for placed in segment.lines
    )
    music = tuple(
        (music.start - segment.start, hashlib.sha256(music.bed.samples.data).hexdigest()) for music in segment.music
    )
    return key_of("segment", segment.stop - segment.start, lines, music, recipe.true_peak_db, recipe.bitrate_kbps)


def _blocks(data: bytes) -> Blocks:
    return np.frombuffer(data, np.float32)
