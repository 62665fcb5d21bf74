"""What can be said of an episode before it is made: how long it will be, and how long that takes here."""

from __future__ import annotations

from tts.clock import clock
from tts.config.schema import Sound
from tts.language import tr
from tts.master.expected import expected_s
from tts.script.model import Script
from tts.speech.tempo import speech_s, tempo_of


def expected_build_s(script: Script, sound: Sound) -> float | None:
    """Seconds that building takes here when nothing of `script` is kept; None where nobody can know, as of a service.

    Raises ConfigError for music that is no sound.
    """
    tempo = tempo_of(script.engine)
    return round(tempo.build_s(speech_s(script), expected_s(script, sound)), 1) if tempo else None


def how_long(script: Script, sound: Sound) -> str:
    """The same for people, with how long the episode will be. Raises ConfigError."""
    duration, build_s = clock(round(expected_s(script, sound))), expected_build_s(script, sound)
    if build_s is None:
        return tr("about {time} long", time=duration)
    return tr("about {time} long, made here in about {build}", time=duration, build=clock(round(build_s)))
