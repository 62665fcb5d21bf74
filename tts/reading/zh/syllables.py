"""One pinyin syllable → the phonemes that Kokoro's Mandarin voices were trained on.

The inventory is that of misaki's Mandarin front end (version 1.0: IPA with arrows for tones), written as one table of
initials and one of finals; `tests/reading/test_syllables.py` pins it syllable by syllable.
"""

from __future__ import annotations

import re
from functools import cache

TONES = {"1": "→", "2": "↗", "3": "↓", "4": "↘", "5": ""}

# Longest first, so that `zh` is not read as `z`.
_INITIALS = {
    "zh": "ꭧ", "ch": "ꭧʰ", "sh": "ʂ", "b": "p", "p": "pʰ", "m": "m", "f": "f", "d": "t", "t": "tʰ", "n": "n",
    "l": "l", "g": "k", "k": "kʰ", "h": "x", "j": "ʨ", "q": "ʨʰ", "x": "ɕ", "r": "ɻ", "z": "ʦ", "c": "ʦʰ", "s": "s",
}  # fmt: skip

# `*` marks where the tone goes: behind the vowel, before a closing consonant.
_FINALS = {
    "a": "a*", "ai": "ai*", "an": "a*n", "ang": "a*ŋ", "ao": "au*", "e": "ɤ*", "ei": "ei*", "en": "ə*n", "eng": "ə*ŋ",
    "i": "i*", "ia": "ja*", "ian": "jɛ*n", "iang": "ja*ŋ", "iao": "jau*", "ie": "je*", "in": "i*n", "iou": "jou*",
    "ing": "i*ŋ", "iong": "jʊ*ŋ", "ong": "ʊ*ŋ", "ou": "ou*", "u": "u*", "uei": "wei*", "ua": "wa*", "uai": "wai*",
    "uan": "wa*n", "uen": "wə*n", "uang": "wa*ŋ", "ueng": "wə*ŋ", "uo": "wo*", "o": "wo*",
    "v": "y*", "ve": "ɥe*", "van": "ɥɛ*n", "vn": "y*n",
}  # fmt: skip

_WHOLE = {
    "er": "ɚ*",
    "o": "ɔ*",
    "io": "jɔ*",
    "yo": "jɔ*",
    "ê": "ɛ*",
    "hm": "hm*",
    "hng": "hŋ*",
    "m": "m*",
    "n": "n*",
    "ng": "ŋ*",
}
"""Interjections and syllables without a vowel."""

_ABBREVIATED = {"iu": "iou", "ui": "uei", "un": "uen", "ue": "ve"}
_SYLLABLE = re.compile(r"([a-zêü]+)([1-5])")


def is_syllable(text: str) -> bool:
    """Whether `text` is written like one: letters and a tone digit."""
    return _SYLLABLE.fullmatch(text) is not None


@cache
def phonemes_of(syllable: str) -> str:
    """`zhong1` → `ꭧʊ→ŋ`. Tones are digits, 5 is neutral; ü may be written `v`. Raises ValueError for anything else."""
    found = _SYLLABLE.fullmatch(syllable)
    if not found:
        raise ValueError(f"not a pinyin syllable with a tone digit: {syllable!r}")
    base, tone = found[1].replace("ü", "v"), TONES[found[2]]
    if base in _WHOLE:
        return _WHOLE[base].replace("*", tone)
    initial, final = _split(base)
    if final not in _FINALS or (not initial and base[0] in "iuv"):
        raise ValueError(f"not a Mandarin syllable: {syllable!r}")
    if final == "i" and initial in {"zh", "ch", "sh", "r", "z", "c", "s"}:
        return f"{_INITIALS[initial]}ɨ{tone}"
    return _INITIALS.get(initial, "") + _FINALS[final].replace("*", tone)


def _split(base: str) -> tuple[str, str]:
    """A syllable's initial and its final in full: `xuan` → `x`, `van`; `you` → ``, `iou`."""
    if base.startswith("y"):
        rest = base[1:]
        if rest.startswith("u"):
            return "", "v" + rest[1:]
        if rest.startswith("i"):
            return "", rest
        return "", {"ou": "iou", "ong": "iong"}.get(rest, "i" + rest)
    if base.startswith("w"):
        rest = base[1:]
        return "", "u" if rest == "u" else {"ei": "uei", "en": "uen", "eng": "ueng", "ong": "ong"}.get(rest, "u" + rest)
    initial = next((i for i in _INITIALS if base.startswith(i)), "")
    final = base[len(initial) :]
    if initial in {"j", "q", "x"} and final.startswith("u"):
        final = "v" + final[1:]
    return initial, _ABBREVIATED.get(final, final) if initial else final


# Kokoro v1.1-zh was trained on another notation: one sign for the initial, one for the final, the tone as a digit.
def _pairs(table: str) -> dict[str, str]:
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_INITIAL_SIGNS = _pairs(
    """
    b ㄅ  p ㄆ  m ㄇ  f ㄈ  d ㄉ  t ㄊ  n ㄋ  l ㄌ  g ㄍ  k ㄎ  h ㄏ  zh ㄓ  ch ㄔ  sh ㄕ  r ㄖ
    z ㄗ  c ㄘ  s ㄙ  j ㄐ  q ㄑ  x ㄒ
    """
)
_FINAL_SIGNS = _pairs(
    """
    a ㄚ  o ㄛ  e ㄜ  ie ㄝ  ê ㄝ  ai ㄞ  ei ㄟ  ao ㄠ  ou ㄡ  an ㄢ  en ㄣ  ang ㄤ  eng ㄥ
    er ㄦ  i ㄧ  u ㄨ  v ㄩ  ve 月  ia 压  ian 言  iang 阳  iao 要  in 阴  ing 应  iong 用
    iou 又  ong 中  ua 穵  uai 外  uan 万  uang 王  uei 为  uen 文  ueng 瓮  uo 我  van 元
    vn 云
    """
)
_NEAREST = {"m": "ㄇㄨ", "n": "ㄣ", "ng": "ㄣ", "hm": "ㄏㄥ", "hng": "ㄏㄥ", "io": "ㄧㄛ", "yo": "ㄧㄛ"}
"""Interjections for which that notation has nothing of their own."""


@cache
def signs_of(syllable: str) -> str:
    """`zhong1` → `ㄓ中1`: the notation of Kokoro v1.1-zh. Raises ValueError like `phonemes_of`."""
    phonemes_of(syllable)
    base, tone = syllable[:-1].replace("ü", "v"), syllable[-1]
    if base in {"er", "ê", "o"}:
        return _FINAL_SIGNS[base] + tone
    if base in _NEAREST:
        return _NEAREST[base] + tone
    initial, final = _split(base)
    if final == "i" and initial in {"z", "c", "s"}:
        return f"{_INITIAL_SIGNS[initial]}ㄭ{tone}"
    if final == "i" and initial in {"zh", "ch", "sh", "r"}:
        return f"{_INITIAL_SIGNS[initial]}十{tone}"
    return _INITIAL_SIGNS.get(initial, "") + _FINAL_SIGNS[final] + tone
