"""Transcript + cast = script: utterances, pauses, the opening."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from tts.config.schema import Config, Pauses
from tts.errors import InputError
from tts.errors import Place as Where
from tts.language import tr
from tts.script.model import Chapter, Turn, Utterance
from tts.script.transcript.model import Contribution, Paragraph, Transcript
from tts.script.utterances import notice, sentences
from tts.script.utterances.pauses import Neighbour, Place, behind, inside, opening_pause, seconds
from tts.text import ink, tidy

OPENING = {"zh": "开场", "en": "Opening"}
"""The first chapter's title where the transcript gives none."""


def opening(title: str, language: str, config: Config, max_chars: int) -> tuple[tuple[Utterance, ...], str]:
    """What the narrator says first, and the disclosure in it (empty when it is turned off)."""
    said, tongue = notice.notice_of(config.disclosure, language)
    made = [Utterance(piece, 0.0, sentences.language_of(piece, language)) for piece in _cut(title, max_chars)]
    made += notice.phrases(said, tongue, max_chars)
    timed = (
        dataclasses.replace(utterance, pause_after_s=opening_pause(number, len(made), config.pauses))
        for number, utterance in enumerate(made)
    )
    return tuple(timed), said


def _cut(text: str, max_chars: int) -> list[str]:
    return [
        text[p.start : p.end].strip() for p in sentences.pieces(text, max_chars) if has_words(text[p.start : p.end])
    ]


def has_words(text: str) -> bool:
    """Whether there is anything to say: a letter, a digit, a hanzi."""
    return any(char.isalnum() for char in text)


def chapters(transcript: Transcript, language: str) -> tuple[Chapter, ...]:
    """The opening, unless a titled turn is the first; then one chapter for every titled turn."""
    titled = [Chapter(turn.title, n) for n, turn in enumerate(transcript.turns) if turn.title]
    if titled and titled[0].first_turn == 0:
        return tuple(titled)
    return (Chapter(OPENING[language], 0), *titled)


def turns(transcript: Transcript, language: str, pauses: Pauses, max_chars: int, source: Path) -> tuple[Turn, ...]:
    """The turns with their utterances. Raises InputError when an utterance's text differs from its source."""
    made, chapter = list[Turn](), -1
    contributions = transcript.turns
    neighbours = [Neighbour(turn.speaker, turn.kind, bool(turn.title)) for turn in contributions]
    for number, turn in enumerate(contributions):
        chapter += bool(turn.title) or number == 0
        after = neighbours[number + 1] if number + 1 < len(neighbours) else None
        paragraphs = _utterances(transcript.text, turn, language, max_chars)
        utterances = timed(paragraphs, pauses, neighbours[number], after)
        _compare(transcript.text, turn, utterances, source)
        made.append(Turn(turn.speaker, turn.kind, chapter, printed(paragraphs), utterances, turn.line))
    return tuple(made)


def said_chars(turns: Sequence[Turn]) -> int:
    """Characters of all that `turns` say, white space aside."""
    return sum(len(ink(utterance.text)) for turn in turns for utterance in turn.utterances)


def printed(paragraphs: Sequence[Sequence[Utterance]]) -> str:
    """A turn's text as captions and pages show it, a line a paragraph."""
    return "\n".join(sentences.join(u.caption or u.text for u in paragraph) for paragraph in paragraphs)


def timed(
    paragraphs: Sequence[Sequence[Utterance]], pauses: Pauses, turn: Neighbour, after: Neighbour | None
) -> tuple[Utterance, ...]:
    """The utterances of a turn with the pauses behind them."""
    flat = [utterance for paragraph in paragraphs for utterance in paragraph]
    return tuple(
        dataclasses.replace(utterance, pause_after_s=seconds(place, pauses))
        for utterance, place in zip(flat, places(paragraphs, turn, after), strict=True)
    )


def places(paragraphs: Sequence[Sequence[Utterance]], turn: Neighbour, after: Neighbour | None) -> list[Place]:
    """Where in the dialogue each utterance of a turn ends."""
    found: list[Place] = []
    for paragraph in paragraphs:
        found += [inside(utterance.text, following.text) for utterance, following in pairwise(paragraph)]
        found.append("paragraph")
    found[-1] = behind(turn, after, paragraphs[-1][-1].text)
    return found


def _utterances(text: str, turn: Contribution, language: str, max_chars: int) -> list[list[Utterance]]:
    """The utterances of each paragraph, their pauses still to be chosen."""
    spoken = [_paragraph(text, paragraph) for paragraph in turn.paragraphs]
    tongue = sentences.language_of("".join(said for said, _ in spoken), language)
    made = []
    for said, asides in spoken:
        parts = _inked(said, sentences.pieces(said, max_chars))
        paragraph = []
        for part, caption in zip(parts, _captions(said, parts, asides), strict=True):
            own = tidy(said[part.start : part.end])
            paragraph.append(Utterance(own, 0.0, sentences.language_of(own, tongue), "" if caption == own else caption))
        made.append(paragraph)
    return made


def _inked(said: str, parts: Sequence[sentences.Span]) -> list[sentences.Span]:
    """`parts` with none that is all blank (somebody held the space bar down): it belongs to the one before, else behind."""
    made: list[sentences.Span] = []
    for part in parts:
        if made and not (ink(said[part.start : part.end]) and ink(said[made[-1].start : made[-1].end])):
            made[-1] = sentences.Span(made[-1].start, part.end)
        else:
            made.append(part)
    return made


def _paragraph(text: str, paragraph: Paragraph) -> tuple[str, list[tuple[int, str]]]:
    """The spoken text, and the asides as (offset in it, text)."""
    said, asides = "", list[tuple[int, str]]()
    for piece, spoken in paragraph.pieces(text):
        if spoken:
            said += piece
        else:
            asides.append((len(said), piece))
    return said, asides


def _captions(said: str, parts: Sequence[sentences.Span], asides: Sequence[tuple[int, str]]) -> list[str]:
    """What captions show for each of `parts`: its text with the asides in place."""
    captions, waiting = [], list(asides)
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        shown, at = "", part.start
        while waiting and (waiting[0][0] <= part.end or last):
            place, aside = waiting.pop(0)
            shown += said[at:place] + aside
            at = place
        captions.append(tidy(shown + said[at : part.end]))
    return captions


def _compare(text: str, turn: Contribution, utterances: Sequence[Utterance], source: Path) -> None:
    written = ink("".join(piece for p in turn.paragraphs for piece, said in p.pieces(text) if said))
    spoken = ink("".join(utterance.text for utterance in utterances))
    if written != spoken:
        at = next((n for n, (a, b) in enumerate(zip(written, spoken, strict=False)) if a != b), len(spoken))
        raise InputError(
            tr("“{text}” would not be spoken.", text=written[at : at + 40]),
            place=Where(source, turn.line),
            remedy=tr("Turncast should have split this turn otherwise; report it with the transcript."),
        )
