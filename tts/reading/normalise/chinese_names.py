"""Figures that belong to a name in Chinese: versions, ordinals, numerals, letters with figures."""

from __future__ import annotations

import re

from tts.reading.normalise.chinese_figures import cardinal, digits, number, order, year
from tts.reading.normalise.chinese_measures import TO
from tts.reading.normalise.roman import ROMAN, roman
from tts.reading.normalise.rules import Match, Rule, rule


def _version(m: Match) -> str:
    parts = m[2].split(".")
    address = len(parts) == 4 and (any(len(part) == 3 for part in parts) or parts[0] in {"10", "127"})
    return (m[1] or "") + "点".join(
        digits(part, one="幺" if len(part) > 1 else "一") if address else number(part) for part in parts
    )


def _letters_and_figures(m: Match) -> str:
    figures = m[2]
    if "." in figures:
        return m[1] + number(figures)
    if re.fullmatch(r"(?:19[5-9]|20[0-4])\d", figures):
        return m[1] + year(figures)
    hundreds = m[1] == "ISO" and re.fullmatch(r"[1-9]00", figures)
    counts = hundreds or (len(figures) < 3 and figures[0] != "0")
    return m[1] + (cardinal(figures) if counts else digits(figures, one="幺" if len(figures) > 2 else "一"))


def _series(m: Match) -> str:
    """`i7-13700` is one name, `Q1-3` two ends of a range."""
    letters, first, second = (part for part in m.groups() if part)
    if len(second) < 3 and float(second) > float(first):
        return f"{letters}{cardinal(first)}到{cardinal(second)}"
    return f"{letters}{_code(first)}{'' if letters == 'i' else '杠'}{_code(second)}"


def _code(figures: str) -> str:
    if re.fullmatch(r"(?:19|20)\d\d", figures):
        return year(figures)
    whole, _, rest = figures.partition(".")
    return (cardinal(whole) if len(whole) < 3 else digits(whole, one="幺")) + (f"点{digits(rest)}" if rest else "")


NAMES: tuple[Rule, ...] = (
    # versions and dotted numbers
    rule(r"(?i)(?<![A-Za-z])(v|ver\.?|version)\s?(\d+(?:\.\d+)+)", _version),
    rule(r"()(?:(?<=[A-Za-z])\s)?(?<![\d.])(\d+(?:\.\d+){2,})(?![\d.])", _version),
    # ordinals
    rule(r"第[（(]([一二三四五六七八九十\d]+)[）)]", lambda m: "第" + order(m[1])),
    rule(r"第([一二三四五六七八九十\d]+)[（(]([一二三四五六七八九十\d]+)[）)]", lambda m: f"第{order(m[1])}、{order(m[2])}" if order(m[1]) != order(m[2]) else f"第{order(m[1])}（{order(m[2])}）"),
    rule(rf"第(\d+){TO}第?(\d+)", lambda m: f"第{order(m[1])}到第{order(m[2])}"),
    rule(r"第\s?(\d+(?:\.\d+)+)(?=[节条款章页])", lambda m: "第" + "点".join(cardinal(part) for part in m[1].split("."))),
    rule(r"第\s?(\d+)", lambda m: "第" + order(m[1])),
    rule(r"(?i)(?<![A-Za-z])no\.?\s?(\d+)(?=$|[^\d])(?!\.\d)", lambda m: "第" + order(m[1])),
    rule(r"(?i)\btop\s?(\d+)", lambda m: "top" + order(m[1])),
    rule(r"(\d+)\s?#(?=[楼栋号机])", lambda m: order(m[1]) + "号"),
    rule(r"#\s?(\d+)(?!\d)", lambda m: order(m[1]) + "号"),
    rule(r"(?<![\d.])(\d{3,4})(?=(?:号)?(?:房间|室|航班|次列车|路(?:公交|车)))", lambda m: digits(m[1], one="幺")),
    rule(r"(?<![\d.])2(?=[号日楼层级等班线期届环月版代科组队](?!多|以上))(?!层楼)", lambda _: "二"),
    (ROMAN, lambda m: cardinal(str(roman(m.group())))),
    # letters and figures
    rule(r"(?<![A-Za-z])(K?N)(95|99)(?!\d)", lambda m: m[1] + digits(m[2])),
    rule(r"(?<![A-Za-z])([A-Za-z]+)[-\s]?(\d+(?:\.\d+)?)-(\d+)([BM])(?![A-Za-z])", lambda m: f"{m[1]}{number(m[2])}杠{number(m[3])}{m[4]}"),
    rule(r"(?<![A-Za-z\d])([A-Za-z]+)(\d{1,4})-(\d{1,5})(?![\d.])|(?<![A-Za-z\d])([A-Z]+)\s(\d{2,5}(?:\.\d+)?)-((?:19|20)\d\d)(?!\d)", _series),
    rule(r"(?<=\d)\s?[xX]\s?(?=\d)", lambda _: "乘"),
    rule(r"(?<![A-Za-z0-9])([BCDGMOPV])2([BCDGMPVX]|O(?![A-Za-z0-9]))(?![A-Za-z0-9])", lambda m: f"{m[1]} to {m[2]}"),
    rule(r"(?<![A-Za-z])([A-Za-z]+)[-\s]?(\d+(?:\.\d+)?)(?![\d.]*\d)(?=$|[^年月日个万亿元%\d人岁倍次位名])", _letters_and_figures),
    rule(r"([歼运轰直东风长征神舟嫦娥天宫号])-(\d+)", lambda m: m[1] + (cardinal(m[2]) if len(m[2]) < 3 else digits(m[2], one="幺"))),
)  # fmt: skip
