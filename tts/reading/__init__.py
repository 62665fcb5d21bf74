"""How a text is said: normalised, then pinyin or English words, then phonemes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tts.reading.front import read
    from tts.reading.model import Reading

__all__ = ["FRONTEND", "Reading", "read"]

FRONTEND = "16"
"""Raised with every change that alters what is said: it is part of the engine's identity."""


def __getattr__(name: str) -> Any:
    """`read` and `Reading`, imported when asked for: an episode whose clips are all kept reads nothing."""
    if name == "read":
        from tts.reading.front import read

        return read
    if name == "Reading":
        from tts.reading.model import Reading

        return Reading
    raise AttributeError(name)
