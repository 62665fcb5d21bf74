"""English abbreviations, and signs between words."""

from __future__ import annotations

import re

from tts.reading.en.pieces import DATA, DAYS, MONTHS, STARTER
from tts.reading.rule import Match, Rule, any_of, by_name, compiled, rows

_ABBREVIATIONS = {row[0]: row[1] for row in rows(DATA / "abbreviations.tsv")}
_MARKED = {row[0]: row[2].split() for row in rows(DATA / "abbreviations.tsv") if len(row) > 2}
_SHORT_NAMES = DAYS | MONTHS
_NAME = any_of(_SHORT_NAMES)
_COMPARED = {">": "more than ", "<": "less than ", "≥": "at least ", "≤": "at most ", "±": "plus or minus ",
             "~": "about ", "≈": "about "}  # fmt: skip
_PARTS = {"p": "page", "pp": "pages", "fig": "Figure", "figs": "Figures", "vol": "Volume", "ch": "Chapter",
          "sec": "Section", "art": "Article", "eq": "Equation", "para": "paragraph"}  # fmt: skip
_SIGNS = {sign: name.strip("_").join(("  "[: name.startswith("_")], "  "[: name.endswith("_")]))
          for sign, name in rows(DATA / "signs.tsv")}  # fmt: skip


def _starts_sentence(m: Match) -> bool:
    return compiled(rf"\s{STARTER}").match(m.string, m.end()) is not None


def _abbreviated(m: Match) -> str:
    word = m[1]
    marks = _MARKED.get(word, [])
    if "figures" in marks and not re.search(r"\d[\s-]?$", m.string[max(0, m.start() - 2) : m.start()]):
        return m.group()
    ends = "end" in marks and (m["end"] is not None or _starts_sentence(m))
    return _ABBREVIATIONS[word] + ("." if ends else "")


def _initials(m: Match) -> str:
    return m.group().replace(".", "") + (". " if _starts_sentence(m) else " ")


WORDS: tuple[Rule, ...] = (
    Rule(
        "street",
        r"(?<=[a-z]\s) St\. (?!\s[A-Z])",
        by_name("Street"),
        "221B Baker St. → two hundred twenty one B Baker Street",
        needs=".",
    ),
    Rule(
        "part of a book",
        rf"\b ({any_of([*_PARTS, *map(str.title, _PARTS)])}) \. \s? (?= \d | [IVX]+\b )",
        lambda m: _PARTS[m[1].lower()] + " ",
        """
        pp. 3-5 → pages three to five
        Fig. 2 → Figure two
        """,
        needs=".",
    ),
    Rule(
        "from day to day, from month to month",
        rf"\b ({_NAME}) \.? \s?[-–—]\s? ({_NAME}) \b \.?",
        lambda m: f"{_SHORT_NAMES[m[1]]} to {_SHORT_NAMES[m[2]]}",
        "Mon-Fri → Monday to Friday",
        needs="-–—",
    ),
    Rule(
        "more, less, about",
        r"(?<![A-Za-z\d.)]) ([><≥≤±~≈]) \s* (?= [-+]? [$€£]? \.?\d )",
        lambda m: _COMPARED[m[1]],
        "~50 → about fifty",
        needs="><≥≤±~≈",
    ),
    Rule("nothing before the point", r"(?<![\w.]) \. (?=\d)", by_name("0."), ".5 → zero point five", needs="."),
    Rule(
        "abbreviation",
        rf"(?<![A-Za-z.]) ({any_of(_ABBREVIATIONS)}) (?![A-Za-z]) (?P<end> $ | (?=[\"”’)]*\n) )?",
        _abbreviated,
        """
        Dr. Smith → Doctor Smith
        Roe vs. Wade → Roe versus Wade
        """,
        needs="./s",
    ),
    Rule(
        "initials",
        r"\b (?:[A-Z]\.){2,} (?= [A-Za-z\s,;:'’)] | $ )",
        _initials,
        "U.S. vs. China → US versus China",
        needs=".",
    ),
    Rule(
        "one case against the other",
        r"(?<=[A-Za-z]\s) v\. (?=\s[A-Z])",
        by_name("versus"),
        "Roe v. Wade → Roe versus Wade",
        needs=".",
    ),
    Rule("section", r"§§? \s?", by_name("section "), "§ 1983 claims → section nineteen eighty three claims", needs="§"),
)

SIGNS: tuple[Rule, ...] = (
    Rule("plus behind a letter", r"(?<=[A-Za-z]) \+ (?![+\w])", by_name(" plus"), "Google+ → Google plus", needs="+"),
    Rule("topic", "[#] (?=[A-Za-z])", by_name("hashtag "), "#MeToo movement → hashtag MeToo movement", needs="#"),
    Rule(
        "sign with one name",
        r"\s?[²³] | \s?(?: C\+\+ | \bC\# )(?!\w) | \s?&\s? | [@%©\\]",
        lambda m: (
            _SIGNS[m.group().strip()]
            if m.group().strip() not in {"C++", "C#"}
            else m.group().replace("++", " plus plus").replace("#", " sharp")
        ),
        """
        E = mc² → E equals mc squared
        I write C++ → I write C plus plus
        rock & roll → rock and roll
        Thanks, @jack! → Thanks, at jack!
        """,
        needs="²³+#&@%©\\",
    ),
    Rule(
        "arrow", r"(?<=\S) \s?→\s? (?=\S)", by_name(" to "), "Level 3 → Level 4 → Level three to Level four", needs="→"
    ),
    Rule(
        "equals",
        r"(?<=[A-Za-z]) \s?=\s? (?=[A-Za-z])",
        by_name(" equals "),
        "n = 100 → n equals one hundred",
        needs="=",
    ),
    Rule(
        "plus between words",
        r"(?<=[A-Za-z]) \s\+\s (?=[A-Za-z])",
        by_name(" plus "),
        "x² + y² = z² → x squared plus y squared equals z squared",
        needs="+",
    ),
    Rule("mark that is not said", r"[→*™®|]+", by_name(" "), "* Note: this → Note: this", needs="→*™®|"),
    Rule(
        "stroke between capitals",
        r"\b ([A-Z]+)/([A-Z]+) \b",
        lambda m: f"{m[1]} {m[2]}",
        "A/B testing → A B testing",
        needs="/",
    ),
    Rule("and or or", r"\b and/or \b", by_name("and or"), "and/or → and or", needs="/"),
    Rule("or", r"(?<=[A-Za-z]) \s*/\s* (?=[A-Za-z])", by_name(" or "), "he/she → he or she", needs="/"),
    Rule(
        "blank before a mark",
        r"\s+ (?= [,.!?;:)] (?: \s | $ | [\"”’] ) )",
        by_name(""),
        "Great job 👍! → Great job!",
        needs=",.!?;:)",
    ),
)
