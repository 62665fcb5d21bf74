"""What the page shows of a project: plain values, made anew from its files after every change."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, chain

import msgspec

from tts.language import retell
from tts.master.expected import expected_s
from tts.script.model import Doubt, Script, Turn
from tts.studio.doing import Plain, names_of, sentences_of, text_of, turns_of
from tts.studio.project import Outside, Project
from tts.studio.understanding import Understood
from tts.text import ink


class Shown(msgspec.Struct, frozen=True):
    """Base of all that is shown."""


class PersonView(Shown, frozen=True):
    """Somebody who speaks."""

    name: str | None
    """null: the narrator."""
    role: str
    gender: str
    """`female`, `male`, or empty when unknown."""
    voice: str
    """The engine's id, or a blend."""
    speed: float
    turns: int
    share: float
    """Of all characters that are said, 0 to 1."""
    sample: tuple[int, int] | None
    """(turn, sentence) of a line of their own that tells what a voice is like; null when they say nothing."""


class SentenceView(Shown, frozen=True):
    """A sentence, as it is spoken."""

    text: str
    pause_s: float
    """Silence behind it, seconds."""
    own_pause: bool
    """Whether the script says it here, and not under `pauses`."""
    paragraph: bool
    """Whether a paragraph begins with it."""


class TurnView(Shown, frozen=True):
    """A turn."""

    speaker: str | None
    kind: str
    line: int
    """Of the source; 0 when unknown."""
    sentences: tuple[SentenceView, ...]


class ChapterView(Shown, frozen=True):
    """A chapter and where it begins."""

    title: str
    first_turn: int


class DoubtView(Shown, frozen=True):
    """Something that could have been read otherwise, not settled yet."""

    number: int
    line: int
    text: str
    taken_as: str
    probability: float
    turn: int | None
    """Where it stands; null when that is not one place, or it is of the whole."""
    first: int | None
    """The first and last sentence that hold it."""
    last: int | None


class EpisodeView(Shown, frozen=True):
    """Everything that is shown of an episode."""

    id: str
    revision: int
    """Goes with every action: who saw another one is told so."""
    title: str
    language: str
    engine: str
    script_file: str
    voices_file: str
    source_file: str
    allowed: bool
    """Whether the files are written with every action."""
    can_undo: bool
    can_redo: bool
    duration_s: float
    """How long the episode will be, as far as can be told before it is spoken."""
    people: tuple[PersonView, ...]
    opening: tuple[SentenceView, ...]
    """What the narrator says before the first turn: the title, the notice."""
    chapters: tuple[ChapterView, ...]
    turns: tuple[TurnView, ...]
    doubts: tuple[DoubtView, ...]
    lexicon: dict[str, str]
    outside: tuple[Outside, ...]
    """Files that were changed in another program: nothing can be done before that is settled."""


def view(project: Project) -> EpisodeView:
    """What is to be shown of `project` now. Raises InputError, ConfigError."""
    understood, history = project.understood(), project.history
    script, plain = understood.script, understood.plain
    turns = tuple(_turns(plain, script))
    return EpisodeView(
        id=project.id,
        revision=history.revision,
        title=script.title,
        language=script.language,
        engine=script.engine,
        script_file=project.beginning.script,
        voices_file=project.voices_path.name,
        source_file=project.beginning.source,
        allowed=history.allowed,
        can_undo=bool(history.done),
        can_redo=bool(history.undone),
        duration_s=expected_s(script, understood.config.sound),
        people=tuple(_people(understood, turns)),
        opening=tuple(SentenceView(u.text, u.pause_after_s, False, True) for u in script.opening),
        chapters=tuple(_chapters(plain)),
        turns=turns,
        doubts=tuple(_doubts(project, turns)),
        lexicon=dict(understood.config.lexicon),
        outside=project.outside(),
    )


def spoken_turns(plain: Plain) -> list[int]:
    """Numbers of the turns that say anything, in order: the script that is spoken leaves the others out."""
    return [number for number, turn in enumerate(turns_of(plain)) if any(turn.get("says") or ())]


def _turns(plain: Plain, script: Script) -> Iterator[TurnView]:
    spoken = dict(zip(spoken_turns(plain), script.turns, strict=True))
    for number, turn in enumerate(turns_of(plain)):
        made = spoken.get(number)
        yield TurnView(
            speaker=turn.get("speaker"),
            kind=made.kind if made else "note",
            line=turn.get("line", 0),
            sentences=tuple(_sentences(turn, made)) if made else (),
        )


def _sentences(turn: Plain, made: Turn) -> Iterator[SentenceView]:
    places = sentences_of(turn)
    for place, utterance in zip(places, made.utterances, strict=True):
        said = turn["says"][place]
        own = isinstance(said, dict) and "pause" in said
        begins = place == places[0] or turn["says"][place - 1] is None
        yield SentenceView(text_of(said), utterance.pause_after_s, own, begins)


def _people(understood: Understood, turns: tuple[TurnView, ...]) -> Iterator[PersonView]:
    script = understood.script
    chars, counts = Counter[str | None](), Counter[str | None]()
    for turn in turns:
        chars[turn.speaker] += sum(len(ink(sentence.text)) for sentence in turn.sentences)
        counts[turn.speaker] += 1
    whole = sum(chars.values()) or 1
    known = {speaker.name: speaker for speaker in script.speakers}
    for name in chain(names_of(understood.plain), [None]):
        speaker = known.get(name) if name else None
        if name and not speaker:
            continue  # in the cast, and silent in this episode
        voice = speaker.voice if speaker else script.narrator
        yield PersonView(
            name=name,
            role=speaker.role if speaker else "",
            gender=speaker.gender if speaker else understood.config.narrator.gender,
            voice=voice.id,
            speed=voice.speed,
            turns=counts[name],
            share=chars[name] / whole,
            sample=_sample(turns, name),
        )


_ENOUGH = range(12, 45)
"""Characters of a sentence that tells what a voice is like, and is over soon."""


def _sample(turns: tuple[TurnView, ...], name: str | None) -> tuple[int, int] | None:
    own = [
        (number, place)
        for number, turn in enumerate(turns)
        if turn.speaker == name
        for place in range(len(turn.sentences))
    ]
    good = (place for place in own if len(turns[place[0]].sentences[place[1]].text) in _ENOUGH)
    return next(good, own[0] if own else None)


def _chapters(plain: Plain) -> Iterator[ChapterView]:
    first = 0
    for chapter in plain.get("chapters") or ():
        yield ChapterView(chapter.get("title", "…"), first)
        first += len(chapter.get("turns") or ())


def _doubts(project: Project, turns: tuple[TurnView, ...]) -> Iterator[DoubtView]:
    settled = project.settled()
    for number, doubt in enumerate(project.beginning.doubts):
        if number not in settled:
            place = _place(doubt, turns)
            yield DoubtView(number, doubt.line, doubt.text, retell(doubt.taken_as), doubt.probability, *place)


def _place(doubt: Doubt, turns: tuple[TurnView, ...]) -> tuple[int, int, int] | tuple[None, None, None]:
    """Turn, first and last sentence of what is doubtful."""
    if not doubt.line:
        return None, None, None
    exact = [number for number, turn in enumerate(turns) if turn.line == doubt.line]
    before = [number for number, turn in enumerate(turns) if 0 < turn.line <= doubt.line]
    words = ink(doubt.text.rstrip("…"))
    for number in (*exact, *before[-1:]):
        said = [ink(sentence.text) for sentence in turns[number].sentences]
        whole = "".join(said)
        if words and whole.count(words) == 1:
            ends = list(accumulate(map(len, said)))
            start = whole.index(words)
            return number, bisect_right(ends, start), bisect_left(ends, start + len(words))
    return None, None, None
