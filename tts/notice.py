"""What the rules ask of the spoken notice that voices are synthetic: its words, and how fast it is said.

GB 45438-2025, 5.3, in force since September 2025: 人工智能 or AI, and 生成 or 合成, at 120 to 160 characters a minute.
That is half as fast as people talk. The voice is slowed to `SPEED`; the master stage, which knows how long each phrase
has become, lets the pauses between them do the rest.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from tts.language import tr
from tts.text import han

PER_MIN = (120.0, 160.0)
"""Characters, or English words, a minute."""
AIM_PER_MIN = 152.0
SPEED = {"zh": 0.6, "en": 0.9}
"""Language → share of the narrator's speed. Slower still, voices drawl."""
_MADE_BY = re.compile(r"人工智能|(?<![A-Za-z])AI(?![A-Za-z])|artificial intelligence", re.IGNORECASE)
_MADE_HOW = re.compile(r"生成|合成|generat|synthe", re.IGNORECASE)
"""One of each must stand in the notice; the English words say the same to who reads no Chinese."""
_WORD = re.compile(r"[A-Za-z0-9]+")


def lacking(notice: str, regions: Collection[str]) -> str:
    """What `notice` lacks by the rules of `regions` (`cn` wants both kinds of words, others one); empty: nothing."""
    missing = [
        words
        for pattern, words in (
            (_MADE_BY, tr("人工智能, AI or artificial intelligence")),
            (_MADE_HOW, tr("生成, 合成, generated or synthetic")),
        )
        if not pattern.search(notice)
    ]
    enough = not missing or not regions or ("cn" not in regions and len(missing) == 1)
    return "" if enough else "; ".join(missing)


def count(notice: str, language: str) -> int:
    """What its pace is counted by: Chinese characters, a Latin word as one; in English, words."""
    return han(notice) + len(_WORD.findall(notice)) if language == "zh" else len(notice.split())


def aim_s(notice: str, language: str) -> float:
    """How long `notice` should take, pauses between its phrases included."""
    return 60.0 * count(notice, language) / AIM_PER_MIN
