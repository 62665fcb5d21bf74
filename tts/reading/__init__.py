"""How a text is said: normalised, then pinyin or English words, then phonemes."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tts.reading.front import read
    from tts.reading.model import Reading
    from tts.reading.risky import risks

__all__ = ["Reading", "frontend", "read", "risks"]


@cache
def frontend() -> str:
    """What tells one state of this folder from another, 16 hexadecimal digits.

    A change of its rules, lists or network may change what is said: it is part of the engine's identity and of every
    clip's key.
    """
    folder = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def __getattr__(name: str) -> Any:
    """`read`, `risks` and `Reading`, imported when asked for: an episode whose clips are all kept reads nothing."""
    if name == "read":
        from tts.reading.front import read

        return read
    if name == "risks":
        from tts.reading.risky import risks

        return risks
    if name == "Reading":
        from tts.reading.model import Reading

        return Reading
    raise AttributeError(name)
