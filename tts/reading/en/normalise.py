"""English text with figures and signs → words."""

from __future__ import annotations

import re

from tts.reading.addresses import ENGLISH_ADDRESS
from tts.reading.en.amounts import AMOUNTS
from tts.reading.en.codes import CODES
from tts.reading.en.dates import DATES, YEARS
from tts.reading.en.measures import MEASURES
from tts.reading.en.names import NAMES
from tts.reading.en.numbers import NUMBERS, REST
from tts.reading.en.signs import SIGNS, WORDS
from tts.reading.letters import GREEK_IN_ENGLISH
from tts.reading.rule import Rule

RULES: tuple[Rule, ...] = (
    ENGLISH_ADDRESS,
    *WORDS,
    *CODES,
    *DATES,
    *MEASURES,
    *AMOUNTS,
    *NAMES,
    *NUMBERS,
    *YEARS,
    GREEK_IN_ENGLISH,
    *REST,
    *SIGNS,
)


def english(text: str) -> str:
    """`text` (as `plain` leaves it) with everything written out that has to be."""
    for rule in RULES:
        text = rule.apply(text)
    return re.sub(r"[ \t]+", " ", text).strip()
