"""Paragraphs become utterances: whole sentences, scraps joined, giants split where a speaker would breathe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from tts.text import CLOSERS, han, ink, width

COMFORTABLE = 20.0
"""Hanzi widths. Kokoro speaks shorter pieces oddly: sentences are joined until they pass this."""
SCRAP = 7.0
"""Hanzi widths. A sentence this short goes with the one before it, if there is room."""

_CLOSE = re.escape(CLOSERS)
_END = re.compile(rf"(?:[。！？!?…；;]+|\.(?![\w.,;:]))[。！？!?….；;]*[{_CLOSE}]*\s*")
_QUOTED = r"[，,：:]\s*(?=(?P<quoted>“[^“”]+”|「[^「」]+」|『[^『』]+』|(?<=[\s，：])\"(?=\w)[^\"]+\"))"
"""Where words somebody said are introduced. What they are introduced with is a sentence of its own if they are many."""
_STOP = re.compile(f"{_END.pattern}|{_QUOTED}")
_ABBREVIATION = re.compile(
    r"(?:^|[^A-Za-z])(?:mr|mrs|ms|dr|prof|sr|jr|st|vs|etc|inc|ltd|co|corp|no|vol|fig|gen|col|sgt|lt|rep|sen|gov|hon|rev|"
    r"dept|est|approx|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|e\.g|i\.e|cf|al|ph\.d|[A-Za-z])$",
    re.IGNORECASE,
)
_BREATH = re.compile(rf"(?:[，,、：:](?!\d)|——|—|–| - )[{_CLOSE}]*\s*|[（(「『“]")
_OPENING = "（(「『“"
_GAP = re.compile(r"\s+")
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffee\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a paragraph's spoken text."""

    start: int
    """Offset into the paragraph's spoken text."""
    end: int


def pieces(text: str, max_chars: int) -> list[Span]:
    """`text` in stretches of at most `max_chars` characters that together are all of it. O(n log n)."""
    sentences = [part for start, end in _sentences(text) for part in _fit(text, start, end, max_chars)]
    return _worded(text, _join(text, sentences, max_chars), max_chars)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for found in _STOP.finditer(text):
        if found.lastgroup == "quoted":
            if width(found["quoted"]) < COMFORTABLE:
                continue
        elif found[0].strip() == "." and _runs_on(text, found.start(), found.end()):
            continue
        if ink(text[at : found.start()]):
            yield at, found.end()
            at = found.end()
    if at < len(text):
        yield at, len(text)


def _runs_on(text: str, dot: int, after: int) -> bool:
    """Whether the sentence goes on after this full stop: it ends an abbreviation, or a small letter follows."""
    if text[after : after + 1].islower():
        return True
    return bool(_ABBREVIATION.search(text[max(0, dot - 8) : dot])) and bool(text[after : after + 1])


def _fit(text: str, start: int, end: int, max_chars: int) -> list[Span]:
    """One sentence as one piece, or as pieces that fit, cut near the middle at a comma if there is one."""
    waiting, done = [(start, end)], list[Span]()
    while waiting:
        start, end = waiting.pop()
        if end - start <= max_chars:
            done.append(Span(start, end))
            continue
        cut = _middle(text, start, end)
        waiting += [(cut, end), (start, cut)]
    return done


def _middle(text: str, start: int, end: int) -> int:
    """Where to cut `text[start:end]`: a comma in the middle half, else a space there, else anywhere."""
    low, high, centre = start + (end - start) // 4, end - (end - start) // 4, (start + end) // 2
    cuts = [m.start() if m[0] in _OPENING else m.end() for m in _BREATH.finditer(text, low, high)]
    cuts = cuts if any(start < cut < end for cut in cuts) else [m.end() for m in _GAP.finditer(text, low, high)]
    if cuts := [cut for cut in cuts if start < cut < end]:
        return min(cuts, key=lambda cut: abs(cut - centre))
    for cut in range(centre, high):
        if not (text[cut - 1].isascii() and text[cut - 1].isalnum() and text[cut].isascii() and text[cut].isalnum()):
            return cut
    return centre


def _join(text: str, parts: list[Span], max_chars: int) -> list[Span]:
    joined: list[Span] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last and part.end - last.start <= max_chars and (_short(text, last) or _is_scrap(text, part)):
            joined[-1] = Span(last.start, part.end)
        else:
            joined.append(part)
    return joined


def _worded(text: str, parts: list[Span], max_chars: int) -> list[Span]:
    """`parts` with none that has no words to say: it takes some from its neighbour, whose end or start it becomes."""
    made: list[Span] = []
    for part in parts:
        last = made[-1] if made else None
        if last is None or (_says(text, part) and _says(text, last)):
            made.append(part)
            continue
        whole = Span(last.start, part.end)
        cuts = [] if whole.end - whole.start <= max_chars else [_middle(text, whole.start, whole.end)]
        bounds = [whole.start, *cuts, whole.end]
        halves = [Span(a, b) for a, b in pairwise(bounds)]
        words = [n for n in range(whole.start, whole.end) if text[n].isalnum()]
        good = all(_says(text, half) and half.end - half.start <= max_chars for half in halves)
        if not good and words:  # cut between its words, not behind them, and where both fit
            cut = max(whole.end - max_chars, min(words[len(words) // 2], whole.start + max_chars))
            halves = [Span(whole.start, cut), Span(cut, whole.end)]
        made[-1:] = halves
    return made


def _says(text: str, piece: Span) -> bool:
    return any(char.isalnum() for char in text[piece.start : piece.end])


def _short(text: str, piece: Span) -> bool:
    return width(text[piece.start : piece.end]) < COMFORTABLE


def _is_scrap(text: str, piece: Span) -> bool:
    return width(text[piece.start : piece.end]) < SCRAP


def join(texts: Iterable[str]) -> str:
    """Sentences one after the other as they are printed: a space between Latin ones, none beside Chinese ones."""
    joined = ""
    for text in texts:
        gap = joined and text and not (_WIDE.match(joined[-1]) or _WIDE.match(text[0]))
        joined += f" {text}" if gap else text
    return joined


def language_of(text: str, default: str) -> str:
    """`zh` or `en`: what most of `text` is written in; `default` when nothing tells."""
    chinese = han(text)
    words = len(re.findall(r"[A-Za-z]+(?:[’'][A-Za-z]+)?", text))
    if chinese == words == 0:
        return default
    return "zh" if chinese >= words else "en"
