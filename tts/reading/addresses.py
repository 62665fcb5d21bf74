"""Web and mail addresses, names of machines and files."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tts.reading.en.figures import digits as english_digits
from tts.reading.rule import Match, Rule, rows
from tts.reading.zh.figures import digits

_TOP = "(?:com|cn|net|org|edu|gov|io|ai|tv|me|app|dev|info|biz|hk|tw|uk|us|jp|de|fr|eu|co|cc|xyz)"
_LETTER = "[A-Za-z0-9]"
_PATH = "(?: / [A-Za-z0-9._~/?\\#=&%-]* [A-Za-z0-9/_=] )?"
_PATTERN = rf"""
      (?:https?|ftp):// [A-Za-z0-9._~:/?\#\[\]@!$&'()*+,;=%-]* [A-Za-z0-9/_=]
    | (?<![A-Za-z0-9._+-]) [A-Za-z0-9._+-]+ @ [A-Za-z0-9-]+ (?: \.[A-Za-z0-9-]+ )+
    | (?<![A-Za-z0-9.]) (?: localhost | \d{{1,3}} (?:\.\d{{1,3}}){{3}} ) :\d+ {_PATH}
    | (?<![A-Za-z0-9_]) {_LETTER}+ (?: _{_LETTER}+ )+ (?![A-Za-z0-9_])
    | (?<![A-Za-z0-9.@-]) (?: {_LETTER} [A-Za-z0-9-]* \. )+ {_TOP} (?!{_LETTER}) {_PATH}
"""
_SIGNS = rows(Path(__file__).parent / "data" / "address_signs.tsv")
_CHINESE = {sign: chinese for sign, chinese, _ in _SIGNS}
_ENGLISH = {sign: english for sign, _, english in _SIGNS}
_SPELLED = frozenset({"cn", "edu", "io", "hk", "tw", "uk", "us", "tv", "ai", "html", "htm", "www"})
"""Parts of addresses said letter by letter."""


def _said(address: str, signs: dict[str, str], figures: Callable[[str], str]) -> str:
    """Part by part. The protocol is left out: nobody says it."""
    address = re.sub(r"^[a-z]+://", "", address).rstrip("/")
    words = []
    for part in re.findall(r"[A-Za-z]+|\d+|.", address):
        if part.isdecimal():
            words.append(figures(part))
        elif part.isalpha():
            words.append(" ".join(part.upper()) if part.lower() in _SPELLED else part)
        else:
            words.append(signs.get(part, ""))
    return " ".join(word for word in words if word)


def _chinese(m: Match) -> str:
    return _said(m.group(), _CHINESE, digits)


def _english(m: Match) -> str:
    return _said(m.group(), _ENGLISH, english_digits)


CHINESE_ADDRESS = Rule(
    "address",
    _PATTERN,
    _chinese,
    """
    163.com → 一六三 点 com
    a_b@163.com → a 下划线 b 艾特 一六三 点 com
    微信号：wx_2023 → 微信号：wx 下划线 二零二三
    """,
    needs=".@_:",
)
ENGLISH_ADDRESS = Rule(
    "address",
    _PATTERN,
    _english,
    """
    www.example.com → W W W dot example dot com
    a@b.org → a at b dot org
    """,
    needs=".@_:",
)
