"""Figures → English words."""

from __future__ import annotations

from tts.reading.rule import as_written

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_GROUPS = ("", "thousand", "million", "billion", "trillion")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_WRITTEN_SIGNS = {"-": "minus ", "+": "plus "}


def digits(figures: str) -> str:
    """Figure by figure: `911` → nine one one. Other characters stay."""
    return " ".join(_SMALL[int(d)] if d.isdecimal() else d for d in figures)


def cardinal(figures: str) -> str:
    """A whole number without separators: `1234` → one thousand two hundred thirty four. Huge ones by digits."""
    number = int(figures)
    if number == 0:
        return "zero"
    if number >= 10**15:
        return digits(figures)
    groups = []
    while number:
        number, group = divmod(number, 1000)
        groups.append(group)
    return " ".join(
        f"{_group(group)} {name}".strip() for group, name in reversed([*zip(groups, _GROUPS, strict=False)]) if group
    )


def _group(group: int) -> str:
    words = []
    if group >= 100:
        words += [_SMALL[group // 100], "hundred"]
        group %= 100
    if group >= 20:
        words.append(_TENS[group // 10])
        group %= 10
    if group:
        words.append(_SMALL[group])
    return " ".join(words)


def ordinal(figures: str) -> str:
    """`21` → twenty first."""
    *front, last = cardinal(figures).split()
    if last in _ORDINALS:
        last = _ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return " ".join([*front, last])


def year(figures: str) -> str:
    """`2015` → twenty fifteen, `1906` → nineteen oh six, `2005` → two thousand five, `1900` → nineteen hundred."""
    number = int(figures)
    century, rest = divmod(number, 100)
    if len(figures) == 2:
        return f"oh {_SMALL[rest]}" if rest < 10 else cardinal(figures)
    if number % 1000 < 10:
        return cardinal(figures)
    if not rest:
        return f"{cardinal(str(century))} hundred"
    return f"{cardinal(str(century))} {'oh ' if rest < 10 else ''}{cardinal(str(rest))}"


def plural(words: str) -> str:
    """`nineteen ninety` → nineteen nineties."""
    if words.endswith("y"):
        return words[:-1] + "ies"
    return words + ("es" if words.endswith("x") else "s")


def number(figures: str) -> str:
    """As written: `1,234.50` → one thousand two hundred thirty four point five zero, `-3` → minus three."""
    return as_written(figures, _WRITTEN_SIGNS, " point ", digits, cardinal)
