"""Times as people read them."""

from __future__ import annotations


def iso_duration(seconds: float) -> str:
    """For `<time datetime>`: `83.4` → `PT83S`."""
    return f"PT{int(seconds)}S"


def fragment(seconds: float) -> str:
    """The `#t=` that leads to a moment, in seconds with at most three decimals: `83.4` → `t=83.4`."""
    return f"t={round(seconds, 3):g}" if seconds < 1000 else "t=" + f"{seconds:.3f}".rstrip("0").rstrip(".")


def long_date(date: str, language: str) -> str:
    """`2015-01-24` → `2015年1月24日` or `24 January 2015`; anything else as it is."""
    parts = date.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return date
    year, month, day = parts[0], int(parts[1]), int(parts[2])
    return f"{year}年{month}月{day}日" if language == "zh" else f"{day} {_MONTHS[month - 1]} {year}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def minutes(seconds: float, language: str) -> str:
    """`803` → `13 分钟` or `13 min`; at least one minute, and hours from the sixtieth on."""
    whole = max(1, round(seconds / 60))
    hours, rest = divmod(whole, 60)
    if language == "zh":
        return f"{hours} 小时 {rest} 分钟" if hours else f"{rest} 分钟"
    return f"{hours} h {rest} min" if hours else f"{rest} min"
