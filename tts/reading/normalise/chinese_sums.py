"""Chinese ranges, fractions, sums, and the plain numbers that no other rule knew."""

from __future__ import annotations

import re

from tts.reading.normalise.chinese_figures import amount, cardinal, counted, digits, number
from tts.reading.normalise.chinese_measures import BIG, DIGIT, FREE, MEASURES
from tts.reading.normalise.chinese_measures import TO as _TO
from tts.reading.normalise.rules import NUMBER, Match, Rule, rule

_SIGNS = {"+": "加", "-": "减", "×": "乘", "*": "乘", "x": "乘", "÷": "除以", "/": "除以", "=": "等于", "≠": "不等于", "≈": "约等于",
          ">": "大于", "<": "小于", "≥": "大于等于", "≤": "小于等于", "±": "正负"}  # fmt: skip


def _fraction(m: Match) -> str:
    whole = f"{number(m[1])}又" if m[1] else ""
    return f"{whole}{number(m[3])}分之{number(m[2])}"


def _range(m: Match) -> str:
    first, big, second, measure = m[1], m[2], m[3], m[4] or ""
    counts = re.match(f"{BIG}|{MEASURES}", measure) is not None
    said = counted if counts else number
    return f"{counted(first) + big if big else said(first)}到{said(second)}{measure}"


def _sum(m: Match) -> str:
    said = re.sub(NUMBER, lambda n: number(n.group()), m.group())
    return re.sub(r"\s*([-+×*÷/=≠≈<>≥≤±x])\s*", lambda sign: _SIGNS[sign[1]], said)


SUMS: tuple[Rule, ...] = (
    rule(rf"{FREE}(\d+)\s*[×*]\s*(\d+)(?=小时)", lambda m: f"{cardinal(m[1])}乘{cardinal(m[2])}"),
    rule(rf"{FREE}[-+±]?{NUMBER}(?:\s*[-+×*÷/]\s*{NUMBER})*\s*[=≠≈<>≥≤]\s*[-+]?{NUMBER}(?:\s*[-+×*÷/=]\s*{NUMBER})*", _sum),
    rule(rf"{FREE}{NUMBER}(?:\s*[+×*÷±x]\s*{NUMBER})+", _sum),
    rule(rf"[≥≤<>≈±≠]\s*{NUMBER}", _sum),
    rule(r"(?:(\d+)又)?(?<![\d/.])(\d+(?:\.\d+)?)/(\d+)(?![\d/])", _fraction),
    rule(rf"{FREE}(-?{NUMBER})({BIG}?){_TO}({NUMBER})({BIG}?(?:{MEASURES}|[多余几]|[^\s\d，。、,.!?！？；;：:）)A-Za-z-])?)(?![-\d])", _range),
    # plain numbers
    rule(rf"{FREE}({NUMBER})\s?({BIG}?(?:{MEASURES})?)\+(?![\d])", lambda m: amount(m[1], m[2]) + "加" if m[2] else number(m[1]) + "加"),
    rule(rf"(?<![A-Za-z0-9.)])-({NUMBER})", lambda m: "负" + number(m[1])),
    rule(rf"(?<![\d.,])({NUMBER})(\s?{BIG}[多余几]?)", lambda m: amount(m[1], m[2].strip())),
    rule(rf"(?<![\d.,])({NUMBER})(\s?[多余几]?(?:{MEASURES}))", lambda m: counted(m[1]) + m[2]),
    rule(r"(?<![\d.])(\d{8,})(?![\d.])", lambda m: digits(m[1]) if len(m[1]) > 12 or m[1][0] == "0" else cardinal(m[1])),
    rule(rf"(?<![\d.,])({NUMBER})(?![\d])", lambda m: number(m[1])),
    rule(r"\d+", lambda m: digits(m.group())),
    rule(rf"(?<=[{DIGIT}][万亿元年月日号岁个米克斤度吨秒分])\s*[-~–—]\s*(?=[{DIGIT}])", lambda _: "到"),
)  # fmt: skip
