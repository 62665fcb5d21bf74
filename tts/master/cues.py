"""What is heard when, in seconds of the finished episode."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tts.audio import Word
from tts.master.model import Cue, Mark
from tts.master.timeline import Placed, Timeline
from tts.master.units import RATE
from tts.script.model import Script
from tts.speech.model import Clip


def cues_of(speech: Iterable[Placed]) -> Iterator[Cue]:
    """One cue per utterance, from its first sound to its last."""
    for placed in speech:
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


@dataclass(frozen=True, slots=True)
class _Words:
    """The engine's boundaries in the episode's time, none outside the cue; the clip is asked when they are needed."""

    clip: Clip
    shift_s: float
    start_s: float
    end_s: float

    def __iter__(self) -> Iterator[Word]:
        for word in self.clip.words:
            yield Word(word.text, self._within(word.start_s), self._within(word.end_s))

    def _within(self, time_s: float) -> float:
        return min(max(time_s + self.shift_s, self.start_s), self.end_s)


def _words(placed: Placed) -> Iterable[Word]:
    if not placed.said.clip.has_words:
        return ()
    start, end = placed.onset / RATE, placed.end / RATE
    return _Words(placed.said.clip, start - placed.said.bounds.onset_s, start, end)


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
