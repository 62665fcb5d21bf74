"""Roman numerals."""

from __future__ import annotations

import re

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

NUMERAL = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"

ROMAN = re.compile(
    rf"(?<=第){NUMERAL}(?![A-Za-z])"
    rf"|(?<![A-Za-z0-9]){NUMERAL}(?=[期型级类章卷季部代世区号])"
    rf"|(?<=[\u4e00-\u9fff])(?:II|III|IV|VI|VII|VIII|IX|XI|XII|XIII|XIV|XV|XVI)(?![A-Za-z0-9])"
)
"""Where capital letters are a numeral in Chinese: after 第, before 期 型 级 …, or two and more behind a word."""

_NAMES = (
    "Henry|Louis|Charles|George|Edward|Elizabeth|William|James|Richard|Pope [A-Z][a-z]+|John Paul|Paul|Benedict|Pius|Nicholas|Napoleon|Philip"
    "|Felipe|Alexander|Catherine|Frederick|Rama|Ramses|Mary|Leo|Peter|Ivan|Ferdinand|Otto|Wilhelm|Leopold|Francis|Gregory|Urban|Innocent"
    "|Clement|Darius|Cyrus|Xerxes|Mehmed|Suleiman|Murad|Abdullah|Mohammed|Constantine|Justinian|Haakon|Harald|Margrethe|Gustav|Emmanuel"
    "|Ptolemy|Cleopatra|Christian|Alfonso|Carlos|Juan|Umberto|Rudolf|Maximilian|Boniface|Sixtus|Julius|Albert|Robert|Amenhotep|Thutmose"
)
ROMAN_IN_ENGLISH = re.compile(
    rf"\b(?P<word>(?i:Chapter|Part|Volume|Book|Act|Scene|Phase|Type|Class|Article|Title|Section|War|Bowl|Level|Stage|Episode|Grade|Tier"
    rf"|Category|Appendix|Figure|Table|Group|Factor|Season|Mark|Vatican|Schedule|Annex|Division|Unit|GTA|Civilization|Fantasy|Diablo|Rocky)) (?P<numeral>{NUMERAL})\b(?!['’])"
)
REGNAL = re.compile(rf"\b(?P<name>{_NAMES}) (?P<numeral>{NUMERAL})\b(?!['’][mvl])")
NUMERAL_IN_TITLE = re.compile(
    r"\b(?P<word>(?!The\b|An?\b|In\b|On\b|At\b|And\b|Or\b|By\b|For\b|To\b)[A-Z][a-z]+) "
    r"(?P<numeral>II|III|IV|VI|VII|VIII|IX|XI|XII|XIII|XIV|XV|XVI)\b"
)
"""Two letters and more behind a name: Apollo XIII, Rocky IV."""


def roman(numeral: str) -> int:
    """`XIV` → 14. `numeral` is a well-formed one."""
    total = 0
    for letter, following in zip(numeral, [*numeral[1:], ""], strict=True):
        value = _VALUES[letter]
        total += -value if following and _VALUES[following] > value else value
    return total
