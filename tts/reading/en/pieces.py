"""The pieces of English patterns: months, multiples, what joins the ends of a range."""

from __future__ import annotations

from pathlib import Path

from tts.reading.rule import any_of, words

DATA = Path(__file__).parent / "data"

TO = r"\s*(?:[-~–—]|\bto\b)\s*"
"""Between the ends of a range."""
BIG = "(?:hundred|thousand|million|billion|trillion)"
SHORT = {
    "k": "thousand", "m": "million", "mn": "million", "mm": "million", "mln": "million", "b": "billion",
    "bn": "billion", "bln": "billion", "t": "trillion", "tn": "trillion", "trn": "trillion",
}  # fmt: skip
"""Letters for multiples behind a figure."""
MONTHS = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "May": "May", "Jun": "June", "Jul": "July",
    "Aug": "August", "Sep": "September", "Sept": "September", "Oct": "October", "Nov": "November", "Dec": "December",
}  # fmt: skip
_WHOLE_MONTH = any_of(set(MONTHS.values()) - {"May", "March"})
MONTH = rf"(?P<month> (?i:{_WHOLE_MONTH}) | May | March | {any_of(set(MONTHS) - {'May'})} \b \.? )"
"""In small letters too, but for those that are words."""
DAYS = {"Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday",
        "Thurs": "Thursday", "Fri": "Friday", "Sat": "Saturday", "Sun": "Sunday"}  # fmt: skip
ORDINAL_END = "(?:st|nd|rd|th)"
STARTER = rf"(?:{any_of(words(DATA / 'sentence_starters.txt'))}\b)"
"""A word that begins a sentence: the point before it was not only that of an abbreviation."""
ALONE = r"(?![A-Za-z\d])"
"""Neither letter nor figure behind."""


def listed(name: str) -> str:
    """A pattern that finds one of the words of `data/<name>`; `_` in a word is a blank."""
    return any_of(word.replace("_", " ") for word in words(DATA / name))
