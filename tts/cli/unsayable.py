"""`turncast script`: letters that the engine cannot say, which `build` refuses, told beforehand with their line."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from tts.cli.output import count
from tts.errors import TurncastError
from tts.script.model import Line, Script
from tts.speech.engine import SAY_HOW, UNUSUAL, Scrupulous
from tts.speech.engines import create
from tts.speech.synthesis import request_for

_PLACES = 5
"""Told one by one; a text in another script has hundreds."""
_LETTERS = 20


def warn(script: Script, engines: Mapping[str, Mapping[str, Any]], lexicon: Mapping[str, str]) -> None:
    """Say on standard error where `script` has letters that its engine, set up from `engines`, cannot say."""
    suspects = [line for line in script.lines() if UNUSUAL.search(line.utterance.text)]
    if not suspects:
        return

    name = script.engine
    with suppress(TurncastError):  # an engine that cannot be set up here says so when it is to speak
        engine = create(name, engines.get(name, {}))
        try:
            places = list(_unsaid(engine, script, suspects, lexicon)) if isinstance(engine, Scrupulous) else []
        finally:
            engine.close()
        for place, letters in places[:_PLACES]:
            shown = letters if len(letters) <= _LETTERS else letters[:_LETTERS] + "…"
            print(f"turncast: {place}: The engine {name} cannot say “{shown}”.", file=sys.stderr)
        if len(places) > _PLACES:
            print(f"turncast: The same in {count(len(places) - _PLACES, 'more turn')}.", file=sys.stderr)
        if places:
            print(f"turncast: `turncast build` will refuse this. {SAY_HOW}", file=sys.stderr)


def _unsaid(
    engine: Scrupulous, script: Script, suspects: list[Line], lexicon: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """(place, letters) of each turn that has any."""
    for turn, lines in itertools.groupby(suspects, key=lambda line: line.turn):
        requests = [request_for(line.utterance.text, line.utterance.language, line.voice, lexicon) for line in lines]
        if letters := "".join(map(engine.unsaid, requests)):
            yield _place(script, turn), letters


def _place(script: Script, number: int | None) -> str:
    """Where turn `number` stands in the source, when that is known; None: the opening."""
    if number is None:
        return "The opening"
    turn = script.turns[number]
    where = f"Line {turn.line}" if turn.line else f"Turn {number + 1}"
    return f"{where} ({turn.speaker or 'narrator'})"
