"""Times as people and players write them."""

from __future__ import annotations


def clock(seconds: float, minute_digits: int = 1) -> str:
    """`83.4` → `1:23`, `5025` → `1:23:45`. Fractions are cut off, as on every player.

    `minute_digits`: 2 writes `01:23`, which players turn into links in descriptions.
    """
    whole = int(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:0{minute_digits}}:{rest:02}"


def timestamp(seconds: float, point: str = ".") -> str:
    """`83.4` → `00:01:23.400`: WebVTT, the chapters of Vorbis comments, and, with a comma for `point`, SubRip."""
    ms = round(seconds * 1000)
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{point}{ms % 1000:03}"
