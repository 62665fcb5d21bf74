"""The stage as a whole, heard as a player hears it."""

from __future__ import annotations

import dataclasses
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from master.conftest import conversation
from master.test_mp3 import decoded
from tts.audio import Speech
from tts.config.schema import Sound
from tts.errors import ConfigError, InputError, WriteError
from tts.master.episode import master
from tts.master.loudness import integrated, measure
from tts.master.model import Mastered
from tts.master.speech_bounds import runs
from tts.master.units import RATE
from tts.progress import Progress
from tts.speech.cache import Cache
from tts.speech.clip_file import DamagedClipError
from tts.speech.model import Clip, Spoken

PLAIN = Sound(music=False)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Spoken:
    return conversation(tmp_path_factory.mktemp("clips"))


@pytest.fixture(scope="module")
def mastered(spoken: Spoken, tmp_path_factory: pytest.TempPathFactory) -> Mastered:
    return master(spoken, PLAIN, tmp_path_factory.mktemp("episode") / "out.mp3")


def test_loudness_is_the_targets_and_is_what_was_told(mastered: Mastered) -> None:
    blocks, peak = measure(decoded(mastered.mp3), RATE)
    whole = integrated([blocks])
    assert whole == pytest.approx(-16.0, abs=0.5)
    assert whole == pytest.approx(mastered.loudness.integrated_lufs, abs=0.05)
    assert peak <= -1.0
    assert peak == pytest.approx(mastered.loudness.true_peak_dbtp, abs=0.05)


def test_voices_recorded_twelve_decibels_apart_are_equally_loud(mastered: Mastered) -> None:
    told = dict(mastered.loudness.speakers_lufs)
    assert set(told) == {"", "主", "客"}
    assert max(told.values()) - min(told.values()) <= 0.7
    sound = decoded(mastered.mp3)
    for name in ("主", "客"):
        cues = [cue for cue in mastered.cues if cue.speaker == name]
        heard = integrated(measure(sound[int(c.start_s * RATE) : int(c.end_s * RATE)], RATE)[0] for c in cues)
        assert heard == pytest.approx(told[name], abs=0.2)


def test_the_pauses_heard_are_the_pauses_asked_for(mastered: Mastered, spoken: Spoken) -> None:
    """On the decoded MP3, from where the sound falls below -50 dBFS to where it rises above it: within 30 ms."""
    hop = RATE // 1000
    sound = decoded(mastered.mp3)
    level = np.sqrt(np.square(sound[: len(sound) // hop * hop].reshape(-1, hop)).mean(axis=1))
    starts, stops = runs(level < 10 ** (-50 / 20))
    heard = [stop - start for start, stop in zip(starts, stops, strict=True) if stop - start > 100][1:-1]
    asked = [line.utterance.pause_after_s for line, _ in spoken.lines][:-1]
    assert len(heard) == len(asked)
    assert np.abs(np.array(heard) / 1000 - np.array(asked)).max() <= 0.030


def test_times_are_where_the_sound_is(mastered: Mastered) -> None:
    sound = decoded(mastered.mp3)
    assert len(sound) == round(mastered.duration_s * RATE)
    for cue in mastered.cues:
        first, last = round(cue.start_s * RATE), round(cue.end_s * RATE)
        assert np.abs(sound[first : first + 2000]).max() > 0.02
        assert np.abs(sound[last - 2000 : last]).max() > 0.02
        assert np.abs(sound[last + 6000 : last + 8000]).max() < 0.01
        assert all(cue.start_s <= word.start_s <= word.end_s <= cue.end_s for word in cue.words)
    assert [chapter.title for chapter in mastered.chapters] == ["开场", "第二章"]
    assert mastered.chapters[0].start_s == 0.0
    heading = mastered.turns[2][0]
    assert mastered.turns[1][1] < mastered.chapters[1].start_s < heading
    assert all(a[1] <= b[0] for a, b in pairwise(mastered.turns))


def test_no_joint_clicks(mastered: Mastered) -> None:
    """In the pauses and at their edges nothing jumps: the steepest step stays below -50 dBFS."""
    sound = decoded(mastered.mp3)
    for before, after in pairwise(mastered.cues):
        pause = sound[round((before.end_s + 0.04) * RATE) : round((after.start_s - 0.03) * RATE)]
        assert np.abs(np.diff(pause)).max() < 10 ** (-50 / 20)


def test_two_runs_give_the_same_bytes(mastered: Mastered, spoken: Spoken, tmp_path: Path) -> None:
    again = master(spoken, PLAIN, tmp_path / "again.mp3")
    assert again.mp3.read_bytes() == mastered.mp3.read_bytes()
    assert dataclasses.replace(again, mp3=mastered.mp3) == mastered


def test_the_lossless_copy_is_the_same_sound(mastered: Mastered, spoken: Spoken, tmp_path: Path) -> None:
    master(spoken, PLAIN, tmp_path / "out.mp3", lossless=tmp_path / "out.flac")
    kept = decoded(tmp_path / "out.flac").astype(np.float32) / 32767
    heard = decoded(mastered.mp3)
    assert len(kept) == len(heard)
    assert np.dot(kept, heard) / np.dot(kept, kept) == pytest.approx(1.0, abs=0.02)


def test_progress_counts_utterances(spoken: Spoken, tmp_path: Path) -> None:
    told: list[Progress] = []
    master(spoken, PLAIN, tmp_path / "out.mp3", report=told.append)
    assert [p.done for p in told] == sorted(p.done for p in told)
    assert told[-1].done == told[-1].total == 19


def test_silent_clips_make_a_silent_episode(interview: Spoken, tmp_path: Path) -> None:
    """Silence has no loudness to bring anywhere; it must not turn into noise or an error."""

    cache = Cache(tmp_path)

    def silent(clip: Clip) -> Clip:
        return cache.put(clip.key, Speech(np.zeros(clip.samples, np.float32), clip.rate))

    spoken = Spoken(interview.script, tuple((line, silent(clip)) for line, clip in interview.lines))
    made = master(spoken, PLAIN, tmp_path / "out.mp3")
    assert made.loudness.speakers_lufs == ()
    assert np.abs(decoded(made.mp3)).max() < 1e-4


def test_what_cannot_be_done_is_named(interview: Spoken, tmp_path: Path) -> None:
    script = dataclasses.replace(interview.script, opening=(), turns=())
    with pytest.raises(InputError, match="nothing to hear"):
        master(Spoken(script, ()), PLAIN, tmp_path / "out.mp3")
    with pytest.raises(ConfigError, match="100"):
        master(interview, Sound(bitrate=100, music=False), tmp_path / "out.mp3")
    with pytest.raises(WriteError, match="nowhere"):
        master(interview, PLAIN, tmp_path / "nowhere" / "out.mp3")
    clip = interview.lines[1][1]
    clip.path.write_bytes(b"RIFF")
    with pytest.raises(DamagedClipError, match=clip.path.name):
        master(interview, PLAIN, tmp_path / "out.mp3")
