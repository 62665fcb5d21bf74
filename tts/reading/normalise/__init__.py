"""Figures, dates, symbols → words.

Rules of ours decide whatever they know (`chinese`, `english`); wetext reads what is left of figures in Chinese. Its own
readings of ranges, versions, addresses, temperatures and `No.1` are not the ones a newsreader would choose.
"""

from __future__ import annotations

from tts.reading.normalise.chinese import chinese
from tts.reading.normalise.english import english
from tts.reading.normalise.plain import plain

__all__ = ["normalise"]


def normalise(text: str, language: str) -> str:
    """`text` with everything written out that is not said as it is written. `language` is `zh` or `en`."""
    return english(plain(text)) if language == "en" else chinese(plain(text))
