"""Speech is found to within a few milliseconds, whatever its level, and never cut."""

from __future__ import annotations

import numpy as np
import pytest
from tables import table

from master.conftest import CLIP_RATE as RATE
from master.conftest import LEAD_S, TRAIL_S, ClipMaker, voice
from tts.audio import Samples
from tts.master.clips import cut, measure_clip
from tts.master.speech_bounds import speech_bounds


def around(speech: Samples, floor_db: float = -90.0) -> Samples:
    noise = np.random.default_rng(0).standard_normal(round((LEAD_S + TRAIL_S) * RATE) + len(speech))
    sound = (noise * 10 ** (floor_db / 20)).astype(np.float32)
    start = round(LEAD_S * RATE)
    sound[start : start + len(speech)] += speech
    return sound


@table("level_db", [-10.0, -30.0, -50.0])
def test_bounds_do_not_depend_on_the_level(level_db: float) -> None:
    bounds = speech_bounds(around(voice(1.5, level_db), level_db - 60), RATE)
    assert bounds.onset_s == pytest.approx(LEAD_S, abs=0.015)
    assert bounds.end_s == pytest.approx(LEAD_S + 1.5, abs=0.015)


def test_a_soft_fricative_at_the_end_is_speech() -> None:
    """A final /s/ or /f/ 25 dB below the vowels, a tenth of a second long."""
    fricative = np.random.default_rng(2).standard_normal(round(0.1 * RATE)).astype(np.float32) * 10 ** (-43 / 20)
    bounds = speech_bounds(around(np.concatenate([voice(1.0, -18.0), fricative])), RATE)
    assert bounds.end_s >= LEAD_S + 1.09


def test_a_plosive_behind_its_closure_is_speech() -> None:
    """A final /t/: 120 ms of silence, then 20 ms of burst."""
    burst = np.random.default_rng(2).standard_normal(round(0.02 * RATE)).astype(np.float32) * 10 ** (-35 / 20)
    speech = np.concatenate([voice(1.0, -18.0), np.zeros(round(0.12 * RATE), np.float32), burst])
    assert speech_bounds(around(speech), RATE).end_s >= LEAD_S + 1.135


def test_a_tick_far_from_the_speech_is_not() -> None:
    sound = around(voice(1.0, -18.0))
    sound[round(0.02 * RATE)] = 0.5
    sound[-round(0.02 * RATE)] = 0.5
    bounds = speech_bounds(sound, RATE)
    assert bounds.onset_s == pytest.approx(LEAD_S, abs=0.015)
    assert bounds.end_s == pytest.approx(LEAD_S + 1.0, abs=0.015)


@table("length", [0, 1, 100, 24_000])
def test_silence_is_kept_whole(length: int) -> None:
    bounds = speech_bounds(np.zeros(length, np.float32), RATE)
    assert (bounds.onset_s, bounds.end_s) == (0.0, length / RATE)


@table("rate", [16_000, 24_000, 44_100, 48_000])
def test_a_cut_clip_starts_and_ends_at_nothing(make_clip: ClipMaker, rate: int) -> None:
    """No step at either end, which would click, and the speech where the cut says it is."""
    clip = make_clip(1.5, rate=rate)
    bounds = measure_clip(clip).bounds
    samples, onset = cut(clip, bounds)
    assert np.abs(samples[:20]).max() < 1e-3
    assert np.abs(samples[-20:]).max() < 1e-3
    again = speech_bounds(samples, 44_100)
    assert again.onset_s == pytest.approx(onset / 44_100, abs=0.010)
    assert again.end_s - again.onset_s == pytest.approx(bounds.end_s - bounds.onset_s, abs=0.010)


def test_rumble_is_taken_out(make_clip: ClipMaker) -> None:
    clip = make_clip(2.0)
    samples, _ = cut(clip, measure_clip(clip).bounds)
    spectrum = np.abs(np.fft.rfft(samples))
    hertz = np.fft.rfftfreq(len(samples), 1 / 44_100)
    assert spectrum[hertz < 25].max() < spectrum[(hertz > 100) & (hertz < 200)].max() / 300
