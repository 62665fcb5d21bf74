"""Sound is decoded whole, or known to be damaged."""

from __future__ import annotations

import io
import wave

import av
import numpy as np
import pytest
from doubles.hum import encode, hum
from doubles.speech_server import file_of, streamed
from hypothesis import given, settings
from hypothesis import strategies as st

from tts.audio import Samples
from tts.speech.decode import decode
from tts.speech.engine import BadClipError

SAMPLES, _ = hum("互联网是世界的，我们要有个全球的名字。", "zh-CN-YunxiNeural")
MP3 = encode(SAMPLES)
FRAME = 144


def flac(samples: Samples) -> bytes:
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="flac") as file:
        stream = file.add_stream("flac", rate=24_000, layout="mono")
        frame = av.AudioFrame.from_ndarray((samples * 32767).astype(np.int16)[np.newaxis], format="s16", layout="mono")
        frame.sample_rate = 24_000
        file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["mp3", "wav", "streamed wav", "flac"])
def test_every_sample_comes_out(kind: str) -> None:
    data = {"mp3": MP3, "wav": file_of(SAMPLES, "wav"), "streamed wav": streamed(file_of(SAMPLES, "wav"))}
    samples, rate = decode(data.get(kind) or flac(SAMPLES))
    assert (rate, samples.dtype.name, samples.ndim) == (24_000, "float32", 1)
    assert len(SAMPLES) <= len(samples) <= len(SAMPLES) + 3 * 576  # an encoder's delay and its last frame
    assert np.abs(samples).max() == pytest.approx(np.abs(SAMPLES).max(), abs=0.05)


def test_channels_are_mixed() -> None:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(24_000)
        file.writeframes(np.tile(np.array([8000, 0], "<i2"), 2400).tobytes())
    samples, _ = decode(buffer.getvalue())
    assert len(samples) == 2400
    assert 0.1 < samples.mean() < 0.3


@given(cut=st.integers(12 * FRAME, len(MP3) - 1))
@settings(max_examples=50, deadline=None)
def test_an_mp3_that_ends_within_a_frame_is_damaged(cut: int) -> None:
    if cut % FRAME:
        with pytest.raises(BadClipError):
            decode(MP3[:cut])


@given(at=st.integers(20, len(MP3) // FRAME - 20), frames=st.integers(1, 8), junk=st.binary(min_size=1, max_size=16))
@settings(max_examples=50, deadline=None)
def test_an_mp3_with_a_hole_is_damaged(at: int, frames: int, junk: bytes) -> None:
    hole = (junk.replace(b"\xff", b"\0") * FRAME * frames)[: FRAME * frames]
    with pytest.raises(BadClipError):
        decode(MP3[: at * FRAME] + hole + MP3[(at + frames) * FRAME :])


@pytest.mark.parametrize("kind", ["wav", "flac"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_file_that_lost_its_end_is_damaged(kind: str, share: float) -> None:
    data = file_of(SAMPLES, "wav") if kind == "wav" else flac(SAMPLES)
    with pytest.raises(BadClipError):
        decode(data[: round(len(data) * share)])


@given(data=st.binary(max_size=3000))
@settings(deadline=None)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(BadClipError):
        decode(data)


def test_a_page_instead_of_sound_is_refused() -> None:
    with pytest.raises(BadClipError):
        decode(b"<html><body>Bad gateway</body></html>" * 100)
