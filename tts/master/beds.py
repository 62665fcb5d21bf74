"""Music to lay under an episode, one bed at a time, with pydub: levelled, ducked where speech enters, faded."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np

from tts.audio import Samples, from_pcm, to_pcm
from tts.config.schema import Music, Sound
from tts.master.decoding import decode_file
from tts.master.loudness import integrated, measure
from tts.master.quiet_pydub import AudioSegment
from tts.master.rhythm import rhythm_of
from tts.master.units import RATE

_BELOW_SPEECH_LU = 4.0
"""Music by itself is this much softer than speech: as loud it would sound louder, for it never pauses."""
_DUCK_MS = 700
_FADE_IN_MS = 30
_OWN = "default"


@dataclass(frozen=True, slots=True)
class BedPlan:
    """How a piece of music is used."""

    longest_s: float
    """What is longer is faded out before."""
    entry_s: float
    """From here on there may be speech over it; 0 for music that nobody speaks over."""
    duck_db: float
    fade_out_s: float


OPENING = BedPlan(longest_s=16.0, entry_s=6.0, duck_db=-14.0, fade_out_s=5.0)
"""Two bars alone, then under the title and the disclosure: 18 dB below the narrator, where words stay as clear."""
STING = BedPlan(longest_s=4.6, entry_s=2.9, duck_db=-12.0, fade_out_s=1.4)
"""Its last chord rings under the heading."""
CLOSING = BedPlan(longest_s=14.0, entry_s=0.0, duck_db=0.0, fade_out_s=3.0)


@dataclass(frozen=True, slots=True, eq=False)
class Bed:
    """Music ready to be mixed."""

    samples: Samples
    entry: int
    """Samples from its start to the first word; its length when nobody speaks over it."""


@dataclass(frozen=True, slots=True)
class Beds:
    """The music of one episode."""

    opening: Bed | None = None
    sting: Bed | None = None
    closing: Bed | None = None
    rhythm: Bed | None = None
    """The mark of synthetic speech, before everything else."""


def beds(sound: Sound) -> Beds:
    """The music `sound` asks for. Raises ConfigError for a file that cannot be heard."""
    music = sound.music if isinstance(sound.music, Music) else Music() if sound.music else None
    rhythm = Bed(*rhythm_of(sound.loudness)) if sound.rhythm else None
    if music is None:
        return Beds(rhythm=rhythm)
    target_lufs = sound.loudness - _BELOW_SPEECH_LU
    return Beds(
        opening=_bed("opening", music.chosen["opening"], OPENING, target_lufs),
        sting=_bed("sting", music.chosen["sting"], STING, target_lufs),
        closing=_bed("closing", music.chosen["closing"], CLOSING, target_lufs),
        rhythm=rhythm,
    )


def _bed(name: str, source: str | None, part: BedPlan, target_lufs: float) -> Bed | None:
    if not source:
        return None
    if source == _OWN:
        with as_file(files("tts.master.music") / f"{name}.opus") as path:
            return shape(_read(path, part.longest_s), part, target_lufs)
    return shape(_read(Path(source), part.longest_s), part, target_lufs)


def _read(path: Path, longest_s: float) -> Samples:
    """As much of the file as will be heard."""
    parts: list[Samples] = []
    length = 0
    for samples in decode_file(path):
        parts.append(samples)
        length += len(samples)
        if length >= longest_s * RATE:
            break
    return np.concatenate(parts)[: round(longest_s * RATE)] if parts else np.zeros(0, np.float32)


def shape(samples: Samples, part: BedPlan, target_lufs: float) -> Bed | None:
    """`samples` at `target_lufs`, ducked and faded as `part` says; None when they are silent.

    Shorter than the 0.4 s that loudness is measured over counts as silent.
    """
    loudness = integrated([measure(samples, RATE)[0]]) if len(samples) else None
    if loudness is None:
        return None
    music = _segment(samples * np.float32(10.0 ** ((target_lufs - loudness) / 20.0)))
    length_ms = len(music)
    entry_ms = min(round(part.entry_s * 1000), length_ms * 3 // 4) or length_ms
    if part.duck_db and entry_ms > _DUCK_MS:
        music = music.fade(to_gain=part.duck_db, start=entry_ms - _DUCK_MS, duration=_DUCK_MS)
    music = music.fade_in(_FADE_IN_MS).fade_out(min(round(part.fade_out_s * 1000), length_ms // 2))
    shaped = from_pcm(music.raw_data)
    return Bed(shaped, min(round(entry_ms * RATE / 1000), len(shaped)))


def _segment(samples: Samples) -> Any:
    return AudioSegment(data=to_pcm(samples).tobytes(), sample_width=2, frame_rate=RATE, channels=1)
