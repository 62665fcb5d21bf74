"""What is asked of the voice: a sentence of the script, a voice on somebody's own line, how a sentence is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tts import reading
from tts.errors import InputError
from tts.language import tr
from tts.reading.zh.network import network
from tts.script.cast import canonical
from tts.script.model import Line
from tts.speech.engine import Request
from tts.speech.synthesis import request_for
from tts.studio.understanding import Understood
from tts.studio.view import Shown, spoken_turns

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
