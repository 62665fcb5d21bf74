"""Figures that belong to a name in English: numerals, ordinals, versions, letters with figures."""

from __future__ import annotations

from tts.reading.en.codes import NUMBERED, triple
from tts.reading.en.figures import cardinal, number, ordinal, year
from tts.reading.en.pieces import ORDINAL_END, listed
from tts.reading.roman import NUMERAL, roman
from tts.reading.rule import Match, Rule

_NO_TITLE = "(?: The|An?|In|On|At|And|Or|By|For|To ) \\b"
_NAME = rf"(?: {listed('regnal_names.txt')} | Pope[ ][A-Z][a-z]+ | John[ ]Paul )"


def _letters(m: Match) -> str:
    letters, figures = m[1], m[2]
    if len(figures.replace(".", "")) < 3 or "." in figures:
        return f"{letters} {number(figures)}" + (" " if m.string[m.end() : m.end() + 1].isalpha() else "")
    if len(figures) == 4 and figures[:2] in {"19", "20"} and len(letters) > 1:
        return f"{letters} {year(figures)}"
    return f"{letters} {triple(figures)}"


def _version(m: Match) -> str:
    return ("version " if m[1] else "") + " point ".join(number(part) for part in m[2].split("."))


NAMES: tuple[Rule, ...] = (
    *NUMBERED,
    Rule(
        "Roman numeral behind a word",
        rf"\b (?P<word> {listed('words_before_numerals.txt')} ) [ ] (?P<numeral>{NUMERAL}) \b (?!['’])",
        lambda m: f"{m['word']} {cardinal(str(roman(m['numeral'])))}",
        "Super Bowl LIV → Super Bowl fifty four",
        needs="IVXL",
    ),
    Rule(
        "Roman numeral behind a ruler's name",
        rf"\b (?P<name>{_NAME}) [ ] (?P<numeral>{NUMERAL}) \b (?! ['’][mvl] )",
        lambda m: f"{m['name']} the {ordinal(str(roman(m['numeral'])))}",
        "Henry VIII → Henry the eighth",
        needs="IVXL",
    ),
    Rule(
        "world war",
        r"\b WW(II?) \b",
        lambda m: "World War " + ("one" if m[1] == "I" else "two"),
        "WWII veterans → World War two veterans",
        needs="W",
    ),
    Rule(
        "Roman numeral in a title",
        rf"""
        \b (?P<word> (?! {_NO_TITLE} ) [A-Z][a-z]+ ) [ ]
        (?P<numeral> X?(?:II|III|IV|VI|VII|VIII|IX) | XI | XV ) \b
        """,
        lambda m: f"{m['word']} {cardinal(str(roman(m['numeral'])))}",
        "Apollo XIII → Apollo thirteen",
        needs="IVX",
    ),
    Rule(
        "number, abbreviated",
        r"\b [Nn][Oo](s?)\. \s? (?=\d) | [#] \s? (?=\d)",
        lambda m: "numbers " if m[1] else "number ",
        """
        Nos. 1 and 2 → numbers one and two
        #1 in sales → number one in sales
        """,
    ),
    Rule(
        "ordinal",
        rf"\b (\d+) (?: ,(\d{{3}}) )? {ORDINAL_END} \b",
        lambda m: ordinal(m[1] + (m[2] or "")),
        "on the 15th → on the fifteenth",
    ),
    Rule(
        "version",
        r"\b ([vV]|[Vv]ersion) \s? (\d+(?:\.\d+)+) | (?<![\d.]) () (\d+(?:\.\d+){2,}) (?![\d.])",
        lambda m: _version(m) if m[1] else " point ".join(number(part) for part in m[4].split(".")),
        """
        v1.2.3 → version one point two point three
        iOS 17.2.1 → iOS seventeen point two point one
        """,
    ),
    Rule(
        "letters and figures",
        r"\b ([A-Za-z]+) -? (\d+(?:\.\d+)?) (?! \w*\d ) (?= [a-z]?\b ) (?![,.]\d)",
        _letters,
        """
        I-95 → I ninety five
        H2O2 → H two O two
        """,
    ),
)
