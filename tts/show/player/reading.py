"""The transcript as it is read on the page: turns, paragraphs, and the pieces of text that light up when heard."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tts.show.model import CueMark, Episode, TurnMark


@dataclass(frozen=True, slots=True)
class TimedText:
    """A run of text. Joined, the pieces of a paragraph are that paragraph."""

    text: str
    start_s: float | None = None
    """When it is heard; None for text that no cue holds: stage directions, white space."""
    end_s: float | None = None
    sentence: int = 0
    """The number of the sentence; 0 when unknown."""


@dataclass(frozen=True, slots=True)
class TranscriptBlock:
    """A turn, or the opening."""

    speaker: str | None
    """None for the narrator."""
    kind: str
    """`speech`, `note`, `heading` or `opening`."""
    color: str
    """`n` for the narrator, otherwise `0` to `5`: the speaker's place in order of appearance, round and round."""
    start_s: float
    end_s: float
    paragraphs: tuple[tuple[TimedText, ...], ...]


NARRATOR = "n"
COLORS = 6
"""As many speaker colours as player.css has; a seventh speaker starts over."""


def colors_of(episode: Episode) -> dict[str, str]:
    """Speaker's name → colour, in order of appearance."""
    return {person.name: str(place % COLORS) for place, person in enumerate(episode.speakers)}


def blocks(episode: Episode) -> Iterator[TranscriptBlock]:
    """Everything that is heard, in order."""
    cues: dict[int | None, list[CueMark]] = {}
    for cue in episode.cues:
        cues.setdefault(cue.turn, []).append(cue)
    colors = colors_of(episode)
    if None in cues:
        yield _opening(cues[None])
    for place, turn in enumerate(episode.turns):
        yield _block(turn, cues.get(place, []), colors)


def _opening(cues: Sequence[CueMark]) -> TranscriptBlock:
    pieces: list[TimedText] = []
    for cue in cues:
        if pieces and not (_is_wide(pieces[-1].text[-1:]) or _is_wide(cue.text[:1])):
            pieces.append(TimedText(" "))
        pieces.append(TimedText(cue.text, cue.start_s, cue.end_s, cue.sentence))
    return TranscriptBlock(None, "opening", NARRATOR, cues[0].start_s, cues[-1].end_s, (tuple(pieces),))


def _is_wide(letter: str) -> bool:
    """Chinese is set without blanks between sentences."""
    return bool(letter) and unicodedata.east_asian_width(letter) in ("W", "F")


def _block(turn: TurnMark, cues: Sequence[CueMark], colors: dict[str, str]) -> TranscriptBlock:
    color = NARRATOR if turn.speaker is None else colors.get(turn.speaker, "0")
    paragraphs = tuple(paragraphs_of(turn.text, cues))
    return TranscriptBlock(turn.speaker, turn.kind, color, turn.start_s, turn.end_s, paragraphs)


def paragraphs_of(text: str, cues: Sequence[CueMark]) -> Iterator[tuple[TimedText, ...]]:
    """`text` cut at its line breaks, and where `cues` begin and end. Loses no character but the line breaks."""
    spans = _spans(text, cues)
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            yield tuple(_pieces(line, offset, spans))
        offset += len(line) + 1


def _pieces(line: str, offset: int, spans: Sequence[tuple[int, int, CueMark]]) -> Iterator[TimedText]:
    """`line` stands at `offset` in the turn's text; `spans` are (start, end, cue) in that text, in order."""
    done = 0
    for start, end, cue in spans:
        first, last = max(start - offset, done), min(end - offset, len(line))
        if first >= last:
            continue
        if first > done:
            yield TimedText(line[done:first])
        yield TimedText(line[first:last], cue.start_s, cue.end_s, cue.sentence)
        done = last
    if done < len(line):
        yield TimedText(line[done:])


def _spans(text: str, cues: Sequence[CueMark]) -> list[tuple[int, int, CueMark]]:
    """Where each cue stands in `text`: (first, one past the last, cue). White space does not count."""
    places = [place for place, letter in enumerate(text) if not letter.isspace()]
    written = "".join(text[place] for place in places)
    spoken = ["".join(cue.text.split()) for cue in cues]
    stretches = _found(written, spoken) or _aligned(written, spoken)
    return [
        (places[stretch[0]], places[stretch[1] - 1] + 1, cue)
        for cue, stretch in zip(cues, stretches, strict=True)
        if stretch
    ]


def _found(written: str, spoken: Sequence[str]) -> list[tuple[int, int] | None] | None:
    """Where each of `spoken` stands in `written` to the letter, one after the other; None if one does not."""
    stretches: list[tuple[int, int] | None] = []
    done = 0
    for said in spoken:
        start = written.find(said, done)
        if start < 0:
            return None
        done = start + len(said)
        stretches.append((start, done) if said else None)
    return stretches


def _aligned(written: str, spoken: Sequence[str]) -> list[tuple[int, int] | None]:
    """The same where what is said is not what is written (a stage direction is left out): from the first letter both
    share to the last. None for what shares nothing."""
    matcher = SequenceMatcher(None, "".join(spoken), written, autojunk=False)
    at = {match.a + step: match.b + step for match in matcher.get_matching_blocks() for step in range(match.size)}
    stretches: list[tuple[int, int] | None] = []
    offset = 0
    for said in spoken:
        shared = [at[place] for place in range(offset, offset + len(said)) if place in at]
        stretches.append((shared[0], shared[-1] + 1) if shared else None)
        offset += len(said)
    return stretches
