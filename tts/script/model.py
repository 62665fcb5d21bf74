"""The script: who says what, in which voice, with which pauses. What every later stage reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from tts.errors import UsageError
from tts.language import retell, tr
from tts.notice import SPEED
from tts.script.reasons import INAUDIBLE
from tts.voice import SLOWEST_SPEED, Voice

Kind = Literal["speech", "note", "heading"]
Origin = Literal["settings", "script", "episode", "pool"]
"""Where a voice comes from: voices.yaml, the script file, an earlier build of the episode, the pool."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """The text of one engine call: a sentence, or a few short ones."""

    text: str
    """What the engine is given. Never empty; joined, a turn's utterances give back the turn's spoken text."""
    pause_after_s: float
    """Silence between the end of this utterance's sound and the start of the next one's, seconds."""
    language: str = "zh"
    """`zh` or `en`: the language it is read in. Foreign words inside are the engine's affair."""
    caption: str = ""
    """What captions show instead of `text`: the same with the stage directions in place. Empty: `text` itself."""
    notice: bool = False
    """Part of the notice that the voices are synthetic: said slowly, see `tts.notice`."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person in the transcript."""

    name: str
    role: str
    """`interviewer`, `guest` or another word from the cast; empty when unknown."""
    voice: Voice
    gender: str = ""
    """`female`, `male`, or empty when the name does not tell."""
    origin: Origin = field(default="pool", compare=False)
    """Where the voice comes from."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's uninterrupted contribution, or something the narrator reads."""

    speaker: str | None
    """The speaker's name; None for the narrator."""
    kind: Kind
    chapter: int
    """Index into `Script.chapters`."""
    text: str
    """The paragraphs joined by newlines, as written in the source, stage directions and all."""
    utterances: tuple[Utterance, ...]
    line: int = 0
    """1-based line of the source where it starts; 0 when unknown."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A titled start: `first_turn` is an index into `Script.turns`."""

    title: str
    first_turn: int


@dataclass(frozen=True, slots=True)
class Line:
    """An utterance in its place in the script."""

    number: int
    """Counted from 1 over the whole script."""
    place: str
    """For messages: `sentence 14, turn 3 (马云)`, `sentence 1, the opening`."""
    speaker: str | None
    """None for the narrator."""
    voice: Voice
    utterance: Utterance
    turn: int | None
    """Index into `Script.turns`; None for the opening."""
    chapter: int
    """Index into `Script.chapters`."""


@dataclass(frozen=True, slots=True)
class Unspoken:
    """A piece of the source that no voice says."""

    line: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Accounting:
    """Where every character of the source went: source_chars = spoken_chars + the unspoken texts' lengths.

    A speaker label counts as spoken: it is heard as the voice. White space counts as spoken: it is heard as a pause.
    """

    source_chars: int
    spoken_chars: int
    unspoken: tuple[Unspoken, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that could have been read otherwise."""

    line: int
    """1-based line of the source; 0 for the whole of it."""
    text: str
    """What is doubtful, or its start."""
    taken_as: str
    """What it was taken for: `speaker`, `heading`, `page furniture`, …"""
    probability: float
    """How likely that is right, 0 to 1."""
    settle: str
    """The option or the line of voices.yaml that settles it."""

    def __str__(self) -> str:
        told = tr(
            "“{text}” taken as {taken_as} ({probability:.0%} sure). To settle it: {settle}",
            text=retell(self.text) if self.taken_as == INAUDIBLE else self.text,
            taken_as=retell(self.taken_as),
            probability=self.probability,
            settle=retell(self.settle),
        )
        return tr("Line {line}: {doubt}", line=self.line, doubt=told) if self.line else told


@dataclass(frozen=True, slots=True)
class Script:
    """Transcript + cast: everything that will be spoken, in order."""

    slug: str
    """The episode folder's name: lower-case ASCII letters, digits, hyphens."""
    title: str
    date: str
    """ISO 8601 date (`2015-01-24`), or empty."""
    language: str
    """The document's main language, `zh` or `en`."""
    source_url: str
    publisher: str
    speakers: tuple[Speaker, ...]
    """In order of appearance, without the narrator."""
    narrator: Voice
    opening: tuple[Utterance, ...]
    """What the narrator says before the first turn: the title, the disclosure. Belongs to the first chapter."""
    chapters: tuple[Chapter, ...]
    """In order; the first one's `first_turn` is 0. Never empty."""
    turns: tuple[Turn, ...]
    accounting: Accounting
    doubts: tuple[Doubt, ...] = ()
    """What could have been read otherwise, the most consequential first."""
    disclosure: str = ""
    """The sentence saying that the voices are synthetic; empty when turned off."""
    narrated_by: Origin = field(default="pool", compare=False)
    """Where the narrator's voice comes from."""
    front_matter: tuple[tuple[str, str], ...] = ()
    """(key in lower case, value) of all the front matter, in its order: `season`, `episode`, `description`, ..."""

    @property
    def engine(self) -> str:
        """The name of the engine that speaks all of it."""
        return self.narrator.engine

    def lines(self) -> Iterator[Line]:
        """Everything that is said, in the order in which it is heard: the opening, then turn after turn.

        Raises KeyError for a speaker who is not in `speakers`.
        """
        number = 0
        for number, utterance in enumerate(self.opening, 1):
            place = tr("sentence {number}, the opening", number=number)
            yield Line(number, place, None, _paced(self.narrator, utterance), utterance, None, 0)
        voices = {None: self.narrator} | {speaker.name: speaker.voice for speaker in self.speakers}
        for index, turn in enumerate(self.turns):
            who = turn.speaker or tr("narrator")
            for utterance in turn.utterances:
                number += 1
                place = tr("sentence {number}, turn {turn} ({speaker})", number=number, turn=index + 1, speaker=who)
                voice = _paced(voices[turn.speaker], utterance)
                yield Line(number, place, turn.speaker, voice, utterance, index, turn.chapter)

    def line(self, number: int) -> Line:
        """The line with that number, which `turncast script` shows. Raises UsageError when there is none."""
        found = next((line for line in self.lines() if line.number == number), None)
        if found is None:
            last = sum(1 for _ in self.lines())
            raise UsageError(
                tr("There is no sentence {number}.", number=number),
                remedy=tr("`turncast script` counts them; the last one is {last}.", last=last),
            )
        return found

    def voice_of(self, turn: Turn) -> Voice:
        """The voice that says `turn`. Raises KeyError for a speaker who is not in `speakers`."""
        if turn.speaker is None:
            return self.narrator
        return {speaker.name: speaker.voice for speaker in self.speakers}[turn.speaker]


def _paced(voice: Voice, utterance: Utterance) -> Voice:
    """`voice`, slowed for the notice."""
    if not utterance.notice:
        return voice
    return replace(voice, speed=round(max(SLOWEST_SPEED, voice.speed * SPEED[utterance.language]), 2))
