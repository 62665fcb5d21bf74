"""English numbers that are names: of telephones, rooms, flights, roads, standards."""

from __future__ import annotations

import re

from tts.reading.en.figures import cardinal, digits, number, plural, year
from tts.reading.en.pieces import listed
from tts.reading.rule import NUMBER, Match, Rule, by_name

_DIGITS_ONLY = "ISO|IEC|GB|ASTM|RFC|IEEE|DIN|ANSI|BS"
_HALVES = "rule|split|vision|chance|principle|hindsight|mix|partnership|law|deal|joint"


def _by_figure(m: Match) -> str:
    return digits(re.sub(r"\D", "", m.group()))


def triple(figures: str) -> str:
    """Model numbers: `747` → seven forty seven, `404` → four oh four; longer ones by digits."""
    if len(figures) != 3:
        return digits(figures)
    if figures[1:] == "00":
        return number(figures)
    return (
        f"{digits(figures[0])} oh {digits(figures[2])}"
        if figures[1] == "0"
        else f"{digits(figures[0])} {cardinal(figures[1:])}"
    )


def _numbered(m: Match) -> str:
    """Rooms, flights, roads: `1203` → twelve oh three."""
    word, figures = (part for part in m.groups() if part)
    if len(figures) == 4 and figures[2:] != "00":
        return f"{word} {cardinal(figures[:2])} {year(figures[2:])}"
    return f"{word} {triple(figures) if len(figures) == 3 else number(figures)}"


def _processor(m: Match) -> str:
    last = cardinal(m[3]) if m[3].endswith("00") else digits(m[3])
    return f"i {cardinal(m[1])} {cardinal(m[2])} {last} {m[4]}"


def _machine(m: Match) -> str:
    """`192.168.1.1` is the name of a machine, `1.2.3.4` a version."""
    parts = m[1].split(".")
    if not any(len(part) == 3 for part in parts) and parts[0] not in {"10", "127"}:
        return m.group()
    return " dot ".join(digits(part) for part in parts)


def _release(m: Match) -> str:
    return f"{m[1]} {cardinal(m[2])} point {cardinal(m[3]) if m[3][0] != '0' else digits(m[3])}"


CODES: tuple[Rule, ...] = (
    Rule(
        "lines of a picture",
        r"\b (480|720|1080|1440|2160)([pi]) \b",
        lambda m: f"{cardinal(m[1][:-2])} {cardinal(m[1][-2:])} {m[2].upper()}",
        "a 1080p display → a ten eighty P display",
    ),
    Rule(
        "telephone number",
        r"""
          (?<!\d) (?: \+?1[-\s.]? )? (?: \(\d{3}\)[-\s.]? | \d{3}[-\s.] ) \d{3} [-.\s] \d{4} (?!\d)
        | (?<!\d) \+\d{1,3} [-\s] \(?\d [\d\s()-]{6,} \d
        """,
        _by_figure,
        """
        212-555-1234 → two one two five five five one two three four
        (555)867-5309 → five five five eight six seven five three zero nine
        +44 20 7946 0958 → four four two zero seven nine four six zero nine five eight
        """,
    ),
    Rule(
        "code behind a word that announces one",
        r"""
        \b ( (?i: call(?:ed|ing)? | dial(?:ed|ing)? | extension | (?:zip|area)[ ]code | zip | code | pin )[ ] )
        (\d{3,6}) \b (?![,.]\d)
        """,
        lambda m: m[1] + digits(m[2]),
        "Dial 911. → Dial nine one one.",
    ),
    Rule(
        "processor",
        r"\b i([3579]) - (\d{1,2}) (\d{3}) (?!\d) ([A-Z]{0,2}) \b",
        _processor,
        "Core i7-13700K → Core i seven thirteen seven hundred K",
    ),
    Rule("pension plan", r"\b 401 \(?[kK]\)?", by_name("four oh one K"), "401(k) plan → four oh one K plan"),
    Rule("the eleventh of September", r"\b 9/11 \b", by_name("nine eleven"), "9/11 attacks → nine eleven attacks"),
    Rule("round the clock", r"\b 24/7 \b", by_name("twenty four seven"), "24/7 support → twenty four seven support"),
    Rule(
        "proportion that is a name",
        rf"(?<![\d/]) (\d0) [/-] (\d0) (?= \s(?:{_HALVES})\b )",
        lambda m: f"{cardinal(m[1])} {cardinal(m[2])}",
        "20/20 vision → twenty twenty vision",
    ),
    Rule(
        "release of a program",
        rf"\b ({listed('programs.txt')}) \s (\d+)\.(\d{{2,}}) \b (?!\.\d) (?!{NUMBER})",
        _release,
        "Python 3.10 → Python three point ten",
    ),
)

NUMBERED: tuple[Rule, ...] = (
    Rule(
        "room, flight, model",
        rf"""
          \b ({listed("words_before_numbers.txt")}) \s (\d{{3,4}}) \b (?![.,]\d)
        | \b ([Ss]ection|[Ff]orm|[Rr]ule) \s (\d{{4}}) \b (?![.,]\d)
        | \b ( (?!(?:{_DIGITS_ONLY})\b) [A-Z]{{2,}} ) \s ( (?!19|20)[1-9]\d{{3}} ) \b (?! [.,]\d | \s[a-z]+s\b )
        """,
        _numbered,
        """
        Room 1203 → Room twelve oh three
        EPYC 9654 → EPYC ninety six fifty four
        """,
    ),
    Rule(
        "number of a book",
        r"\b ISBN [-:\s]* (\d[\d-]{8,16}[\dX])",
        lambda m: "ISBN " + digits(m[1].replace("-", "")),
        "ISBN 978-0-13-468599-1 → ISBN nine seven eight zero one three four six eight five nine nine one",
    ),
    Rule(
        "machine",
        r"(?<![\w.]) (\d{1,3}(?:\.\d{1,3}){3}) (?![\w.]*\d)",
        _machine,
        "192.168.1.1 → one nine two dot one six eight dot one dot one",
    ),
    Rule(
        "team named by a number",
        r"\b (\d+)ers \b",
        lambda m: (said := cardinal(m[1])) + ("rs" if said.endswith("e") else "ers"),
        "the 49ers and the 76ers → the forty niners and the seventy sixers",
    ),
    Rule(
        "flight",
        r"\b ([Ff]light\s) ([A-Z]{2}) \s? (\d{3,4}) (?! [\d.,]?\d ) (?= $ | [\s,.;:?!)] )",
        lambda m: f"{m[1]}{' '.join(m[2])} {digits(m[3])}",
        "Flight AA 123 departs at 14:35. → Flight A A one two three departs at fourteen thirty five.",
    ),
    Rule(
        "standard",
        rf"\b ({_DIGITS_ONLY}) [\s-] (\d{{3,5}}) \b",
        lambda m: f"{m[1]} {digits(m[2])}",
        "ISO 9001 → ISO nine zero zero one",
    ),
    Rule(
        "several of a number",
        r"\b (\d+)s \b",
        lambda m: plural(triple(m[1]) if len(m[1]) == 3 else cardinal(m[1])),
        "two 2x4s → two two by fours",
    ),
)
