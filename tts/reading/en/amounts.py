"""English money, percentages, and amounts of a unit."""

from __future__ import annotations

from tts.reading.en.figures import cardinal, number
from tts.reading.en.measures import before_noun, said_unit
from tts.reading.en.pieces import ALONE, BIG, DATA, SHORT, TO
from tts.reading.rule import NUMBER, Match, Rule, any_of, compiled, pairs
from tts.reading.units import ENGLISH_CURRENCIES, ENGLISH_UNITS

_SHORTS = "(?:mn|mm|mln|bn|bln|tn|trn|[kKmMbBT])"
_CURRENCY = any_of(ENGLISH_CURRENCIES)
_CODE = any_of(sign for sign in ENGLISH_CURRENCIES if sign.isalpha())
_UNIT = any_of(ENGLISH_UNITS)
_PER = pairs(DATA / "per.tsv")


def _money(m: Match) -> str:
    found = m.groupdict()
    one, cents = ENGLISH_CURRENCIES[m["sign"]]
    figures, big = m["n"], m["big"] or SHORT.get((m["short"] or "").lower(), "")
    many = one if one in {"yuan", "won", "yen"} or before_noun(m) else "reais" if one == "real" else f"{one}s"
    first = f"{number(found['a'])}{_own_big(found, big)} to " if found.get("a") else ""
    if big:
        return f"{first}{number(figures)} {big} {many}"
    whole, _, rest = figures.partition(".")
    if len(rest) == 2 and cents and not first:
        if not int(whole.replace(",", "")):
            return _cents(rest, cents)
        said = f"{number(whole)} {one if whole == '1' else many}"
        return said + (f" and {_cents(rest, cents)}" if int(rest) else "")
    return f"{first}{number(figures)} {one if figures == '1' and not first else many}"


def _own_big(found: dict[str, str | None], big: str) -> str:
    own = found.get("a_big") or ""
    own = SHORT.get(own.lower(), own)
    return f" {own}" if own and own != big else ""


def _cents(figures: str, cents: str) -> str:
    many = "pence" if cents == "penny" else f"{cents}s"
    return f"{cardinal(figures)} {cents if int(figures) == 1 else many}"


def _thousands(m: Match) -> str:
    """`3K` → three thousand; `4K` is a picture's size, `5K` and `10K` before a race are its name."""
    counted = compiled(r"\s (?:followers|people|users|views|likes|subscribers|members)").match(m.string, m.end())
    if m[1] in {"2", "4", "8"} and m[2] == "K" and not counted:
        return m.group()
    if compiled(r"\s? (?:run|race|walk|fun|charity|runner|marathon|trail)\b").match(m.string, m.end()):
        return f"{number(m[1])} K"
    return f"{number(m[1])} {SHORT[m[2].lower()]}"


AMOUNTS: tuple[Rule, ...] = (
    Rule(
        "money behind its sign",
        rf"""
        (?<![A-Za-z]) (?P<sign>{_CURRENCY}) \s?
        (?: (?P<a>{NUMBER}) \s? (?: (?P<a_big> {BIG} | {_SHORTS} ) \b )? {TO} {_CURRENCY}? )?
        (?P<n>{NUMBER}) (?: [\s-]? (?P<big>{BIG}) \b | (?P<short>{_SHORTS}) \b )?
        """,
        _money,
        """
        $1 → one dollar
        £5 → five pounds
        """,
    ),
    Rule(
        "money before its sign",
        rf"""
        (?<![\w.]) (?P<a>) (?P<n>{NUMBER}) (?: \s? (?P<big>{BIG}) \b | (?P<short>{_SHORTS}) \b )? \s?
        (?P<sign> {_CODE} | [€£] ) {ALONE}
        """,
        _money,
        "5,000 RMB → five thousand yuan",
    ),
    Rule(
        "cents",
        r"¢ \s? (\d+) | (?<![\w.]) (\d+) \s? ¢",
        lambda m: _cents(m[1] or m[2], "cent"),
        "50¢ → fifty cents",
        needs="¢",
    ),
    Rule(
        "percent",
        rf"(?: (?<![\w.]) ([-+]?{NUMBER}) %? {TO} )? (?<![\w.]) ([-+]?{NUMBER}) \s? %",
        lambda m: (f"{number(m[1])} to " if m[1] else "") + f"{number(m[2])} percent",
        "50%-60% → fifty to sixty percent",
        needs="%",
    ),
    Rule(
        "thousands in a letter",
        rf"(?<![\w.]) ({NUMBER}) ([kK]) \b",
        _thousands,
        "300k views → three hundred thousand views",
    ),
    Rule(
        "millions in letters",
        rf"""
        (?<![\w.]) ({NUMBER})
        (?: (M(?! \s(?:and|is|was|has|said|will)\b ) | bn|mn|tn|mln|bln|trn ) \b (?!\d)
          | (m) (?= \s (?: people|men|women|children | (?!across|was|is|has|this|as|races)[a-z]+s ) \b ) )
        """,
        lambda m: f"{number(m[1])} {SHORT[(m[2] or m[3]).lower()]}",
        """
        2bn users → two billion users
        1.5m people → one point five million people
        """,
    ),
    Rule(
        "amount with its unit",
        rf"""
        (?: (?P<a> (?<![\w.]) -?{NUMBER} ) {TO} )? (?<![\w./]) (?P<n>-?{NUMBER}) (?P<hyphen>[\s-]?) (?P<unit>{_UNIT})
        (?: (?![A-Za-z\d/.]) | \.(?=\s[a-z]) | (?=\.) )
        """,
        said_unit,
        """
        5kg → five kilograms
        -5°C → minus five degrees Celsius
        """,
    ),
    Rule(
        "per",
        rf"(?<=[a-z]) (?: / | [ ]per[ ] ) ({any_of(_PER)}) \b",
        lambda m: f" per {_PER[m[1]]}",
        """
        $20/hr → twenty dollars per hour
        5-10 mg per kg → five to ten milligrams per kilogram
        """,
        needs="/p",
    ),
)
