"""English sums, ranges, fractions, and the plain numbers that no other rule knew."""

from __future__ import annotations

import re

from tts.reading.en.figures import cardinal, digits, number
from tts.reading.en.measures import FRACTION, said_fraction
from tts.reading.rule import NUMBER, Match, Rule, by_name

_OPERATORS = {"+": " plus ", "-": " minus ", "×": " times ", "*": " times ", "x": " times ", "÷": " divided by ",
              "/": " divided by ", "=": " equals ", "^": " to the power of "}  # fmt: skip


def _sum(m: Match) -> str:
    said = re.sub(r"\s*([-+×*x÷/=])\s*", lambda sign: _OPERATORS[sign[1]], m.group())
    return re.sub(NUMBER, lambda found: number(found.group()), said)


NUMBERS: tuple[Rule, ...] = (
    Rule(
        "sum",
        rf"(?<![\w.]) {NUMBER} (?: \s*[-+×*x÷/]\s* {NUMBER} )+ \s*=\s* {NUMBER}",
        _sum,
        "10 - 3 = 7 → ten minus three equals seven",
        needs="=",
    ),
    Rule(
        "range",
        rf"(?<![\w.]) (-?{NUMBER}) \s*[-~–—]\s* ({NUMBER}) (?![\w.]*\d)",
        lambda m: f"{number(m[1])} to {number(m[2])}",
        "1-3 years → one to three years",
    ),
    Rule("fraction", FRACTION, said_fraction, "3/4 → three quarters", needs="/"),
    Rule(
        "figure with a hyphen",
        rf"({NUMBER}) - (?=[A-Za-z])",
        lambda m: f"{number(m[1])} ",
        "7-Eleven → seven Eleven",
        needs="-",
    ),
    Rule(
        "operator",
        rf"(?<=\d) \s* ([+×=÷*^]) \s* (?=-?{NUMBER})",
        lambda m: _OPERATORS[m[1]],
        "10^-3 → ten to the power of minus three",
        needs="+×=÷*^",
    ),
    Rule("negative number", r"(?<![\w.]) - (?=\d)", by_name("minus "), "-5 → minus five", needs="-"),
    Rule(
        "ratio",
        r"\b (\d+):(\d+) \b",
        lambda m: f"{cardinal(m[1])} to {cardinal(m[2])}",
        "16:9 aspect ratio → sixteen to nine aspect ratio",
        needs=":",
    ),
)

REST: tuple[Rule, ...] = (
    Rule("figures among letters", r"(?<=[A-Za-z]) (?=\d) | (?<=\d) (?=[A-Za-z])", by_name(" "), "4chan → four chan"),
    Rule("number", rf"(?<![\d.,]) ({NUMBER})", lambda m: number(m[1]), "15 → fifteen"),
    Rule("figures that are left", r"\d+", lambda m: digits(m.group()), "1.,2 → one.,two"),
)
