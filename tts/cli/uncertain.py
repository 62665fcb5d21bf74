"""What `turncast script` says about reading: words that are uncertain, and letters that the engine cannot say."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tts import reading
from tts.cli.output import print_json
from tts.errors import TurncastError
from tts.language import sentences, tr, trn
from tts.reading.people import as_lexicon
from tts.script.model import Line, Script
from tts.speech.engine import SAY_HOW, UNUSUAL, Scrupulous
from tts.speech.engines import create
from tts.speech.synthesis import request_for

if TYPE_CHECKING:
    from tts.reading.risky import Doubt, Risk

_WHY: dict[Doubt, str] = {
    "polyphone": tr("may be read otherwise"),
    "latin": tr("not in any word list"),
    "dropped": tr("cannot be said"),
}


def show_risky(script: Script, lexicon: Mapping[str, str], json: bool) -> None:
    """Print the list. Raises ConfigError for a lexicon entry that makes no sense."""
    texts = ((line.utterance.text, line.utterance.language) for line in script.lines())
    words = as_lexicon(speaker.name for speaker in script.speakers) | dict(lexicon)
    uncertain = reading.risks(texts, tuple(sorted(words.items())))
    if json:
        print_json(uncertain)
        return
    if not uncertain:
        print(tr("Every word has one reading, or its own line under `lexicon:`."))
        return
    for risk in uncertain:
        print(_risk_line(risk))
    print(
        "\n"
        + tr("To settle one, put its last line under `lexicon:` in voices.yaml; as it is now, it is said as shown.")
    )


def _risk_line(risk: Risk) -> str:
    often = tr(", {times} times", times=risk.count) if risk.count > 1 else ""
    sure = tr(", {probability:.0%} sure", probability=risk.probability) if risk.probability else ""
    said = tr("said {reading}", reading=risk.reading) if risk.reading else tr("not said")
    return f"{risk.word}  ({_WHY[risk.doubt]}{sure}{often})  …{risk.context}…\n    {said}\n    {risk.line}"


_PLACES = 5
"""Told one by one; a text in another script has hundreds."""
_LETTERS = 20


def warn_of_unsayable(script: Script, engines: Mapping[str, Mapping[str, Any]], lexicon: Mapping[str, str]) -> None:
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
            told = tr("{place}: The engine {name} cannot say “{text}”.", place=place, name=name, text=shown)
            print(f"turncast: {told}", file=sys.stderr)
        if (more := len(places) - _PLACES) > 0:
            told = trn("The same in {number} more turn.", "The same in {number} more turns.", more)
            print(f"turncast: {told}", file=sys.stderr)
        if places:
            print(f"turncast: {sentences(tr('`turncast build` will refuse this.'), SAY_HOW)}", file=sys.stderr)


def _unsaid(
    engine: Scrupulous, script: Script, suspects: list[Line], lexicon: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """(place, letters) of each turn that has any."""
    for turn, lines in itertools.groupby(suspects, key=lambda line: line.turn):
        requests = [request_for(line.utterance, line.voice, lexicon) for line in lines]
        if letters := "".join(map(engine.unsaid, requests)):
            yield _place(script, turn), letters


def _place(script: Script, number: int | None) -> str:
    """Where turn `number` stands in the source, when that is known; None: the opening."""
    if number is None:
        return tr("The opening")
    turn = script.turns[number]
    where = tr("Line {line}", line=turn.line) if turn.line else tr("Turn {number}", number=number + 1)
    return tr("{where} ({speaker})", where=where, speaker=turn.speaker or tr("narrator"))
