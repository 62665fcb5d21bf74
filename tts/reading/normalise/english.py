"""English text with figures and signs → words. The rules run in order; each one's outcome has no figures left."""

from __future__ import annotations

import re

from tts.reading.normalise.addresses import ADDRESS, english_address
from tts.reading.normalise.english_amounts import AMOUNTS
from tts.reading.normalise.english_names import NAMES
from tts.reading.normalise.english_sums import REST, SUMS
from tts.reading.normalise.english_times import TIMES, YEARS
from tts.reading.normalise.english_words import WORDS
from tts.reading.normalise.letters import greek
from tts.reading.normalise.rules import Rule

_RULES: tuple[Rule, ...] = (
    (ADDRESS, english_address),
    *WORDS,
    *TIMES,
    *AMOUNTS,
    *NAMES,
    *SUMS,
    *YEARS,
    greek(chinese=False),
    *REST,
)


def english(text: str) -> str:
    """`text` (as `plain` leaves it) with everything written out that has to be."""
    for pattern, said in _RULES:
        text = pattern.sub(said, text)
    return re.sub(r"[ \t]+", " ", text).strip()
