"""One utterance, spoken whole or not at all: checked, made again, made in pieces."""

from __future__ import annotations

import re
from dataclasses import replace

from tts.audio import Samples, Speech, Word
from tts.errors import EngineError, TurncastError
from tts.language import tr
from tts.speech.engine import BadClipError, Engine, Request
from tts.speech.pace import check, syllables, with_lexicon

_ATTEMPTS = 2
"""Calls for one text before it is split; engines with a network behind them retry on their own besides."""

_MAX_SPLITS = 3
"""Depth of halving: an eighth of an utterance is a few words. What fails there fails for another reason."""

_SILENCE = (24_000, 0.1)
"""Rate in hertz and length in seconds of the clip of a text that has nothing to say."""

_SEAMS = (r"[。！？!?…]+[”’」』）)\"]*", r"[；;：:]", r"[，,、]", r"[—–]+", r"\s+")
"""Where a text may be cut, best first; the cut comes after the match."""


def speak_whole(engine: Engine, request: Request, splits: int = _MAX_SPLITS) -> Speech:
    """Speech for all of `request`. Raises EngineError (BadClipError when the engine answered, but wrongly)."""
    if not syllables(with_lexicon(request)):
        return _silence()
    if len(request.text) > engine.max_chars:
        return _speak_in_two(engine, request, splits)
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            speech = _speak_once(engine, request)
            check(speech, request)
            return speech
        except BadClipError:
            if attempt == _ATTEMPTS and (not splits or len(request.text) < 2):
                raise
    return replace(_speak_in_two(engine, request, splits - 1), split=True)


def ask_again(engine: Engine, request: Request) -> Speech | None:
    """All of `request` in one, from a service that had to be asked for its parts before; None when it still must.

    Raises EngineError when the service cannot be reached or refuses.
    """
    try:
        speech = _speak_once(engine, request)
        check(speech, request)
    except BadClipError:
        return None
    return speech


def _speak_once(engine: Engine, request: Request) -> Speech:
    """What `engine` says. Raises EngineError for whatever goes wrong inside an engine of another package."""
    try:
        return engine.speak(request)
    except TurncastError:
        raise
    except Exception as error:
        if type(engine).__module__.startswith("tts."):
            raise
        raise EngineError(
            tr("The engine `{engine}` failed: {error!r}.", engine=engine.name, error=error),
            remedy=tr("Report it to the package that brings it."),
        ) from error


def _speak_in_two(engine: Engine, request: Request, splits: int) -> Speech:
    parts = [speak_whole(engine, _part(request, text), splits) for text in halves(request.text)]
    return _join(*parts)


def _part(request: Request, text: str) -> Request:
    lexicon = tuple(entry for entry in request.lexicon if entry[0] in text)
    return replace(request, text=text, lexicon=lexicon)


def halves(text: str) -> tuple[str, str]:
    """`text` in two parts that both have something to say where possible, cut at the best seam near its middle.

    Joined they give `text` back; neither is empty. `text` has at least two characters.
    """
    middle = len(text) / 2
    for seam in _SEAMS:
        cuts = [match.end() for match in re.finditer(seam, text)]
        cuts = [cut for cut in cuts if syllables(text[:cut]) and syllables(text[cut:])]
        # A seam in the outer fifths leaves nearly the whole text in one part: a worse one nearer the middle is better.
        near = [cut for cut in cuts if len(text) / 5 <= cut <= len(text) * 4 / 5]
        if near:
            cut = min(near, key=lambda cut: abs(cut - middle))
            return text[:cut], text[cut:]
    return text[: len(text) // 2], text[len(text) // 2 :]


def _join(first: Speech, second: Speech) -> Speech:
    """One after the other, at the rate of the first that is more than silence."""
    import numpy as np

    rate = first.rate if first.samples.any() else second.rate
    samples = np.concatenate([_at_rate(first, rate), _at_rate(second, rate)])
    shift_s = first.duration_s
    later = (Word(word.text, word.start_s + shift_s, word.end_s + shift_s) for word in second.words)
    return Speech(samples, rate, (*first.words, *later), first.split or second.split)


def _at_rate(speech: Speech, rate: int) -> Samples:
    import numpy as np

    if speech.rate == rate:
        return speech.samples
    # Our own silence, or an engine that changes its rate from call to call.
    length = round(speech.duration_s * rate)
    resampled = np.interp(np.arange(length) / rate, np.arange(len(speech.samples)) / speech.rate, speech.samples)
    return resampled.astype(np.float32)


def _silence() -> Speech:
    import numpy as np

    rate, length_s = _SILENCE
    return Speech(np.zeros(round(rate * length_s), np.float32), rate)
