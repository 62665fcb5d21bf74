"""One speaker's own first sentence, in every voice that could be theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from tts.errors import InputError
from tts.language import tr
from tts.script.model import Script, Utterance
from tts.speech.cache import Cache
from tts.speech.engine import Engine, VoiceInfo
from tts.speech.model import Clip
from tts.speech.synthesis import request_for, speak_one
from tts.voice import Voice

_ENOUGH = 12
"""Characters: a shorter sentence tells little about a voice, so the first that is at least this long is taken."""


def audition(  # noqa: PLR0913 - the stage's values, then keyword options
    script: Script,
    speaker: str,
    engine: Engine,
    cache: Cache,
    candidates: Iterable[VoiceInfo],
    *,
    lexicon: Mapping[str, str] | None = None,
    progress: Callable[[str], None] | None = None,
) -> tuple[str, tuple[tuple[VoiceInfo, Clip], ...]]:
    """The sentence, and each of `candidates` that speaks its language with the clip of it.

    `speaker` is a name in the script, or empty for the narrator. Speed and pitch are those of the speaker's cast voice.
    Raises InputError for a speaker who is not there, EngineError, WriteError.
    """
    utterance, voice = _first(script, speaker)
    clips = []
    for candidate in candidates:
        if not candidate.language.startswith(utterance.language):
            continue
        if progress:
            progress(candidate.id)
        request = request_for(utterance, replace(voice, id=candidate.id), lexicon or {})
        clips.append((candidate, speak_one(request, engine, cache)))
    return utterance.text, tuple(clips)


def _first(script: Script, speaker: str) -> tuple[Utterance, Voice]:
    utterances = [u for turn in script.turns if (turn.speaker or "") == speaker for u in turn.utterances]
    if not speaker:
        utterances = [*script.opening, *utterances]
    if not utterances:
        names = ", ".join(known.name for known in script.speakers)
        raise InputError(
            tr("Nobody called “{speaker}” speaks here.", speaker=speaker), remedy=tr("There are: {names}.", names=names)
        )
    voice = next((known.voice for known in script.speakers if known.name == speaker), script.narrator)
    return next((u for u in utterances if len(u.text) >= _ENOUGH), utterances[0]), voice
