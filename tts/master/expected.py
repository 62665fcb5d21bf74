"""How long an episode will be, before anybody has spoken: its music laid out as the episode's own will be."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import av
import numpy as np

from tts.config.schema import Music, Sound
from tts.errors import ConfigError, Place
from tts.master.beds import CLOSING, OPENING, STING, Bed, BedPlan, Beds
from tts.master.rhythm import rhythm_of
from tts.master.speech_bounds import Bounds
from tts.master.timeline import SpokenLine, lay_out
from tts.master.units import RATE, samples_in
from tts.script.model import Line, Script
from tts.script.utterances.estimate import seconds_of
from tts.speech.model import Clip

_UNSPOKEN = Clip("", b"", RATE, 0, b"")
_OWN = "default"


def expected_s(script: Script, sound: Sound) -> float:
    """Seconds that the episode of `script` will last, with the music of `sound`.

    Raises ConfigError for a file that is no sound.
    """
    lines = (SpokenLine(line, _UNSPOKEN, Bounds(0.0, _speech_s(line))) for line in script.lines())
    return round(lay_out(lines, len(script.chapters), _silent_beds(sound)).length / RATE, 1)


def _speech_s(line: Line) -> float:
    return seconds_of(line.utterance, line.voice) - line.utterance.pause_after_s


def _silent_beds(sound: Sound) -> Beds:
    """The beds of `sound` in their lengths."""
    music = sound.music if isinstance(sound.music, Music) else Music() if sound.music else None
    rhythm = Bed(*rhythm_of(sound.loudness)) if sound.rhythm else None
    if music is None:
        return Beds(rhythm=rhythm)
    return Beds(
        opening=_silent("opening", music.chosen["opening"], OPENING),
        sting=_silent("sting", music.chosen["sting"], STING),
        closing=_silent("closing", music.chosen["closing"], CLOSING),
        rhythm=rhythm,
    )


def _silent(name: str, source: str | None, part: BedPlan) -> Bed | None:
    if not source:
        return None
    if source == _OWN:
        with as_file(files("tts.master.music") / f"{name}.opus") as path:
            length_s = _length_s(path)
    else:
        length_s = _length_s(Path(source))
    length = samples_in(min(length_s, part.longest_s))
    return Bed(np.zeros(length, np.float32), min(samples_in(part.entry_s), length * 3 // 4) or length)


def _length_s(path: Path) -> float:
    """As the file's head says; 0.0 where it says nothing."""
    try:
        with av.open(str(path)) as container:
            return (container.duration or 0) / av.time_base
    except (av.FFmpegError, OSError) as error:
        problem, remedy = f"This is not sound that can be decoded: {error}.", "Name a sound file, e.g. MP3 or FLAC."
        raise ConfigError(problem, place=Place(path), remedy=remedy) from error
