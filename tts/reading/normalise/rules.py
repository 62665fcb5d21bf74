"""What a rule of normalisation is, in either language."""

from __future__ import annotations

import re
from collections.abc import Callable

Match = re.Match[str]
Rule = tuple[re.Pattern[str], Callable[[Match], str]]

NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
"""Pattern of a number in figures: `7`, `12,000`, `3.14`."""


def rule(pattern: str, said: Callable[[Match], str]) -> Rule:
    """A pattern, and what is said instead of a match."""
    return re.compile(pattern), said
