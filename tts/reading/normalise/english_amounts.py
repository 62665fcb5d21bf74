"""English money, percentages, multiples and units."""

from __future__ import annotations

import re

from tts.reading.normalise.english_figures import cardinal, number, ordinal
from tts.reading.normalise.english_times import TO
from tts.reading.normalise.rules import NUMBER, Match, Rule, rule
from tts.reading.normalise.units import ENGLISH_UNITS

_BIG = r"hundred|thousand|million|billion|trillion"
_SHORT = {"k": "thousand", "m": "million", "mn": "million", "mm": "million", "mln": "million", "b": "billion", "bn": "billion", "bln": "billion",
          "t": "trillion", "tn": "trillion", "trn": "trillion"}  # fmt: skip
_SHORTS = r"mn|mm|mln|bn|bln|tn|trn|[kKmMbBT]"
_CURRENCIES = {
    "US$": ("dollar", "cent"), "HK$": ("Hong Kong dollar", "cent"), "A$": ("Australian dollar", "cent"), "C$": ("Canadian dollar", "cent"),
    "NT$": ("Taiwan dollar", "cent"), "S$": ("Singapore dollar", "cent"), "$": ("dollar", "cent"), "€": ("euro", "cent"), "£": ("pound", "penny"),
    "¥": ("yuan", ""), "CN¥": ("yuan", ""), "RMB": ("yuan", ""), "₹": ("rupee", ""), "₩": ("won", ""), "₽": ("ruble", ""), "₿": ("bitcoin", ""),
    "CNY": ("yuan", ""), "USD": ("dollar", "cent"), "EUR": ("euro", "cent"), "GBP": ("pound", "penny"), "JPY": ("yen", ""), "JP¥": ("yen", ""),
    "HKD": ("Hong Kong dollar", "cent"), "CHF": ("Swiss franc", ""), "AUD": ("Australian dollar", "cent"), "CAD": ("Canadian dollar", "cent"),
    "R$": ("real", ""),
}  # fmt: skip
_MONEY = "|".join(re.escape(sign) for sign in sorted(_CURRENCIES, key=len, reverse=True))
_CODES = "|".join(sign for sign in _CURRENCIES if sign.isalpha())
_UNITS = "|".join(re.escape(unit) for unit in sorted(ENGLISH_UNITS, key=len, reverse=True))
_LONG_UNITS = "|".join(re.escape(unit) for unit in sorted(ENGLISH_UNITS, key=len, reverse=True) if len(unit) > 1)
FRACTION = re.compile(r"(?<![\w/.])(\d+)/(\d+)(?![\w/]|\.\d)")
_FRACTIONS = {"1/2": "one half", "1/4": "one quarter", "3/4": "three quarters"}
_DETERMINED = re.compile(r"(?i)\b(?:(an?)|the|this|that|its|his|her|their|our|my|your|each|every|another|new|first)\s$")
_NOUN = re.compile(
    r"-an?-|[\s-](?!(?:they|that|who|which|was|were|and|for|per|from|into|than|with|when|worth|more|less|each|you|she|had|has|have|over|under|after|before"
    r"|annually|monthly|yearly|are|will|would|could|can|because|but|through|until|during|apiece|each|both|went|came|against|across|behind|ahead"
    r"|away|down|above|below|long|wide|tall|high|deep|old)\b)[a-z]{3,}"
)

_PRICED = re.compile(
    r"[\s-](?:mortgage|deal|loan|fine|bonus|salary|prize|fund|budget|project|contract|house|home|market|startup|gift|grant|lawsuit|settlement|takeover"
    r"|acquisition|note|coin|jackpot|investment|stake|price tag|bailout|ransom|bounty|angle|turn|view|rotation|radius|race|walk|drive|swim|hike|TV|screen|display|monitor|pipe|wheel)\b"
)


def _before_noun(m: Match) -> bool:
    """Whether what was found describes the word behind it, as in `a $2bn market`: then dollar, not dollars."""
    if _PRICED.match(m.string, m.end()):
        return True
    before = _DETERMINED.search(m.string[: m.start()])
    return before is not None and _NOUN.match(m.string, m.end()) is not None


def _money(m: Match) -> str:
    found = m.groupdict()
    one, cents = _CURRENCIES[m["sign"]]
    figures, big = m["n"], (found.get("big") or "") or _SHORT.get((found.get("short") or "").lower(), "")
    many = one if one in {"yuan", "won", "yen"} or _before_noun(m) else "reais" if one == "real" else f"{one}s"
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
    own = found.get("abig") or ""
    own = _SHORT.get(own.lower(), own)
    return f" {own}" if own and own != big else ""


def _cents(figures: str, cents: str) -> str:
    many = "pence" if cents == "penny" else f"{cents}s"
    return f"{cardinal(figures)} {cents if int(figures) == 1 else many}"


def _unit(m: Match) -> str:
    name = ENGLISH_UNITS.get(m["unit"], "inches")
    if (m["n"] == "1" and not m["a"]) or m["hyphen"] == "-" or _before_noun(m):
        name = _one(name)
    return (f"{number(m['a'])} to " if m["a"] else "") + f"{number(m['n'])} {name}"


def _one(name: str) -> str:
    return {"feet": "foot", "inches": "inch", "square feet": "square foot"}.get(name) or re.sub(
        r"s\b", "", name, count=1
    )


def _inches(m: Match) -> str:
    """`11"`, unless the mark closes a quotation."""
    if m.group()[-1] in '"”' and (
        len(re.findall(r'(?<!\d)"', m.string[: m.start()])) % 2 or "“" in m.string[: m.start()]
    ):
        return m.group()
    return f"{number(m[1])} {'inch' if m[1] == '1' or _before_noun(m) else 'inches'}"


def said_fraction(m: Match) -> str:
    """`1/2` → one half, `2/3` → two thirds, `120/80` → one hundred twenty over eighty."""
    if m.group() in _FRACTIONS:
        return _FRACTIONS[m.group()]
    top, bottom = m[1], m[2]
    if (int(bottom) > 30 and int(bottom) not in {32, 64, 100, 1000}) or int(bottom) < 2:
        return f"{cardinal(top)} over {cardinal(bottom)}"
    said = "half" if bottom == "2" else "quarter" if bottom == "4" else ordinal(bottom)
    return f"{cardinal(top)} {said if top == '1' else said.replace('half', 'halve') + 's'}"


def _mixed(m: Match) -> str:
    part = "a half" if m[2] == "1/2" else "a quarter" if m[2] == "1/4" else FRACTION.sub(said_fraction, m[2])
    return f"{number(m[1])} and {part}"


def _thousands(m: Match) -> str:
    """`3K` → three thousand; `4K` is a picture's size, `5K` and `10K` before a race are its name."""
    if (
        m[1] in {"2", "4", "8"}
        and m[2] == "K"
        and not re.match(r"\s(?:followers|people|users|views|likes|subscribers|members)", m.string[m.end() :])
    ):
        return m.group()
    if re.match(r"\s?(?:run|race|walk|fun|charity|runner|marathon|trail)\b", m.string[m.end() :]):
        return f"{number(m[1])} K"
    return f"{number(m[1])} {_SHORT[m[2].lower()]}"


def _points(m: Match) -> str:
    return f"{number(m[1])} out of {number(m[2])}"


AMOUNTS: tuple[Rule, ...] = (
    rule(r"(?<![\d.])(\d+)(?:\s|又|-)(\d/\d{1,2})(?![\d/])", _mixed),
    rule(r"(?<![\w.])(\d{1,2})['’′](?=\s(?:tall|wide|long|deep|high)\b)", lambda m: cardinal(m[1]) + (" foot" if m[1] == "1" else " feet")),
    rule(r"(?<![\w/.])(\d+)/(\d+)(?=\s(?:score|rating|stars|review|points)\b)", _points),
    rule(rf"(?<![\w/.])(?P<f>\d+/\d+)\s?-?(?P<unit>(?!in\b){_LONG_UNITS})(?![A-Za-z\d/])", lambda m: f"{FRACTION.sub(said_fraction, m['f'])} {_one(ENGLISH_UNITS[m['unit']])}"),
    rule(rf"(?<=and a )(half|quarter)\s({_LONG_UNITS})(?![A-Za-z\d])", lambda m: f"{m[1]} {ENGLISH_UNITS[m[2]]}"),
    rule(r"(?<![\w/.])(\d+/\d+)-(?=[a-z])", lambda m: FRACTION.sub(said_fraction, m[1]) + " "),
    rule(rf"({NUMBER})°\s?([NSEW])(?![A-Za-z])", lambda m: f"{number(m[1])} degrees " + {"N": "north", "S": "south", "E": "east", "W": "west"}[m[2]]),
    rule(r"(?<!\d)(\d)\s?['’′](\d{1,2})[\"”″]?(?!\w)", lambda m: f"{cardinal(m[1])} foot {cardinal(m[2])}"),
    rule(rf"(?<![\d.])({NUMBER})\s?[x×*]\s?10\^(-?\d+)", lambda m: f"{number(m[1])} times ten to the power of {number(m[2])} "),
    rule(r"\b(\d{2})(\d\d)\s?[x×]\s?(?:(\d{2})(\d\d)|(\d)([1-9]\d))\b(?!\s?(?:mm|cm|m|ft|in)\b|\s?=)", lambda m: " by ".join(f"{cardinal(a)} {cardinal(b) if b != '00' else 'hundred'}" for a, b in ((m[1], m[2]), (m[3] or m[5], m[4] or m[6])))),
    rule(rf"(?<![\d.])({NUMBER})\s?[x×]\s?(?={NUMBER})(?!\d+(?:\s?[×x*+]\s?\d+)*\s?=)", lambda m: f"{number(m[1])} by "),
    rule(r"\b(\d+)m(?=\s(?:dash|sprint|race|final|hurdles|relay|freestyle|butterfly|backstroke|record|title|gold)\b)", lambda m: f"{cardinal(m[1])} meter"),
    rule(r"(?<![\w.])(\d+(?:\.\d+)?)x\b", lambda m: f"{number(m[1])} X"),
    rule(rf"(?<![\w.])(?P<a>)(?P<n>{NUMBER})(?P<hyphen>)\s?(?P<unit>in)\b\.?(?=\s*(?:$|[,;)])|\s(?:by|wide|long|tall|deep|thick|high|across)\b)", _unit),
    rule(rf"({NUMBER})\s?(?:[\"”](?=\s?(?:$|[x×,.;)]|by\b|wide|tall|long|deep|thick|high|TV|screen|display|monitor|pipe|wheel))|″)", _inches),
    rule(r"(?<=inches)\s?[x×]\s?(?=\w)", lambda _: " by "),
    rule(r"(?<![A-Za-z\d])(km/h|mph|m/s|mg/dL|mg/kg|kg/m³|g/cm³|kWh)(?![A-Za-z\d/])", lambda m: ENGLISH_UNITS[m[1]]),
    # money
    rule(rf"(?<![A-Za-z])(?P<sign>{_MONEY})\s?(?:(?P<a>{NUMBER})\s?(?:(?P<abig>{_BIG}|{_SHORTS})\b)?{TO}(?:{_MONEY})?)?(?P<n>{NUMBER})(?:[\s-]?(?P<big>{_BIG})\b|(?P<short>{_SHORTS})\b)?", _money),
    rule(rf"(?<![\w.])(?P<a>)(?P<n>{NUMBER})(?:\s?(?P<big>{_BIG})\b|(?P<short>{_SHORTS})\b)?\s?(?P<sign>{_CODES}|[€£])(?![A-Za-z\d])", _money),
    rule(r"¢\s?(\d+)", lambda m: _cents(m[1], "cent")),
    rule(r"(?<![\w.])(\d+)\s?¢", lambda m: _cents(m[1], "cent")),
    rule(rf"(?:(?<![\w.])([-+]?{NUMBER})%?{TO})?(?<![\w.])([-+]?{NUMBER})\s?%", lambda m: (f"{number(m[1])} to " if m[1] else "") + f"{number(m[2])} percent"),
    rule(rf"({NUMBER})\s?‰", lambda m: f"{number(m[1])} per thousand"),
    # multiples
    rule(rf"(?<![\w.])(?P<a>{NUMBER})(?:{_SHORTS})?\s?[-–—]\s?(?={NUMBER}(?:[kKMB]|bn|mn|tn)\b)", lambda m: number(m["a"]) + " to "),
    rule(rf"(?<![\w.])({NUMBER})([kK])\b", _thousands),
    rule(rf"(?<![\w.])({NUMBER})(B)(?=\s[a-z])", lambda m: f"{number(m[1])} billion"),
    rule(rf"(?<![\w.])({NUMBER})(M(?!\s(?:and|is|was|has|said|will)\b)|bn|mn|tn|mln|bln|trn)\b(?!\d)", lambda m: f"{number(m[1])} {_SHORT[m[2].lower()]}"),
    rule(rf"(?<![\w.])({NUMBER})m(?=\s(?:people|men|women|children|(?!across|was|is|has|this|as|races)[a-z]+s)\b)", lambda m: f"{number(m[1])} million"),
    rule(rf"(?:(?P<a>(?<![\w.])-?{NUMBER}){TO})?(?<![\w./])(?P<n>-?{NUMBER})(?P<hyphen>[\s-]?)(?P<unit>{_UNITS})(?:(?![A-Za-z\d/.])|\.(?=\s[a-z])|(?=\.))", _unit),
    rule(rf"(?<=power of )(\w+)\s+({_UNITS})(?![A-Za-z\d/])", lambda m: f"{m[1]} {ENGLISH_UNITS[m[2]]}"),
    rule(rf"(?<= )/({_UNITS})(?![A-Za-z\d])", lambda m: " per " + re.sub(r"s\b", "", ENGLISH_UNITS[m[1]], count=1)),
    rule(r"(?<=[a-z])/(?=(?:hour|hr|day|month|mo|year|yr|week|person|night|kg|lb|gallon|unit|share|mile|user|barrel|ton|head|liter|minute|second|kWh|sq ft|piece|seat|session|ounce|oz)\b)", lambda _: " per "),
    rule(r"(?<= per )(?:hr|mo|yr|kg|lb|kWh|sq ft|oz)\b", lambda m: {"hr": "hour", "mo": "month", "yr": "year", "kg": "kilogram", "lb": "pound", "kWh": "kilowatt hour", "sq ft": "square foot", "oz": "ounce"}[m.group()]),
    # so many of so many
    rule(r"(?<![\w/.])(\d+\.\d+)/(5|10|100)(?![\d/.])", _points),
    rule(rf"(?i)\b((?:rated|scored?|rating|gave it|score of|a solid)\s(?:an?\s)?)({NUMBER})/(\d+)(?![\d/])", lambda m: f"{m[1]}{number(m[2])} out of {number(m[3])}"),
    rule(r"(?<![\w/.])(\d{2,3})/(\d{2,3})(?=\s?(?:mmHg|mm Hg|blood))", lambda m: f"{cardinal(m[1])} over {cardinal(m[2])}"),
    rule(r"\s?mm\s?Hg\b", lambda _: " millimeters of mercury"),
)  # fmt: skip
