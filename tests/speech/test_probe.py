"""Doctor's questions to the engines: an answer always, the user's text never."""

from __future__ import annotations

import pytest
from doubles.edge_service import EdgeService
from doubles.faults import Always
from doubles.speech_server import SpeechServer

from tts.errors import ConfigError
from tts.speech.engines import names, privacy
from tts.speech.probe import probe


def test_edge_is_heard() -> None:
    with EdgeService() as service:
        found = probe("edge", {"endpoint": service.endpoint})
    assert (found.works, found.online, found.remedy) == (True, True, "")
    assert f"{len(service.voices)} voices" in found.detail
    assert service.asked == ["你好。"]
    assert "Microsoft" in found.privacy


def test_edge_refuses() -> None:
    with EdgeService(Always("403")) as service:
        found = probe("edge", {"endpoint": service.endpoint})
    assert not found.works
    assert "403" in found.detail
    assert "edge-tts" in found.remedy


@pytest.mark.parametrize(("engine", "key"), [("edge", "endpoint"), ("openai", "base-url")])
def test_nobody_is_there(engine: str, key: str) -> None:
    scheme = "ws" if engine == "edge" else "http"
    found = probe(engine, {key: f"{scheme}://127.0.0.1:9"})
    assert not found.works
    assert "cannot be reached" in found.detail
    assert found.remedy


def test_openai_answers_without_a_text() -> None:
    with SpeechServer() as server:
        found = probe("openai", {"base-url": server.base_url})
    assert found.works
    assert not server.requests


def test_openai_refuses_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-wrong")
    with SpeechServer(key="sk-right") as server:
        found = probe("openai", {"base-url": server.base_url})
    assert not found.works
    assert "key" in found.remedy


def test_wrong_settings_are_an_answer_too() -> None:
    found = probe("edge", {"endpoint": "nowhere"})
    assert not found.works
    assert "wss://" in found.remedy


def test_an_engine_without_a_service_is_set_up() -> None:
    found = probe("tone", {})
    assert (found.works, found.online) == (True, False)


def test_every_engine_says_what_it_sends() -> None:
    assert all(privacy(name) for name in names())
    with pytest.raises(ConfigError):
        privacy("nothing like it")
