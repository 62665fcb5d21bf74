"""English dates, years and times of day."""

from __future__ import annotations

import re

from tts.reading.normalise.english_figures import cardinal, ordinal, plural, year
from tts.reading.normalise.english_words import MONTHS, STARTERS
from tts.reading.normalise.rules import Match, Rule, rule

TO = r"\s*(?:[-~–—]|\bto\b)\s*"
_NAMES = list(dict.fromkeys(MONTHS.values()))
_MONTH = r"(?P<month>(?:January|February|March|April|May|June|July|August|September|October|November|December)|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_HALF = r"[ap]\.m\.?|[ap]m\b|[AP]\.?M\b\.?"
_YEAR_BEFORE = (
    r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Ff]rom|[Uu]ntil|[Tt]ill|[Bb]efore|[Aa]fter|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id|[Oo]f|year|[Aa]round|[Cc]irca|[Tt]o|and|spring|"
    r"summer|autumn|fall|winter|through|[Tt]he|[Bb]ack in|AD)\s"
)
_NOT_PLURAL = r"(?:was|is|has|does|this|as|its|us|his|always|across|versus|plus|less|unless|news|business|towards|perhaps|yes|thus|alas|class|[a-z]*[sui]s)\b"
_COUNT_AFTER = (
    rf"(?!\s(?:[a-z]+\s)?(?:people|men|women|children|percent|or so)\b|\s(?!{_NOT_PLURAL})[a-z]+s\b"
    r"|\s(?:of|new|such|other|different|more|square|cubic|per|US|American|local)\s)"
)
_AMOUNT_BEFORE = r"(?<!than )(?<!about )(?<!over )(?<!nearly )(?<!almost )(?<!some )(?<!least )(?<!up to )(?<!under )(?<!to about )(?<!roughly )(?<!exactly )"


def _month(m: Match) -> str:
    name = m["month"].rstrip(".")
    return MONTHS.get(name, name)


def _month_first(m: Match) -> str:
    return f"{_month(m)} {ordinal(m['day'])}" + (f", {year(m['year'])}" if m["year"] else "")


def _month_days(m: Match) -> str:
    return f"{_month(m)} {ordinal(m['day'])} to {ordinal(m['last'])}"


def _day_first(m: Match) -> str:
    the = "" if m["the"] else "the "
    return f"{m['the'] or the}{ordinal(m['day'])} of {_month(m)}" + (f", {year(m['year'])}" if m["year"] else "")


def _iso(m: Match) -> str:
    return f"{_NAMES[int(m[2]) - 1]} {ordinal(m[3])}, {year(m[1])}"


def _slashed_date(m: Match) -> str:
    first, second = int(m[1]), int(m[2])
    month, day = (first, second) if first <= 12 else (second, first)
    if month > 12 or day > 31 or not month or not day:
        return m.group()
    said = m[3] and year(m[3] if len(m[3]) == 4 else ("19" if int(m[3]) > 40 else "20") + m[3])
    return f"{_NAMES[month - 1]} {ordinal(str(day))}" + (f", {said}" if said else "")


def _time(m: Match) -> str:
    hour, minute, half = m["h"], m["m"], m["half"]
    said = cardinal(hour)
    if minute and int(minute):
        said += (" oh " if int(minute) < 10 else " ") + cardinal(minute)
    elif not half and not re.match(r"\s(?:[A-Z]{2,4}\b|hours)", m.string[m.end() :]):
        said += " o'clock" if int(hour) <= 12 else " hundred"
    elif not half and int(hour) > 12:
        said += " hundred"
    if not half:
        return said
    ends = half.endswith(".") and re.match(rf"\s{STARTERS}", m.string[m.end() :])
    return f"{said} {' '.join(half.replace('.', '').upper())}" + ("." if ends else "")


def _duration(m: Match) -> str:
    named = zip(m.groups(), ("hour", "minute", "second"), strict=True)
    return " ".join(f"{cardinal(figures)} {name}{'' if figures == '1' else 's'}" for figures, name in named if figures)


def _short_years(m: Match) -> str:
    """`2015-16` → twenty fifteen to sixteen; `2015-08` is a month."""
    if int(m[2]) == (int(m[1][2:]) + 1) % 100 or (int(m[2]) > 12 and int(m[2]) > int(m[1][2:])):
        return f"{year(m[1])} to {year(m[2])}"
    return f"{_NAMES[int(m[2]) - 1]} {year(m[1])}" if m[2][0] in "01" and 1 <= int(m[2]) <= 12 else m.group()


def _decade(m: Match) -> str:
    century, rest = m[1], m[2]
    if rest != "00":
        return plural(year(century + rest))
    return "two thousands" if century == "20" else plural(cardinal(century) + " hundred")


TIMES: tuple[Rule, ...] = (
    rule(r"\b([12]\d{3})[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])\b(?![.\d])", _iso),
    rule(r"(?<![\d/])(\d{1,2})[/.](\d{1,2})[/.]([12]\d{3})(?![\d/])|(?<![\d/])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<c>\d{2})(?![\d/])", lambda m: _slashed_date(m if m[1] else re.fullmatch(r"(\d+)/(\d+)/(\d+)", m.group()) or m)),
    rule(r"(?<=\b[Oo]n )(1[0-2]|0?[1-9])/([12]\d|3[01]|0?[1-9])()(?![\d/])(?!\sof)", _slashed_date),
    rule(rf"\b{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s?[-–—]\s?(?P<last>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])", _month_days),
    rule(rf"\b{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:%]|\s?[ap]\.?m)(?:,?\s(?P<year>[12]\d{{3}})(?!\d))?", _month_first),
    rule(rf"(?P<the>\b[Tt]he\s)?\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s(?P<year>[12]\d{{3}})\b)?", _day_first),
    rule(rf"\b{_MONTH},?\s(?P<year>[12]\d{{3}})\b", lambda m: f"{_month(m)} {year(m['year'])}"),
    rule(r"\b(Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\.(?=\s|$)", lambda m: MONTHS[m[1]]),
    rule(rf"\b(?P<h>1[0-2]|[1-9])(?P<m>)(?P<half>)(?=\s?[-–—]\s?(?:1[0-2]|[1-9])(?::[0-5]\d)?\s?(?:{_HALF}))\s?[-–—]\s?", lambda m: cardinal(m["h"]) + " to "),
    rule(rf"\b(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?!\d|:\d)(?:\s?(?P<half>{_HALF}))?", _time),
    rule(rf"\b(?P<h>1[0-2]|[1-9])(?P<m>)\s?(?P<half>{_HALF})", _time),
    rule(r"\b(\d+)\s?h(?:rs?)?\s?(\d+)\s?m(?:in)?\b(?:\s?(\d+)\s?s\b)?", _duration),
    rule(r"(?<!\w)['’‘](\d0)s\b", lambda m: plural(cardinal(m[1]))),
    rule(r"(?<!\w)['’‘](\d\d)\b(?![\"”″'’])", lambda m: year(m[1])),
    rule(r"(?<![Tt]he )(?<!rly )(?<!ate )(?<![Ii]n )\b(20\d0)(?=['’]s\s[a-z])", lambda m: year(m[1])),
    rule(r"\b(1\d|20)(\d0)['’]?s\b", _decade),
    rule(r"(?<![\d.])([2-9]0)['’]?s\b", lambda m: plural(cardinal(m[1]))),
    rule(r"\b((?:19|20)\d\d)[-–/](\d\d)\b(?![-–/.,]\d)", _short_years),
    rule(rf"\b([12]\d{{3}}){TO}([12]\d{{3}})\b(?!\s?%|,\d|\s(?:people|miles|dollars|words|calories|meters|feet|square))", lambda m: f"{year(m[1])} to {year(m[2])}"),
    rule(r"\b(FY|[QH]\d|CY|fiscal|season)[\s-]?'?((?:19|20)\d\d)\b", lambda m: f"{m[1]} {year(m[2])}"),
    rule(r"\b((?:19|20)\d\d)(?=\s?(?:Q\d|H\d|[A-Z][a-z]))", lambda m: year(m[1])),
    rule(r"(?<![\w.])([12]?\d{1,4})\s(?=(?:BCE?|CE|AD|B\.C\.|A\.D\.)\b)", lambda m: (year(m[1]) if len(m[1]) == 4 else cardinal(m[1])) + " "),
)  # fmt: skip

YEARS: tuple[Rule, ...] = (
    rule(rf"({_YEAR_BEFORE})(1[0-9]\d\d|20\d\d)\b(?![,.]\d){_COUNT_AFTER}", lambda m: m[1] + year(m[2])),
    rule(rf"(?<![\d.,$€£#/+-]){_AMOUNT_BEFORE}\b(19\d\d|20[0-5]\d)\b(?![,.]\d|\s?[%×x*+=]){_COUNT_AFTER}", lambda m: year(m[1])),
    rule(r"\b(1[5-9]\d\d|20\d\d)\b(?![,.]\d)(?=\s?[,.;:)?!]|$|\s(?:was|is|saw|when|and|the|to|a|edition|election|season|Olympics|World|financial|crisis|census|he|she|we|they|I)\b)", lambda m: year(m[1])),
)  # fmt: skip
"""Bare years, when everything else has been taken."""
