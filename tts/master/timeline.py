"""When everything is heard: clips and pauses laid out in samples, and the places where the sound may be cut.

An episode is made in pieces of some ten seconds, each beginning and ending in silence. A piece knows nothing of
what stands before it: pieces can be made at once on all cores, and one that did not change need not be made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tts.master.beds import Bed, Beds
from tts.master.clips import AFTER_S
from tts.master.mp3 import DECODER_DELAY, ENCODER_DELAY, QUIET_AFTER
from tts.master.speech_bounds import Bounds
from tts.master.units import FRAME, samples_in
from tts.script.model import Utterance
from tts.speech.model import Clip, Spoken

_LEAD_S = 0.25
"""Silence before the first word: players that fade in, or skip the encoder's delay badly, lose nothing."""
_TAIL_S = 1.0
"""Silence after the last word."""
_MARK_S = 0.3
"""A chapter starts this long before its first word, or half the pause where that is shorter."""
_PIECE_S = 10.0
"""From this length on a piece ends where a turn ends …"""
_LONG_PIECE_S = 16.0
"""… and before the utterance that would make it longer than this: a piece takes memory for every second."""

_STING_AFTER = 0.6
"""A sting begins after this share of the pause before a chapter; its own opening is the rest."""
_CLOSING_S = 0.7
"""Between the last word and the closing music."""

EDGE = 4 * FRAME
"""Samples of a piece before its first sound: what is kept before speech, and the silence MP3 pieces need."""
_RING_S = 0.03
"""How long filters sound after the last of a clip."""
_ROOM = samples_in(AFTER_S + _RING_S) + QUIET_AFTER + EDGE + FRAME
"""The shortest gap before a sting: a cut fits into it."""


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance, its clip, and where the clip's speech is."""

    utterance: Utterance
    clip: Clip
    bounds: Bounds
    speaker: str | None
    turn: int | None
    """Index into `Script.turns`; None for the opening."""
    chapter: int
    """Index into `Script.chapters`."""

    @property
    def length(self) -> int:
        """Samples at `RATE`."""
        return samples_in(self.bounds.end_s - self.bounds.onset_s)


@dataclass(frozen=True, slots=True)
class Placed:
    """Speech on the timeline, in samples at `RATE`."""

    said: Said
    onset: int

    @property
    def end(self) -> int:
        return self.onset + self.said.length


@dataclass(frozen=True, slots=True)
class Laid:
    """Music on the timeline."""

    bed: Bed
    start: int
    """Sample at `RATE`."""

    @property
    def stop(self) -> int:
        return self.start + len(self.bed.samples)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the episode made by itself. `start` and `stop` lie on MP3 frames, in silence."""

    start: int
    stop: int
    placed: tuple[Placed, ...]
    music: tuple[Laid, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole episode in time."""

    pieces: tuple[Piece, ...]
    marks: tuple[int, ...]
    """Where each of `Script.chapters` starts, samples; the first at 0."""
    length: int
    """Samples of the finished episode."""

    @property
    def placed(self) -> Iterator[Placed]:
        """Everything that is said, in order."""
        for piece in self.pieces:
            yield from piece.placed

    @property
    def frames(self) -> int:
        """MP3 frames of all pieces."""
        return self.pieces[-1].stop // FRAME


def sayings(spoken: Spoken, bounds: Iterator[Bounds]) -> Iterator[Said]:
    """Everything that is said, in the order in which it is heard; `bounds` are those of `clips_of`, in that order."""
    for utterance, clip in zip(spoken.script.opening, spoken.opening, strict=True):
        yield Said(utterance, clip, next(bounds), None, None, 0)
    for index, (turn, clips) in enumerate(zip(spoken.script.turns, spoken.turns, strict=True)):
        for utterance, clip in zip(turn.utterances, clips, strict=True):
            yield Said(utterance, clip, next(bounds), turn.speaker, index, turn.chapter)


def clips_of(spoken: Spoken) -> list[Clip]:
    """All clips in the order in which they are heard."""
    return [*spoken.opening, *(clip for clips in spoken.turns for clip in clips)]


def speakers_of(spoken: Spoken) -> Iterator[str | None]:
    """Who says each of `clips_of`."""
    yield from (None for _ in spoken.opening)
    for turn, clips in zip(spoken.script.turns, spoken.turns, strict=True):
        yield from (turn.speaker for _ in clips)


class _Layout:
    """The timeline as it grows."""

    def __init__(self, beds: Beds) -> None:
        self.beds = beds
        self.pieces: list[Piece] = []
        self.marks: list[int] = [0]
        self.start = 0
        self.placed: list[Placed] = []
        self.music: list[Laid] = []
        self.at = max(samples_in(_LEAD_S), EDGE)
        if beds.opening:
            self.play(beds.opening, EDGE)

    def put(self, said: Said) -> None:
        self.placed.append(Placed(said, self.at))

    def go_on(self, after: Said, said: Said) -> None:
        """Move to where `said` begins: behind the pause of `after`, the utterance put last."""
        end = self.placed[-1].end
        pause = samples_in(after.utterance.pause_after_s)
        opens = said.chapter != after.chapter
        sounding = any(laid.stop > end for laid in self.music)
        sting = self.beds.sting if opens and not sounding else None
        next_sound = end + (max(_ROOM, round(pause * _STING_AFTER)) if sting else pause)
        if self._may_cut(next_sound - EDGE) and (opens or self._is_due(next_sound, said, said.turn != after.turn)):
            # On the frame grid, the next piece is the same wherever it begins. The pause is 13 ms off at most.
            next_sound = round(next_sound / FRAME) * FRAME
            self.close(next_sound - EDGE)
        if opens:
            before = min(samples_in(_MARK_S), (next_sound - end) // 2)
            # A chapter in which nothing is said starts with the one after it.
            self.marks += [next_sound - before] * (said.chapter - after.chapter)
        self.at = next_sound
        if sting:
            self.play(sting, next_sound)

    def play(self, bed: Bed, start: int) -> None:
        """Lay `bed` at `start`; the next words come at its entry."""
        self.music.append(Laid(bed, start))
        self.at = start + bed.entry

    def finish(self) -> int:
        """Lay the closing music and end the last piece; the episode's length."""
        end = self.placed[-1].end
        if self.beds.closing:
            start = end + samples_in(_CLOSING_S)
            if self._may_cut(start - EDGE):
                start = round(start / FRAME) * FRAME
                self.close(start - EDGE)
            self.play(self.beds.closing, start)
        length = max([end, *(laid.stop for laid in self.music)]) + samples_in(_TAIL_S)
        # The last frames carry the delay of encoder and decoder.
        self.close(-(-(length + ENCODER_DELAY + DECODER_DELAY) // FRAME) * FRAME)
        return length

    def close(self, stop: int) -> None:
        """End the piece at `stop` and begin the next there."""
        self.pieces.append(Piece(self.start, stop, tuple(self.placed), tuple(self.music)))
        self.start, self.placed, self.music = stop, [], []

    def _may_cut(self, at: int) -> bool:
        """Whether all sound has died away before `at`, half a frame of rounding included."""
        sounds = [self.placed[-1].end + samples_in(AFTER_S + _RING_S), *(laid.stop for laid in self.music)]
        return at - FRAME // 2 >= max(sounds) + QUIET_AFTER

    def _is_due(self, at: int, said: Said, turns: bool) -> bool:
        """Whether the piece is long enough, or would be too long with `said`, which begins at `at`."""
        return at + said.length - self.start > samples_in(_LONG_PIECE_S) or (
            turns and at - self.start >= samples_in(_PIECE_S)
        )


def lay_out(sayings: Iterable[Said], chapters: int, beds: Beds) -> Timeline:
    """Place everything that is said, which is not empty, and its music in an episode of so many chapters."""
    layout, before = _Layout(beds), None
    for said in sayings:
        if before:
            layout.go_on(before, said)
        else:
            layout.marks *= said.chapter + 1
        layout.put(said)
        before = said
    length = layout.finish()
    layout.marks += layout.marks[-1:] * (chapters - len(layout.marks))
    return Timeline(tuple(layout.pieces), tuple(layout.marks), length)
