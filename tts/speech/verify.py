"""Listen back: each clip recognised and compared with its text by sound; what is heard wrong is spoken again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tts import reading
from tts.audio import Speech
from tts.errors import EngineError
from tts.language import tr
from tts.speech.attempt import halves, speak_whole
from tts.speech.cache import Cache
from tts.speech.clip_file import encode
from tts.speech.engine import BadClipError, Engine, Request
from tts.speech.model import Clip, Spoken
from tts.speech.synthesis import request_for
from tts.workplace import workplace

Listener = Callable[[Path, str], str]
"""From a clip's file and its language (`zh` or `en`) to what is heard."""

TOLERANCE = 0.15
"""Share of syllables (words in English) that may differ. Recognisers of the size of whisper-base get 2 to 5 % of clear
speech wrong, and more where a sentence has few syllables."""

_LEAST = 2
"""Fewer wrong syllables than this are the recogniser's affair."""

_SLOWER = 0.9


@dataclass(frozen=True, slots=True)
class Mishearing:
    """An utterance that was heard otherwise than it is written."""

    place: str
    """`turn 3 (马云)`."""
    text: str
    heard: str
    error: float
    """Wrong syllables (inserted, missing, other) per syllable of the text."""
    left: float = 0.0
    """The same share after it was spoken again."""
    mended: str = ""
    """How it was spoken again, when that was heard right; empty when nothing helped."""


def verify(  # noqa: PLR0913 - the stage's values, then keyword options
    spoken: Spoken,
    engine: Engine,
    cache: Cache,
    listen: Listener,
    *,
    lexicon: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Spoken, tuple[Mishearing, ...]]:
    """`spoken` with better clips where some were heard wrong, and a report of these, mended or not.

    A better clip takes the worse one's place in `cache`, so that later builds have it too; what was tried besides
    never gets there. `progress` gets the number of clips heard and their total. Raises EngineError when the engine
    fails, WriteError when the cache cannot be written.
    """
    results: dict[str, tuple[Clip, Mishearing | None]] = {}
    with workplace() as folder:
        proofreader = _Proofreader(engine, cache, listen, folder / "take.wav")
        for line, clip in spoken.lines:
            if clip.key not in results:
                request = request_for(line.utterance, line.voice, lexicon or {})
                results[clip.key] = proofreader.check(line.place, request, clip)
            if progress:
                progress(line.number, len(spoken.lines))
    mended = replace(spoken, lines=tuple((line, results[clip.key][0]) for line, clip in spoken.lines))
    return mended, tuple(heard for _, heard in results.values() if heard)


def whisper(model: str) -> Listener:
    """A faster-whisper model by name or folder. Raises EngineError when it is not there."""
    try:
        from faster_whisper import WhisperModel
    except ImportError:
        raise EngineError(
            tr("Listening back needs faster-whisper, which is not installed."),
            remedy=tr("Install it: pip install 'turncast[verify]'."),
        ) from None
    try:
        recogniser = WhisperModel(model, device="auto", compute_type="int8")
    except Exception as error:  # the library raises whatever its downloader or its loader raises
        why = next(iter(str(error).splitlines()), type(error).__name__).rstrip(".")
        raise EngineError(
            tr("The recogniser “{model}” cannot be loaded: {why}.", model=model, why=why),
            remedy=tr(
                "Name a folder with a faster-whisper model, or, with a network, one of its models, e.g. `small`."
            ),
        ) from error

    def listen(path: Path, language: str) -> str:
        segments, _ = recogniser.transcribe(str(path), language=language, beam_size=5, condition_on_previous_text=False)
        return "".join(segment.text for segment in segments).strip()

    return listen


def error_rate(text: str, heard: str, language: str, lexicon: tuple[tuple[str, str], ...] = ()) -> tuple[float, int]:
    """Share and number of syllables (words) that differ in sound, tones aside.

    A word of the lexicon may be heard as it sounds or written as it stands: the recogniser knows no lexicon.
    """
    got = _sounds(heard, language, ())
    wishes = [_sounds(text, language, entries) for entries in {lexicon, ()}]
    return min((wrong / max(1, len(wanted)), wrong) for wanted in wishes for wrong in [_distance(wanted, got)])


@dataclass(frozen=True, slots=True)
class _Proofreader:
    engine: Engine
    cache: Cache
    listen: Listener
    take: Path
    """Where a take lies while it is listened to: recognisers read files."""

    def check(self, place: str, request: Request, clip: Clip) -> tuple[Clip, Mishearing | None]:
        """The clip, or a better one in its place, and what was wrong with it."""
        heard, error, wrong = self._recognise(request, clip.path)
        if error <= TOLERANCE or wrong < _LEAST:
            return clip, None
        report = Mishearing(place, request.text, heard, error)
        least, best = error, None
        for how, speech in _retakes(request, self.engine):
            self.take.write_bytes(encode(clip.key, speech))
            _, again, _ = self._recognise(request, self.take)
            if again < least:
                least, best = again, speech
            if again <= TOLERANCE:
                report = replace(report, mended=how)
                break
        return self.cache.put(clip.key, best) if best else clip, replace(report, left=least)

    def _recognise(self, request: Request, path: Path) -> tuple[str, float, int]:
        heard = self.listen(path, request.language)
        return heard, *error_rate(request.text, heard, request.language, request.lexicon)


def _retakes(request: Request, engine: Engine) -> Iterator[tuple[str, Speech]]:
    """The same text spoken in other ways; ways that fail are passed over."""
    slower = replace(request, voice=replace(request.voice, speed=max(0.5, request.voice.speed * _SLOWER)))
    ways: list[tuple[str, Callable[[], Speech]]] = [
        (tr("in two parts"), lambda: _in_parts(request, engine)),
        (tr("slower"), lambda: speak_whole(engine, slower)),
        (tr("slower, in two parts"), lambda: _in_parts(slower, engine)),
    ]
    for how, speak in ways:
        try:
            yield how, speak()
        except BadClipError:
            continue


def _in_parts(request: Request, engine: Engine) -> Speech:
    import numpy as np

    parts = [speak_whole(engine, replace(request, text=text)) for text in halves(request.text)]
    rate = max(part.rate for part in parts)
    if any(part.rate != rate for part in parts):
        raise BadClipError(tr("The parts have different rates."))
    return Speech(np.concatenate([part.samples for part in parts]), rate)


def _sounds(text: str, language: str, lexicon: tuple[tuple[str, str], ...]) -> list[str]:
    said = reading.read(text, language, tuple(entry for entry in lexicon if entry[0] in text)).reading.lower()
    return [re.sub(r"[1-5]$|[^\w]", "", sound) for sound in said.split()]


def _distance(first: list[str], second: list[str]) -> int:
    """Least number of insertions, deletions and replacements (Levenshtein)."""
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        diagonal, row[0] = row[0], i
        for j, b in enumerate(second, 1):
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, diagonal + (a != b))
    return row[-1]
