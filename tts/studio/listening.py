"""What is asked of the voice: a sentence of the script, a voice on somebody's own line, how a sentence is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from tts import reading
from tts.errors import InputError
from tts.language import tr
from tts.reading.zh.network import network
from tts.script.model import Line
from tts.speech.engine import Request
from tts.speech.synthesis import request_for
from tts.studio.understanding import Understood
from tts.studio.view import Shown, spoken_turns
from tts.voice import canonical

OPENING = -1
"""The number of the opening, where a turn's is asked for."""


class WordView(Shown, frozen=True):
    """A word of a sentence and how it is read."""

    text: str
    syllables: tuple[str, ...]
    """Pinyin with tone digits, one for each character; empty for what is not Chinese."""
    others: tuple[tuple[str, ...], ...]
    """For each character, everything that a dictionary knows for it."""


def request_at(understood: Understood, turn: int, sentence: int, voice: str = "") -> Request:
    """What the engine is asked for a sentence; in another `voice` if one is given. Raises InputError."""
    line = _line(understood, turn, sentence)
    spoken = replace(line.voice, id=canonical(voice)) if voice else line.voice
    return request_for(line.utterance, spoken, understood.lexicon)


def following(understood: Understood, turn: int, sentence: int, most: int) -> Iterator[Request]:
    """What the engine will be asked for the sentences behind one, in the order in which they are heard."""
    lines = [line for line in understood.script.lines() if line.turn is not None or turn == OPENING]
    start = lines.index(_line(understood, turn, sentence)) + 1
    for line in lines[start : start + most]:
        yield request_for(line.utterance, line.voice, understood.lexicon)


def words_at(understood: Understood, turn: int, sentence: int) -> tuple[WordView, ...]:
    """How a sentence is read, word by word. Raises InputError, ConfigError."""
    request = request_at(understood, turn, sentence)
    read = reading.read(request.text, request.language, request.lexicon)
    known = network().candidates
    return tuple(
        WordView(
            piece.text,
            piece.syllables if piece.kind == "han" else (),
            tuple(known.get(char, ()) for char in piece.text) if piece.kind == "han" else (),
        )
        for piece in read.pieces
    )


class RiskView(Shown, frozen=True):
    """A word that may be read otherwise."""

    word: str
    reading: str
    """How it is read now: pinyin with tone digits, or phonemes."""
    alternative: str
    """What it could be instead, as the lexicon takes it; empty when nothing is proposed."""
    settle: str
    """How it is read now, as the lexicon takes it; empty when it is no pinyin."""
    probability: float
    """That it is read right; 0 when nobody can tell."""
    count: int
    context: str
    turn: int
    sentence: int


def risks_in(understood: Understood) -> tuple[RiskView, ...]:
    """The words of the turns whose reading is uncertain, where they first stand."""
    lines = [line for line in understood.script.lines() if line.turn is not None]
    texts = ((line.utterance.text, line.utterance.language) for line in lines)
    spoken = spoken_turns(understood.plain)
    places = [
        (spoken[line.turn], place) for line, place in zip(lines, _places(lines), strict=True) if line.turn is not None
    ]
    found = list[RiskView]()
    for risk in reading.risks(texts, tuple(sorted(understood.lexicon.items()))):
        first = next((n for n, line in enumerate(lines) if risk.word in line.utterance.text), None)
        if first is None or risk.doubt == "dropped":
            continue
        said = f"pinyin: {risk.reading}" if risk.doubt == "polyphone" else ""
        other = f"pinyin: {risk.alternative}" if said and risk.alternative else ""
        found.append(
            RiskView(risk.word, risk.reading, other, said, risk.probability, risk.count, risk.context, *places[first])
        )
    return tuple(found)


def _places(lines: Sequence[Line]) -> Iterator[int]:
    """The number of each line in its turn."""
    for _, own in groupby(lines, key=lambda line: line.turn):
        yield from range(len(list(own)))


def _line(understood: Understood, turn: int, sentence: int) -> Line:
    number = None
    if turn != OPENING:
        spoken = spoken_turns(understood.plain)
        if turn not in spoken:
            raise InputError(tr("There is no such sentence."), remedy=tr("Load the page again."))
        number = spoken.index(turn)
    own = [line for line in understood.script.lines() if line.turn == number]
    if not 0 <= sentence < len(own):
        raise InputError(tr("There is no such sentence."), remedy=tr("Load the page again."))
    return own[sentence]
