"""Chinese text with figures and signs → the words a newsreader would say."""

from __future__ import annotations

from tts.reading.addresses import CHINESE_ADDRESS
from tts.reading.letters import GREEK_IN_CHINESE
from tts.reading.rule import Rule
from tts.reading.zh.amounts import AMOUNTS
from tts.reading.zh.codes import CODES
from tts.reading.zh.dates import DATES
from tts.reading.zh.names import NAMES
from tts.reading.zh.numbers import NUMBERS, POWERS
from tts.reading.zh.signs import BEFORE_FIGURES, SIGNS
from tts.reading.zh.times import TIMES

RULES: tuple[Rule, ...] = (
    CHINESE_ADDRESS,
    *CODES,  # first what is a name, and not an amount
    *POWERS,
    *BEFORE_FIGURES,
    *DATES,
    *TIMES,
    *AMOUNTS,
    *NAMES,
    *NUMBERS,
    *SIGNS,
    GREEK_IN_CHINESE,
)


def chinese(text: str) -> str:
    """`text` (as `plain` leaves it) with everything written out that has to be."""
    for rule in RULES:
        text = rule.apply(text)
    return text
