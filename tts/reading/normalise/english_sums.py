"""English ranges, scores, fractions, sums, plain numbers, and signs between words."""

from __future__ import annotations

import re

from tts.reading.normalise.english_amounts import FRACTION, said_fraction
from tts.reading.normalise.english_figures import cardinal, digits, number
from tts.reading.normalise.rules import NUMBER, Match, Rule, rule

_OPERATORS = {"+": " plus ", "-": " minus ", "−": " minus ", "×": " times ", "*": " times ", "x": " times ", "÷": " divided by ", "/": " divided by ",
              "=": " equals "}  # fmt: skip


def _sum(m: Match) -> str:
    said = re.sub(r"\s*([-+×*x÷/=])\s*", lambda sign: _OPERATORS[sign[1]], m.group())
    return re.sub(NUMBER, lambda found: number(found.group()), said)


SUMS: tuple[Rule, ...] = (
    rule(rf"(?<![\w.]){NUMBER}(?:\s*[-+×*x÷/]\s*{NUMBER})+\s*=\s*{NUMBER}", _sum),
    rule(rf"(?<![\w.])(-?{NUMBER})\s*[-~–—]\s*({NUMBER})(?![\w.]*\d)", lambda m: f"{number(m[1])} to {number(m[2])}"),
    (FRACTION, said_fraction),
    rule(rf"({NUMBER})-(?=[A-Za-z])", lambda m: f"{number(m[1])} "),
    rule(rf"(?<=\d)\s*([+×=÷*^])\s*(?=-?{NUMBER})", lambda m: {"+": " plus ", "×": " times ", "*": " times ", "=": " equals ", "÷": " divided by ", "^": " to the power of "}[m[1]]),
    rule(rf"({NUMBER})\+", lambda m: f"{number(m[1])} plus"),
    rule(r"(?<![\w.])-(?=\d)", lambda _: "minus "),
    rule(r"(?<![\w.])\+(?=\d)", lambda _: "plus "),
    rule(r"\b(\d+):(\d+)\b", lambda m: f"{cardinal(m[1])} to {cardinal(m[2])}"),
)  # fmt: skip

REST: tuple[Rule, ...] = (
    rule(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])", lambda _: " "),
    rule(rf"(?<![\d.,])({NUMBER})", lambda m: number(m[1])),
    rule(r"\d+", lambda m: digits(m.group())),
    rule(r"C\+\+", lambda _: "C plus plus"),
    rule(r"\bC#", lambda _: "C sharp"),
    rule(r"\s?&\s?", lambda _: " and "),
    rule(r"(?<=[A-Za-z])\+(?![+\w])", lambda _: " plus"),
    rule(r"@", lambda _: " at "),
    rule(r"#(?=[A-Za-z])", lambda _: "hashtag "),
    rule(r"\s?²", lambda _: " squared"),
    rule(r"\s?³", lambda _: " cubed"),
    rule(r"§\s?", lambda _: "section "),
    rule(r"©\s?", lambda _: "copyright "),
    rule(r"\s?[%]", lambda _: " percent"),
    rule(r"(?<=\S)\s?→\s?(?=\S)", lambda _: " to "),
    rule(r"(?<=[A-Za-z])\s?=\s?(?=[A-Za-z])", lambda _: " equals "),
    rule(r"(?<=[A-Za-z])\s\+\s(?=[A-Za-z])", lambda _: " plus "),
    rule(r"\\+", lambda _: " backslash "),
    rule(r"[→*™®|]+", lambda _: " "),
    rule(r"\b([A-Z]+)/([A-Z]+)\b", lambda m: f"{m[1]} {m[2]}"),
    rule(r"\band/or\b", lambda _: "and or"),
    rule(r"(?<=[A-Za-z])\s*/\s*(?=[A-Za-z])", lambda _: " or "),
    rule(r"\s+(?=[,.!?;:)](?:\s|$|[\"”’]))", lambda _: ""),
)  # fmt: skip
