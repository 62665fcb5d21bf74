"""Latin words: said as words, or letter by letter."""

from __future__ import annotations

import re

from tts.speech.reading.english import spell, words_to_phonemes

_AS_WORDS = frozenset({
    "AIDS", "APEC", "ASEAN", "BRICS", "COVID", "FIFA", "GIF", "HUAWEI", "IKEA", "JPEG", "LASER", "LEGO", "NAFTA",
    "NASA", "NASDAQ", "NATO", "OPEC", "PIN", "RAM", "ROM", "SARS", "SIM", "SWAT", "TED", "UNESCO", "UNICEF", "VISA",
    "ZARA",
})  # fmt: skip
"""Acronyms said as words. Everything else in capitals without this is spelled."""


def latin_phonemes(word: str) -> str:
    """Phonemes of one Latin word as it stands in the text."""
    parts = []
    for part in re.split(r"[-&.]", word):
        if not part:
            continue
        parts.append(_part(part))
    return " ".join(parts)


def _part(part: str) -> str:
    if part in _AS_WORDS:
        return words_to_phonemes(part.lower())
    if len(part) == 1 or (part.isupper() and part.isascii() and part.isalpha()):
        return spell(part) if part.isascii() else words_to_phonemes(part)
    return words_to_phonemes(part)
