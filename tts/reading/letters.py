"""Greek letters, which neither language's dictionary has."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from tts.reading.rule import Match, Rule, rows

_GREEK = {letter: (chinese, english) for letter, chinese, english in rows(Path(__file__).parent / "data" / "greek.tsv")}
_PATTERN = "[\u0391-\u03a9\u03b1-\u03c9\u00b5\u2126]"
_ALL = "".join(map(chr, (*range(0x391, 0x3AA), *range(0x3B1, 0x3CA), 0xB5, 0x2126)))


def _names(m: Match) -> tuple[str, str]:
    return _GREEK.get(unicodedata.normalize("NFKC", m.group()).lower(), (m.group(), m.group()))


GREEK_IN_CHINESE = Rule(
    "Greek letter",
    _PATTERN,
    lambda m: _names(m)[0],
    """
    π≈3.14 → 派约等于三点一四
    β受体阻滞剂 → 贝塔受体阻滞剂
    """,
    needs=_ALL,
)
GREEK_IN_ENGLISH = Rule("Greek letter", _PATTERN, lambda m: f" {_names(m)[1]} ", "α and β → alpha and beta", needs=_ALL)
