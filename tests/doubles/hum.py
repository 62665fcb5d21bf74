"""Sound for the servers: a hum as long as speech would be, with its word boundaries, as real MP3."""

from __future__ import annotations

import re
from functools import lru_cache

import lameenc
import numpy as np

from tts.audio import Samples, Word
from tts.speech.engine import Request
from tts.speech.engines.tone import RATE, VOICES, Tone
from tts.speech.pace import syllables
from tts.voice import Voice

_WORD = re.compile(r"[A-Za-z0-9.%]*[A-Za-z0-9%]|[^\W\d_a-zA-Z]{1,2}|[$￥%&@]")

_ENCODER_DELAY_S = 1105 / RATE
"""LAME puts 576 + 529 samples before the sound."""


@lru_cache(maxsize=512)
def hum(text: str, voice: str, speed: float = 1.0) -> tuple[Samples, tuple[Word, ...]]:
    """(samples at 24 kHz, words): a word is a run of Latin letters and digits or two Chinese characters."""
    tone = VOICES[sum(map(ord, voice)) % len(VOICES)].id
    letters = Tone({}).speak(Request(text, "zh", Voice("tone", tone, speed)))
    times = iter(letters.words)
    time_at = {at: next(times) for at, char in enumerate(text) if syllables(char)}
    words = []
    for match in _WORD.finditer(text):
        inside = [time_at[at] for at in range(*match.span()) if at in time_at]
        if inside:
            words.append(Word(match[0], inside[0].start_s, inside[-1].end_s))
    return letters.samples, tuple(words)


@lru_cache(maxsize=512)
def mp3(text: str, voice: str, speed: float = 1.0) -> tuple[bytes, tuple[Word, ...]]:
    """(24 kHz 48 kbit/s mono MP3, words timed in it)."""
    samples, words = hum(text, voice, speed)
    data = encode(samples)
    return data, tuple(Word(w.text, w.start_s + _ENCODER_DELAY_S, w.end_s + _ENCODER_DELAY_S) for w in words)


def encode(samples: Samples) -> bytes:
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(48)
    encoder.set_in_sample_rate(RATE)
    encoder.set_out_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(9)
    encoder.silence()
    pcm = (np.clip(samples, -1.0, 1.0) * 32767.0).astype("<i2").tobytes()
    return bytes(encoder.encode(pcm)) + bytes(encoder.flush())
