"""Roman numerals."""

from __future__ import annotations

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

NUMERAL = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"

ROMAN = rf"""
      (?<=第) {NUMERAL} (?![A-Za-z])
    | (?<![A-Za-z0-9]) {NUMERAL} (?=[期型级类章卷季部代世区号])
    | (?<=[\u4e00-\u9fff]) (?: X?(?:II|III|IV|VI|VII|VIII|IX)|XI|XV ) (?![A-Za-z0-9])
"""
"""Where capital letters are a numeral in Chinese: after 第, before 期 型 级 …, or two and more behind a word."""


def roman(numeral: str) -> int:
    """`XIV` → 14. `numeral` is a well-formed one."""
    total = 0
    for letter, following in zip(numeral, [*numeral[1:], ""], strict=True):
        value = _VALUES[letter]
        total += -value if following and _VALUES[following] > value else value
    return total
