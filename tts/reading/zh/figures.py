"""Figures → Chinese words."""

from __future__ import annotations

from tts.reading.rule import as_written

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿", "兆")
_WRITTEN_SIGNS = {"-": "负", "+": "正"}


def digits(figures: str, one: str = "一") -> str:
    """Figure by figure; `one` is 幺 in telephone numbers and the like. Other characters stay."""
    return "".join((one if d == "1" else _DIGITS[int(d)]) if d.isdecimal() else d for d in figures)


def year(figures: str) -> str:
    """Figure by figure, but 2000 is 两千: of three 零 in a row nobody is sure how many there were (heard as 200年 or
    20000年 in five sentences of five; 两千年 was understood in all)."""
    return "两千" if figures == "2000" else digits(figures)


def cardinal(figures: str) -> str:
    """A whole number without separators, as a count is said: `2000` → 两千, `105` → 一百零五. Huge ones by digits."""
    number = int(figures)
    if number == 0:
        return "零"
    if number >= 10**16:
        return digits(figures)
    words, gap = "", False
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            gap = True
            continue
        said = _group(group)
        needs_zero = words and (gap or group < 1000)
        words += ("零" if needs_zero else "") + said + _GROUPS[place]
        gap = False
    if words.startswith("一十"):
        words = words[1:]
    return _two(words)


def _group(group: int) -> str:
    words, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + _PLACES[place]
            gap = False
        else:
            gap = True
    return words


def _two(words: str) -> str:
    """二 is said 两 before 千, 万, 亿, and before 百 at the front: 两万两千二百."""
    if words[:2] in {"二百", "二千", "二万", "二亿", "二兆"}:
        words = "两" + words[1:]
    return words.replace("万二千", "万两千").replace("亿二千", "亿两千").replace("零二千", "零两千")


def number(figures: str) -> str:
    """A number as written: `1,234.5` → 一千二百三十四点五, `-3` → 负三, `007` → 零零七."""
    return as_written(figures, _WRITTEN_SIGNS, "点", digits, cardinal)


def counted(figures: str) -> str:
    """Like `number`, before a measure word: 2 is 两."""
    said = number(figures)
    return {"二": "两", "负二": "负两"}.get(said, said)


def order(figures: str) -> str:
    """A place in a row, where 2 stays 二: of a month, a floor, a chapter. What is in words already stays."""
    said = cardinal(figures) if figures.isdecimal() else figures
    return "二" + said[1:] if said in {"两"} or said.startswith("两百") else said


def amount(figures: str, big: str) -> str:
    """`figures` with what multiplies them, 万 and the like."""
    return (counted(figures) if big[:1] in "万亿千百兆十" else number(figures)) + big
