"""Where every character of the source went. Verified by covering the text: each inked character exactly once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tts.errors import InputError, Place
from tts.language import tr
from tts.script.model import Accounting, Unspoken
from tts.script.transcript.model import Transcript
from tts.text import ink, tidy


def account(transcript: Transcript, source: Path) -> Accounting:
    """The accounting of `transcript`. Raises InputError naming text that would be lost or counted twice."""
    text = transcript.text
    unspoken = sorted({*transcript.unspoken, *_cuts(transcript)})
    heard = [(start, end) for start, end, _ in unspoken]
    heard += transcript.titles
    for turn in transcript.turns:
        heard += [turn.label] if turn.label else []
        for paragraph in turn.paragraphs:
            at = paragraph.start
            for cut in paragraph.cuts:
                heard.append((at, cut.start))
                at = cut.end
            heard.append((at, paragraph.end))
    _verify(text, sorted(heard), source)
    pieces = tuple(_by_line(text, unspoken))
    return Accounting(len(text), len(text) - sum(len(piece.text) for piece in pieces), pieces)


def _cuts(transcript: Transcript) -> Iterator[tuple[int, int, str]]:
    for turn in transcript.turns:
        for paragraph in turn.paragraphs:
            for cut in paragraph.cuts:
                yield cut.start, cut.end, cut.reason


def _verify(text: str, spans: list[tuple[int, int]], source: Path) -> None:
    at = 0
    for start, end in [*(span for span in spans if span[0] < span[1]), (len(text), len(text))]:
        if start < at and ink(text[start : min(at, end)]):
            raise _lost(text, start, min(at, end), tr("would be counted twice"), source)
        if start > at and ink(text[at:start]):
            raise _lost(text, at, start, tr("would be lost"), source)
        at = max(at, end)


def _lost(text: str, start: int, end: int, what: str, source: Path) -> InputError:
    piece = tidy(text[start:end])[:80]
    return InputError(
        tr("“{piece}” {what}.", piece=piece, what=what),
        place=Place(source, text.count("\n", 0, start) + 1),
        remedy=tr("Put this text on a line of its own; and report it, Turncast should have read it."),
    )


def _by_line(text: str, unspoken: list[tuple[int, int, str]]) -> Iterator[Unspoken]:
    """One entry a line and reason; pieces of one line that share a reason stand together."""
    line, at = 1, 0
    waiting: dict[str, list[str]] = {}
    for start, end, reason in unspoken:
        while start < end:
            passed = text.count("\n", at, start)
            if passed and waiting:
                yield from (Unspoken(line, "".join(pieces), why) for why, pieces in waiting.items())
                waiting = {}
            line, at = line + passed, start
            stop = text.find("\n", start, end)
            stop = end if stop < 0 else stop
            if ink(text[start:stop]):
                waiting.setdefault(reason, []).append(text[start:stop])
            start = stop + 1  # noqa: PLW2901  # the piece goes on on the next line
    yield from (Unspoken(line, "".join(pieces), why) for why, pieces in waiting.items())
