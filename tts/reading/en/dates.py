"""English dates, years and times of day."""

from __future__ import annotations

from tts.reading.en.figures import cardinal, ordinal, plural, year
from tts.reading.en.pieces import MONTH, MONTHS, ORDINAL_END, STARTER, TO, listed
from tts.reading.rule import Match, Rule, by_name, compiled

_NAMES = list(dict.fromkeys(MONTHS.values()))
_HALF = r"(?: [ap]\.m\.? | [ap]m\b | [AP]\.?M\b\.? )"
_TH = f"{ORDINAL_END}?"
_DASH = r"\s?[-–—]\s?"
_YEAR_BEFORE = rf"\b {listed('words_before_years.txt')} \s"
_NOT_PLURAL = rf"(?: {listed('no_plurals.txt')} | [a-z]*[sui]s ) \b"
_NOT_COUNTED = rf"""
    (?! \s (?: [a-z]+\s )? (?: people|men|women|children|percent|or[ ]so ) \b
      | \s (?! {_NOT_PLURAL} ) [a-z]+s \b
      | \s (?: of|new|such|other|different|more|square|cubic|per|US|American|local ) \s )
"""
"""A plural behind four figures makes them an amount."""
_AMOUNT_BEFORE = "".join(
    f"(?<!{word.replace(' ', '[ ]')}[ ])"
    for word in ("than", "about", "over", "nearly", "almost", "some", "least", "up to", "under", "roughly", "exactly")
)


def _month(m: Match) -> str:
    name = m["month"].rstrip(".")
    return MONTHS.get(name, name.title())


def _month_first(m: Match) -> str:
    last = f" to {ordinal(m['last'])}" if m["last"] else ""
    return f"{_month(m)} {ordinal(m['day'])}{last}" + (f", {year(m['year'])}" if m["year"] else "")


def _day_first(m: Match) -> str:
    said = f"{m['the'] or 'the '}{ordinal(m['day'])} of {_month(m)}"
    return said + (f", {year(m['year'])}" if m["year"] else "")


def _iso(m: Match) -> str:
    return f"{_NAMES[int(m[2]) - 1]} {ordinal(m[3])}, {year(m[1])}"


def _in_figures(m: Match) -> str:
    """`8/15/21`: the month is first, unless no month has that number."""
    first, second, figures = int(m["a"]), int(m["b"]), m["year"]
    month, day = (first, second) if first <= 12 else (second, first)
    if month > 12 or day > 31 or not month or not day:
        return m.group()
    whole = figures if len(figures) == 4 else ("19" if int(figures) > 40 else "20") + figures
    return f"{_NAMES[month - 1]} {ordinal(str(day))}, {year(whole)}"


def _time(m: Match) -> str:
    hour, minute, half = m["h"], m["m"] or m["dotted"], m["half"] or m["then"] or m["bare"]
    said = cardinal(hour)
    if minute and int(minute):
        said += (" oh " if int(minute) < 10 else " ") + cardinal(minute)
    elif not half:
        zone = compiled(r"\s (?: [A-Z]{2,4}\b | hours )").match(m.string, m.end())
        said += " hundred" if int(hour) > 12 else "" if zone else " o'clock"
    if not half:
        return said
    ends = half.endswith(".") and compiled(rf"\s{STARTER}").match(m.string, m.end())
    return f"{said} {' '.join(half.replace('.', '').upper())}" + ("." if ends else "")


def _half(half: str | None) -> str:
    return " " + " ".join(half.replace(".", "").upper()) if half else ""


def _duration(m: Match) -> str:
    named = zip(m.groups(), ("hour", "minute"), strict=True)
    return " ".join(f"{cardinal(figures)} {name}{'' if figures == '1' else 's'}" for figures, name in named)


def _short_years(m: Match) -> str:
    """`2015-16` → twenty fifteen to sixteen; `2015-08` is a month."""
    if int(m[2]) == (int(m[1][2:]) + 1) % 100 or (int(m[2]) > 12 and int(m[2]) > int(m[1][2:])):
        return f"{year(m[1])} to {year(m[2])}"
    return f"{_NAMES[int(m[2]) - 1]} {year(m[1])}" if m[2][0] in "01" and 1 <= int(m[2]) <= 12 else m.group()


def _decade(m: Match) -> str:
    century, rest = m["century"], m["rest"]
    if not century:
        return plural(cardinal(rest))
    if rest != "00":
        return plural(year(century + rest))
    return "two thousands" if century == "20" else plural(cardinal(century) + " hundred")


DATES: tuple[Rule, ...] = (
    Rule(
        "date, the year first",
        r"\b ([12]\d{3}) [-/.] (0?[1-9]|1[0-2]) [-/.] (0?[1-9]|[12]\d|3[01]) \b (?![.\d])",
        _iso,
        "2015-01-24 → January twenty fourth, twenty fifteen",
    ),
    Rule(
        "date in figures",
        r"""
        (?<![\d/]) (?P<a>\d{1,2}) (?P<sign>[/.]) (?P<b>\d{1,2}) (?P=sign)
        (?P<year> [12]\d{3} | (?<=/)\d{2} ) (?![\d/])
        """,
        _in_figures,
        """
        8/15/21 → August fifteenth, twenty twenty one
        05/14/2026 → May fourteenth, twenty twenty six
        """,
    ),
    Rule(
        "month and day",
        rf"""
        \b {MONTH} \s (?P<day>\d{{1,2}}) {_TH} (?: {_DASH} (?P<last>\d{{1,2}}) {_TH} )? (?! [\d:%] | \s?[ap]\.?m )
        (?: ,?\s (?P<year>[12]\d{{3}}) (?!\d) )?
        """,
        _month_first,
        """
        Nov. 3, 2020 → November third, twenty twenty
        March 15–18 → March fifteenth to eighteenth
        """,
    ),
    Rule(
        "day and month",
        rf"(?P<the>\b[Tt]he\s)? \b (?P<day>\d{{1,2}}) {_TH} \s (?:of\s)? {MONTH} (?: ,?\s (?P<year>[12]\d{{3}}) \b )?",
        _day_first,
        """
        24 January 2015 → the twenty fourth of January, twenty fifteen
        25th july 2012 → the twenty fifth of July, twenty twelve
        """,
    ),
    Rule(
        "month and year",
        rf"\b {MONTH} ,? \s (?P<year>[12]\d{{3}}) \b",
        lambda m: f"{_month(m)} {year(m['year'])}",
        "Nov 2020 → November twenty twenty",
    ),
    Rule(
        "from hour to hour",
        rf"""
        \b (?P<h>1[0-2]|[1-9]) (?P<m>) (?P<half>) {_DASH} (?= (?:1[0-2]|[1-9]) (?: :[0-5]\d )? \s? {_HALF} )
        | (?<=[ap]m) {_DASH} (?= \d{{1,2}} (?: :\d\d | \s?[ap]\.?m ) )
        """,
        lambda m: (cardinal(m["h"]) if m["h"] else "") + " to ",
        """
        8-10pm → eight to ten P M
        5am-6pm → five A M to six P M
        """,
    ),
    Rule(
        "time of day",
        rf"""
        (?<![:.]) \b (?P<h> [01]?\d | 2[0-4] )
        (?: : (?P<m>[0-5]\d) (?!\d|:\d) (?: \s? (?P<half>{_HALF}) )?
          | \. (?P<dotted>[0-5]\d) \s? (?P<then>{_HALF})
          | (?<!\b0) \s? (?P<bare>{_HALF}) )
        """,
        _time,
        """
        2.30 p.m. → two thirty P M
        7:45 → seven forty five
        10:00 → ten o'clock
        at 5 a.m. He left. → at five A M. He left.
        """,
    ),
    Rule(
        "hours, minutes and seconds",
        rf"(?<![\d:]) (\d{{1,2}}) : ([0-5]\d) : ([0-5]\d) (?![\d:]) (?: \s? ({_HALF}) )?",
        lambda m: f"{cardinal(m[1])} hours {cardinal(m[2])} minutes and {cardinal(m[3])} seconds{_half(m[4])}",
        """
        21:51:31 → twenty one hours fifty one minutes and thirty one seconds
        10:00:05 am → ten hours zero minutes and five seconds A M
        """,
    ),
    Rule(
        "hours and minutes",
        r"\b (\d+) \s? h(?:rs?)? \s? (\d+) \s? m(?:in)? \b",
        _duration,
        "2h 15m → two hours fifteen minutes",
    ),
    Rule(
        "year of two figures",
        r"(?<!\w) ['’‘] (\d\d) \b (?![\"”″'’])",
        lambda m: year(m[1]),
        "the '08 crash → the oh eight crash",
    ),
    Rule(
        "of a year",
        r"(?<![Tt]he[ ]) (?<!rly[ ]) (?<!ate[ ]) (?<![Ii]n[ ]) \b (20\d0) (?= ['’]s\s[a-z] )",
        lambda m: year(m[1]),
        "2020's worst day → twenty twenty's worst day",
    ),
    Rule(
        "from decade to decade",
        r"(?<=\d0s) [-–—] (?=['’]?\d0s | (?:1\d|20)\d0s )",
        by_name(" to "),
        "the 1960s-1980s → the nineteen sixties to nineteen eighties",
    ),
    Rule(
        "decade",
        r"\b (?P<century>1\d|20) (?P<rest>\d0) ['’]?s \b | (?<!\w) ['’‘]? (?<![\d.]) (?P<tens>[2-9]0) ['’]?s \b",
        lambda m: plural(cardinal(m["tens"])) if m["tens"] else _decade(m),
        """
        the 1800s → the eighteen hundreds
        the '80s → the eighties
        """,
    ),
    Rule(
        "year and the next",
        r"\b ((?:19|20)\d\d) [-–/] (\d\d) \b (?! [-–/.,]\d )",
        _short_years,
        "the 2023-24 season → the twenty twenty three to twenty four season",
    ),
    Rule(
        "from year to year",
        rf"""
        \b ([12]\d{{3}}) {TO} ([12]\d{{3}}) \b
        (?! \s?% | ,\d | \s(?:people|miles|dollars|words|calories|meters|feet|square) )
        """,
        lambda m: f"{year(m[1])} to {year(m[2])}",
        "JFK (1917–1963) → JFK (nineteen seventeen to nineteen sixty three)",
    ),
    Rule(
        "year of business",
        r"\b (FY|[QH]\d|CY|fiscal|season) [\s-]? '? ((?:19|20)\d\d) \b",
        lambda m: f"{m[1]} {year(m[2])}",
        "Q4 2023 results → Q four twenty twenty three results",
    ),
    Rule(
        "year of an era",
        r"(?<![\w.]) ([12]?\d{1,4}) \s (?= (?:BCE?|CE|AD|B\.C\.|A\.D\.)\b )",
        lambda m: (year(m[1]) if len(m[1]) == 4 else cardinal(m[1])) + " ",
        "1066 AD → ten sixty six AD",
    ),
)

YEARS: tuple[Rule, ...] = (
    Rule(
        "year",
        rf"""
          (?P<before> {_YEAR_BEFORE} ) (?P<a> 1\d{{3}} | 20\d\d ) \b (?![,.]\d) {_NOT_COUNTED}
        | (?<![\d.,$€£\#/+-]) {_AMOUNT_BEFORE} \b (?P<b> 19\d\d | 20[0-5]\d ) \b
          (?! [,.]\d | \s?[%×x*+=] ) {_NOT_COUNTED}
        """,
        lambda m: (m["before"] or "") + year(m["a"] or m["b"]),
        """
        In 1492, Columbus sailed. → In fourteen ninety two, Columbus sailed.
        JFK's 1961 speech → JFK's nineteen sixty one speech
        """,
    ),
)
"""Bare years, when everything else has been taken."""
