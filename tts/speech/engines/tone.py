"""An engine that hums instead of speaking: for dry runs and tests. Fast, and the same bytes every time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from tts.audio import Samples, Speech, Word
from tts.config.strict import convert_settings
from tts.errors import EngineError
from tts.language import tr
from tts.speech.engine import Request, VoiceInfo
from tts.speech.pace import syllables, with_lexicon

RATE = 24_000
"""Hertz, as most neural engines."""

_HERTZ = {"bass": 98.0, "baritone": 123.5, "tenor": 164.8, "alto": 207.7, "mezzo": 261.6, "soprano": 329.6}
_LANGUAGES = {"zh": "zh-CN", "en": "en-US"}

_SYLLABLE_S = {"zh": 0.21, "en": 0.19}
"""Seconds per syllable: an unhurried reader's 4.8 Mandarin and 5.3 English syllables a second."""

_MARGIN_S = 0.12
"""Silence before and after, as neural engines leave it."""

VOICES = tuple(
    sorted(
        (
            VoiceInfo(f"{code}_{name}", language, "male" if hertz < 200.0 else "female", tr("hums"))
            for code, language in _LANGUAGES.items()
            for name, hertz in _HERTZ.items()
        ),
        key=lambda voice: voice.id,
    )
)


class ToneSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Settings under `engines: tone:`; there are none."""


def read_settings(options: Mapping[str, Any]) -> ToneSettings:
    """The settings. Raises ConfigError."""
    return convert_settings("tone", options, ToneSettings)


def list_voices(_options: Mapping[str, Any]) -> tuple[VoiceInfo, ...]:
    """All voices."""
    return VOICES


class Tone:
    """Hums each syllable at the voice's pitch and falls silent at punctuation."""

    name = "tone"
    identity = "tone 1.1"
    parallel = 2
    max_chars = 300

    def __init__(self, options: Mapping[str, Any]) -> None:
        read_settings(options)

    def voices(self) -> tuple[VoiceInfo, ...]:
        return VOICES

    def speak(self, request: Request) -> Speech:
        """A hum with one swell per syllable and one Word per character. Raises EngineError for an unknown voice."""
        import numpy as np

        code, _, name = request.voice.id.partition("_")
        if code not in _LANGUAGES or name not in _HERTZ:
            raise EngineError(
                tr("The engine `tone` has no voice `{voice}`.", voice=request.voice.id),
                remedy=tr("See `turncast voices`."),
            )
        hertz = _HERTZ[name] * 2.0 ** (request.voice.pitch_semitones / 12.0)
        syllable_s = _SYLLABLE_S.get(request.language, _SYLLABLE_S["zh"]) / request.voice.speed
        parts: list[Samples] = [np.zeros(round(_MARGIN_S * RATE), np.float32)]
        words: list[Word] = []
        at = len(parts[0])
        for char in with_lexicon(request):
            weight = syllables(char)
            length = round((weight or 0.3) * syllable_s * RATE)
            parts.append(_hum(hertz, length) if weight else np.zeros(length, np.float32))
            if weight:
                words.append(Word(char, at / RATE, (at + length) / RATE))
            at += length
        parts.append(parts[0])
        return Speech(np.concatenate(parts), RATE, tuple(words))

    def close(self) -> None:
        """Nothing is held."""


def _hum(hertz: float, length: int) -> Samples:
    """`length` samples of two harmonics with a swell, peak 0.3."""
    import numpy as np

    time = np.arange(length, dtype=np.float32) * np.float32(2.0 * np.pi * hertz / RATE)
    swell = np.sin(np.linspace(0.0, np.pi, length, dtype=np.float32))
    sound: Samples = (0.2 * np.sin(time) + 0.1 * np.sin(2.0 * time)) * swell
    return sound.astype(np.float32)
