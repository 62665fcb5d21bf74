"""Web and mail addresses."""

from __future__ import annotations

import re
from collections.abc import Callable

from tts.reading.normalise.chinese_figures import digits
from tts.reading.normalise.english_figures import digits as english_digits

_TOP = r"(?:com|cn|net|org|edu|gov|io|ai|tv|me|app|dev|info|biz|hk|tw|uk|us|jp|de|fr|eu|co|cc|xyz)"

ADDRESS = re.compile(
    r"(?:https?|ftp)://[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*[A-Za-z0-9/_=]"
    r"|[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?<![A-Za-z0-9.])(?:localhost|\d{1,3}(?:\.\d{1,3}){3}):\d+(?:/[A-Za-z0-9._~/?#=&%-]*[A-Za-z0-9/_=])?"
    r"|(?<![A-Za-z0-9_])[A-Za-z0-9]+(?:_[A-Za-z0-9]+)+(?![A-Za-z0-9_])"
    rf"|(?<![A-Za-z0-9.@])(?:www\.)?(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+{_TOP}(?![A-Za-z0-9])(?:/[A-Za-z0-9._~/?#=&%-]*[A-Za-z0-9/_=])?"
)

_CHINESE = {".": "点", "/": "斜杠", "-": "杠", "_": "下划线", "@": "艾特", "?": "问号", "=": "等于", "&": "和", ":": "冒号",
            "#": "井号", "~": "波浪号", "%": "百分号", "+": "加"}  # fmt: skip
_ENGLISH = {".": "dot", "/": "slash", "-": "dash", "_": "underscore", "@": "at", "?": "question mark", "=": "equals", "&": "and",
            ":": "colon", "#": "hash", "~": "tilde", "%": "percent", "+": "plus"}  # fmt: skip
_KNOWN = {"www": "W W W", "com": "com", "cn": "C N", "net": "net", "org": "org", "edu": "E D U", "gov": "gov", "io": "I O", "hk": "H K",
          "tw": "T W", "uk": "U K", "us": "U S", "tv": "T V", "ai": "A I", "html": "H T M L", "htm": "H T M"}  # fmt: skip


def chinese_address(found: re.Match[str]) -> str:
    """`www.huxiu.com/1` → W W W 点 huxiu 点 com 斜杠 一. The protocol is left out: nobody says it."""
    return _said(found.group(), _CHINESE, digits)


def english_address(found: re.Match[str]) -> str:
    """`a@b.org` → a at b dot org."""

    return _said(found.group(), _ENGLISH, english_digits)


def _said(address: str, signs: dict[str, str], figures: Callable[[str], str]) -> str:
    address = re.sub(r"^[a-z]+://", "", address).rstrip("/")
    parts = re.findall(r"[A-Za-z]+|\d+|.", address)
    words = []
    for part in parts:
        if part.isdecimal():
            words.append(figures(part))
        elif part.isalpha():
            words.append(_KNOWN.get(part.lower(), part))
        else:
            words.append(signs.get(part, ""))
    return " ".join(word for word in words if word)
