"""Tones that change in speech: 一 and 不 before the syllable that follows.

Whether 一 changes at all (it does not in 第一 and 一九九八), and whether it or 不 is neutral (想一想, 看不见), the
network has decided; here is only what then follows from the next tone.
"""

from __future__ import annotations

from collections.abc import Sequence

EXAMPLES = (
    ("一定", "yi4 ding4", "yi2 ding4"),
    ("一般", "yi4 ban1", "yi4 ban1"),
    ("一个", "yi4 ge5", "yi2 ge5"),
    ("第一次", "di4 yi1 ci4", "di4 yi1 ci4"),
    ("想一想", "xiang3 yi5 xiang3", "xiang3 yi5 xiang3"),
    ("不要", "bu4 yao4", "bu2 yao4"),
    ("不好", "bu4 hao3", "bu4 hao3"),
    ("来不及", "lai2 bu5 ji2", "lai2 bu5 ji2"),
)
"""Text, the syllables as the network has them, and as they are said."""


def change_tones(text: str, syllables: Sequence[str]) -> list[str]:
    """`syllables`, one per character of `text`, with `yi4` and `bu4` in their second tone before a fourth one."""
    changed = list(syllables)
    for place, following in enumerate(syllables[1:]):
        falling = following.endswith("4") or following == "ge5"
        if falling and (text[place], syllables[place]) in {("一", "yi4"), ("不", "bu4")}:
            changed[place] = syllables[place][:-1] + "2"
    return changed
