"""When everything is heard: clips and pauses laid out in samples, and the places where the sound may be cut.

An episode is made in pieces of half a minute or so, each beginning and ending in silence. A piece knows nothing of
what stands before it: pieces can be made at once on all cores, and one that did not change need not be made again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
_PIECE_S = 20.0
"""From this length on a piece ends where a turn ends …"""
_LONG_PIECE_S = 40.0
"""… and from this on, where any utterance ends."""

EDGE = 4 * FRAME
"""Samples of a piece before its first sound: what is kept before speech, and the silence MP3 pieces need."""
_ROOM = samples_in(AFTER_S) + samples_in(0.03) + QUIET_AFTER + EDGE
"""The shortest pause that a cut fits into: with the last sound dying away, and the filters after it."""


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


@dataclass(frozen=True, slots=True)
class Placed:
    """Speech on the timeline, in samples at `RATE`."""

    said: Said
    onset: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the episode made by itself. `start` and `stop` lie on MP3 frames, in silence."""

    start: int
    stop: int
    placed: tuple[Placed, ...]


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


class _Layout:
    """The timeline as it grows."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.marks: list[int] = [0]
        self.start = 0
        self.placed: list[Placed] = []
        self.at = max(samples_in(_LEAD_S), EDGE)

    def put(self, said: Said) -> None:
        length = samples_in(said.bounds.end_s - said.bounds.onset_s)
        self.placed.append(Placed(said, self.at, self.at + length))

    def go_on(self, after: Said, said: Said) -> None:
        """Move to where `said` begins: behind the pause of `after`, the utterance put last."""
        end = self.placed[-1].end
        self.at = end + samples_in(after.utterance.pause_after_s)
        opens = said.chapter != after.chapter
        if self.at - end >= _ROOM and self._is_due(opens, said.turn != after.turn):
            # On the frame grid, the next piece is the same wherever it begins. The pause is 13 ms off at most.
            self.at = round(self.at / FRAME) * FRAME
            self.close(self.at - EDGE)
        if opens:
            before = min(samples_in(_MARK_S), (self.at - end) // 2)
            # A chapter in which nothing is said starts with the one after it.
            self.marks += [self.at - before] * (said.chapter - after.chapter)

    def close(self, stop: int) -> None:
        """End the piece at `stop` and begin the next there."""
        self.pieces.append(Piece(self.start, stop, tuple(self.placed)))
        self.start, self.placed = stop, []

    def _is_due(self, opens: bool, turns: bool) -> bool:
        length = self.at - self.start
        return opens or length >= samples_in(_LONG_PIECE_S) or (turns and length >= samples_in(_PIECE_S))


def lay_out(said: Sequence[Said], chapters: int) -> Timeline:
    """Place everything that is said, which is not empty, in an episode of so many chapters."""
    layout = _Layout()
    layout.put(said[0])
    layout.marks *= said[0].chapter + 1
    for before, after in pairwise(said):
        layout.go_on(before, after)
        layout.put(after)
    length = layout.placed[-1].end + samples_in(_TAIL_S)
    # The last frames carry the delay of encoder and decoder.
    frames = -(-(length + ENCODER_DELAY + DECODER_DELAY) // FRAME)
    layout.close(frames * FRAME)
    layout.marks += layout.marks[-1:] * (chapters - len(layout.marks))
    return Timeline(tuple(layout.pieces), tuple(layout.marks), length)
