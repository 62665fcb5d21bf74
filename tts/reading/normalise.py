"""Figures, dates, symbols → words: the rules of one language after another, in order."""

from __future__ import annotations

from tts.reading.en.normalise import english
from tts.reading.plain import plain
from tts.reading.zh.normalise import chinese

__all__ = ["normalise"]


def normalise(text: str, language: str) -> str:
    """`text` with everything written out that is not said as it is written. `language` is `zh` or `en`."""
    return english(plain(text)) if language == "en" else chinese(plain(text))
