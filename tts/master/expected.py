"""How long an episode will be, before anybody has spoken: its music laid out as the episode's own will be.

Only lengths are counted, so nothing that works on samples is loaded: `turncast script` answers at once.
"""

from __future__ import annotations

from pathlib import Path

from tts.config.schema import Sound
from tts.errors import ConfigError, Place, reason
from tts.language import tr
from tts.master.beds import Bed, BedPlan, Beds, beds_of
from tts.master.rhythm import SILENT_RHYTHM
from tts.master.timeline import Bounds, SpokenLine, lay_out
from tts.master.units import RATE, samples_in
from tts.script.model import Line, Script
from tts.script.utterances.estimate import seconds_of
from tts.speech.model import Clip

_UNSPOKEN = Clip("", b"", RATE, 0, b"")


def expected_s(script: Script, sound: Sound) -> float:
    """Seconds that the episode of `script` will last, with the music of `sound`.

    Raises ConfigError for a file that is no sound.
    """
    lines = (SpokenLine(line, _UNSPOKEN, Bounds(0.0, _speech_s(line))) for line in script.lines())
    return round(lay_out(lines, len(script.chapters), expected_beds(sound)).length / RATE, 1)


def expected_beds(sound: Sound) -> Beds:
    """The beds of `sound` in their lengths. Raises ConfigError for a file that is no sound."""
    return beds_of(sound, _silent_bed, lambda _: SILENT_RHYTHM)


def _speech_s(line: Line) -> float:
    return seconds_of(line.utterance, line.voice) - line.utterance.pause_after_s


def _silent_bed(plan: BedPlan, path: Path | None) -> Bed:
    length = samples_in(min(_length_s(path) if path else plan.own_s, plan.longest_s))
    return Bed(length, min(samples_in(plan.entry_s), length * 3 // 4) or length)


def _length_s(path: Path) -> float:
    """As the file's head says; 0.0 where it says nothing."""
    import av

    try:
        with av.open(str(path)) as container:
            return (container.duration or 0) / av.time_base
    except (av.FFmpegError, OSError) as error:
        problem, remedy = (
            tr("This is not sound that can be decoded: {error}.", error=reason(error)),
            tr("Name a sound file, e.g. MP3 or FLAC."),
        )
        raise ConfigError(problem, place=Place(path), remedy=remedy) from error
