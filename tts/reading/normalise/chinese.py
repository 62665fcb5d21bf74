"""Chinese text with figures and signs → the words a newsreader would say.

The rules run in order over the whole text; each one's outcome has no figures left, so that no later rule meets it again.
"""

from __future__ import annotations

import re
import threading
from functools import cache
from typing import Any

from tts.reading.normalise.addresses import ADDRESS, chinese_address
from tts.reading.normalise.chinese_amounts import AMOUNTS
from tts.reading.normalise.chinese_codes import CODES
from tts.reading.normalise.chinese_names import NAMES
from tts.reading.normalise.chinese_powers import POWERS
from tts.reading.normalise.chinese_signs import SIGNS
from tts.reading.normalise.chinese_sums import SUMS
from tts.reading.normalise.chinese_times import TIMES
from tts.reading.normalise.letters import greek
from tts.reading.normalise.rules import Rule

_RULES: tuple[Rule, ...] = (
    (ADDRESS, chinese_address),
    *CODES,
    *POWERS,
    *TIMES,
    *AMOUNTS,
    *NAMES,
    *SUMS,
    *SIGNS,
    greek(chinese=True),
)

_lock = threading.Lock()


def chinese(text: str) -> str:
    """`text` (as `plain` leaves it) with everything written out that has to be."""
    for pattern, said in _RULES:
        text = pattern.sub(said, text)
    if re.search(r"\d", text):
        with _lock:
            text = str(_wetext().normalize(text))
    return text


@cache
def _wetext() -> Any:
    from wetext import Normalizer

    return Normalizer(lang="zh", operator="tn")
