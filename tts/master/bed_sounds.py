"""The sound of each bed, one at a time, with pydub: levelled, ducked where speech enters, faded."""

from __future__ import annotations

from functools import lru_cache, partial
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np

from tts.audio import Samples, from_pcm, to_pcm
from tts.config.schema import Sound
from tts.master.beds import Bed, BedPlan, Beds, beds_of
from tts.master.decoding import decode_file
from tts.master.loudness import integrated, measure
from tts.master.quiet_pydub import AudioSegment
from tts.master.rhythm import rhythm_at
from tts.master.units import RATE

_BELOW_SPEECH_LU = 4.0
"""Music by itself is this much softer than speech: as loud it would sound louder, for it never pauses."""
_DUCK_MS = 700
_FADE_IN_MS = 30


def load_beds(sound: Sound) -> Beds:
    """The music `sound` asks for, ready to be mixed. Raises ConfigError for a file that cannot be heard."""
    return beds_of(sound, partial(_load, sound.loudness - _BELOW_SPEECH_LU), rhythm_at)


def _load(target_lufs: float, plan: BedPlan, path: Path | None) -> Bed | None:
    return shape(_read(path, plan.longest_s), plan, target_lufs) if path else _load_own(target_lufs, plan)


@lru_cache(maxsize=3)
def _load_own(target_lufs: float, plan: BedPlan) -> Bed | None:
    """A piece that comes with the project: the same in each episode of a run."""
    with as_file(files("tts.master.music") / f"{plan.name}.opus") as path:
        return shape(_read(path, plan.longest_s), plan, target_lufs)


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


def shape(samples: Samples, plan: BedPlan, target_lufs: float) -> Bed | None:
    """`samples` at `target_lufs`, ducked and faded as `plan` says; None when they are silent.

    Shorter than the 0.4 s that loudness is measured over counts as silent.
    """
    loudness = integrated([measure(samples, RATE)[0]]) if len(samples) else None
    if loudness is None:
        return None
    music = _segment(samples * np.float32(10.0 ** ((target_lufs - loudness) / 20.0)))
    length_ms = len(music)
    entry_ms = min(round(plan.entry_s * 1000), length_ms * 3 // 4) or length_ms
    if plan.duck_db and entry_ms > _DUCK_MS:
        music = music.fade(to_gain=plan.duck_db, start=entry_ms - _DUCK_MS, duration=_DUCK_MS)
    music = music.fade_in(_FADE_IN_MS).fade_out(min(round(plan.fade_out_s * 1000), length_ms // 2))
    shaped = from_pcm(music.raw_data)
    return Bed(len(shaped), min(round(entry_ms * RATE / 1000), len(shaped)), shaped)


def _segment(samples: Samples) -> Any:
    return AudioSegment(data=to_pcm(samples).tobytes(), sample_width=2, frame_rate=RATE, channels=1)
