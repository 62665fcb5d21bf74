"""What can be done to an episode, as values. They come in as JSON, and the journal keeps them."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Index = Annotated[int, Meta(ge=0)]
"""Counted from 0."""
Text = Annotated[str, Meta(min_length=1, max_length=20_000)]
Name = Annotated[str, Meta(min_length=1, max_length=100)]


class Action(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="do"):
    """Base of all: `do` says which. Turns are counted over the whole script, sentences within their turn."""


class EditText(Action, frozen=True, tag="text"):
    """Another text for a sentence."""

    turn: Index
    sentence: Index
    text: Text


class SetPause(Action, frozen=True, tag="pause"):
    """The silence behind a sentence, seconds; null: as usual."""

    turn: Index
    sentence: Index
    pause_s: Annotated[float, Meta(ge=0.0, le=30.0)] | None


class SplitSentence(Action, frozen=True, tag="split"):
    """Two sentences out of one, cut before character `at`."""

    turn: Index
    sentence: Index
    at: Annotated[int, Meta(ge=1)]


class JoinSentences(Action, frozen=True, tag="join"):
    """One sentence out of this and the next of the turn."""

    turn: Index
    sentence: Index


class Assign(Action, frozen=True, tag="assign"):
    """Give sentences `first` to `last` of a turn to somebody: a whole turn changes hands, a part becomes a turn."""

    turn: Index
    first: Index
    last: Index
    speaker: Name | None = None
    """null: the narrator."""
    kind: Literal["speech", "note", "heading"] | None = None
    """null: speech for a speaker, a note for the narrator."""
    settles: Index | None = None
    """The doubt that this settles."""


class Drop(Action, frozen=True, tag="drop"):
    """Leave sentences `first` to `last` of a turn out of the episode."""

    turn: Index
    first: Index
    last: Index
    settles: Index | None = None
    """The doubt that this settles."""


class JoinTurns(Action, frozen=True, tag="join-turns"):
    """One turn out of this and the next; it stays with this one's speaker."""

    turn: Index


class MoveTurn(Action, frozen=True, tag="move"):
    """Put a turn before the one that is at `to` now; the number of turns puts it last."""

    turn: Index
    to: Index


class SetTitle(Action, frozen=True, tag="title"):
    """Another title for the episode."""

    title: Text


class NameChapter(Action, frozen=True, tag="chapter"):
    """Another title for a chapter."""

    chapter: Index
    title: Text


class OpenChapter(Action, frozen=True, tag="open-chapter"):
    """A chapter that begins with a turn."""

    turn: Index
    title: Text


class CloseChapter(Action, frozen=True, tag="close-chapter"):
    """Let a chapter become part of the one before it."""

    chapter: Index


class GiveVoice(Action, frozen=True, tag="voice"):
    """Another voice for somebody (null: the narrator), of the engine that speaks the episode."""

    speaker: Name | None
    voice: Annotated[str, Meta(min_length=1, max_length=300)]


class SetSpeed(Action, frozen=True, tag="speed"):
    """How fast somebody talks; 1 is the voice's own speed."""

    speaker: Name | None
    speed: Annotated[float, Meta(ge=0.5, le=2.0)]


class SetGender(Action, frozen=True, tag="gender"):
    """Whether somebody is a woman or a man; empty: nobody says."""

    speaker: Name
    gender: Literal["female", "male", ""]


class Rename(Action, frozen=True, tag="rename"):
    """Another name for somebody; the name of another speaker makes one person of both, who keeps that one's voice."""

    speaker: Name
    name: Name


class SetReading(Action, frozen=True, tag="reading"):
    """How a word is said wherever it stands, as `lexicon:` in voices.yaml takes it; null: as it is read by itself."""

    word: Name
    say: Annotated[str, Meta(min_length=1, max_length=500)] | None


class Settle(Action, frozen=True, tag="settle"):
    """Leave a doubt as it was read. Its number is that of the list of doubts."""

    doubt: Index


AnyAction = (
    EditText | SetPause | SplitSentence | JoinSentences | Assign | Drop | JoinTurns | MoveTurn | SetTitle
    | NameChapter | OpenChapter | CloseChapter | GiveVoice | SetSpeed | SetGender | Rename | SetReading | Settle
)  # fmt: skip
"""Every action there is."""
KINDS: tuple[type[Action], ...] = AnyAction.__args__
