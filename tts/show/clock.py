"""Times as listeners read them."""

from __future__ import annotations


def clock(seconds: float) -> str:
    """`1:02:03` or `02:03`: what players turn into links."""
    whole = int(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes:02}:{whole % 60:02}"
