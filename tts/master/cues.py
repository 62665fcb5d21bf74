"""What is heard when, in seconds of the finished episode."""

from __future__ import annotations

from collections.abc import Iterator

from tts.audio import Word
from tts.master.model import Cue, Mark
from tts.master.timeline import Placed, Timeline
from tts.master.units import RATE
from tts.script.model import Script


def cues_of(timeline: Timeline) -> Iterator[Cue]:
    """One cue per utterance, from its first sound to its last."""
    for placed in timeline.placed:
        said = placed.said
        yield Cue(
            start_s=placed.onset / RATE,
            end_s=placed.end / RATE,
            speaker=said.speaker,
            text=said.utterance.caption or said.utterance.text,
            turn=said.turn,
            # A caption with stage directions in it has more words than were spoken: it is timed by its length.
            words=() if said.utterance.caption else _words(placed),
        )


def _words(placed: Placed) -> tuple[Word, ...]:
    """The engine's boundaries in the episode's time, none outside the cue."""
    start, end = placed.onset / RATE, placed.end / RATE
    shift = start - placed.said.bounds.onset_s
    return tuple(
        Word(word.text, min(max(word.start_s + shift, start), end), min(max(word.end_s + shift, start), end))
        for word in placed.said.clip.words
    )


def marks_of(script: Script, timeline: Timeline) -> tuple[Mark, ...]:
    """The chapters; each ends where the next one starts."""
    stops = (*timeline.marks[1:], timeline.length)
    return tuple(
        Mark(chapter.title, start / RATE, stop / RATE)
        for chapter, start, stop in zip(script.chapters, timeline.marks, stops, strict=True)
    )


def turns_of(script: Script, timeline: Timeline) -> tuple[tuple[float, float], ...]:
    """(start_s, end_s) of each turn; a turn in which nothing is said takes no time where it stands."""
    bounds: dict[int, tuple[float, float]] = {}
    for placed in timeline.placed:
        if placed.said.turn is not None:
            start, _ = bounds.get(placed.said.turn, (placed.onset / RATE, 0.0))
            bounds[placed.said.turn] = (start, placed.end / RATE)
    found: list[tuple[float, float]] = []
    for index in range(len(script.turns)):
        last = found[-1][1] if found else 0.0
        found.append(bounds.get(index, (last, last)))
    return tuple(found)
