"""Figures, dates, symbols → words."""

from __future__ import annotations

import threading
from functools import cache
from typing import Any

_lock = threading.Lock()


def normalise(text: str, language: str) -> str:
    """`text` with everything written out that is not said as it is written."""
    with _lock:
        return str(_normaliser(language).normalize(text))


@cache
def _normaliser(language: str) -> Any:
    from wetext import Normalizer  # loads its grammars

    return Normalizer(lang=language, operator="tn")
