"""Figures, dates, symbols → words: the rules of one language after another, in order."""

from __future__ import annotations

from tts.reading.plain import plain

__all__ = ["normalise"]


def normalise(text: str, language: str) -> str:
    """`text` with everything written out that is not said as it is written. `language` is `zh` or `en`."""
    if language == "en":
        from tts.reading.en.normalise import english

        return english(plain(text))
    from tts.reading.zh.normalise import chinese

    return chinese(plain(text))
