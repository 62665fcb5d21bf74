"""English lengths, weights, fractions, sizes and multiples."""

from __future__ import annotations

import re

from tts.reading.en.figures import cardinal, number, ordinal
from tts.reading.en.pieces import listed
from tts.reading.rule import NUMBER, Match, Rule, any_of, by_name, compiled
from tts.reading.units import ENGLISH_UNITS

_LONG_UNIT = any_of(unit for unit in ENGLISH_UNITS if len(unit) > 1)
FRACTION = r"(?<![\w/.]) (\d+)/(\d+) (?! [\w/] | \.\d )"
_FRACTIONS = {"1/2": "one half", "1/4": "one quarter", "3/4": "three quarters"}
_DETERMINED = r"\b (?: (an?) | the|this|that|its|his|her|their|our|my|your|each|every|another|new|first ) \s $"
_NOUN = rf"-an?- | [\s-] (?! {listed('no_nouns.txt')} \b ) [a-z]{{3,}}"
_PRICED = rf"[\s-] {listed('priced.txt')} \b"
_SIDE = r"(?: by|wide|tall|long|deep|thick|high|across|TV|screen|display|monitor|pipe|wheel ) \b"
_POLES = {"N": "north", "S": "south", "E": "east", "W": "west"}


def before_noun(m: Match) -> bool:
    """Whether what was found describes the word behind it, as in `a $2bn market`: then dollar, not dollars."""
    if compiled(_PRICED).match(m.string, m.end()):
        return True
    before = re.search(_DETERMINED, m.string[max(0, m.start() - 10) : m.start()], re.I | re.X)
    return before is not None and compiled(_NOUN).match(m.string, m.end()) is not None


def said_unit(m: Match) -> str:
    name = ENGLISH_UNITS.get(m["unit"], "inches")
    if (m["n"] == "1" and not m["a"]) or m["hyphen"] == "-" or before_noun(m):
        name = _one(name)
    return (f"{number(m['a'])} to " if m["a"] else "") + f"{number(m['n'])} {name}"


def _one(name: str) -> str:
    irregular = {"feet": "foot", "inches": "inch", "square feet": "square foot"}
    return irregular.get(name) or re.sub(r"s\b", "", name, count=1)


def _inches(m: Match) -> str:
    """`11"`, unless the mark closes a quotation."""
    before = m.string[: m.start()]
    if m.group()[-1] in '"”' and (len(re.findall(r'(?<!\d)"', before)) % 2 or "“" in before):
        return m.group()
    return f"{number(m[1])} {'inch' if m[1] == '1' or before_noun(m) else 'inches'}"


def said_fraction(m: Match) -> str:
    """`1/2` → one half, `2/3` → two thirds, `120/80` → one hundred twenty over eighty."""
    if m.group() in _FRACTIONS:
        return _FRACTIONS[m.group()]
    top, bottom = m[1], m[2]
    if (int(bottom) > 30 and int(bottom) not in {32, 64, 100, 1000}) or int(bottom) < 2:
        return f"{cardinal(top)} over {cardinal(bottom)}"
    said = "half" if bottom == "2" else "quarter" if bottom == "4" else ordinal(bottom)
    return f"{cardinal(top)} {said if top == '1' else said.replace('half', 'halve') + 's'}"


def _fraction(figures: str) -> str:
    return compiled(FRACTION).sub(said_fraction, figures)


def _mixed(m: Match) -> str:
    part = "a half" if m[2] == "1/2" else "a quarter" if m[2] == "1/4" else _fraction(m[2])
    return f"{number(m[1])} and {part}"


def _part(m: Match) -> str:
    return f"{_fraction(m[1])} {_one(ENGLISH_UNITS[m[2]])}" if m[2] else f"{_fraction(m[3])} "


def _picture(m: Match) -> str:
    pairs = ((m[1], m[2]), (m[3] or m[5], m[4] or m[6]))
    return " by ".join(f"{cardinal(a)} {cardinal(b) if b != '00' else 'hundred'}" for a, b in pairs)


def _points(m: Match) -> str:
    return f"{number(m[1])} out of {number(m[2])}"


MEASURES: tuple[Rule, ...] = (
    Rule(
        "and a half", r"(?<![\d.]) (\d+) (?:\s|又|-) (\d/\d{1,2}) (?![\d/])", _mixed, "2½ hours → two and a half hours"
    ),
    Rule(
        "feet",
        r"(?<![\w.]) (\d{1,2}) ['’′] (?= \s(?:tall|wide|long|deep|high)\b )",
        lambda m: cardinal(m[1]) + (" foot" if m[1] == "1" else " feet"),
        "6' tall → six feet tall",
    ),
    Rule(
        "points out of so many",
        r"""
          (?<![\w/.]) (\d+)/(\d+) (?= \s(?:score|rating|stars|review|points)\b )
        | (?<![\w/.]) (\d+\.\d+)/(5|10|100) (?![\d/.])
        """,
        lambda m: _points(m) if m[1] else f"{number(m[3])} out of {number(m[4])}",
        """
        a 5/5 score → a five out of five score
        a 9.5/10 rating → a nine point five out of ten rating
        """,
    ),
    Rule(
        "part of a unit",
        rf"(?<![\w/.]) (\d+/\d+) \s?-? ((?!in\b){_LONG_UNIT}) (?![A-Za-z\d/]) | (?<![\w/.]) (\d+/\d+) - (?=[a-z])",
        _part,
        """
        1/4 tsp → one quarter teaspoon
        a 3/4-inch bolt → a three quarters inch bolt
        """,
    ),
    Rule(
        "degrees of the compass",
        rf"({NUMBER})° \s? ([NSEW]) (?![A-Za-z])",
        lambda m: f"{number(m[1])} degrees {_POLES[m[2]]}",
        "40°N → forty degrees north",
    ),
    Rule(
        "feet and inches",
        r"(?<!\d) (\d) \s? ['’′] (\d{1,2}) [\"”″]? (?!\w)",
        lambda m: f"{cardinal(m[1])} foot {cardinal(m[2])}",
        "5'10\" tall → five foot ten tall",
    ),
    Rule(
        "power of ten",
        rf"(?<![\d.]) ({NUMBER}) \s? [x×*] \s? 10\^(-?\d+)",
        lambda m: f"{number(m[1])} times ten to the power of {number(m[2])} ",
        "6.02×10²³ → six point zero two times ten to the power of twenty three",
        needs="^",
    ),
    Rule(
        "size of a picture",
        r"\b (\d{2})(\d\d) \s?[x×]\s? (?: (\d{2})(\d\d) | (\d)([1-9]\d) ) \b (?! \s?(?:mm|cm|m|ft|in)\b | \s?= )",
        _picture,
        "1920x1080 → nineteen twenty by ten eighty",
    ),
    Rule(
        "so many by so many",
        rf"(?<![\d.]) ({NUMBER}) \s?[x×]\s? (?={NUMBER}) (?! \d+ (?: \s?[×x*+]\s?\d+ )* \s?= )",
        lambda m: f"{number(m[1])} by ",
        "a 3x4 grid → a three by four grid",
    ),
    Rule(
        "meters of a race",
        r"""
        \b (\d+)m
        (?= \s(?:dash|sprint|race|final|hurdles|relay|freestyle|butterfly|backstroke|record|title|gold)\b )
        """,
        lambda m: f"{cardinal(m[1])} meter",
        "100m dash → one hundred meter dash",
    ),
    Rule(
        "so many times", r"(?<![\w.]) (\d+(?:\.\d+)?)x \b", lambda m: f"{number(m[1])} X", "10x growth → ten X growth"
    ),
    Rule(
        "inches in letters",
        rf"""
        (?<![\w.]) (?P<a>) (?P<n>{NUMBER}) (?P<hyphen>) \s? (?P<unit>in) \b \.?
        (?= \s* (?: $ | [,;)] ) | \s {_SIDE} )
        """,
        said_unit,
        "6 ft 3 in → six feet three inches",
    ),
    Rule(
        "inches",
        rf"({NUMBER}) \s? (?: [\"”] (?= \s? (?: $ | [x×,.;)] | {_SIDE} ) ) | ″ )",
        _inches,
        '8.5" x 11" → eight point five inches by eleven inches',
    ),
    Rule(
        "by, between sides",
        r"(?<=inches) \s?[x×]\s? (?=\w)",
        by_name(" by "),
        '8.5" x 11" → eight point five inches by eleven inches',
        needs="x×",
    ),
    Rule(
        "unit without a figure",
        r"(?<![A-Za-z\d]) ( km/h | mph | m/s | mg/dL | mg/kg | kg/m³ | g/cm³ | kWh ) (?![A-Za-z\d/])",
        lambda m: ENGLISH_UNITS[m[1]],
        "km/h vs. mph → kilometers per hour versus miles per hour",
        needs="/h",
    ),
)
