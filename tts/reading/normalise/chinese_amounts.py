"""Chinese money, percentages and units."""

from __future__ import annotations

import re
from decimal import Decimal

from tts.reading.normalise.chinese_figures import amount, cardinal, counted, number
from tts.reading.normalise.chinese_measures import BIG, TO
from tts.reading.normalise.rules import NUMBER, Match, Rule, rule
from tts.reading.normalise.units import CURRENCIES, UNITS

_UNITS = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_MONEY = "|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True))
_NOT_LETTER = r"(?![A-Za-z])"
_ENGLISH_BIG = {
    "million": 10**6, "billion": 10**9, "trillion": 10**12, "thousand": 10**3, "mln": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12,
    "m": 10**6, "b": 10**9, "t": 10**12, "k": 1000,
}  # fmt: skip
_MULTIPLE = r"(?i:million|billion|trillion|thousand|mln|mn|bn|tn|[mbtk])(?![A-Za-z])"


def _money(m: Match) -> str:
    figures, big = re.sub(r"\.00$|(?<=\.\d)0$", "", m["n"]), m["big"] or ""
    scale = _ENGLISH_BIG.get(big.lower(), 0)
    return (_regrouped(figures, scale) if scale else amount(figures, big)) + CURRENCIES[m["sign"].upper()]


def _regrouped(figures: str, scale: int) -> str:
    """An English multiple in Chinese groups: 1.2 billion → 十二亿."""
    value = Decimal(figures.replace(",", "")) * scale
    for size, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        if value >= size:
            return counted(f"{(value / size).normalize():f}") + name
    return counted(f"{value.normalize():f}")


def _money_range(m: Match) -> str:
    big = m["big"] or ""
    scale = _ENGLISH_BIG.get(big.lower(), 0)
    if scale:
        return f"{_regrouped(m['a'], scale)}到{_regrouped(m['n'], scale)}{CURRENCIES[m['sign']]}"
    return f"{amount(m['a'], m['abig'] or '')}到{amount(m['n'], big)}{CURRENCIES[m['sign']]}"


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


AMOUNTS: tuple[Rule, ...] = (
    # money
    rule(rf"(?<![A-Za-z])(?P<sign>{_MONEY})\s?(?P<a>{NUMBER})\s?(?P<abig>{BIG}|{_MULTIPLE})?{TO}(?:{_MONEY})?\s?(?P<n>{NUMBER})\s?(?P<big>{BIG}(?!\S?元)|{_MULTIPLE})?(?:元|块)?", _money_range),
    rule(rf"(?<![A-Za-z])(?P<sign>{_MONEY})\s?(?P<n>{NUMBER})\s?(?P<big>{BIG}|{_MULTIPLE})?(?:元|块)?", _money),
    rule(rf"(?P<n>{NUMBER})\s?(?P<big>{BIG}|{_MULTIPLE})?\s?(?P<sign>(?i:RMB|CNY|USD|EUR|GBP|HKD|JPY|TWD|AUD|CAD|SGD|KRW|CHF)|[¥$€£]){_NOT_LETTER}", _money),
    # percent, temperature, units
    rule(r"(?<!\d)(\d{2,3})/(\d{2,3})(?=\s?mmHg)", lambda m: f"{cardinal(m[1])}比{cardinal(m[2])}"),
    rule(r"(?<=[一二三四五六七八九十百零])\s?mmHg", lambda _: "毫米汞柱"),
    rule(rf"(?P<a>(?<![A-Za-z0-9])[-+]?{NUMBER})?(?P<mark>[%‰])?(?(a){TO})(?P<n>[-+]?{NUMBER})\s?(?P<sign>[%‰])", _percent),
    rule(rf"(?:(?P<a>(?<![A-Za-z0-9])[-+]?{NUMBER})(?:{_UNITS})?{TO})?(?P<n>(?<![A-Za-z0-9])[-+]?{NUMBER}|{NUMBER})\s?(?P<big>{BIG})?\s?(?P<unit>{_UNITS}){_NOT_LETTER}(?:/(?P<per>{_UNITS}){_NOT_LETTER})?(?![\d])", _unit),
    # multiples in letters: 10w+, 20x, 15k-20k
    rule(rf"(?<![A-Za-z\d.])({NUMBER})([kKwW])?{TO}({NUMBER})[wW](?![A-Za-z])", lambda m: f"{amount(m[1], '万' if m[2] else '')}到{amount(m[3], '万')}"),
    rule(rf"(?<![A-Za-z\d.])({NUMBER})w(?![A-Za-z])", lambda m: amount(m[1], "万")),
    rule(rf"(?<![A-Za-z\d.=+*/(-])({NUMBER})[xX](?![A-Za-z\d\u4e00-\u9fff×])|(?<![A-Za-z\d.])({NUMBER})x(?=[\u4e00-\u9fff])", lambda m: counted(m[1] or m[2]) + "倍"),
    rule(rf"(?<![A-Za-z\d.])({NUMBER})([A-Za-z]{{0,2}})\s*[-~–—]\s*({NUMBER})([kKGMT]B?)(?![A-Za-z\d])", lambda m: f"{number(m[1])}{m[2].upper()}到{number(m[3])}{m[4].upper()}"),
)  # fmt: skip
