"""Two instruments and a room, made of sines and noise: everything `compose` plays on.

All take and return mono float64 at `RATE`. Nothing is sampled from anywhere, so the sound is the project's own.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

RATE = 44_100
"""Hertz."""

Sound: TypeAlias = NDArray[np.float64]

_PARTIALS = 14
_INHARMONICITY = 4e-4
"""Stiffness of a felt piano's middle strings (Fletcher and Rossing: 2e-4 to 8e-4): partials a little sharp."""


def hertz(note: int) -> float:
    """Frequency of a MIDI note; 69 is A4, 440 Hz."""
    return float(440.0 * 2.0 ** ((note - 69) / 12.0))


def felt_piano(note: int, seconds: float, touch: float) -> Sound:
    """A string struck through felt: soft start, few high partials, each dying the sooner the higher it is.

    `touch`: 0 to 1; a harder touch is louder and brighter.
    """
    time = np.arange(round(seconds * RATE)) / RATE
    root = hertz(note)
    sound = np.zeros_like(time)
    decay_s = 3.2 * (220.0 / root) ** 0.45
    for k in range(1, _PARTIALS + 1):
        partial = k * root * np.sqrt(1.0 + _INHARMONICITY * k * k)
        if partial > 9_000.0:
            break
        strength = np.exp(-(k - 1) * (0.95 - 0.55 * touch)) * k**-0.25 * (0.6 if k == 1 and note < 52 else 1.0)
        fast, slow = decay_s / (1.0 + 0.9 * k), 2.2 * decay_s / (1.0 + 0.55 * k)
        envelope = 0.75 * np.exp(-time / fast) + 0.25 * np.exp(-time / slow)
        # Two strings a cent and a half apart beat slowly, as a piano's do.
        phase = 2 * np.pi * partial * time
        sound += strength * envelope * (np.sin(phase + 0.7 * k) + 0.7 * np.sin(phase * 1.0009 + 1.9 * k)) / 1.7
    struck = touch * (sound * _onset(len(time), 0.006) + 0.05 * _felt(len(time), note))
    played: Sound = np.multiply(struck, _onset(len(time), 0.25)[::-1])
    return played


def pad(notes: tuple[int, ...], seconds: float, rise_s: float, fall_s: float) -> Sound:
    """A chord that breathes: slightly detuned strings of soft partials, swelling in and away."""
    time = np.arange(round(seconds * RATE)) / RATE
    sound = np.zeros_like(time)
    for index, note in enumerate(notes):
        for voice, cents in enumerate((-5.0, 0.0, 6.0)):
            root = hertz(note) * 2.0 ** (cents / 1200.0)
            drift = 0.35 * np.sin(2 * np.pi * (0.11 + 0.05 * voice + 0.03 * index) * time + 2.1 * voice + index)
            for k in range(1, 6):
                sound += np.sin(2 * np.pi * k * root * time + k * drift + voice + 0.5 * index) / (3 * k**2.1)
    swell = np.minimum(1.0, time / rise_s) * np.minimum(1.0, np.maximum(0.0, seconds - time) / fall_s)
    swelling: Sound = sound * np.sin(0.5 * np.pi * swell) ** 2 / len(notes)
    return swelling


def room(sound: Sound, seconds: float, wet: float) -> Sound:
    """`sound` in a room whose echo dies by 60 dB in `seconds`, highs first; longer by that much."""
    length = round(seconds * RATE)
    time = np.arange(length) / RATE
    rng = np.random.default_rng(20150124)
    noise = rng.standard_normal(length)
    spectrum = np.fft.rfft(noise)
    frequency: Sound = np.fft.rfftfreq(length, 1.0 / RATE).astype(np.float64)
    bright = np.fft.irfft(spectrum * _band(frequency, 250.0, 7_000.0), length) * np.exp(-6.9 * time / (0.45 * seconds))
    dark = np.fft.irfft(spectrum * _band(frequency, 150.0, 1_800.0), length) * np.exp(-6.9 * time / seconds)
    echo = (0.5 * bright + dark) * np.minimum(1.0, time / 0.018)  # the first wall is six metres away
    echo /= np.sqrt(np.sum(echo**2))
    size = len(sound) + length
    reverb = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(echo, size), size)
    return np.pad(sound, (0, length)) * (1.0 - wet) + reverb * wet


def _band(frequency: Sound, low: float, high: float) -> Sound:
    return 1.0 / np.sqrt((1.0 + (low / np.maximum(frequency, 1.0)) ** 4) * (1.0 + (frequency / high) ** 4))


def _onset(length: int, seconds: float) -> Sound:
    """A rounded start."""
    rise = np.minimum(1.0, np.arange(length) / (seconds * RATE))
    return np.sin(0.5 * np.pi * rise) ** 2


def _felt(length: int, note: int) -> Sound:
    """The knock of the hammer: a few milliseconds of dull noise."""
    time = np.arange(length) / RATE
    noise = np.random.default_rng(note).standard_normal(length)
    frequency: Sound = np.fft.rfftfreq(length, 1.0 / RATE).astype(np.float64)
    spectrum = np.fft.rfft(noise) * _band(frequency, 120.0, 900.0)
    return np.fft.irfft(spectrum, length) * np.exp(-time / 0.012) * 3.0
