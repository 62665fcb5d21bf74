"""When everything is heard: clips and pauses laid out in samples, and the places where the sound may be cut.

An episode is encoded in segments of some ten seconds, each beginning and ending in silence. A segment knows nothing
of what stands before it: all cores can work at once, and a segment that did not change need not be encoded again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from tts.master.beds import Bed, Beds
from tts.master.units import AFTER_S, DECODER_DELAY, ENCODER_DELAY, FRAME, QUIET_AFTER, RATE, samples_in
from tts.notice import aim_s
from tts.script.model import Line
from tts.speech.model import Clip

_LEAD_S = 0.25
"""Silence before the first word: players that fade in, or skip the encoder's delay badly, lose nothing."""
_TAIL_S = 1.0
"""Silence after the last word."""
_CHAPTER_LEAD_S = 0.3
"""A chapter starts this long before its first word, or half the pause where that is shorter."""
_SEGMENT_S = 10.0
"""From this length on a segment ends where a turn ends …"""
_LONG_SEGMENT_S = 16.0
"""… and before the utterance that would make it longer than this: a segment takes memory for every second."""

_STING_AFTER = 0.6
"""A sting begins after this share of the pause before a chapter; its own opening is the rest."""
_BREATH_S = 0.15
"""The shortest pause between two phrases of the notice."""
_CLOSING_S = 0.7
"""Between the last word and the closing music."""

EDGE = 4 * FRAME
"""Samples of a segment before its first sound: what is kept before speech, and the silence MP3 frames need."""
_RING_S = 0.03
"""How long filters sound after the last of a clip."""
_ROOM = samples_in(AFTER_S + _RING_S) + QUIET_AFTER + EDGE + FRAME
"""The shortest gap before a sting: a cut fits into it."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where in a clip the speech is heard, seconds from the clip's first sample."""

    onset_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A line, its clip, and where the clip's speech is."""

    line: Line
    clip: Clip
    bounds: Bounds

    @property
    def length(self) -> int:
        """Samples at `RATE`."""
        return samples_in(self.bounds.end_s - self.bounds.onset_s)


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """Speech on the timeline, in samples at `RATE`."""

    spoken: SpokenLine
    onset: int

    @property
    def end(self) -> int:
        return self.onset + self.spoken.length


@dataclass(frozen=True, slots=True)
class PlacedBed:
    """Music on the timeline."""

    bed: Bed
    start: int
    """Sample at `RATE`."""

    @property
    def stop(self) -> int:
        return self.start + self.bed.length


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the episode encoded by itself. `start` and `stop` lie on MP3 frames, in silence."""

    start: int
    stop: int
    lines: tuple[PlacedLine, ...]
    music: tuple[PlacedBed, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole episode in time."""

    segments: tuple[Segment, ...]
    chapters: tuple[int, ...]
    """Where each of `Script.chapters` starts, samples; the first at 0."""
    length: int
    """Samples of the finished episode."""

    @property
    def lines(self) -> Iterator[PlacedLine]:
        """Everything that is said, in order."""
        for segment in self.segments:
            yield from segment.lines

    @property
    def frames(self) -> int:
        """MP3 frames of all segments."""
        return self.segments[-1].stop // FRAME


def pace_notice(lines: Iterable[SpokenLine]) -> Iterator[SpokenLine]:
    """`lines` with the pauses inside the notice so long that it is said at the pace it must have."""
    for (notice, _), group in groupby(lines, key=lambda spoken: (spoken.line.utterance.notice, spoken.line.turn)):
        if notice:
            yield from _slowed(list(group))
        else:
            yield from group


def _slowed(phrases: list[SpokenLine]) -> Iterator[SpokenLine]:
    *before, last = phrases
    whole_s = sum(aim_s(phrase.line.utterance.text, phrase.line.utterance.language) for phrase in phrases)
    rest_s = whole_s - sum(phrase.length for phrase in phrases) / RATE
    for phrase in before:
        utterance = replace(phrase.line.utterance, pause_after_s=max(_BREATH_S, rest_s / len(before)))
        yield replace(phrase, line=replace(phrase.line, utterance=utterance))
    yield last


class _Layout:
    """The timeline as it grows."""

    def __init__(self, beds: Beds) -> None:
        self.beds = beds
        self.segments: list[Segment] = []
        self.chapters: list[int] = [0]
        self.start = 0
        self.lines: list[PlacedLine] = []
        self.music: list[PlacedBed] = []
        self.at = max(samples_in(_LEAD_S), EDGE)
        if beds.rhythm:
            self.play(beds.rhythm, EDGE)
        if beds.opening:
            self.play(beds.opening, self.at if beds.rhythm else EDGE)

    def put(self, spoken: SpokenLine) -> None:
        self.lines.append(PlacedLine(spoken, self.at))

    def advance(self, previous: SpokenLine, spoken: SpokenLine) -> None:
        """Move to where `spoken` begins: after the pause behind `previous`, the line put last."""
        end = self.lines[-1].end
        pause = samples_in(previous.line.utterance.pause_after_s)
        opens = spoken.line.chapter != previous.line.chapter
        sounding = any(bed.stop > end for bed in self.music)
        sting = self.beds.sting if opens and not sounding else None
        next_sound = end + (max(_ROOM, round(pause * _STING_AFTER)) if sting else pause)
        if self._may_cut(next_sound - EDGE) and (
            opens or self._is_due(next_sound, spoken, spoken.line.turn != previous.line.turn)
        ):
            # On the frame grid, the next segment is the same wherever it begins. The pause is 13 ms off at most.
            next_sound = round(next_sound / FRAME) * FRAME
            self.close(next_sound - EDGE)
        if opens:
            before = min(samples_in(_CHAPTER_LEAD_S), (next_sound - end) // 2)
            # A chapter in which nothing is said starts with the one after it.
            self.chapters += [next_sound - before] * (spoken.line.chapter - previous.line.chapter)
        self.at = next_sound
        if sting:
            self.play(sting, next_sound)

    def play(self, bed: Bed, start: int) -> None:
        """Lay `bed` at `start`; the next words come at its entry."""
        self.music.append(PlacedBed(bed, start))
        self.at = start + bed.entry

    def finish(self) -> int:
        """Lay the closing music and end the last segment; the episode's length."""
        end = self.lines[-1].end
        if self.beds.closing:
            start = end + samples_in(_CLOSING_S)
            if self._may_cut(start - EDGE):
                start = round(start / FRAME) * FRAME
                self.close(start - EDGE)
            self.play(self.beds.closing, start)
        length = max([end, *(bed.stop for bed in self.music)]) + samples_in(_TAIL_S)
        # The last frames carry the delay of encoder and decoder.
        self.close(-(-(length + ENCODER_DELAY + DECODER_DELAY) // FRAME) * FRAME)
        return length

    def close(self, stop: int) -> None:
        """End the segment at `stop` and begin the next there."""
        self.segments.append(Segment(self.start, stop, tuple(self.lines), tuple(self.music)))
        self.start, self.lines, self.music = stop, [], []

    def _may_cut(self, at: int) -> bool:
        """Whether all sound has died away before `at`, half a frame of rounding included."""
        sounds = [self.lines[-1].end + samples_in(AFTER_S + _RING_S), *(bed.stop for bed in self.music)]
        return at - FRAME // 2 >= max(sounds) + QUIET_AFTER

    def _is_due(self, at: int, spoken: SpokenLine, turns: bool) -> bool:
        """Whether the segment is long enough, or would be too long with `spoken`, which begins at `at`."""
        return at + spoken.length - self.start > samples_in(_LONG_SEGMENT_S) or (
            turns and at - self.start >= samples_in(_SEGMENT_S)
        )


def lay_out(lines: Iterable[SpokenLine], chapters: int, beds: Beds) -> Timeline:
    """Place `lines`, at least one, and their music in an episode of so many chapters."""
    layout, previous = _Layout(beds), None
    for spoken in lines:
        if previous:
            layout.advance(previous, spoken)
        else:
            layout.chapters *= spoken.line.chapter + 1
        layout.put(spoken)
        previous = spoken
    length = layout.finish()
    layout.chapters += layout.chapters[-1:] * (chapters - len(layout.chapters))
    return Timeline(tuple(layout.segments), tuple(layout.chapters), length)
