"""Figures that belong to a name in English: numerals, versions, letters with figures."""

from __future__ import annotations

from tts.reading.normalise.english_figures import cardinal, digits, number, ordinal, plural, year
from tts.reading.normalise.roman import NUMERAL_IN_TITLE, REGNAL, ROMAN_IN_ENGLISH, roman
from tts.reading.normalise.rules import Match, Rule, rule


def _numbered(m: Match) -> str:
    """Rooms, flights, roads: `1203` → twelve oh three."""
    figures = m[2]
    if len(figures) == 4 and figures[2:] != "00":
        return f"{m[1]} {cardinal(figures[:2])} {year(figures[2:])}"
    return f"{m[1]} {_triple(figures) if len(figures) == 3 else number(figures)}"


def _letters(m: Match) -> str:
    figures = m[2]
    if len(figures.replace(".", "")) < 3 or "." in figures:
        return f"{m[1]} {number(figures)}" + (" " if m.string[m.end() : m.end() + 1].isalpha() else "")
    if len(figures) == 4 and figures[:2] in {"19", "20"} and len(m[1]) > 1:
        return f"{m[1]} {year(figures)}"
    return f"{m[1]} {_triple(figures)}"


def _triple(figures: str) -> str:
    """Model numbers: `747` → seven forty seven, `380` → three eighty; longer ones by digits."""
    if len(figures) == 3 and figures[1:] == "00":
        return number(figures)
    if len(figures) == 3 and figures[1] == "0":
        return f"{digits(figures[0])} oh {digits(figures[2])}"
    if len(figures) == 3:
        return f"{digits(figures[0])} {cardinal(figures[1:])}"
    return digits(figures)


def _address(m: Match) -> str:
    """`192.168.1.1` is the name of a machine, `1.2.3.4` a version."""
    parts = m[1].split(".")
    if not any(len(part) == 3 for part in parts) and parts[0] not in {"10", "127"}:
        return m.group()
    return " dot ".join(digits(part) for part in parts)


NAMES: tuple[Rule, ...] = (
    rule(r"\b([Rr]oom|[Ff]light|Boeing|[Ss]uite|[Rr]oute|[Hh]ighway|[Aa]partment|Airbus|Interstate|Gate|Xbox|Porsche|Peugeot|BMW|Mercedes|Ferrari|Nikkei|Galaxy|Nokia|Canon|Nikon|RTX|GTX|Channel|Studio|[Ee]rror|[Ff]lights)\s(\d{3,4})\b(?![.,]\d)", _numbered),
    rule(r"\bISBN[-:\s]*(\d[\d-]{8,16}[\dX])", lambda m: "ISBN " + digits(m[1].replace("-", ""))),
    rule(r"(?<![\w.])(\d{1,3}(?:\.\d{1,3}){3})(?![\w.]*\d)", _address),
    rule(r"\b((?!ISO\b|IEC\b|GB\b|ASTM\b|RFC\b|IEEE\b|DIN\b|ANSI\b|BS\b)[A-Z]{2,})\s((?!19|20)[1-9]\d{3})\b(?![.,]\d|\s[a-z]+s\b)", _numbered),
    rule(r"\b(\d+)ers\b", lambda m: (said := cardinal(m[1])) + ("rs" if said.endswith("e") else "ers")),
    rule(r"\b([Ss]ection|[Ff]orm|[Rr]ule)\s(\d{4})\b(?![.,]\d)", _numbered),
    rule(r"\b([Ff]light\s)?([A-Z]{2})\s?(\d{3,4})(?![\d.,]\d|\d)(?=$|[\s,.;:?!)])", lambda m: m.group() if not m[1] else f"{m[1]}{' '.join(m[2])} {digits(m[3])}"),
    (ROMAN_IN_ENGLISH, lambda m: f"{m['word']} {cardinal(str(roman(m['numeral'].upper())))}"),
    (REGNAL, lambda m: f"{m['name']} the {ordinal(str(roman(m['numeral'])))}"),
    rule(r"\bWW(I{1,2})\b", lambda m: "World War " + ("one" if m[1] == "I" else "two")),
    (NUMERAL_IN_TITLE, lambda m: f"{m['word']} {cardinal(str(roman(m['numeral'])))}"),
    rule(r"(?i)\bnos?\.\s?(?=\d)", lambda m: "numbers " if m.group().lower().startswith("nos") else "number "),
    rule(r"#\s?(?=\d)", lambda _: "number "),
    rule(r"\b(\d+)(?:,(\d{3}))?(?:st|nd|rd|th)\b", lambda m: ordinal(m[1] + (m[2] or ""))),
    rule(r"\b(ISO|IEC|GB|ASTM|RFC|IEEE|DIN|ANSI|BS)[\s-](\d{3,5})\b", lambda m: f"{m[1]} {digits(m[2])}"),
    rule(r"\b(\d+)s\b", lambda m: plural(_triple(m[1]) if len(m[1]) == 3 else cardinal(m[1]))),
    rule(r"\b([A-Za-z]+)-?(\d+)s\b", lambda m: f"{m[1]} {plural(_triple(m[2]) if len(m[2]) > 2 else cardinal(m[2]))}"),
    rule(r"\b([A-Z])(\d)([A-Z])\b", lambda m: f"{m[1]} {cardinal(m[2])} {m[3]}"),
    rule(r"(?i)\b(v|version)\s?(\d+(?:\.\d+)+)", lambda m: f"version {' point '.join(number(part) for part in m[2].split('.'))}"),
    rule(r"(?<![\d.])(\d+(?:\.\d+){2,})(?![\d.])", lambda m: " point ".join(number(part) for part in m[1].split("."))),
    rule(r"\b([A-Za-z]+)-?(\d+(?:\.\d+)?)(?![\w]*\d)(?=[a-z]?\b)(?![,.]\d)", _letters),
    rule(r"\b(\d+)([A-Z]+)\b", lambda m: f"{cardinal(m[1])} {m[2]}"),
)  # fmt: skip
