"""The pieces of Chinese patterns: measure words, multiples, what joins the ends of a range."""

from __future__ import annotations

from pathlib import Path

from tts.reading.rule import any_of, words

DATA = Path(__file__).parent / "data"

HAN = "\u4e00-\u9fff"
"""Inside brackets: a Chinese character."""
DIGIT = "零一二三四五六七八九十百千万亿两点半"
"""Inside brackets: a character of a number in words."""
MEASURE = "(?:" + "|".join(sorted(words(DATA / "measures.txt"), key=len, reverse=True)) + ")"
"""What follows a count."""
BIG = r"(?:[十百千]?[万亿兆]|[百千])"
"""What multiplies a figure."""
TO = r"\s*(?:[-~–—至到]|——|--)\s*"
"""Between the ends of a range."""
FREE = r"(?<![\dA-Za-z.])"
"""No figure, letter or point before."""
ALONE = r"(?![A-Za-z])"
"""No letter behind."""
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
MONTH = r"(?:1[0-2]|0?[1-9])"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
HOUR = r"(?:[01]?\d|2[0-4])"
SIXTY = r"[0-5]\d"


def listed(name: str) -> str:
    """A pattern that finds one of the words of `data/<name>`."""
    return any_of(words(DATA / name))
