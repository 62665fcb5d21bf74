"""What is heard when, in seconds of the finished episode."""

from __future__ import annotations

from collections.abc import Iterable

from tts.audio import Word
from tts.master.model import ChapterMark, Cue
from tts.master.timeline import PlacedLine, Timeline
from tts.master.units import RATE
from tts.script.model import Script


def cues_of(lines: Iterable[PlacedLine]) -> tuple[Cue, ...]:
    """One cue per line, from its first sound to its last."""
    return tuple(_cue(placed) for placed in lines)


def _cue(placed: PlacedLine) -> Cue:
    line = placed.spoken.line
    return Cue(
        start_s=placed.onset / RATE,
        end_s=placed.end / RATE,
        speaker=line.speaker,
        text=line.utterance.caption or line.utterance.text,
        turn=line.turn,
        # A caption with stage directions in it has more words than were spoken: it is timed by its length.
        words=() if line.utterance.caption else _words(placed),
        sentence=line.number,
    )


def _words(placed: PlacedLine) -> tuple[Word, ...]:
    """The engine's boundaries in the episode's time, none outside the cue."""
    start_s, end_s = placed.onset / RATE, placed.end / RATE
    shift_s = start_s - placed.spoken.bounds.onset_s

    def within(time_s: float) -> float:
        return min(max(time_s + shift_s, start_s), end_s)

    return tuple(Word(word.text, within(word.start_s), within(word.end_s)) for word in placed.spoken.clip.words)


def chapters_of(script: Script, timeline: Timeline) -> tuple[ChapterMark, ...]:
    """The chapters; each ends where the next one starts."""
    stops = (*timeline.chapters[1:], timeline.length)
    return tuple(
        ChapterMark(chapter.title, start / RATE, stop / RATE)
        for chapter, start, stop in zip(script.chapters, timeline.chapters, stops, strict=True)
    )


def turns_of(script: Script, timeline: Timeline) -> tuple[tuple[float, float], ...]:
    """(start_s, end_s) of each turn; a turn in which nothing is said takes no time where it stands."""
    bounds: dict[int, tuple[float, float]] = {}
    for placed in timeline.lines:
        turn = placed.spoken.line.turn
        if turn is not None:
            start_s, _ = bounds.get(turn, (placed.onset / RATE, 0.0))
            bounds[turn] = (start_s, placed.end / RATE)
    turns: list[tuple[float, float]] = []
    for index in range(len(script.turns)):
        last_s = turns[-1][1] if turns else 0.0
        turns.append(bounds.get(index, (last_s, last_s)))
    return tuple(turns)
