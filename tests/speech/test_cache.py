"""A clip comes back exactly as it was kept, or not at all."""

from __future__ import annotations

import logging
import tempfile
import wave
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tts.audio import Speech, Word
from tts.errors import WriteError
from tts.speech.cache import Cache, key_of
from tts.speech.clip_file import DamagedClipError, decode, encode, frames_of, glance, samples_of
from tts.speech.engine import Request
from tts.speech.engines.tone import Tone
from tts.speech.model import CLIPS
from tts.voice import Voice

REQUEST = Request("支付宝。", "zh", Voice("tone", "zh_alto"))
KEY = key_of(Tone({}), REQUEST)
SPEECH = Tone({}).speak(REQUEST)


def written(folder: str, data: bytes) -> Path:
    """The file of `KEY` in `folder`, with `data` in it."""
    path = Path(CLIPS.file_of(folder, KEY))
    path.parent.mkdir()
    path.write_bytes(data)
    return path


@given(
    samples=st.lists(st.floats(-1.0, 1.0, width=32), max_size=50),
    words=st.lists(st.tuples(st.text(), st.floats(0, 600), st.floats(0, 600)), max_size=5),
)
def test_what_is_encoded_is_decoded(samples: list[float], words: list[tuple[str, float, float]]) -> None:
    speech = Speech(np.array(samples, np.float32), 24_000, tuple(Word(*word) for word in words))
    with tempfile.TemporaryDirectory() as folder:
        clip = decode(KEY, written(folder, encode(KEY, speech)).read_bytes(), folder)
        assert (clip.rate, clip.samples, clip.words) == (24_000, len(samples), speech.words)


def test_the_sound_of_a_clip_that_has_gone_is_an_error_that_says_so(tmp_path: Path) -> None:
    clip = Cache(tmp_path).put(KEY, Speech(np.zeros(10, np.float32), 24_000, (Word("好", 0.0, 0.1),)))
    clip.path.unlink()
    assert clip.words == (Word("好", 0.0, 0.1),)
    with pytest.raises(DamagedClipError, match="Build again"):
        samples_of(clip)


@given(position=st.integers(0), value=st.integers(1, 255))
@settings(max_examples=300)
def test_no_changed_byte_goes_unnoticed(position: int, value: int) -> None:
    data = bytearray(encode(KEY, SPEECH))
    data[position % len(data)] ^= value
    with pytest.raises(DamagedClipError):
        decode(KEY, bytes(data), "")


@given(length=st.integers(0))
def test_no_missing_end_goes_unnoticed(length: int) -> None:
    data = encode(KEY, SPEECH)
    with pytest.raises(DamagedClipError):
        decode(KEY, data[: length % len(data)], "")


@given(position=st.integers(0), value=st.integers(1, 255))
@settings(max_examples=300)
def test_what_a_glance_misses_is_noticed_when_the_sound_is_read(position: int, value: int) -> None:
    data = bytearray(encode(KEY, SPEECH))
    data[position % len(data)] ^= value
    with tempfile.TemporaryDirectory() as folder, pytest.raises(DamagedClipError):
        written(folder, bytes(data))
        frames_of(glance(KEY, folder))


@given(length=st.integers(0))
def test_a_glance_sees_a_missing_end(length: int) -> None:
    data = encode(KEY, SPEECH)
    with tempfile.TemporaryDirectory() as folder, pytest.raises(DamagedClipError):
        written(folder, data[: length % len(data)])
        glance(KEY, folder)


def test_a_glance_finds_what_was_kept(tmp_path: Path) -> None:
    clip = Cache(tmp_path).put(KEY, SPEECH)
    assert Cache(tmp_path).find(KEY) == clip
    assert frames_of(clip) == (np.round(SPEECH.samples * 32767.0)).astype("<i2").tobytes()
    clip.path.write_bytes(b"RIFF")
    assert Cache(tmp_path).find(KEY) is None
    assert not clip.path.exists()


def test_the_file_is_an_ordinary_wav(tmp_path: Path) -> None:
    clip = Cache(tmp_path).put(KEY, SPEECH)
    with wave.open(str(clip.path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, SPEECH.rate)
        assert file.getnframes() == len(SPEECH.samples) == clip.samples
    assert np.allclose(samples_of(clip), SPEECH.samples, atol=1 / 32767)


def test_samples_above_full_scale_are_clipped_not_wrapped(tmp_path: Path) -> None:
    clip = Cache(tmp_path).put(KEY, Speech(np.array([1.5, -1.5], np.float32), 24_000))
    assert samples_of(clip).tolist() == [1.0, -1.0]


def test_a_kept_clip_is_found_again_by_another_process(tmp_path: Path) -> None:
    clip = Cache(tmp_path).put(KEY, SPEECH)
    assert Cache(tmp_path).get(KEY) == clip
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [clip.path]


def test_a_damaged_clip_is_reported_removed_and_missed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    cache = Cache(tmp_path)
    clip = cache.put(KEY, SPEECH)
    clip.path.write_bytes(clip.path.read_bytes()[:-1])
    with caplog.at_level(logging.WARNING):
        assert cache.get(KEY) is None
    assert str(clip.path) in caplog.text
    assert not clip.path.exists()


def test_a_clip_that_cannot_be_read_for_a_moment_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A share that is away proves nothing about the clip."""
    cache = Cache(tmp_path)
    clip = cache.put(KEY, SPEECH)
    with monkeypatch.context() as away:
        away.setattr(Path, "read_bytes", lambda _: (_ for _ in ()).throw(OSError(5, "Input/output error")))
        assert cache.get(KEY) is None
    assert cache.get(KEY) == clip


def test_a_clip_under_another_key_is_not_taken(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    other = "0" * 64
    cache.path_of(other).parent.mkdir()
    cache.path_of(other).write_bytes(cache.put(KEY, SPEECH).path.read_bytes())
    assert cache.get(other) is None


def test_a_folder_that_cannot_be_written_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(WriteError, match="--cache"):
        Cache(tmp_path / "file").put(KEY, SPEECH)
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "file"))
    with pytest.raises(WriteError, match="TURNCAST_CACHE"):
        Cache().put(KEY, SPEECH)


class Newer(Tone):
    identity = "tone 2"


@pytest.mark.parametrize(
    "request_",
    [
        replace(REQUEST, text="支付宝！"),
        replace(REQUEST, language="en"),
        replace(REQUEST, voice=Voice("tone", "zh_bass")),
        replace(REQUEST, voice=Voice("tone", "zh_alto", speed=1.1)),
        replace(REQUEST, voice=Voice("tone", "zh_alto", pitch_semitones=1.0)),
        replace(REQUEST, lexicon=(("支付", "pinyin: zhi1 fu4"),)),
    ],
)
def test_whatever_changes_the_sound_changes_the_key(request_: Request) -> None:
    assert key_of(Tone({}), request_) != KEY


def test_another_version_of_the_engine_changes_the_key() -> None:
    assert key_of(Newer({}), REQUEST) != KEY


def test_many_may_write_and_read_one_clip_at_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Two machines of which each made the clip in its own way: whoever reads gets one of the two, whole."""
    versions = [Speech(np.full(n * 1000, 0.1 * n, np.float32), 24_000) for n in (1, 2)]
    Cache(tmp_path).put(KEY, versions[0])

    def write(number: int) -> int:
        return Cache(tmp_path).put(KEY, versions[number % 2]).samples

    def read(_: int) -> int:
        clip = Cache(tmp_path).get(KEY)
        return clip.samples if clip else 0

    with ThreadPoolExecutor(8) as pool:
        writers, readers = pool.map(write, range(200)), pool.map(read, range(400))
        assert {*writers, *readers} <= {1000, 2000}
    assert not caplog.records
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [".wav"]
