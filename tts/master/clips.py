"""One clip at a time: measured once to know its speech and loudness, cut once for the timeline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from tts.audio import Samples, from_pcm
from tts.master.filters import EBUR128, HIGH_PASS, RESAMPLE, run
from tts.master.levels import Level, level_of
from tts.master.loudness import blocks_of
from tts.master.quiet_pydub import AudioSegment
from tts.master.speech_bounds import speech_bounds
from tts.master.timeline import Bounds
from tts.master.units import AFTER_S, BEFORE_S, RATE
from tts.speech.clip_file import frames_of, samples_of
from tts.speech.model import Clip

_FADE_IN_MS = 15
_FADE_OUT_MS = 40
"""Over the kept edges, so that no joint clicks; the speech itself is not touched."""
_RING_S = 0.030
"""Silence put behind a clip so that the high-pass rings out (-60 dB after two periods of 65 Hz)."""


@dataclass(frozen=True, slots=True, eq=False)
class ClipMeasurement:
    """What has to be known of a clip before it is placed."""

    bounds: Bounds
    level: Level


def measure_clip(clip: Clip) -> ClipMeasurement:
    """Find the speech in `clip` and measure its loudness. Raises DamagedClipError."""
    filtered = run(samples_of(clip), clip.rate, HIGH_PASS, EBUR128)
    level = level_of(filtered.samples, clip.rate, blocks_of(filtered))
    return ClipMeasurement(speech_bounds(filtered.samples, clip.rate), level)


def cut(clip: Clip, bounds: Bounds) -> tuple[Samples, int]:
    """`clip` trimmed to its speech, faded at both ends, high-passed, at `RATE`; and its speech's first sample."""
    segment = _read(clip)
    start_s = max(0.0, bounds.onset_s - BEFORE_S)
    piece = segment[start_s * 1000.0 : (bounds.end_s + AFTER_S) * 1000.0]
    piece = piece.fade_in(min(_FADE_IN_MS, len(piece) // 4)).fade_out(min(_FADE_OUT_MS, len(piece) // 4))
    samples = np.concatenate([from_pcm(piece.raw_data), np.zeros(round(_RING_S * clip.rate), np.float32)])
    return run(samples, clip.rate, HIGH_PASS, RESAMPLE).samples, round((bounds.onset_s - start_s) * RATE)


def _read(clip: Clip) -> Any:
    """The clip as a pydub segment: 16 bit, mono."""
    return AudioSegment(data=frames_of(clip), sample_width=2, frame_rate=clip.rate, channels=1)
