"""The rhythm that marks synthetic speech in China: short, long; short, short (GB 45438-2025, 5.3): AI in Morse code."""

from __future__ import annotations

import numpy as np

from tts.audio import Samples
from tts.master.units import RATE, samples_in

_HERTZ = 660.0
_SHORT_S = 0.12
_LONG_S = 0.36
_BETWEEN_S = 0.12
_PARTS = ((_SHORT_S, _LONG_S), (_SHORT_S, _SHORT_S))
_APART_S = 0.36
"""Between the two parts, as between two letters in Morse code: three times a short one."""
_AFTER_S = 0.7
_EDGE_S = 0.008
"""Risen and fallen over, so that no beep clicks."""
_SINE_LUFS = -3.0
"""What a sine near 1 kHz measures at full scale (BS.1770-4, annex 1)."""


def rhythm_of(lufs: float) -> tuple[Samples, int]:
    """The rhythm as loud as `lufs`, at `RATE`, and how many samples after its start speech or music may follow."""
    amplitude = min(0.5, 10.0 ** ((lufs - _SINE_LUFS) / 20.0))
    parts: list[Samples] = []
    for number, beeps in enumerate(_PARTS):
        parts += [_silence(_APART_S)] if number else []
        for place, seconds in enumerate(beeps):
            parts += [_silence(_BETWEEN_S)] if place else []
            parts.append(_beep(seconds) * np.float32(amplitude))
    sound: Samples = np.concatenate(parts)
    return sound, len(sound) + samples_in(_AFTER_S)


def _beep(seconds: float) -> Samples:
    time = np.arange(samples_in(seconds), dtype=np.float32) / np.float32(RATE)
    edge = np.clip(np.minimum(time, time[::-1]) / np.float32(_EDGE_S), 0.0, 1.0)
    sine: Samples = np.sin(np.float32(2.0 * np.pi * _HERTZ) * time) * edge
    return sine.astype(np.float32)


def _silence(seconds: float) -> Samples:
    return np.zeros(samples_in(seconds), np.float32)
