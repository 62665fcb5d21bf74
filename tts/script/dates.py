"""Dates as publications write them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_HAN_DIGITS = "〇一二三四五六七八九"
_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        # 2015-01-24, 2015/1/24, 2015.1.24, 2015年1月24日
        r"(?<!\d)(?P<year>\d{4})\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})(?!\d)",
        # 二〇一五年一月二十四日
        rf"(?P<year>[{_HAN_DIGITS}○零]{{4}})年(?P<month>{_HAN_NUMBER})月(?P<day>{_HAN_NUMBER})日",
        # 20150124, alone
        r"(?<![\d-])(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![\d-])",
        # January 24th, 2015
        rf"\b{_MONTH}\s{_DAY}(?:,|\s|,\s)\s?(?P<year>\d{{4}})\b",
        # 24 January 2015, the 24th of January, 2015, 24-Jan-2015
        rf"\b{_DAY}(?:\sof)?[\s-]{_MONTH}(?:,?\s|-)(?P<year>\d{{4}})\b",
        # 3-14-91, 1/24/2015: the month first, as Americans write it; the day first where it cannot be the month
        r"(?<![\d./-])(?P<month>\d{1,2})(?P<mark>[-/.])(?P<day>\d{1,2})(?P=mark)(?P<year>\d{4}|(?<!\.)\d{2})(?![\d./-])",
    )
)


def iso_date(text: str) -> str:
    """The first date in `text` as `2015-01-24`; empty when there is none that exists."""
    for _, date in sorted(_dates(text)):
        return date
    return ""


def _dates(text: str) -> Iterator[tuple[int, str]]:
    """(where, date) of the first of each shape that exists."""
    for shape in _SHAPES:
        for found in shape.finditer(text):
            if date := _date(found):
                yield found.start(), date
                break


def _date(found: re.Match[str]) -> str:
    year, month, day = _year(found["year"]), _number(found["month"]), _number(found["day"])
    if month > 12 >= day:
        month, day = day, month
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _year(text: str) -> int:
    """A year of two figures is the one that lies nearest before 2069, as everywhere since POSIX said so."""
    year = _number(text)
    return year if len(text) > 2 else year + (1900 if year > 68 else 2000)


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if text[:3].lower() in _MONTHS:
        return _MONTHS.index(text[:3].lower()) + 1
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * (_number(tens) if tens else 1) + (_number(ones) if ones else 0)
    return int("".join(str("〇一二三四五六七八九".index(char.replace("○", "〇").replace("零", "〇"))) for char in text))
