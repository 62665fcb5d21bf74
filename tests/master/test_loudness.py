"""Loudness as ITU-R BS.1770-4 and EBU Tech 3341 say it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from master.conftest import voice
from tts.audio import Samples
from tts.master.levels import SpeakerLevel, level_of
from tts.master.limiter import limit
from tts.master.loudness import integrated, measure
from tts.master.units import RATE


def sine(seconds: float, level_db: float, hertz: float = 997.0) -> Samples:
    time = np.arange(round(seconds * RATE)) / RATE
    wave: Samples = (10.0 ** (level_db / 20.0) * np.sin(2 * np.pi * hertz * time)).astype(np.float32)
    return wave


def test_a_sine_at_full_scale_measures_minus_three() -> None:
    """BS.1770-4: 997 Hz at 0 dBFS in one channel is -3.01 LUFS."""
    blocks, _ = measure(sine(5, -20.0), RATE)
    assert integrated([blocks]) == pytest.approx(-23.01, abs=0.05)


def test_quiet_passages_do_not_count() -> None:
    """Tech 3341 case 3: -36, -23, -36 dBFS measure as the loud middle."""
    blocks, _ = measure(np.concatenate([sine(10, -36), sine(60, -23), sine(10, -36)]), RATE)
    assert integrated([blocks]) == pytest.approx(-26.01, abs=0.1)


def test_silence_has_no_loudness() -> None:
    blocks, peak = measure(np.zeros(RATE, np.float32), RATE)
    assert integrated([blocks]) is None
    assert peak == -np.inf
    assert integrated([]) is None


def test_parts_combine_to_the_whole() -> None:
    """Blocks of parts, put together, measure as the parts in a row: only the blocks across the joint are missing."""
    parts = [voice(9, level, 120, seed, RATE) for seed, level in enumerate((-20.0, -25.0, -18.0, -40.0))]
    together = integrated([measure(np.concatenate(parts), RATE)[0]])
    assert integrated([measure(part, RATE)[0] for part in parts]) == pytest.approx(together, abs=0.05)


def test_a_peak_between_the_samples_is_seen() -> None:
    """A quarter of the sample rate at 45 degrees: samples at 0.707 of the wave."""
    time = np.arange(RATE)
    wave = np.sin(2 * np.pi * time / 4 + np.pi / 4) * np.hanning(RATE)
    _, peak = measure((0.5 * wave).astype(np.float32), RATE)
    assert peak == pytest.approx(-6.02, abs=0.2)


@pytest.mark.parametrize("ceiling_db", [-1.0, -2.0, -9.0])
@pytest.mark.parametrize("seed", range(3))
def test_nothing_passes_the_limiter(ceiling_db: float, seed: int) -> None:
    loud = voice(4, -6.0, 90 + 40 * seed, seed, RATE)
    limited = limit(loud, ceiling_db)
    assert measure(loud, RATE)[1] > ceiling_db + 3
    assert ceiling_db - 0.7 < measure(limited, RATE)[1] <= ceiling_db + 0.1


def test_a_peak_between_the_samples_is_limited() -> None:
    time = np.arange(RATE)
    wave = (0.9 * np.sin(2 * np.pi * time / 4 + np.pi / 4) * np.hanning(RATE)).astype(np.float32)
    assert np.abs(wave).max() < 10 ** (-3.5 / 20)
    assert measure(limit(wave, -3.0), RATE)[1] <= -2.9


def test_what_is_below_the_ceiling_is_left_alone() -> None:
    soft = voice(2, -30.0, 120, 1, RATE)
    assert limit(soft, -2.0) is soft


def test_far_from_a_peak_nothing_changes() -> None:
    sound = voice(2, -30.0, 120, 1, RATE)
    sound[RATE] = 1.0
    limited = limit(sound, -2.0)
    far = np.abs(np.arange(len(sound)) - RATE) > 0.05 * RATE
    assert np.array_equal(limited[far], sound[far])


@pytest.mark.parametrize("level_db", [-12.0, -24.0, -40.0])
def test_a_voice_is_at_its_loudness_behind_the_limiter(level_db: float, tmp_path: Path) -> None:
    clips = [voice(3 + seed, level_db, 100, seed, RATE) for seed in range(4)]
    with SpeakerLevel(tmp_path) as speaker:
        for clip in clips:
            speaker.add(level_of(clip, RATE, measure(clip, RATE)[0]))
        gain = np.float32(10 ** (speaker.gain_db(-16.0, -2.0) / 20))
    heard = integrated([measure(limit(clip * gain, -2.0), RATE)[0] for clip in clips])
    assert heard == pytest.approx(-16.0, abs=0.4)


@pytest.mark.slow
def test_a_speaker_is_as_loud_as_the_clips_together_however_many(tmp_path: Path) -> None:
    """Clips of every length, shorter than a gating block too, measured a few hundred at a time."""
    dice = np.random.default_rng(3)
    clips = [voice(seconds, -22.0, 110, seed, RATE) for seed, seconds in enumerate(dice.uniform(0.1, 1.5, 60))]
    with SpeakerLevel(tmp_path) as few, SpeakerLevel(tmp_path) as many:
        for number in range(600):
            level = level_of(clips[number % 60], RATE, measure(clips[number % 60], RATE)[0])
            many.add(level)
            if number < 60:
                few.add(level)
        assert many.gain_db(-16.0, -60.0) == few.gain_db(-16.0, -60.0)
        gain = np.float32(10 ** (few.gain_db(-16.0, 30.0) / 20))
    heard = integrated([measure(clip * gain, RATE)[0] for clip in clips])
    assert heard == pytest.approx(-16.0, abs=0.25)


def test_a_speaker_goes_on_after_being_measured(tmp_path: Path) -> None:
    quiet, loud = (
        level_of(v, RATE, measure(v, RATE)[0]) for v in (voice(2, db, 110, 1, RATE) for db in (-30.0, -20.0))
    )
    with SpeakerLevel(tmp_path) as bit_by_bit, SpeakerLevel(tmp_path) as at_once:
        bit_by_bit.add(quiet)
        first = bit_by_bit.gain_db(-16.0, 30.0)
        bit_by_bit.add(loud)
        at_once.add(quiet)
        at_once.add(loud)
        assert bit_by_bit.gain_db(-16.0, 30.0) == at_once.gain_db(-16.0, 30.0) < first


def test_a_speaker_never_heard_has_no_gain(tmp_path: Path) -> None:
    with SpeakerLevel(tmp_path) as silent:
        assert silent.gain_db(-16.0, -2.0) == 0.0
        silent.add(level_of(np.zeros(RATE, np.float32), RATE, measure(np.zeros(RATE, np.float32), RATE)[0]))
        assert silent.gain_db(-16.0, -2.0) == 0.0
