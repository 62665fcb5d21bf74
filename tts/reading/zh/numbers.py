"""Chinese powers, sums, fractions, ranges, and the plain numbers that no other rule knew."""

from __future__ import annotations

import re

from tts.reading.rule import NUMBER, Match, Rule, by_name
from tts.reading.zh.figures import amount, counted, digits, number
from tts.reading.zh.pieces import BIG, FREE, MEASURE, TO

_SIGNS = {"+": "加", "-": "减", "×": "乘", "*": "乘", "x": "乘", "÷": "除以", "/": "除以", "=": "等于", "≠": "不等于",
          "≈": "约等于", ">": "大于", "<": "小于", "≥": "大于等于", "≤": "小于等于", "±": "正负"}  # fmt: skip


def _power(m: Match) -> str:
    front = f"{number(m['n'])}乘以" if m["n"] else ""
    return f"{front}{number(m['base'])}的{number(m['power'])}次方"


def _fraction(m: Match) -> str:
    front = ("负" if m["minus"] else "") + (f"{number(m['whole'])}又" if m["whole"] else "")
    return f"{front}{number(m['bottom'])}分之{number(m['top'])}"


def _range(m: Match) -> str:
    first, big, second, measure = m[1], m[2], m[3], m[4] or ""
    counts = re.match(f"{BIG}|{MEASURE}", measure) is not None
    said = counted if counts else number
    return f"{counted(first) + big if big else said(first)}到{said(second)}{measure}"


def _sum(m: Match) -> str:
    said = re.sub(NUMBER, lambda n: number(n.group()), m.group())
    return re.sub(r"\s*([-+×*÷/=≠≈<>≥≤±x])\s*", lambda sign: _SIGNS[sign[1]], said)


POWERS: tuple[Rule, ...] = (
    Rule("at least, at most", "[<>]=", lambda m: {">=": "≥", "<=": "≤"}[m.group()], "2>=1 → 二大于等于一", needs="="),
    Rule("nothing before the point", r"(?<![\w.]) \. (?=\d)", by_name("0."), ".5 → 零点五", needs="."),
    Rule(
        "power",
        rf"(?: (?P<n>{NUMBER}) \s*[×xX*]\s* )? (?<![\d.]) (?P<base>\d+) \^ (?P<power>-?\d+) (?!\d)",
        _power,
        """
        1.23×10^8 → 一点二三乘以十的八次方
        10^3 → 十的三次方
        """,
        needs="^",
    ),
    Rule(
        "more, less, about",
        r"(?<![A-Za-z\d)=+×]) ([><≥≤≈±]) \s* (?=[-+]?\d)",
        lambda m: _SIGNS[m[1]],
        """
        >50% → 大于百分之五十
        误差在±5%以内 → 误差在正负百分之五以内
        """,
        needs="><≥≤≈±",
    ),
)

NUMBERS: tuple[Rule, ...] = (
    Rule(
        "sum",
        rf"""
          {FREE} [-+±]? {NUMBER} (?: \s*[-+×*÷/]\s* {NUMBER} )* \s*[=≠≈<>≥≤]\s* [-+]? {NUMBER}
          (?: \s*[-+×*÷/=]\s* {NUMBER} )*
        | {FREE} {NUMBER} (?: \s*[+×*÷±x]\s* {NUMBER} )+
        """,
        _sum,
        """
        10-3=7 → 十减三等于七
        6÷2 → 六除以二
        """,
        needs="+×*÷±x=≠≈<>≥≤",
    ),
    Rule(
        "fraction",
        r"""
        (?P<minus> (?<![\w.)]) - )? (?: (?P<whole>\d+)又 )?
        (?<![\d/.]) (?P<top>\d+(?:\.\d+)?) [ ]?/[ ]? (?P<bottom>\d+) (?![\d/])
        """,
        _fraction,
        """
        ½ → 二分之一
        -1/3 → 负三分之一
        2/5 → 五分之二
        """,
        needs="/",
    ),
    Rule(
        "range",
        rf"""
        {FREE} (-?{NUMBER}) ({BIG}?) {TO} ({NUMBER})
        ( {BIG}? (?: {MEASURE} | [多余几] | [^\s\d，。、,.!?！？；;：:）)A-Za-z-] )? ) (?![-\d])
        """,
        _range,
        """
        1～2周 → 一到两周
        2-3倍 → 两到三倍
        """,
    ),
    Rule("negative number", rf"(?<![A-Za-z0-9.)]) - ({NUMBER})", lambda m: "负" + number(m[1]), "-3 → 负三", needs="-"),
    Rule(
        "number with its multiple",
        rf"(?<![\d.,]) ({NUMBER}) ( \s?{BIG}[多余几]? )",
        lambda m: amount(m[1], m[2].strip()),
        """
        近2亿 → 近两亿
        1万2千 → 一万两千
        """,
    ),
    Rule(
        "count",
        rf"(?<![\d.,]) ({NUMBER}) ( \s?[多余几]?{MEASURE} )",
        lambda m: counted(m[1]) + m[2],
        "2倍 → 两倍",
    ),
    Rule("number", rf"(?<![\d.,]) ({NUMBER}) (?!\d)", lambda m: number(m[1]), "15 → 十五"),
    Rule("figures that are left", r"\d+", lambda m: digits(m.group()), "1.,2 → 一.,二"),
)
