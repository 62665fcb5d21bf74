"""`turncast script`: letters that the engine cannot say, which `build` refuses, told beforehand with their line."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tts.cli.plural import count
from tts.errors import TurncastError
from tts.speech.engine import UNUSUAL

if TYPE_CHECKING:
    from tts.script.model import Script, Utterance
    from tts.speech.engine import Scrupulous
    from tts.voice import Voice

_PLACES = 5
"""Told one by one; a text in another script has hundreds."""
_LETTERS = 20


def warn(script: Script, engines: Mapping[str, Mapping[str, Any]], lexicon: Mapping[str, str]) -> None:
    """Say on standard error where `script` has letters that its engine, set up from `engines`, cannot say."""
    suspects = [part for part in _parts(script) if any(UNUSUAL.search(one.text) for one in part[2])]
    if not suspects:
        return
    from tts.speech.engine import SAY_HOW, Scrupulous
    from tts.speech.engines import create

    name = script.narrator.engine
    with suppress(TurncastError):  # an engine that cannot be set up here says so when it is to speak
        engine = create(name, engines.get(name, {}))
        try:
            found = list(_unsaid(engine, suspects, lexicon)) if isinstance(engine, Scrupulous) else []
        finally:
            engine.close()
        for place, letters in found[:_PLACES]:
            shown = letters if len(letters) <= _LETTERS else letters[:_LETTERS] + "…"
            print(f"turncast: {place}: The engine {name} cannot say “{shown}”.", file=sys.stderr)
        if len(found) > _PLACES:
            print(f"turncast: The same in {count(len(found) - _PLACES, 'more turn')}.", file=sys.stderr)
        if found:
            print(f"turncast: `turncast build` will refuse this. {SAY_HOW}", file=sys.stderr)


def _parts(script: Script) -> Iterator[tuple[str, Voice, tuple[Utterance, ...]]]:
    """(place, voice, utterances) of the opening and of each turn."""
    yield "The opening", script.narrator, script.opening
    for number, turn in enumerate(script.turns, 1):
        where = f"Line {turn.line}" if turn.line else f"Turn {number}"
        yield f"{where} ({turn.speaker or 'narrator'})", script.voice_of(turn), turn.utterances


def _unsaid(
    engine: Scrupulous, parts: list[tuple[str, Voice, tuple[Utterance, ...]]], lexicon: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """(place, letters) where there are any."""
    from tts.speech.synthesis import request_for

    for place, voice, utterances in parts:
        requests = [request_for(one.text, one.language, voice, lexicon) for one in utterances]
        if letters := "".join(engine.unsaid(request) for request in requests if UNUSUAL.search(request.text)):
            yield place, letters
