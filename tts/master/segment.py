"""One segment of the episode: its clips put in their places, limited, encoded, and measured as a player decodes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from tts.audio import Pcm, Samples
from tts.errors import TurncastError
from tts.language import tr
from tts.master.clips import cut
from tts.master.decoding import decode_frames
from tts.master.limiter import limit
from tts.master.loudness import measure
from tts.master.mp3 import encode, scale
from tts.master.timeline import Segment
from tts.master.units import DECODER_DELAY, ENCODER_DELAY, RATE, Blocks

_HOP = RATE // 10
_BLOCK = 4 * _HOP
_PADDING = 3 * _HOP
"""Silence put around a segment that is measured, so that the blocks across its ends count too."""
_MARGIN_DB = 1.0
"""The limiter's ceiling below the highest allowed peak: what encoding adds to peaks, as a rule."""
_ATTEMPTS = 6


@dataclass(frozen=True, slots=True)
class Recipe:
    """What all segments of an episode share."""

    gains_db: Mapping[str | None, float]
    """Speaker → gain; the narrator's name is None."""
    true_peak_db: float
    """Highest allowed true peak of the decoded MP3, dBTP."""
    bitrate_kbps: int


@dataclass(frozen=True, slots=True, eq=False)
class EncodedSegment:
    """A segment as MP3 and what was measured on it, decoded."""

    frames: bytes
    samples: Pcm | None
    """What was encoded, before LAME's own turning down; None when it was not to be kept."""
    blocks: Blocks
    speakers: Mapping[str | None, Blocks]
    """The gating blocks that lie wholly inside a speaker's utterances."""
    true_peak_db: float


def encode_segment(segment: Segment, recipe: Recipe, *, keep_samples: bool = False) -> EncodedSegment:
    """Render, encode and measure `segment`."""
    mixed = render(segment, recipe.gains_db)
    ceiling = recipe.true_peak_db - _MARGIN_DB
    for _ in range(_ATTEMPTS):
        limited = limit(mixed, ceiling)
        frames = encode(for_encoder(limited, scale(recipe.bitrate_kbps)), recipe.bitrate_kbps)
        blocks, peak = measure(_decode(frames, len(mixed)), RATE)
        if peak <= recipe.true_peak_db:
            samples = for_encoder(limited, 1.0) if keep_samples else None
            return EncodedSegment(frames, samples, blocks, _by_speaker(segment, blocks), peak)
        ceiling -= peak - recipe.true_peak_db + 0.1
    raise TurncastError(
        tr(
            "Encoding at {bitrate_kbps} kbit/s raises peaks to {peak:.1f} dBTP however they are limited.",
            bitrate_kbps=recipe.bitrate_kbps,
            peak=peak,
        ),
        remedy=tr("Choose a higher `sound.bitrate`."),
    )


def render(segment: Segment, gains_db: Mapping[str | None, float]) -> Samples:
    """The segment's samples before the limiter."""
    mixed = np.zeros(segment.stop - segment.start, np.float32)
    for placed in segment.lines:
        samples, onset = cut(placed.spoken.clip, placed.spoken.bounds)
        start = placed.onset - segment.start - onset
        gain = np.float32(10.0 ** (gains_db[placed.spoken.line.speaker] / 20.0))
        room = mixed[start : start + len(samples)]
        room += samples[: len(room)] * gain
    for music in segment.music:
        start = music.start - segment.start
        mixed[start : start + len(music.bed.samples)] += music.bed.samples
    return mixed


def for_encoder(samples: Samples, scale_down: float) -> Pcm:
    """What an encoder that turns down by `scale_down` is fed, so that `samples` comes out."""
    scaled = samples * np.float32(32767.0 / scale_down)
    np.clip(scaled, -32768, 32767, out=scaled)
    np.round(scaled, out=scaled)
    return scaled.astype(np.int16)


def _decode(frames: bytes, length: int) -> Samples:
    """What a player makes of `frames`, `length` samples, between two paddings: decoded into its place, not copied."""
    decoded = np.zeros(_PADDING + length + _PADDING, np.float32)
    place = _PADDING - ENCODER_DELAY - DECODER_DELAY
    for part in decode_frames(frames):
        decoded[place : place + len(part)] = part
        place += len(part)
    decoded[:_PADDING] = 0  # both delays
    return decoded


def _by_speaker(segment: Segment, blocks: Blocks) -> dict[str | None, Blocks]:
    by_speaker: defaultdict[str | None, list[Blocks]] = defaultdict(list)
    for placed in segment.lines:
        first = -(-(placed.onset - segment.start + _PADDING) // _HOP)
        last = (placed.end - segment.start + _PADDING - _BLOCK) // _HOP
        by_speaker[placed.spoken.line.speaker].append(blocks[first : last + 1])
    return {speaker: np.concatenate(parts) for speaker, parts in by_speaker.items()}
