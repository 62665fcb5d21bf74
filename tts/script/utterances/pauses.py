"""How long the silence behind an utterance is: by where in the dialogue it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tts.config.schema import Pauses
from tts.script.model import Kind
from tts.text import CLOSERS, ends_question, ink

BREATH_S = 0.12
"""Seconds, where a sentence too long for one call was cut at a comma: a breath, not a stop."""

Place = Literal["breath", "sentence", "quotation", "paragraph", "turn", "answer", "heading", "opening", "end"]
"""Where in the dialogue an utterance ends."""


_BEGINS = re.compile(r"\s*[“「『\"]\w")
_ENDS = re.compile(r"[。！？!?….～][”」』\"]\s*$|[”」』\"][。！？!?.]\s*$")
"""Where words somebody said begin, and where they end together with a sentence."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """What is known of a turn when its pauses are chosen."""

    speaker: str | None
    kind: Kind
    titled: bool
    """Whether a chapter starts with it."""


def inside(text: str, following: str) -> Place:
    """Behind an utterance that `following` goes on from in the same paragraph."""
    if _BEGINS.match(following) or _ENDS.search(text):
        return "quotation"
    return "sentence" if ink(text).rstrip(CLOSERS).endswith(tuple("。！？!?…；;.")) else "breath"


def behind(turn: Neighbour, after: Neighbour | None, last: str) -> Place:
    """Behind the turn whose last utterance is `last`."""
    if after is None:
        return "end"
    if turn.kind == "heading" or after.kind == "heading" or after.titled:
        return "heading"
    if turn.kind == after.kind == "speech" and turn.speaker != after.speaker and ends_question(last):
        return "answer"
    return "turn"


def seconds(place: Place, pauses: Pauses) -> float:
    """The silence at `place`, seconds."""
    if place == "breath":
        return min(BREATH_S, pauses.sentence)
    return 0.0 if place == "end" else float(getattr(pauses, place))


def opening_pause(number: int, utterances: int, pauses: Pauses) -> float:
    """The silence behind the opening's utterance `number` of `utterances`, seconds."""
    return pauses.opening if number == utterances - 1 else pauses.paragraph
