"""English text with figures and signs → words. The rules run in order; each one's outcome has no figures left."""

from __future__ import annotations

import re

from tts.speech.reading.normalise.addresses import ADDRESS, english_address
from tts.speech.reading.normalise.english_figures import cardinal, digits, number, ordinal, plural, year
from tts.speech.reading.normalise.roman import REGNAL, ROMAN_IN_ENGLISH, roman
from tts.speech.reading.normalise.rules import NUMBER, Match, rule
from tts.speech.reading.normalise.units import ENGLISH_UNITS

_TO = r"\s*(?:[-~–—]|to)\s*"
_BIG = r"hundred|thousand|million|billion|trillion"
_SHORT = {"k": "thousand", "K": "thousand", "m": "million", "M": "million", "mn": "million", "b": "billion", "B": "billion",
          "bn": "billion", "tn": "trillion"}  # fmt: skip
_CURRENCIES = {
    "US$": ("dollar", "cent"), "HK$": ("Hong Kong dollar", "cent"), "A$": ("Australian dollar", "cent"), "C$": ("Canadian dollar", "cent"),
    "$": ("dollar", "cent"), "€": ("euro", "cent"), "£": ("pound", "penny"), "¥": ("yuan", ""), "RMB": ("yuan", ""), "₹": ("rupee", ""),
    "₩": ("won", ""),
}  # fmt: skip
_MONEY = "|".join(re.escape(sign) for sign in _CURRENCIES)
_MONTHS = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "May": "May", "Jun": "June", "Jul": "July", "Aug": "August",
    "Sep": "September", "Sept": "September", "Oct": "October", "Nov": "November", "Dec": "December",
}  # fmt: skip
_NAMES = list(dict.fromkeys(_MONTHS.values()))
_MONTH = r"(?P<month>(?:January|February|March|April|May|June|July|August|September|October|November|December)|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_UNITS = "|".join(re.escape(unit) for unit in sorted(ENGLISH_UNITS, key=len, reverse=True))
_WORDS = {
    "Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miz", "Dr.": "Doctor", "Prof.": "Professor", "St.": "Saint", "Jr.": "Junior",
    "Sr.": "Senior", "vs.": "versus", "vs": "versus", "etc.": "et cetera", "e.g.": "for example", "i.e.": "that is", "approx.": "approximately",
    "Inc.": "Incorporated", "Ltd.": "Limited", "Co.": "Company", "Corp.": "Corporation", "Gov.": "Governor", "Sen.": "Senator",
    "Rep.": "Representative", "Gen.": "General", "Capt.": "Captain", "Lt.": "Lieutenant", "Mt.": "Mount", "dept.": "department",
    "w/": "with", "w/o": "without",
}  # fmt: skip
_ABBREVIATION = re.compile(
    r"(?<![A-Za-z])(" + "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True)) + r")(?![A-Za-z])"
)
_FRACTION = re.compile(r"(?<![\w/])(\d+)/(\d+)(?![\w/])")
_DAYS = {"Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday", "Thurs": "Thursday",
         "Fri": "Friday", "Sat": "Saturday", "Sun": "Sunday"}  # fmt: skip
_SHORT_NAMES = _DAYS | _MONTHS
_NAME = "|".join(sorted(_SHORT_NAMES, key=len, reverse=True))
_SIGNS = {
    ">": "more than ",
    "<": "less than ",
    "≥": "at least ",
    "≤": "at most ",
    "±": "plus or minus ",
    "~": "about ",
    "≈": "about ",
}
_FRACTIONS = {"1/2": "one half", "1/4": "one quarter", "3/4": "three quarters"}
_YEAR_BEFORE = (
    r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Ff]rom|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id|[Oo]f|year|[Aa]round|[Cc]irca|[Tt]o|and|spring|"
    r"summer|autumn|fall|winter|through|[Tt]he|[Bb]ack in)\s"
)
_COUNT_AFTER = r"(?!\s(?:people|men|women|years|employees|companies|workers|jobs|times|miles|dollars|users|customers|of|percent|or|new|such|other|different|points|words|students|soldiers|or so|kilometers|meters|pages)\b)"


def english(text: str) -> str:
    """`text` (as `plain` leaves it) with everything written out that has to be."""
    for pattern, said in _RULES:
        text = pattern.sub(said, text)
    return re.sub(r"[ \t]+", " ", text).strip()


def _month(m: Match) -> str:
    name = m["month"].rstrip(".")
    return _MONTHS.get(name, name)


def _month_first(m: Match) -> str:
    return f"{_month(m)} {ordinal(m['day'])}" + (f", {year(m['year'])}" if m["year"] else "")


def _day_first(m: Match) -> str:
    the = "" if m["the"] else "the "
    return f"{m['the'] or the}{ordinal(m['day'])} of {_month(m)}" + (f", {year(m['year'])}" if m["year"] else "")


def _iso(m: Match) -> str:
    return f"{_NAMES[int(m[2]) - 1]} {ordinal(m[3])}, {year(m[1])}"


def _time(m: Match) -> str:
    hour, minute, half = m["h"], m["m"], m["half"]
    said = cardinal(hour)
    if minute and int(minute):
        said += (" oh " if int(minute) < 10 else " ") + cardinal(minute)
    elif not half:
        said += " o'clock" if int(hour) <= 12 else " hundred"
    return said + (f" {' '.join(half.replace('.', '').upper())}" if half else "")


def _money(m: Match) -> str:
    one, cents = _CURRENCIES[m["sign"]]
    figures, big = m["n"], m["big"] or _SHORT.get(m["short"] or "", "")
    many = one if one in {"yuan", "won"} else f"{one}s"
    first = f"{number(m['a'])} to " if m["a"] else ""
    if big:
        return f"{first}{number(figures)} {big} {many}"
    whole, _, rest = figures.partition(".")
    if len(rest) == 2 and cents and not first:
        said = f"{number(whole)} {one if whole == '1' else many}"
        if int(rest):
            said += (
                f" and {cardinal(rest)} {cents if int(rest) == 1 else ('pence' if cents == 'penny' else cents + 's')}"
            )
        return said
    return f"{first}{number(figures)} {one if figures == '1' and not first else many}"


def _cents(m: Match) -> str:
    cents = _CURRENCIES[m["sign"]][1]
    many = "pence" if cents == "penny" else f"{cents}s"
    return f"{cardinal(m['n'])} {cents if int(m['n']) == 1 else many}"


def _unit(m: Match) -> str:
    name = ENGLISH_UNITS.get(m["unit"], "inches")
    if m["n"] == "1" and not m["a"]:
        name = name.replace("feet", "foot") if name == "feet" else re.sub(r"s\b", "", name, count=1)
    return (f"{number(m['a'])} to " if m["a"] else "") + f"{number(m['n'])} {name}"


def _fraction(m: Match) -> str:
    if m.group() in _FRACTIONS:
        return _FRACTIONS[m.group()]
    top, bottom = m[1], ordinal(m[2])
    return f"{cardinal(top)} {bottom if top == '1' else bottom + 's'}"


def _mixed(m: Match) -> str:
    part = "a half" if m[2] == "1/2" else "a quarter" if m[2] == "1/4" else _FRACTION.sub(_fraction, m[2])
    return f"{number(m[1])} and {part}"


def _slashed_date(m: Match) -> str:
    first, second = int(m[1]), int(m[2])
    month, day = (first, second) if first <= 12 else (second, first)
    return f"{_NAMES[month - 1]} {ordinal(str(day))}, {year(m[3])}" if month <= 12 and day <= 31 else m.group()


def _numbered(m: Match) -> str:
    """Rooms, flights, roads: `1203` → twelve oh three."""
    figures = m[2]
    if len(figures) == 4 and figures[2:] != "00":
        return f"{m[1]} {cardinal(figures[:2])} {year(figures[2:])}"
    return f"{m[1]} {_triple(figures) if len(figures) == 3 else number(figures)}"


def _letters(m: Match) -> str:
    figures = m[2]
    said = number(figures) if len(figures.replace(".", "")) < 3 or "." in figures else _triple(figures)
    return f"{m[1]} {said}"


def _triple(figures: str) -> str:
    """Model numbers: `747` → seven forty seven, `380` → three eighty; longer ones by digits."""
    if len(figures) == 3 and figures[1] != "0":
        return f"{digits(figures[0])} {cardinal(figures[1:])}"
    return digits(figures)


_RULES = (
    (ADDRESS, english_address),
    rule(r"(?<=[a-z]\s)St\.(?!\s[A-Z])", lambda _: "Street"),
    rule(r"\b(pp?)\.\s?(?=\d)", lambda m: "pages " if m[1] == "pp" else "page "),
    rule(r"\b(Fig|Vol|Ch)\.\s?(?=\d)", lambda m: {"Fig": "Figure ", "Vol": "Volume ", "Ch": "Chapter "}[m[1]]),
    rule(rf"\b({_NAME})\.?\s?[-–—]\s?({_NAME})\b\.?", lambda m: f"{_SHORT_NAMES[m[1]]} to {_SHORT_NAMES[m[2]]}"),
    rule(r"(?<![\w.)])([><≥≤±~≈])\s*(?=[-+]?[$€£]?\d)", lambda m: _SIGNS[m[1]]),
    rule(r"(?i)(?P<to>(?:\d\s?[ap]m|\d\s?[ap]\.m\.|:\d\d))\s?[-–—]\s?(?=\d{1,2}(?::\d\d|\s?[ap]\.?m))", lambda m: m["to"] + " to "),
    rule(r"(?<![\w.])\.(?=\d)", lambda _: "0."),
    (_ABBREVIATION, lambda m: _WORDS[m[1]]),
    rule(r"\b(?:[A-Z]\.){2,}(?=[A-Za-z\s,;:]|$)", lambda m: m.group().replace(".", "") + " "),
    rule(r"(?<!\d)(?:\+?1[-\s])?\(?\d{3}\)?[-\s.]\d{3}[-.]\d{4}(?!\d)", lambda m: digits(re.sub(r"\D", "", m.group()))),
    rule(r"(?i)(?<=call |dial |l at )(\d{3})-(\d{4})(?!\d)|\b(555)-(\d{4})(?!\d)", lambda m: digits("".join(filter(None, m.groups())))),
    rule(r"(?<!\d)\+\d{1,3}[-\s]\d[\d\s-]{6,}\d", lambda m: digits(re.sub(r"\D", "", m.group()))),
    rule(r"\b1[3-9]\d{9}\b", lambda m: digits(m.group())),
    # dates and times
    rule(r"\b([12]\d{3})[-/](0?[1-9]|1[0-2])[-/](0?[1-9]|[12]\d|3[01])\b", _iso),
    rule(r"(?<![\d/])(\d{1,2})/(\d{1,2})/([12]\d{3})(?![\d/])", _slashed_date),
    rule(rf"\b{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s(?P<year>[12]\d{{3}})(?!\d))?", _month_first),
    rule(rf"(?P<the>\b[Tt]he\s)?\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s(?P<year>[12]\d{{3}})\b)?", _day_first),
    rule(rf"\b{_MONTH},?\s(?P<year>[12]\d{{3}})\b", lambda m: f"{_month(m)} {year(m['year'])}"),
    rule(r"\b(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)\s?(?P<half>[ap]\.m\.|[ap]m\b|[AP]M\b)?", _time),
    rule(r"\b(?P<h>1[0-2]|[1-9])(?P<m>)\s?(?P<half>[ap]\.m\.|[ap]m\b|[AP]M\b)", _time),
    rule(r"(?<!\d)['’](\d)0s\b", lambda m: plural(cardinal(m[1] + "0"))),
    rule(r"\b([12]\d)(\d0)['’]?s\b", lambda m: plural(year(m[1] + m[2])) if m[2] != "00" else plural(cardinal(m[1]) + " hundred") if m[1] != "20" else "two thousands"),
    rule(r"\b([2-9]0)s\b", lambda m: plural(cardinal(m[1]))),
    rule(r"\b9/11\b", lambda _: "nine eleven"),
    rule(r"\b24/7\b", lambda _: "twenty four seven"),
    rule(r"\b50/50\b|\b50-50\b", lambda _: "fifty fifty"),
    rule(rf"\b([12]\d{{3}}){_TO}([12]\d{{3}})\b(?!\s?%)", lambda m: f"{year(m[1])} to {year(m[2])}"),
    # money, percent, units
    rule(rf"(?<![A-Za-z])(?P<sign>{_MONEY})\s?0\.(?P<n>\d\d)(?!\d)", _cents),
    rule(r"(?<![\d.])(\d+)(?:\s|又)(\d/\d{1,2})(?![\d/])", _mixed),
    rule(r"(?<!\d)(\d)\s?['’′](\d{1,2})[\"”″]?(?!\w)", lambda m: f"{cardinal(m[1])} foot {cardinal(m[2])}"),
    rule(r"\b(\d+)m(?=\s(?:dash|sprint|race|final|hurdles|relay|freestyle|butterfly|backstroke|record)\b)", lambda m: f"{cardinal(m[1])} meter"),
    rule(r"(?<![\d.])(\d+)\s?[x×]\s?(\d+)(?=\s?(?:m\b|cm|mm|ft|in\b|px|relay|meters|\s[a-z]))", lambda m: f"{number(m[1])} by {number(m[2])}"),
    rule(r"(?<![\w.])(\d+(?:\.\d+)?)x\b", lambda m: f"{number(m[1])} X"),
    rule(rf"(?<![\w.])(?P<a>)(?P<n>{NUMBER})\s?(?P<unit>in)\b\.?(?=\s*(?:$|[,;)])|\s(?:by|wide|long|tall|deep|thick|high|across)\b)", _unit),
    rule(r"\b([Rr]oom|[Ff]light|Boeing|[Ss]uite|[Rr]oute|[Hh]ighway|[Aa]partment|Airbus)\s(\d{3,4})\b(?![.,]\d)", _numbered),
    rule(rf"(?<![A-Za-z])(?P<sign>{_MONEY})\s?(?:(?P<a>{NUMBER}){_TO}(?:{_MONEY})?)?(?P<n>{NUMBER})(?:\s?(?P<big>{_BIG})\b|(?P<short>mn|bn|tn|[kKmMbB])\b)?", _money),
    rule(rf"(?:([-+]?{NUMBER})%?{_TO})?(?<![\w.])([-+]?{NUMBER})\s?%", lambda m: (f"{number(m[1])} to " if m[1] else "") + f"{number(m[2])} percent"),
    rule(rf"(?:(?P<a>(?<![\w.])-?{NUMBER}){_TO})?(?<![\w.])(?P<n>-?{NUMBER})\s?(?P<unit>{_UNITS})(?![A-Za-z\d/])", _unit),
    # names with numerals
    (ROMAN_IN_ENGLISH, lambda m: f"{m['word']} {cardinal(str(roman(m['numeral'])))}"),
    (REGNAL, lambda m: f"{m['name']} the {ordinal(str(roman(m['numeral'])))}"),
    rule(r"(?i)\bno\.\s?(?=\d)", lambda _: "number "),
    rule(r"#\s?(?=\d)", lambda _: "number "),
    rule(r"\b(\d+)(?:st|nd|rd|th)\b", lambda m: ordinal(m[1])),
    rule(r"\b([A-Z])(\d)([A-Z])\b", lambda m: f"{m[1]} {cardinal(m[2])} {m[3]}"),
    rule(r"(?i)\b(v|version)\s?(\d+(?:\.\d+)+)", lambda m: f"version {' point '.join(number(part) for part in m[2].split('.'))}"),
    rule(r"(?<![\d.])(\d+(?:\.\d+){2,})(?![\d.])", lambda m: " point ".join(number(part) for part in m[1].split("."))),
    rule(r"\b([A-Za-z]+)-?(\d+(?:\.\d+)?)\b(?![,.]\d)", _letters),
    rule(r"\b(\d+)([A-Z]+)\b", lambda m: f"{cardinal(m[1])} {m[2]}"),
    # ranges, scores, fractions, sums
    rule(rf"(?<![\w.])({NUMBER})\s*[-~–—]\s*({NUMBER})(?![\w.]*\d)", lambda m: f"{number(m[1])} to {number(m[2])}"),
    (_FRACTION, _fraction),
    rule(rf"({NUMBER})-(?=[A-Za-z])", lambda m: f"{number(m[1])} "),
    rule(rf"(?<=\d)\s*([+×=÷])\s*(?={NUMBER})", lambda m: {"+": " plus ", "×": " times ", "=": " equals ", "÷": " divided by "}[m[1]]),
    rule(rf"({NUMBER})\+", lambda m: f"{number(m[1])} plus"),
    rule(r"(?<![\w.])-(?=\d)", lambda _: "minus "),
    rule(r"\b(\d+):(\d+)\b", lambda m: f"{cardinal(m[1])} to {cardinal(m[2])}"),
    # plain numbers
    rule(rf"({_YEAR_BEFORE})(1[0-9]\d\d|20\d\d)\b(?![,.]\d){_COUNT_AFTER}", lambda m: m[1] + year(m[2])),
    rule(r"\b(1[5-9]\d\d|20\d\d)\b(?![,.]\d)(?=\s?[,.;:)?!]|$|\s(?:was|is|saw|when|and|the|to|a|edition|election|season|Olympics|World|financial|crisis|census|he|she|we|they|I)\b)", lambda m: year(m[1])),
    rule(rf"(?<![\d.,])({NUMBER})", lambda m: number(m[1])),
    rule(r"\d+", lambda m: digits(m.group())),
    rule(r"\s?&\s?", lambda _: " and "),
    rule(r"@", lambda _: " at "),
    rule(r"C\+\+", lambda _: "C plus plus"),
    rule(r"\bC#", lambda _: "C sharp"),
    rule(r"#(?=[A-Za-z])", lambda _: "hashtag "),
    rule(r"\s?²", lambda _: " squared"),
    rule(r"\s?³", lambda _: " cubed"),
    rule(r"§\s?", lambda _: "section "),
    rule(r"©\s?", lambda _: "copyright "),
    rule(r"\bWW(I{1,2})\b", lambda m: "World War " + ("one" if m[1] == "I" else "two")),
    rule(r"\b([A-Z])/([A-Z])\b", lambda m: f"{m[1]} {m[2]}"),
    rule(r"(?<=[A-Za-z])\s*/\s*(?=[A-Za-z])", lambda _: " or "),
)  # fmt: skip
