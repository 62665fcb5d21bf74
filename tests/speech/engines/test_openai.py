"""A real HTTP server with OpenAI's speech interface: whole answers, and a key that stays where it belongs."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from doubles.faults import Always, InOrder
from doubles.hum import hum
from doubles.speech_server import FAULTS, SpeechServer

from tts.errors import ConfigError, EngineError
from tts.reading.respell import respell
from tts.speech.attempt import speak_whole
from tts.speech.cache import Cache, key_of
from tts.speech.engine import Engine, Request
from tts.speech.engines import create, known_voices
from tts.speech.synthesis import speak_one
from tts.voice import Voice

TEXT = "互联网是世界的，我们要有个全球的名字。"
REQUEST = Request(TEXT, "zh", Voice("openai", "zf_xiaoxiao"))
HASTY = {"first-wait": 0.01, "longest-wait": 0.05}
KEY = "sk-a-very-secret-key"


def patience(fault: str) -> dict[str, Any]:
    """Few seconds where the server falls silent, many elsewhere: a busy machine must not look like a stall."""
    return {"timeout": 1.0 if fault == "stall" else 60.0}


def engine_for(server: SpeechServer, **options: Any) -> Engine:
    return create("openai", {"base-url": server.base_url, **HASTY, **options})


def refusal(server: SpeechServer, **options: Any) -> EngineError:
    engine = engine_for(server, attempts=2, **options)
    with pytest.raises(EngineError) as caught:
        engine.speak(REQUEST)
    engine.close()
    return caught.value


@pytest.mark.parametrize("kind", ["wav", "mp3", "pcm"])
def test_the_whole_sentence_comes(kind: str) -> None:
    with SpeechServer() as server:
        engine = engine_for(server, format=kind, model="kokoro", extra={"lang_code": "z"})
        speech = engine.speak(Request(TEXT, "zh", Voice("openai", "zf_xiaoxiao", speed=1.25)))
        engine.close()
    samples, _ = hum(TEXT, "zf_xiaoxiao", 1.25)
    assert speech.rate == 24_000
    assert len(samples) <= len(speech.samples) <= len(samples) + 4 * 576
    assert server.requests == [
        {
            "model": "kokoro",
            "voice": "zf_xiaoxiao",
            "input": TEXT,
            "response_format": kind,
            "speed": 1.25,
            "lang_code": "z",
        }
    ]


@pytest.mark.parametrize("fault", FAULTS)
def test_what_passes_is_tried_again(fault: str) -> None:
    with SpeechServer(InOrder(fault)) as server:
        engine = engine_for(server, **patience(fault))
        speech = speak_whole(engine, REQUEST)
        engine.close()
    assert len(server.requests) == 2 or fault == "stall"
    assert np.allclose(speech.samples, hum(TEXT, "zf_xiaoxiao")[0], atol=2 / 32767)


@pytest.mark.parametrize(
    ("fault", "says", "requests"),
    [
        ("429", "limit is reached", 2),
        ("503", "overloaded", 2),
        ("400", "model not loaded", 1),
        ("403", "what the key may do", 1),
        ("404", "base-url", 1),
        ("302", "302", 1),
        ("empty", "without sound", 2),
        ("cut", "connection broke", 2),
        ("short file", "longer than", 2),
        ("malformed", "cannot be decoded", 2),
        ("stall", "stopped answering", 2),
    ],
)
def test_what_does_not_pass_is_explained(fault: str, says: str, requests: int) -> None:
    with SpeechServer(Always(fault)) as server:
        error = refusal(server, **patience(fault))
    assert says in str(error)
    assert len(server.requests) == requests


def test_retry_after_is_honoured() -> None:
    with SpeechServer(InOrder("429"), retry_after="1") as server:
        engine = engine_for(server)
        first = threading.Thread(target=engine.speak, args=(REQUEST,))
        first.start()
        while not server.requests:
            first.join(0.01)
        first.join(0.2)
        engine.speak(REQUEST)
        first.join()
        engine.close()
    assert len(server.requests) == 3


def test_calls_in_flight_are_bounded() -> None:
    with SpeechServer(delay_s=0.1) as server:
        engine = engine_for(server, parallel=3)
        with ThreadPoolExecutor(engine.parallel) as pool:
            list(pool.map(lambda n: engine.speak(Request(f"第{n}次。", "zh", REQUEST.voice)), range(9)))
        engine.close()
    assert server.most_open == 3


def test_the_key_goes_to_the_server_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    caplog.set_level("DEBUG")
    with SpeechServer(InOrder("429"), key=KEY) as server:
        engine = engine_for(server)
        with_key = speak_one(REQUEST, engine, Cache(tmp_path))
        assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
        monkeypatch.setenv("OPENAI_API_KEY", "sk-another")
        other = engine_for(server)
        assert speak_one(REQUEST, other, Cache(tmp_path)) == with_key
        with pytest.raises(EngineError, match="401") as caught:
            other.speak(REQUEST)
        for each in (engine, other):
            assert KEY not in each.identity
            each.close()
    assert "sk-another" not in str(caught.value)
    assert KEY not in caplog.text
    assert not any(KEY.encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_a_key_is_never_sent_unencrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("MY_KEY", KEY)
    lan = {"base-url": "http://192.168.1.20:8880/v1"}
    assert create("openai", lan)._key == ""  # type: ignore[attr-defined] # what is not there cannot be sent
    with pytest.raises(ConfigError, match="unencrypted") as caught:
        create("openai", {**lan, "key-env": "MY_KEY"})
    assert KEY not in str(caught.value)


def test_a_key_asked_for_must_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_SUCH_KEY", raising=False)
    with pytest.raises(ConfigError, match="NO_SUCH_KEY"):
        create("openai", {"key-env": "NO_SUCH_KEY"})


@pytest.mark.parametrize(
    "options",
    [
        {"base-url": "ftp://example.org"},
        {"base-url": "https://user:password@example.org/v1"},
        {"base-url": "https://example.org/v1?key=secret"},
        {"extra": {"api-key": "secret"}},
        {"key": "secret"},
        {"format": "ogg"},
        {"parallel": 0},
    ],
    ids=json.dumps,
)
def test_wrong_settings_are_refused_without_repeating_secrets(options: dict[str, Any]) -> None:
    with pytest.raises(ConfigError) as caught:
        create("openai", options)
    assert "secret" not in str(caught.value)
    assert "password" not in str(caught.value).replace("user, password", "")


def test_voices_come_from_settings_service_or_server() -> None:
    assert known_voices("openai", {})["alloy"] == ""
    with SpeechServer() as server:
        options: dict[str, Any] = {"base-url": server.base_url, **HASTY}
        assert known_voices("openai", options) == {}
        engine = create("openai", options)
        assert [voice.id for voice in engine.voices()] == ["af_heart", "zf_xiaoxiao"]
        engine.close()
        assert known_voices("openai", {**options, "voices": {"mine": "zh-CN"}}) == {"mine": "zh-CN"}
        server.voices = None
        silent = create("openai", options)
        with pytest.raises(EngineError, match="voices:"):
            silent.voices()
        silent.close()


def test_another_server_model_or_field_is_another_identity() -> None:
    variants: list[dict[str, Any]] = [
        {},
        {"model": "tts-1"},
        {"format": "mp3"},
        {"format": "pcm"},
        {"format": "pcm", "pcm-rate": 16_000},
        {"extra": {"instructions": "calm"}},
        {"base-url": "https://example.org/v1"},
    ]
    identities = {create("openai", variant).identity for variant in variants}
    assert len(identities) == len(variants)
    assert not any("example.org" in identity or "calm" in identity for identity in identities)


def test_what_is_sent_is_what_a_clip_is_kept_by() -> None:
    """The lexicon reaches the server as another spelling: the same spelling is the same sound."""
    engine, voice = create("openai", {}), Voice("openai", "alloy")
    asked = Request("他的银行在重庆。", "zh", voice, (("重庆", "pinyin: zhong4 qing4"),))
    sent = respell(asked.text, asked.lexicon)[0]
    assert (
        key_of(engine, asked)
        == key_of(engine, Request(sent, "zh", voice))
        != key_of(engine, replace(asked, lexicon=()))
    )
    engine.close()


def test_pitch_is_refused() -> None:
    with SpeechServer() as server:
        engine = engine_for(server)
        with pytest.raises(EngineError, match="pitch"):
            engine.speak(Request(TEXT, "zh", Voice("openai", "zf_xiaoxiao", pitch_semitones=2.0)))
        engine.close()
    assert not server.requests
