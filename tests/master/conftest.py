"""Voices made for the occasion: their speech begins and ends where we say."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from tts.audio import Samples, Speech, Word
from tts.script.model import Accounting, Chapter, Kind, Script, Speaker, Turn, Utterance
from tts.speech.cache import Cache
from tts.speech.model import Clip, Spoken
from tts.voice import Voice

CLIP_RATE = 24_000
LEAD_S = 0.3
TRAIL_S = 0.45
"""Silence an engine leaves around the speech."""


def voice(
    seconds: float, level_db: float = -20.0, hertz: float = 120.0, seed: int = 1, rate: int = CLIP_RATE
) -> Samples:
    """Harmonics with four syllables a second; the first sample to the last sounds."""
    time = np.arange(round(seconds * rate)) / rate
    rng = np.random.default_rng(seed)
    rng = np.random.default_rng(seed)
    tone = sum(np.cos(2 * np.pi * hertz * k * time + rng.uniform(0, 6.28)) / k**0.7 for k in range(1, 20))
    swell = 0.55 + 0.45 * np.sin(2 * np.pi * 4.0 * time - np.pi / 2) * rng.uniform(0.8, 1.0)
    sound = tone * swell + 0.02 * rng.standard_normal(len(time))
    levelled: Samples = (sound / np.sqrt(np.mean(sound**2)) * 10.0 ** (level_db / 20.0)).astype(np.float32)
    return levelled


def write_wav(path: Path, samples: Samples, rate: int) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.round(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


class ClipMaker:
    """Clips whose speech lasts as long as asked, with an engine's silence around it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made = 0

    def __call__(
        self, seconds: float = 1.5, level_db: float = -20.0, hertz: float = 120.0, rate: int = CLIP_RATE
    ) -> Clip:
        self.made += 1
        samples = np.pad(
            voice(seconds, level_db, hertz, self.made, rate), (round(LEAD_S * rate), round(TRAIL_S * rate))
        )
        half = LEAD_S + seconds / 2
        words = (Word("说", LEAD_S, half), Word("完", half, LEAD_S + seconds))
        return Cache(self.folder).put(f"{self.made:064}", Speech(samples, rate, words))


@pytest.fixture
def make_clip(tmp_path: Path) -> ClipMaker:
    return ClipMaker(tmp_path)


def conversation(folder: Path) -> Spoken:
    """An opening, two chapters, a loud guest and a soft host: about 50 seconds."""
    make_clip = ClipMaker(folder)
    host, guest = Voice("tone", "a"), Voice("tone", "b")
    plan: tuple[tuple[str | None, Kind, int, int, float, float], ...] = (
        ("主", "speech", 0, 2, -26.0, 210.0),
        ("客", "speech", 0, 6, -14.0, 110.0),
        (None, "heading", 1, 1, -20.0, 160.0),
        ("主", "speech", 1, 2, -26.0, 210.0),
        ("客", "speech", 1, 7, -14.0, 110.0),
    )
    turns: list[Turn] = []
    clips = [make_clip(2.0, -20.0, 160.0)]
    for speaker, kind, chapter, count, level_db, hertz in plan:
        utterances = [Utterance("说完。", 0.35) for _ in range(count - 1)] + [Utterance("说完？", 0.7)]
        turns.append(Turn(speaker, kind, chapter, "说完。" * count, tuple(utterances)))
        clips += [make_clip(1.6 + 0.3 * n, level_db, hertz) for n in range(count)]
    script = Script(
        slug="t",
        title="题",
        date="2015-01-24",
        language="zh",
        source_url="",
        publisher="",
        speakers=(Speaker("主", "", host), Speaker("客", "", guest)),
        narrator=Voice("tone", "c"),
        opening=(Utterance("题目。", 1.0),),
        chapters=(Chapter("开场", 0), Chapter("第二章", 2)),
        turns=tuple(turns),
        accounting=Accounting(0, 0),
    )
    return Spoken(script, tuple(zip(script.lines(), clips, strict=True)))


@pytest.fixture
def interview(tmp_path: Path) -> Spoken:
    """A conversation whose clips a test may spoil."""
    return conversation(tmp_path)
