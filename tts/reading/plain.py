"""Different characters for the same thing → one: widths, script variants, circled figures; pictures are taken out."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from tts.reading.roman import NUMERAL, roman
from tts.reading.rule import rows
from tts.text import simplified

_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_KEEP_WIDE = "，！？：；（）"
"""Chinese punctuation, which has its own meaning for the rules and the voice."""

_SINGLE = str.maketrans({
    **{wide: narrow for wide, narrow in _WIDE.items() if wide not in _KEEP_WIDE},
    **{chr(0x2080 + digit): str(digit) for digit in range(10)},
    **{chr(int(code, 16)): {"blank": " ", "nothing": ""}.get(sign, sign)
       for code, sign in rows(Path(__file__).parent / "data" / "same_signs.tsv")},
})  # fmt: skip

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\u00ad]")
_PICTURES = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u26ff\u2700-\u27bf\u2b00-\u2bff\u2190\u2191\u2193-\u21ff\u25a0-\u25ff\u2300-\u23ff\U000e0020-\U000e007f]+"
)
_GROUPED = re.compile(
    r"""
      (?<![\d.,+-]) \d{1,3} (?: [ \u00a0\u2009\u202f]\d{3} ){2,} (?![\d ]*\d)
    | (?<![\d.,]) \d{1,3} (?: [\u00a0\u2009\u202f]\d{3} )+ (?!\d)
    | (?<![\d.,A-Za-z][ ]) (?<![\d.,+-]) \d{1,3} [ ] \d{3} (?= [ ]? [万亿元人公米千吨克美欧名家户次] )
    """,
    re.VERBOSE,
)
"""Thousands set apart by a blank: `1 234 567`, or `1 234` before what is counted."""
_ENCLOSED = re.compile("[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3280-\u3289\u2160-\u217f]+")
_RAISED = re.compile(
    "(?<=\\d)[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]{2,}|(?<=\\d)[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]*[⁰¹⁴⁵⁶⁷⁸⁹][⁰¹²³⁴⁵⁶⁷⁸⁹]*|(?<=10)⁻[²³]|(?<=[A-Za-z])[⁴⁵⁶⁷⁸⁹]"
)
_VULGAR = re.compile("(\\d*)([\u00bc-\u00be\u2150-\u215e])")
_ACUTE_PAUSES = re.compile(r"\.{3,}|。{2,}|…+")
_STAMP = re.compile(r"(?<=\d{4}-\d\d-\d\d)T(?=\d\d:\d\d)")
_DASHES = re.compile(r"[—–―─－-]{2,}|[―─]")


def plain(text: str) -> str:
    """`text` in one spelling of widths, signs and script; emoji and other pictures become a blank."""
    text = _INVISIBLE.sub("", text)
    text = _GROUPED.sub(lambda found: re.sub(r"\s", "", found.group()), text)
    text = _PICTURES.sub(" ", text.translate(_SINGLE))
    text = _STAMP.sub(" ", text)
    text = _ENCLOSED.sub(_enclosed, text)
    text = _RAISED.sub(lambda found: "^" + unicodedata.normalize("NFKC", found.group()).replace("\u2212", "-"), text)
    text = _VULGAR.sub(_vulgar, text)
    text = _DASHES.sub("——", _ACUTE_PAUSES.sub("……", text))
    return simplified(text)


def _enclosed(found: re.Match[str]) -> str:
    """`③` → `3`, `Ⅳ` → `4`, `㈠` → `1`; the figure is then read like any other. Of several, each by itself."""
    numeral = unicodedata.normalize("NFKC", found.group()).upper()
    if len(found.group()) > 1 and re.fullmatch(NUMERAL, numeral):
        return str(roman(numeral))  # ⅩⅡ
    return "、".join(f"{unicodedata.numeric(sign, 0):.0f}" for sign in found.group())


def _vulgar(found: re.Match[str]) -> str:
    fraction = unicodedata.normalize("NFKC", found[2]).replace("\u2044", "/")
    return f"{found[1]}又{fraction}" if found[1] else fraction
