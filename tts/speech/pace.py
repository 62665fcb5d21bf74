"""How long a text should sound: the measure against which every clip is held."""

from __future__ import annotations

import re
import unicodedata

from tts.audio import Speech
from tts.language import tr
from tts.reading.lexicon import matcher, parse
from tts.speech.engine import BadClipError, Request

_LETTERS_PER_SYLLABLE = 3.0
"""English prose has about 4.7 letters a word and 1.5 syllables a word."""

_SPOKEN_SIGNS = frozenset("%&@#‰℃+=")
"""Signs with a name; other punctuation and symbols are not said."""

FASTEST_S = 0.12
"""Least seconds per syllable at speed 1; a clip below has lost words. Kokoro's voices take 0.188 to 0.311 (median 0.23)
over the seed's utterances of ten syllables and more: half a usual clip is below."""

_LONG, _LONG_FASTEST_S = 10.0, 0.14
"""From so many syllables on, short ones and pauses even out, and this is the least: three quarters of the fastest."""

SLOWEST_S = 0.45
"""Most seconds per syllable at speed 1, on top of `_MARGIN_S`; a clip above babbles or stalls."""

_MARGIN_S = 2.5
"""What a few characters may take on top: silence at both ends, one long number, an initialism spelled out."""

_SILENT_PEAK = 10.0 ** (-45.0 / 20.0)
"""-45 dBFS: the quietest voice measured peaks above -15 dBFS, the noise between its words below -50."""

_ANY = "一"
"""A syllable."""

_DIGITS = "0123456789０１２３４５６７８９"


def with_lexicon(request: Request) -> str:
    """The text with its lexicon entries put in, a sound as so many syllables of any: what `syllables` is to count."""
    if not request.lexicon:
        return request.text

    entries = {word: parse(word, how) for word, how in request.lexicon}
    pattern = matcher(entries)

    def put(found: re.Match[str]) -> str:
        entry = entries[found.group()]
        return entry if isinstance(entry, str) else _ANY * entry.size

    return pattern.sub(put, request.text) if pattern else request.text


def syllables(text: str) -> float:
    """About how many syllables `text` has; 0.0 when nothing in it can be said (punctuation, symbols, spaces)."""
    return sum(_syllables(char) for char in text)


def _syllables(char: str) -> float:
    if char in _SPOKEN_SIGNS:
        return 1.0
    category = unicodedata.category(char)
    if category in ("Lu", "Ll", "Lt"):
        return 1.0 / _LETTERS_PER_SYLLABLE
    return 1.0 if category[0] in "LN" or category == "Sc" else 0.0


def bounds_s(request: Request) -> tuple[float, float]:
    """The shortest and longest plausible sound for the whole of `request`, seconds."""
    speed = request.voice.speed
    texts = {request.text, with_lexicon(request)}  # not every engine takes every entry of the lexicon
    terse = min(map(_terse, texts))
    least = terse * (FASTEST_S if terse < _LONG else _LONG_FASTEST_S)
    most = max(map(_wordy, texts)) * SLOWEST_S + _MARGIN_S
    return least / speed, most / speed


def _terse(text: str) -> float:
    return syllables("".join(char for char in text if char not in _DIGITS))  # zeros are said as 万 and 亿


def _wordy(text: str) -> float:
    return syllables(text) + sum(2.0 for char in text if char.isupper() or char in _DIGITS)  # spelled letter by letter


def check(speech: Speech, request: Request) -> None:
    """Raises BadClipError, saying what is wrong, unless `speech` can be the whole of `request`."""
    import numpy as np

    samples = speech.samples
    if not len(samples):
        raise BadClipError(tr("The engine returned no sound."))
    if not np.isfinite(samples).all():
        raise BadClipError(tr("The sound has values that are not numbers."))
    if float(np.abs(samples).max()) < _SILENT_PEAK:
        raise BadClipError(tr("The sound is silent."))
    least, most = bounds_s(request)
    if not least <= speech.duration_s <= most:
        raise BadClipError(
            tr(
                "The sound lasts {duration_s:.2f} s, but this text should take {least:.2f} to {most:.2f} s.",
                duration_s=speech.duration_s,
                least=least,
                most=most,
            )
        )
