"""English short forms, and numbers that are names: of telephones, pages, companies."""

from __future__ import annotations

import re

from tts.reading.normalise.english_figures import cardinal, digits
from tts.reading.normalise.rules import NUMBER, Rule, rule

_WORDS = {
    "Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miz", "Dr.": "Doctor", "Prof.": "Professor", "St.": "Saint", "Jr.": "Junior",
    "Sr.": "Senior", "vs.": "versus", "vs": "versus", "etc.": "et cetera", "e.g.": "for example", "i.e.": "that is", "approx.": "approximately",
    "Inc.": "Incorporated", "Ltd.": "Limited", "Co.": "Company", "Corp.": "Corporation", "Gov.": "Governor", "Sen.": "Senator",
    "Rep.": "Representative", "Gen.": "General", "Capt.": "Captain", "Lt.": "Lieutenant", "Mt.": "Mount", "dept.": "department",
    "Dept.": "Department", "w/": "with", "w/o": "without", "Bros.": "Brothers", "Rev.": "Reverend", "Col.": "Colonel", "Sgt.": "Sergeant",
    "Maj.": "Major", "Adm.": "Admiral", "Pres.": "President", "Hon.": "Honorable", "Ave.": "Avenue", "Blvd.": "Boulevard", "Rd.": "Road",
    "cf.": "compare", "et al.": "and others", "avg.": "average", "max.": "maximum", "est.": "established", "Est.": "Established",
    "a.k.a.": "A K A", "c/o": "care of", "Univ.": "University", "Assn.": "Association", "govt.": "government", "Govt.": "Government",
    "Ph.D.": "PhD", "Ph.D": "PhD", "viz.": "namely", "ext.": "extension", "Ext.": "extension", "Mme.": "Madame", "Messrs.": "Messieurs",
    "misc.": "miscellaneous", "min.": "minutes", "hr.": "hour", "hrs.": "hours", "sec.": "seconds", "yrs.": "years", "Ft.": "Fort", "Apt.": "Apartment", "apt.": "apartment", "Bldg.": "Building", "Fl.": "Floor",
}  # fmt: skip
_ABBREVIATION = re.compile(
    r"(?<![A-Za-z.])("
    + "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
    + r")(?![A-Za-z])(?P<end>$|(?=[\"”’)]*\n))?"
)
_ONLY_BEHIND_FIGURES = {"min.", "hr.", "hrs.", "sec.", "yrs."}
DAYS = {"Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday", "Thurs": "Thursday",
        "Fri": "Friday", "Sat": "Saturday", "Sun": "Sunday"}  # fmt: skip
MONTHS = {
    "Jan": "January", "Feb": "February", "Mar": "March", "Apr": "April", "May": "May", "Jun": "June", "Jul": "July", "Aug": "August",
    "Sep": "September", "Sept": "September", "Oct": "October", "Nov": "November", "Dec": "December",
}  # fmt: skip
_SHORT_NAMES = DAYS | MONTHS
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
STARTERS = r"(?:The|He|She|It|They|We|I|But|And|In|This|That|These|Then|There|What|When|If|So|You|A|An|My|Our|His|Her|Its|After|Before|At|On)\b"


def _abbreviated(m: re.Match[str]) -> str:
    word = m[1]
    if word in _ONLY_BEHIND_FIGURES and not re.search(r"\d[\s-]?$", m.string[: m.start()]):
        return m.group()
    ends = word in {"etc.", "Inc.", "Ltd.", "Co.", "Corp.", "Jr.", "Sr.", *_ONLY_BEHIND_FIGURES} and (
        m["end"] is not None or re.match(rf"\s{STARTERS}", m.string[m.end() :])
    )
    return _WORDS[word] + ("." if ends else "")


def _initials(m: re.Match[str]) -> str:
    ends = re.match(rf"\s{STARTERS}", m.string[m.end() :])
    return m.group().replace(".", "") + (". " if ends else " ")


WORDS: tuple[Rule, ...] = (
    rule(r"\d{21,}", lambda m: digits(m.group())),
    rule(r"(?<=[a-z]\s)St\.(?!\s[A-Z])", lambda _: "Street"),
    rule(r"\b(\d+ (?:[A-Z][a-z]+ )+)Dr\.", lambda m: m[1] + "Drive"),
    rule(r"\b(pp?)\.\s?(?=\d)", lambda m: "pages " if m[1] == "pp" else "page "),
    rule(r"\b(Figs?|Vol|Ch|Sec|Art|Eq|fig|vol|ch|para|sec|art)\.\s?(?=\d|[IVX]+\b)", lambda m: {"fig": "Figure ", "figs": "Figures ", "vol": "Volume ", "ch": "Chapter ", "sec": "Section ", "art": "Article ", "eq": "Equation ", "para": "paragraph "}[m[1].lower()]),
    rule(rf"\b({_NAME})\.?\s?[-–—]\s?({_NAME})\b\.?", lambda m: f"{_SHORT_NAMES[m[1]]} to {_SHORT_NAMES[m[2]]}"),
    rule(r"\b(Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat)\.(?=[\s,])|\b(Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun),(?=\s[A-Z\d])", lambda m: DAYS[m[1]] if m[1] else DAYS[m[2]] + ","),
    rule(r"(?<![A-Za-z\d.)])([><≥≤±~≈])\s*(?=[-+]?[$€£]?\.?\d)", lambda m: _SIGNS[m[1]]),
    rule(r"(?i)(?P<to>(?:\d\s?[ap]m|\d\s?[ap]\.m\.|:\d\d))\s?[-–—]\s?(?=\d{1,2}(?::\d\d|\s?[ap]\.?m))", lambda m: m["to"] + " to "),
    rule(r"(?<![\w.])\.(?=\d)", lambda _: "0."),
    (_ABBREVIATION, _abbreviated),
    rule(r"\b(?:[A-Z]\.){2,}(?=[A-Za-z\s,;:'’)]|$)", _initials),
    rule(r"(?<=[A-Za-z]\s)v\.(?=\s[A-Z])", lambda _: "versus"),
    rule(r"§§?\s?", lambda _: "section "),
    rule(r"\b(480|720|1080|1440|2160)([pi])\b", lambda m: f"{cardinal(m[1][:-2])} {cardinal(m[1][-2:])} {m[2].upper()}"),
    # telephones and the like
    rule(r"(?<!\d)(?:\+?1[-\s.]?)?\(?\d{3}\)?[-\s.]\d{3}[-.\s]\d{4}(?!\d)", lambda m: digits(re.sub(r"\D", "", m.group()))),
    rule(r"(?i)(?<=call |dial |l at )(\d{3})-(\d{4})(?!\d)|\b(555)-(\d{4})(?!\d)", lambda m: digits("".join(filter(None, m.groups())))),
    rule(r"(?<!\d)\+\d{1,3}[-\s]\(?\d[\d\s()-]{6,}\d", lambda m: digits(re.sub(r"\D", "", m.group()))),
    rule(r"\b1[3-9]\d{9}\b", lambda m: digits(m.group())),
    rule(r"\b\d{3}-\d{2}-\d{4}\b", lambda m: digits(m.group().replace("-", ""))),
    rule(r"(?i)\b(call(?:ed|ing)? |dial(?:ed|ing)? |extension |ZIP code |zip |code |PIN |area code |pin number )(\d{3,6})\b(?![,.]\d)", lambda m: m[1] + digits(m[2])),
    rule(r"\bi([3579])-(\d{1,2})(\d{3})(?!\d)([A-Z]{0,2})\b", lambda m: f"i {cardinal(m[1])} {cardinal(m[2])} {cardinal(m[3]) if m[3].endswith('00') else digits(m[3])} {m[4]}"),
    rule(r"\b401\(?[kK]\)?", lambda _: "four oh one K"),
    rule(r"\b(1040|747|737|757|767|777|787|A320|A330|A350|A380)s\b", lambda m: m[1] + "-s"),
    rule(r"\b9/11\b", lambda _: "nine eleven"),
    rule(r"\b24/7(?:/365)?\b", lambda m: "twenty four seven" + (" three sixty five" if m.group().endswith("365") else "")),
    rule(r"(?<![\d/])(\d0)[/-](\d0)(?=\s(?:rule|split|vision|chance|principle|hindsight|mix|partnership|law|deal|joint)\b)|\b(50)[/-](50)\b", lambda m: f"{cardinal(m[1] or m[3])} {cardinal(m[2] or m[4])}"),
    rule(rf"\b(Python|Node(?:\.js)?|PHP|Ruby|Java|Rust|Ubuntu|Android|Django|Kubernetes|Chrome|Firefox)\s(\d+)\.(\d{{2,}})\b(?!\.\d)(?!{NUMBER})", lambda m: f"{m[1]} {cardinal(m[2])} point {cardinal(m[3]) if m[3][0] != '0' else digits(m[3])}"),
)  # fmt: skip
