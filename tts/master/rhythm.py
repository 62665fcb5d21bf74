"""The rhythm that marks synthetic speech in China: short, long; short, short (GB 45438-2025, 5.3): AI in Morse code."""

from __future__ import annotations

from tts.audio import Samples
from tts.master.beds import Bed
from tts.master.units import RATE, samples_in

_HERTZ = 660.0
_SHORT_S = 0.12
_LONG_S = 0.36
_BETWEEN_S = 0.12
_APART_S = 0.36
"""Between the two parts, as between two letters in Morse code: three times a short one."""
_BEEPS = ((0.0, _SHORT_S), (_BETWEEN_S, _LONG_S), (_APART_S, _SHORT_S), (_BETWEEN_S, _SHORT_S))
"""Silence, then a beep, four times."""
_AFTER_S = 0.7
_EDGE_S = 0.008
"""Risen and fallen over, so that no beep clicks."""
_SINE_LUFS = -3.0
"""What a sine near 1 kHz measures at full scale (BS.1770-4, annex 1)."""

_LENGTH = sum(samples_in(silence_s) + samples_in(beep_s) for silence_s, beep_s in _BEEPS)
SILENT_RHYTHM = Bed(_LENGTH, _LENGTH + samples_in(_AFTER_S))
"""Only how long it is, and how long after its start speech or music may follow."""


def rhythm_at(lufs: float) -> Bed:
    """The rhythm as loud as `lufs`."""
    import numpy as np

    amplitude = np.float32(min(0.5, 10.0 ** ((lufs - _SINE_LUFS) / 20.0)))
    sound = np.zeros(_LENGTH, np.float32)
    at = 0
    for silence_s, beep_s in _BEEPS:
        beep = _beep(beep_s) * amplitude
        at += samples_in(silence_s) + len(beep)
        sound[at - len(beep) : at] = beep
    return Bed(_LENGTH, SILENT_RHYTHM.entry, sound)


def _beep(seconds: float) -> Samples:
    import numpy as np

    time = np.arange(samples_in(seconds), dtype=np.float32) / np.float32(RATE)
    edge = np.clip(np.minimum(time, time[::-1]) / np.float32(_EDGE_S), 0.0, 1.0)
    sine: Samples = np.sin(np.float32(2.0 * np.pi * _HERTZ) * time) * edge
    return sine.astype(np.float32)
