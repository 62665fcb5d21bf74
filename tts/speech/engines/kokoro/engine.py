"""The `kokoro` engine: text → reading → phonemes → sound."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tts.audio import Speech
from tts.errors import EngineError
from tts.language import tr
from tts.reading import frontend
from tts.speech.engine import SAY_HOW, Request, VoiceInfo
from tts.speech.engines.kokoro.faster.file import COMPILED, best_form
from tts.speech.engines.kokoro.model_file import SHA256, sha256
from tts.speech.engines.kokoro.options import read_settings
from tts.speech.engines.kokoro.voices import list_voices

if TYPE_CHECKING:
    from tts.speech.engines.kokoro.sessions import Sessions
    from tts.speech.engines.kokoro.styles import Styles

_LIBRARIES = ("kokoro-onnx", "onnxruntime", "rjieba", "opencc", "espeakng-loader", "av")
"""What changes the sound when it changes; av, that of voices with a pitch of their own."""

_COMPILED_WITH = ("numba", "llvmlite")
"""What changes the sound with the extra `fast`."""

_MOST_PHONEMES = 510
"""In one call of the network."""

_VOICES_SHA256 = "077ce1fdc04c32c1f3c0bad4814747636a0e345b701b6b795c605ee5769bd4da"
"""The file of the voices that come along."""


class Kokoro:
    """Constructed from the mapping under `engines: kokoro:`; loads nothing before it is asked to speak."""

    name = "kokoro"
    max_chars = 120
    """About 480 of the 510 tokens that the network takes, for Chinese."""

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        """Raises ConfigError for settings that make no sense."""
        self._settings = options or {}
        self._options = read_settings(self._settings)
        self.parallel = self._options.sessions or _cores()
        self.identity = self._identity()
        self._lock = threading.Lock()
        self._loaded: tuple[Sessions, Styles] | None = None
        self._closed = False
        self._undivided = False

    def voices(self) -> tuple[VoiceInfo, ...]:
        return list_voices(self._settings)

    def focus(self) -> None:
        """Speak one text at a time from now on, with all cores. Has no effect after the first `speak`."""
        self._undivided = True

    def unsaid(self, request: Request) -> str:
        """The letters of the text that no rule and no lexicon entry says, such as Cyrillic ones; mostly none."""
        from tts.reading import read  # its rules and tables: only when something is read

        return read(request.text, request.language, request.lexicon).unsaid

    def speak(self, request: Request) -> Speech:
        """Raises EngineError when a letter of the text has no sound; ConfigError for a wrong voice or lexicon."""
        sessions, styles = self._load()
        # Heavy, and imported while the network is loading.
        import numpy as np

        from tts.reading import read
        from tts.speech.engines.kokoro.pitch import shift, split_speed
        from tts.speech.engines.kokoro.sessions import RATE

        style = styles.of(request.voice.id)
        reading = read(request.text, request.language, request.lexicon)
        if reading.unsaid:
            raise EngineError(tr("“{unsaid}” cannot be said.", unsaid=reading.unsaid), remedy=SAY_HOW)
        known = sessions.vocabulary()
        notation = reading.signs if "ㄓ" in known else reading.phonemes  # v1.1-zh, or v1.0
        phonemes = "".join(p for p in notation if p in known)
        if not any(p.isalpha() for p in phonemes):
            raise EngineError(tr("Nothing in “{text}” can be said.", text=request.text), remedy=SAY_HOW)
        speed, factor, tempo = split_speed(request.voice.speed, request.voice.pitch_semitones)
        sounds = [sessions.run(batch, style, speed) for batch in _batches(phonemes)]
        return Speech(shift(np.concatenate(sounds), RATE, factor, tempo), RATE)

    def close(self) -> None:
        with self._lock:
            loaded, self._loaded, self._closed = self._loaded, None, True
        if loaded:
            loaded[0].close()

    def _load(self) -> tuple[Sessions, Styles]:
        from tts.speech.engines.kokoro.sessions import Sessions, bundled_voices
        from tts.speech.engines.kokoro.styles import Styles

        with self._lock:
            if self._closed:
                raise EngineError(tr("The engine `kokoro` was closed."))
            if self._loaded is None:
                voices = Path(self._options.voices).expanduser() if self._options.voices else bundled_voices()
                sessions = Sessions(self._options, self.parallel, undivided=self._undivided)
                self._loaded = sessions, Styles(voices)
                sessions.begin()
            return self._loaded

    def _identity(self) -> str:
        model = sha256(Path(self._options.model).expanduser()) if self._options.model else SHA256
        form = best_form() if self._options.rewritten else "as-is"
        voices = sha256(Path(self._options.voices).expanduser()) if self._options.voices else _VOICES_SHA256
        libraries = (*_LIBRARIES, *_COMPILED_WITH) if form == COMPILED else _LIBRARIES
        versions = " ".join(f"{name}-{metadata.version(name)}" for name in libraries)
        provider = self._options.provider or "CPU"
        if self._options.config:
            voices += sha256(Path(self._options.config).expanduser())
        voices = voices[:16] + voices[64:80]
        return f"kokoro model-{model[:16]} {form} voices-{voices} {provider} frontend-{frontend()} {versions}"


def _batches(phonemes: str) -> list[str]:
    """What the network takes at once, at most."""
    if len(phonemes) <= _MOST_PHONEMES:
        return [phonemes]
    from kokoro_onnx.chunker import split_phonemes  # heavy, and hardly ever needed

    return list(split_phonemes(phonemes))


def _cores() -> int:
    """The processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
