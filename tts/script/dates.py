"""Dates as publications write them."""

from __future__ import annotations

import datetime
import re

_NUMBERS = re.compile(r"(?<!\d)(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_WORDS = re.compile(rf"\b{_MONTH}\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s(\d{{4}})\b", re.IGNORECASE)
_WORDS_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s{_MONTH},?\s(\d{{4}})\b", re.IGNORECASE)


def iso_date(text: str) -> str:
    """The first date in `text` as `2015-01-24`; empty when there is none that exists."""
    if found := _NUMBERS.search(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _WORDS.search(text):
        year, month, day = int(found[3]), _MONTHS.index(found[1].lower()) + 1, int(found[2])
    elif found := _WORDS_DAY_FIRST.search(text):
        year, month, day = int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1])
    else:
        return ""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""
