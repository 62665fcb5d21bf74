"""Footnote marks: figures in brackets, raised or circled, that point to a note. In doubt they are part of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tts.script.formats.blocks import Document

_BRACKETED = re.compile(r"\[\^?\d{1,3}\]|［\d{1,3}］|〔\d{1,3}〕")
_RAISED = re.compile(r"(?<![¹²³⁴-⁹⁰⁺⁻])[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}(?![\w(（¹²³⁴-⁹⁰⁺⁻]|\s?[=+×÷*/^<>≈])")
_BEHIND = re.compile(r"(?:(\d)[\s-]?)?(?<![A-Za-z])([A-Za-z]+)$")
_WORD = re.compile(r"[A-Za-z]*[a-z]{3}$")
_STOPS = "。！？，；：、”’」』》…,.!?;:\"'"
_UNITS_ZH = "米里尺寸码碼英丈吋呎哩"
_POWERS = frozenset(
    ["mile", "miles", "foot", "feet", "inch", "inches", "yard", "yards", "metre", "metres", "meter", "meters",
     "sec", "kilometre", "kilometres", "kilometer", "kilometers", "sin", "cos", "tan", "log", "exp", "sinh",
     "cosh", "tanh", "alpha", "beta", "gamma", "sigma", "theta", "lambda", "chi"]
)  # fmt: skip
"""Words behind which a raised figure is a power."""
_CIRCLED = re.compile(r"(?<![\s①-⑳])(?<!^)[①-⑳](?=[。，！？；、”\s]|$)", re.MULTILINE)
_NOTE = re.compile(r"\s*([①-⑳])")


def marks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """(start, end) of the marks in brackets and the raised ones between `start` and `end`."""
    for found in _BRACKETED.finditer(text, start, end):
        yield found.span()
    for found in _RAISED.finditer(text, start, end):
        if _points(text[max(start, found.start() - 40) : found.start()]):
            yield found.span()


def _points(before: str) -> bool:
    """Whether a raised figure behind `before` points to a note. Behind a figure, a unit or a letter it is a power."""
    last = before[-1:]
    if "\u4e00" <= last <= "\u9fff":
        return last not in _UNITS_ZH
    if last and last in _STOPS:
        return True
    found = _BEHIND.search(before)
    if found is None or found[1]:
        return False
    return bool(_WORD.match(found[2])) and found[2].lower() not in _POWERS


def circled(document: Document) -> tuple[dict[int, list[tuple[int, int]]], frozenset[int]]:
    """The circled marks ((start, end), by block) and the blocks of their notes. Both are empty unless the text has the
    same row of each: whoever writes `方案①` or a list has no such notes, and loses nothing."""
    text = document.text
    live = [(number, block) for number, block in enumerate(document.blocks) if not block.skip]
    notes: list[tuple[int, str]] = []
    for number, block in reversed(live):
        found = _NOTE.match(text, block.start, block.end)
        if found:
            notes.append((number, found[1]))
        elif notes:
            break
    notes.reverse()
    first = notes[0][0] if notes else 0
    row: list[str] = []
    spans: dict[int, list[tuple[int, int]]] = {}
    for number, block in live:
        for found in _CIRCLED.finditer(text, block.start, block.end) if number < first else ():
            row.append(found[0])
            spans.setdefault(number, []).append(found.span())
    if row != [mark for _, mark in notes]:
        return {}, frozenset()
    return spans, frozenset(number for number, _ in notes)
