"""English phonemes as a Mandarin voice takes them.

In a Chinese sentence Kokoro v1.0 says `t` like pinyin's d, `p` like b, `k` like g: GDP came out as 基地比, Tesla as
带死. So the stops that English aspirates are written with Mandarin's sign for it.
"""

from __future__ import annotations

import re

_VOWEL = "aæɑɛɜɪiOoAIWYuʊʌɔəᵊ"
_OPENING = re.compile(rf"(?<!s)([ptk])(?=[ˈˌ]?[ɹlwj]?[ˈˌ]?[{_VOWEL}])")
_CLOSING = re.compile(r"(?<!s)([pt])(?= |$)")
_CLOSING_R = re.compile(rf"ɹ(?![ˈˌ{_VOWEL}])")
_GLIDES = str.maketrans({"A": "ei", "O": "ou", "I": "ai", "W": "au"})

LONG_O = "ouː→"
"""The name of the letter O behind another letter."""


def word_in_mandarin(phonemes: str) -> str:
    """Words: `pˈiTəɹ` → `pʰˈitʰəɻ`. Stops are aspirated and released, a tap is a stop, `ʧ` is pinyin's ch, an r that
    closes a syllable pinyin's (Charlie was 插尼); `æ`, which came out as pinyin's a (Android as 按键), is `ɛ`."""
    said = _OPENING.sub(r"\1ʰ", phonemes.replace("T", "t").replace("æ", "ɛ"))
    return _CLOSING_R.sub("ɻ", _CLOSING.sub(r"\1ʰ", said)).replace("ʧ", "ꭧʰ")


def letters_in_mandarin(phonemes: str) -> str:
    """Names of letters: `sˌi ˌi ˈO` → `sˈi ˈi ouː→`. Each is stressed, their diphthongs are Mandarin's own, and O
    behind another letter is long and has a tone: without, it was heard as L."""
    stressed = phonemes.replace("ˌ", "ˈ").replace(" ˈO", f" {LONG_O}")
    return _OPENING.sub(r"\1ʰ", stressed).translate(_GLIDES)


_LETTERS = {"A": "ei→", "B": "pi↘", "C": "si→", "D": "ti↘", "E": "i↘", "O": "ou→"}


def letter_in_mandarin(letter: str) -> str:
    """A letter by itself, as Chinese speakers say it, with a tone: `A` → `ei→`. Empty for those whose English names are
    understood as well: with those, 以A开始 was heard as 也开始, O型 as 不行."""
    return _LETTERS.get(letter.upper(), "")
