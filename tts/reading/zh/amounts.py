"""Chinese money, percentages, temperatures and units."""

from __future__ import annotations

import re
from decimal import Decimal

from tts.reading.rule import NUMBER, Match, Rule, any_of
from tts.reading.units import CURRENCIES, UNITS
from tts.reading.zh.figures import amount, cardinal, counted, digits, number
from tts.reading.zh.pieces import ALONE, BIG, DIGIT, TO

_UNIT = any_of(UNITS)
_CURRENCY = any_of(CURRENCIES)
_ENGLISH_BIG = {
    "million": 10**6, "billion": 10**9, "trillion": 10**12, "thousand": 10**3, "mln": 10**6, "mn": 10**6, "bn": 10**9,
    "tn": 10**12, "m": 10**6, "b": 10**9, "t": 10**12, "k": 1000,
}  # fmt: skip
_MULTIPLE = rf"(?: {BIG} | (?i: {any_of(_ENGLISH_BIG)} ) {ALONE} )"
_POLES = {"N": "北纬", "S": "南纬", "E": "东经", "W": "西经", "": ""}


def _money(m: Match) -> str:
    big = m["big"] or ""
    figures = re.sub(r"\.00$|(?<=\.\d)0$", "", m["n"])
    name = CURRENCIES[m["sign"].upper()]
    if scale := _ENGLISH_BIG.get(big.lower(), 0):
        first = _regrouped(m["a"], scale) + "到" if m["a"] else ""
        return first + _regrouped(figures, scale) + name
    return (f"{amount(m['a'], m['a_big'] or '')}到" if m["a"] else "") + amount(figures, big) + name


def _money_behind(m: Match) -> str:
    scale = _ENGLISH_BIG.get((m["big"] or "").lower(), 0)
    return (_regrouped(m["n"], scale) if scale else amount(m["n"], m["big"] or "")) + CURRENCIES[m["sign"].upper()]


def _regrouped(figures: str, scale: int) -> str:
    """An English multiple in Chinese groups: 1.2 billion → 十二亿."""
    value = Decimal(figures.replace(",", "")) * scale
    for size, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        if value >= size:
            return counted(f"{(value / size).normalize():f}") + name
    return counted(f"{value.normalize():f}")


def _unit(m: Match) -> str:
    first = f"{number(m['a'])}到" if m["a"] else ""
    figures, big, name = m["n"], m["big"] or "", UNITS[m["unit"]] + (f"每{UNITS[m['per']]}" if m["per"] else "")
    if name.startswith("摄氏度") or name == "华氏度":
        return _below_zero(first) + _below_zero(counted(figures)) + name
    said = first + amount(figures, big)
    for per in ("每小时", "每秒", "每分钟"):
        if name.endswith(per) and not m["per"]:
            return per + said + name.removesuffix(per)
    return said + name


def _below_zero(said: str) -> str:
    return "零下" + said[1:] if said.startswith("负") else said


def _percent(m: Match) -> str:
    sign = {"%": "百分之", "‰": "千分之"}[m["sign"]]
    if not m["a"]:
        return _signed(m["n"], sign)
    second = _signed(m["n"], sign) if m["mark"] else number(m["n"])
    return f"{_signed(m['a'], sign)}到{second}"


def _signed(figures: str, front: str) -> str:
    if figures[:1] in "+-":
        return {"-": "负", "+": "正"}[figures[0]] + front + number(figures[1:])
    return front + number(figures)


def _angle(m: Match) -> str:
    minutes = (cardinal(m["minutes"]) + "分" if m["minutes"] else "") + (cardinal(m["s"]) + "秒" if m["s"] else "")
    return f"{_POLES[m['pole'] or '']}{number(m['n'])}度{minutes}"


def _thousands(m: Match) -> str:
    return f"{number(m[1])}{m[2].upper()}到{number(m[3])}{m[4].upper()}"


AMOUNTS: tuple[Rule, ...] = (
    Rule(
        "money behind its sign",
        rf"""
        (?<![A-Za-z]) (?P<sign>{_CURRENCY}) \s?
        (?: (?P<a>{NUMBER}) \s? (?P<a_big>{_MULTIPLE})? {TO} {_CURRENCY}? \s? )?
        (?P<n>{NUMBER}) \s? (?P<big> {BIG}(?!\S?元) | {_MULTIPLE} )? [元块]?
        """,
        _money,
        """
        £30万 → 三十万英镑
        人均￥300-500 → 人均三百到五百元
        价格区间$20-$25 → 价格区间二十到二十五美元
        """,
    ),
    Rule(
        "money before its sign",
        rf"(?P<n>{NUMBER}) \s? (?P<big>{_MULTIPLE})? \s? (?P<sign> {_CURRENCY} ) {ALONE} (?<=[A-Z¥€£$])",
        _money_behind,
        "300万RMB → 三百万元",
    ),
    Rule(
        "blood pressure",
        r"(?<!\d) (\d{2,3}) / (\d{2,3}) \s? mmHg",
        lambda m: f"{cardinal(m[1])}比{cardinal(m[2])}毫米汞柱",
        "血压120/80mmHg → 血压一百二十比八十毫米汞柱",
    ),
    Rule(
        "percent",
        rf"""
        (?P<a> (?<![A-Za-z0-9]) [-+]?{NUMBER} )? (?P<mark>[%‰])? (?(a){TO})
        (?P<n> [-+]?{NUMBER} ) \s? (?P<sign>[%‰])
        """,
        _percent,
        """
        -3% → 负百分之三
        3-5% → 百分之三到五
        5‰ → 千分之五
        """,
        needs="%‰",
    ),
    Rule(
        "angle",
        rf"""
        (?P<n>{NUMBER}) ° (?: (?P<minutes>\d+) \s? [′'’] (?: (?P<s>\d+) \s? [″"”] )? )? \s? (?P<pole>[NSEW])?
        (?<![\d°]) {ALONE}
        """,
        _angle,
        """
        30°N → 北纬三十度
        北纬39°54′ → 北纬三十九度五十四分
        """,
        needs="°",
    ),
    Rule(
        "amount with its unit",
        rf"""
        (?: (?P<a> (?<![A-Za-z0-9]) [-+]?{NUMBER} ) {_UNIT}? {TO} )?
        (?P<n> (?<![A-Za-z0-9]) [-+]?{NUMBER} | {NUMBER} ) \s? (?P<big>{BIG})? \s?
        (?P<unit>{_UNIT}) {ALONE} (?: / (?P<per>{_UNIT}) {ALONE} )? (?!\d)
        """,
        _unit,
        """
        3kg → 三公斤
        -5℃ → 零下五摄氏度
        """,
    ),
    Rule(
        "ten thousands in letters",
        rf"(?<![A-Za-z\d.]) ({NUMBER}) [wW] {ALONE} ( {TO} (?=\d) )?",
        lambda m: amount(m[1], "万") + ("到" if m[2] else ""),
        """
        粉丝数200w+ → 粉丝数两百万加
        年薪50w-80w → 年薪五十万到八十万
        """,
    ),
    Rule(
        "multiple in letters",
        rf"""
          (?<![A-Za-z\d.=+*/(-]) (?P<last>{NUMBER}) [xX] (?! [A-Za-z\d\u4e00-\u9fff×] )
        | (?<![A-Za-z\d.]) (?P<n>{NUMBER}) x (?=[\u4e00-\u9fff])
        """,
        lambda m: counted(m["last"] or m["n"]) + "倍",
        "PE倍数从30x降到15x → PE倍数从三十倍降到十五倍",
    ),
    Rule(
        "thousands in letters, from and to",
        rf"(?<![A-Za-z\d.]) ({NUMBER}) ([A-Za-z]{{0,2}}) \s*[-~–—]\s* ({NUMBER}) ([kKGMT]B?) (?![A-Za-z\d])",
        _thousands,
        "月薪15k-20k → 月薪十五K到二十K",
    ),
    Rule(
        "height, or time of a sprint",
        r"(?<!\d) (\d{1,2}) ([米秒]) (\d{2}) (?! [\d.] | \s?[个次人] )",
        lambda m: f"{counted(m[1])}{m[2]}{digits(m[3])}",
        """
        他1米83，75公斤 → 他一米八三，七十五公斤
        男子100米决赛成绩9秒58 → 男子一百米决赛成绩九秒五八
        """,
    ),
    Rule(
        "feet and inches",
        r"(?<![\d°度]) (\d) \s? ['’′] (\d{1,2}) (?: [\"”″] | (?=\D|$) ) (?<![年月日])",
        lambda m: f"{counted(m[1])}英尺{cardinal(m[2])}英寸",
        "身高5'10\" → 身高五英尺十英寸",
    ),
    Rule(
        "unit behind a power",
        rf"(?<=次方) \s? (/?) ({_UNIT}) {ALONE}",
        lambda m: ("每" if m[1] else "") + UNITS[m[2]],
        """
        光速约为3×10^8m/s → 光速约为三乘以十的八次方米每秒
        白细胞计数5.6×10^9/L → 白细胞计数五点六乘以十的九次方每升
        """,
        needs=DIGIT,
    ),
)
