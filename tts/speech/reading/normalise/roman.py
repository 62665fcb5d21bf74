"""Roman numerals."""

from __future__ import annotations

import re

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

_NUMERAL = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"

ROMAN = re.compile(
    rf"(?<=第){_NUMERAL}(?![A-Za-z])"
    rf"|(?<![A-Za-z0-9]){_NUMERAL}(?=[期型级类章卷季部代世区号])"
    rf"|(?<=[\u4e00-\u9fff])(?:II|III|IV|VI|VII|VIII|IX|XI|XII|XIII|XIV|XV|XVI)(?![A-Za-z0-9])"
)
"""Where capital letters are a numeral in Chinese: after 第, before 期 型 级 …, or two and more behind a word."""

ROMAN_IN_ENGLISH = re.compile(
    rf"\b(?P<word>Chapter|Part|Volume|Book|Act|Phase|Type|Class|Article|Title|Section|War|Bowl|Level|Stage|Episode|Grade)"
    rf" (?P<numeral>{_NUMERAL})\b(?!')"
)
REGNAL = re.compile(
    rf"\b(?P<name>Henry|Louis|Charles|George|Edward|Elizabeth|William|James|Richard|Pope [A-Z][a-z]+|John Paul|Benedict|Pius|Nicholas"
    rf"|Napoleon|Philip|Alexander|Catherine|Frederick|Rama|Ramses|Mary|Leo) (?P<numeral>{_NUMERAL})\b"
)


def roman(numeral: str) -> int:
    """`XIV` → 14. `numeral` is a well-formed one."""
    total = 0
    for letter, following in zip(numeral, [*numeral[1:], ""], strict=True):
        value = _VALUES[letter]
        total += -value if following and _VALUES[following] > value else value
    return total
