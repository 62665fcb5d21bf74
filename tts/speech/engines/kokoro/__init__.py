"""The embedded voice: Kokoro-82M, run on this machine, offline."""

from tts.speech.engines.kokoro.engine import Kokoro

__all__ = ["Kokoro"]
