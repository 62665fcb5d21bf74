"""Music: levelled, ducked, faded, from whatever file a show brings; and the set that comes with the project."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from master.conftest import conversation, write_wav
from master.test_mp3 import decoded
from tts.audio import Samples
from tts.config.schema import Music, Sound
from tts.errors import ConfigError
from tts.master.bed_sounds import load_beds, shape
from tts.master.beds import CLOSING, OPENING, STING, BedPlan
from tts.master.episode import master
from tts.master.expected import expected_beds
from tts.master.loudness import integrated, measure
from tts.master.units import RATE


def chord(seconds: float, level_db: float) -> Samples:
    time = np.arange(round(seconds * RATE)) / RATE
    wave = sum(np.sin(2 * np.pi * hertz * time) for hertz in (220.0, 277.2, 329.6)) / 3
    sound: Samples = (10 ** (level_db / 20) * np.asarray(wave)).astype(np.float32)
    return sound


def level_db(samples: Samples, start_s: float, stop_s: float) -> float:
    part = samples[round(start_s * RATE) : round(stop_s * RATE)]
    return float(10 * np.log10(np.mean(np.square(part)) + 1e-12))


@pytest.mark.parametrize("recorded_db", [-1.0, -30.0])
def test_a_bed_is_levelled_ducked_and_faded(recorded_db: float) -> None:
    bed = shape(chord(20, recorded_db), OPENING, -20.0)
    assert bed is not None
    alone = level_db(bed.samples, 1, 4)
    assert integrated([measure(bed.samples[RATE : 4 * RATE], RATE)[0]]) == pytest.approx(-20.0, abs=0.3)
    assert bed.entry == OPENING.entry_s * RATE
    assert level_db(bed.samples, 6.1, 9) == pytest.approx(alone + OPENING.duck_db, abs=0.5)
    assert abs(bed.samples[0]) < 1e-3
    assert abs(bed.samples[-1]) < 1e-3
    assert level_db(bed.samples, len(bed.samples) / RATE - 0.2, 99) < alone + OPENING.duck_db - 20
    assert np.abs(np.diff(bed.samples)).max() < 0.05


@pytest.mark.parametrize("part", [OPENING, STING, CLOSING])
@pytest.mark.parametrize("seconds", [0.5, 1.0, 4.0])
def test_short_music_still_has_an_entry_inside_it(part: BedPlan, seconds: float) -> None:
    bed = shape(chord(seconds, -10), part, -20.0)
    assert bed is not None
    assert 0 < bed.entry <= len(bed.samples)


def test_music_too_short_to_measure_is_no_music() -> None:
    assert shape(np.zeros(RATE, np.float32), STING, -20.0) is None
    assert shape(np.zeros(0, np.float32), STING, -20.0) is None


def test_music_is_on_and_easy_to_turn_off() -> None:
    assert load_beds(Sound()).opening
    assert load_beds(Sound(music=True)).sting
    assert load_beds(Sound(music=False)).opening is None
    some = load_beds(Sound(music=Music(opening=None)))
    assert (some.opening, bool(some.sting), bool(some.closing)) == (None, True, True)


@pytest.mark.parametrize("name", ["opening", "sting", "closing"])
def test_the_own_set_is_music(name: str) -> None:
    """Not clipped, not silent, tonal (most energy in few frequencies), no clicks, and it ends in silence."""
    bed = getattr(load_beds(Sound()), name)
    sound = bed.samples
    assert 4 <= len(sound) / RATE <= 16
    assert np.abs(sound).max() < 0.9
    power = np.sort(np.abs(np.fft.rfft(sound)) ** 2)[::-1]
    assert power[: len(power) // 50].sum() > 0.95 * power.sum()
    assert np.abs(np.diff(sound)).max() < 0.08
    assert np.abs(sound[-100:]).max() < 2e-3


def test_an_expected_bed_is_as_long_as_the_one_heard(tmp_path: Path) -> None:
    """To the millisecond that pydub counts in, and 14 ms at the end that Opus leaves out."""
    path = str(write_wav(tmp_path / "own.wav", chord(9, -12), 48_000))
    wanted = (Sound(rhythm=True), Sound(rhythm=True, music=Music(opening=path, sting=path, closing=path)))
    for sound in wanted:
        heard, expected = load_beds(sound), expected_beds(sound)
        for name in ("opening", "sting", "closing", "rhythm"):
            bed, silent = getattr(heard, name), getattr(expected, name)
            assert (silent.length, silent.entry) == pytest.approx((bed.length, bed.entry), abs=RATE * 0.014), name
            assert len(bed.samples) == bed.length
            with pytest.raises(ValueError, match="no sound"):
                _ = silent.samples


def test_a_shows_own_files_are_heard(tmp_path: Path) -> None:
    """Any rate and format PyAV decodes; here a 48 kHz WAV longer than will be used."""
    path = write_wav(tmp_path / "own.wav", chord(40, -12), 48_000)
    own = load_beds(Sound(music=Music(opening=str(path), sting=str(path), closing=str(path))))
    for bed, part in ((own.opening, OPENING), (own.sting, STING), (own.closing, CLOSING)):
        assert bed is not None
        assert len(bed.samples) == pytest.approx(part.longest_s * RATE, abs=RATE / 500)


@pytest.mark.parametrize("content", [None, b"", b"no music at all" * 100])
def test_a_file_without_sound_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "theme.mp3"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"theme\.mp3"):
        load_beds(Sound(music=Music(sting=str(path))))


@pytest.mark.slow
def test_an_episode_with_music_is_still_level_and_clear(tmp_path: Path) -> None:
    """-16 LUFS as a whole; under the narrator the music is at least 15 dB down."""
    spoken = conversation(tmp_path)
    made = master(spoken, Sound(), tmp_path / "with.mp3")
    plain = master(spoken, Sound(music=False), tmp_path / "without.mp3")
    assert made.loudness.integrated_lufs == pytest.approx(-16.0, abs=0.5)
    assert made.loudness.true_peak_dbtp <= -1.0
    told = dict(made.loudness.speakers_lufs)
    assert max(told.values()) - min(told.values()) <= 0.7
    assert made.duration_s > plain.duration_s + 15
    cues = made.cues
    assert [dataclasses.replace(c, start_s=0, end_s=0, words=()) for c in cues] == [
        dataclasses.replace(c, start_s=0, end_s=0, words=()) for c in plain.cues
    ]
    sound = decoded(made.mp3)
    first = cues[0]
    pause = level_db(sound, first.end_s + 0.15, cues[1].start_s - 0.1)
    assert pause < level_db(sound, first.start_s, first.end_s) - 15
    assert level_db(sound, 1.0, 5.0) > -30
