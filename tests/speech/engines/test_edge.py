"""The real edge-tts against a real server on the loopback address: whole sentences, or an error that helps."""

from __future__ import annotations

import asyncio
import gc
import re
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from doubles.edge_service import FAULTS, EdgeService
from doubles.faults import Always, AtRandom, InOrder
from doubles.hum import hum
from doubles.proxy import HttpProxy

from tts.audio import Speech
from tts.errors import ConfigError, EngineError
from tts.speech.attempt import speak_whole
from tts.speech.engine import BadClipError, Engine, Request
from tts.speech.engines import create, known_voices
from tts.speech.engines.edge.answer import hole_in
from tts.speech.engines.edge.options import SERVICE, read_settings, voices_address
from tts.speech.engines.edge.voices import BUNDLED
from tts.speech.engines.online import proxy_for
from tts.voice import Voice

TEXT = "互联网是世界的，WTO说：6000万次R&D，100%信任。"
REQUEST = Request(TEXT, "zh", Voice("edge", "zh-CN-YunxiNeural"))
HASTY = {"first-wait": 0.01, "longest-wait": 0.05}


def patience(fault: str) -> dict[str, Any]:
    """Few seconds where the service falls silent, many elsewhere: a busy machine must not look like a stall."""
    return {"timeout": 1.0 if fault == "stall" else 60.0}


def engine_for(service: EdgeService, **options: Any) -> Engine:
    return create("edge", {"endpoint": service.endpoint, **HASTY, **options})


def spoken(service: EdgeService, request: Request = REQUEST, **options: Any) -> Speech:
    engine = engine_for(service, **options)
    try:
        return speak_whole(engine, request)
    finally:
        engine.close()


def refusal(service: EdgeService, request: Request = REQUEST, **options: Any) -> EngineError:
    engine = engine_for(service, attempts=2, **options)
    with pytest.raises(EngineError) as caught:
        engine.speak(request)
    engine.close()
    return caught.value


def test_the_whole_sentence_comes_with_its_words() -> None:
    with EdgeService() as service:
        speech = spoken(service)
    samples, words = hum(TEXT, REQUEST.voice.id)
    assert speech.rate == 24_000
    assert len(samples) <= len(speech.samples) <= len(samples) + 4 * 576
    assert [word.text for word in speech.words] == [word.text for word in words]
    assert all(abs(a.start_s - b.start_s) < 0.06 for a, b in zip(speech.words, words, strict=True))
    assert service.asked == [TEXT]


@pytest.mark.parametrize("fault", FAULTS)
def test_what_passes_is_tried_again(fault: str) -> None:
    with EdgeService() as service:
        faultless = spoken(service)
    with EdgeService(InOrder(fault)) as service:
        speech = spoken(service, **patience(fault))
    assert service.connections == 2 or fault == "stall"
    assert service.faults[fault] == 1
    assert speech.words == faultless.words
    assert np.array_equal(speech.samples, faultless.samples)


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ("403", r"refuses \(403\).*2 times.*pip install -U edge-tts"),
        ("429", r"refuses \(429\).*parallel"),
        ("503", r"refuses \(503\).*later"),
        ("401", r"refuses \(401\)"),
        ("no audio", r"without sound.*--engine kokoro"),
        ("stall", r"stopped answering"),
        ("cut", r"ended after"),
        ("cut at the end", r"ended after"),
        ("short", r"is missing"),
        ("short sound", r"its last word|should take"),
        ("headless", r"is missing|should take"),
        ("middle missing", r"is missing"),
        ("doubled", r"its last word"),
        ("said twice", r"not in the text"),
        ("swapped", r"is missing"),
        ("other sentence", r"is missing"),
        ("hole", r"its last word|a hole"),
        ("silent", r"silent"),
        ("malformed", r"cannot be decoded"),
        ("damaged", r"damaged"),
        ("garbage", r"makes no sense"),
    ],
)
def test_what_does_not_pass_is_explained(fault: str, says: str) -> None:
    with EdgeService(Always(fault)) as service:
        error = refusal(service, **patience(fault))
    assert re.search(says, str(error)), str(error)


def test_an_answer_with_a_hole_that_comes_twice_the_same_is_the_voices_way() -> None:
    """Damage is never twice the same; a voice that closes its mouth for long is."""
    with EdgeService(Always("dropout")) as service:
        service.dropout_at = 0.4
        engine = engine_for(service)
        speech = engine.speak(REQUEST)
        engine.close()
    assert service.connections == 2
    assert hole_in(speech)
    with EdgeService(Always("dropout")) as service:
        assert "a hole" in str(refusal(service))


def test_silence_gets_as_many_tries_as_anything_else() -> None:
    with EdgeService(InOrder(*["silent"] * 7)) as service:
        speech = spoken(service, attempts=8)
    assert service.connections == 8
    assert not speech.split
    with EdgeService(Always("silent")) as service:
        assert "(Tried 2 times.) The service fails with this sentence: build again later" in str(refusal(service))


def test_what_cannot_pass_is_not_tried_again() -> None:
    with EdgeService(Always("401")) as service:
        refusal(service)
    assert service.connections == 1


def test_a_sentence_the_service_always_cuts_is_spoken_in_parts() -> None:
    """The service ends after half of any text above ten characters: what a too long answer looks like."""

    class Half(EdgeService):
        async def _answer(self, ws: Any, request: Any, answer: Any, fault: str) -> None:
            await super()._answer(ws, request, answer, "short" if len(answer.text) > 10 else fault)

    text = "互联网是世界的，我们要有个全球的名字。"
    with Half() as service:
        speech = spoken(service, Request(text, "zh", REQUEST.voice), attempts=1)
    assert "".join(word.text for word in speech.words) == "互联网是世界的我们要有个全球的名字"


def test_retry_after_is_honoured_by_all_calls() -> None:
    with EdgeService(InOrder("429"), retry_after="1") as service:
        engine = engine_for(service)
        first = threading.Thread(target=engine.speak, args=(REQUEST,))
        first.start()
        while not service.faults["429"]:
            first.join(0.01)
        engine.speak(Request("我说好。", "zh", REQUEST.voice))
        first.join()
        engine.close()
    assert service.connections == 3  # nobody knocked in vain meanwhile


def test_a_server_that_asks_for_patience_beyond_measure_is_taken_at_its_word() -> None:
    with EdgeService(Always("429"), retry_after="3600") as service:
        assert "again in 3600 s" in str(refusal(service))
    assert service.connections == 1


def test_a_withdrawn_voice_is_named_with_those_there_are() -> None:
    with EdgeService() as service:
        service.voices = ["zh-CN-YunjianNeural", "zh-CN-YunyangNeural", "en-US-GuyNeural"]
        error = refusal(service)
    assert "no longer has the voice `zh-CN-YunxiNeural`" in str(error)
    assert "zh-CN-Yun" in error.remedy
    assert len(service.asked) == 1


def test_a_voice_that_never_was_is_refused_without_asking() -> None:
    with EdgeService() as service:
        refusal(service, Request(TEXT, "zh", Voice("edge", "zh_alto")))
    assert service.connections == 0


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    engine = create("edge", {"endpoint": f"ws://127.0.0.1:{port}", "attempts": 2, **HASTY})
    with pytest.raises(EngineError, match=r"cannot be reached.*--engine kokoro"):
        engine.speak(REQUEST)
    engine.close()


def test_no_name_service(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **options: Any) -> Any:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    monkeypatch.delenv("TURNCAST_EDGE_ENDPOINT", raising=False)
    engine = create("edge", {"attempts": 2, **HASTY})
    with pytest.raises(EngineError, match=r"cannot be reached.*name resolution"):
        engine.speak(REQUEST)
    engine.close()


def test_five_thousand_bytes_without_a_space_are_spoken_whole() -> None:
    text = "支付宝信任" * 334
    assert len(text.encode()) > 5000
    with EdgeService() as service:
        speech = spoken(service, Request(text, "zh", REQUEST.voice))
    assert "".join(service.asked) == text
    assert "".join(word.text for word in speech.words) == text
    assert len(service.asked) > 1


def test_nothing_to_say_is_not_sent() -> None:
    with EdgeService() as service:
        spoken(service, Request("……！——", "zh", REQUEST.voice))
    assert service.connections == 0


def test_speed_is_passed_on() -> None:
    with EdgeService() as service:
        usual = spoken(service).duration_s
        fast = spoken(service, Request(TEXT, "zh", Voice("edge", REQUEST.voice.id, speed=1.5))).duration_s
    assert fast == pytest.approx(usual / 1.5, rel=0.05)


def test_the_lexicon_respells() -> None:
    with EdgeService() as service:
        spoken(service, Request("重庆的乐队。", "zh", REQUEST.voice, (("重庆", "虫庆"), ("乐队", "pinyin: yue4 dui4"))))
    assert service.asked == ["虫庆的乐队。"]


def test_calls_in_flight_are_bounded() -> None:
    with EdgeService(delay_s=0.1) as service:
        engine = engine_for(service, parallel=3)
        assert engine.parallel == 3
        with ThreadPoolExecutor(engine.parallel) as pool:
            texts = [f"第{number}次信任。" for number in range(12)]
            list(pool.map(lambda text: engine.speak(Request(text, "zh", REQUEST.voice)), texts))
        engine.close()
    assert service.most_open == 3
    assert service.connections == 12  # each its own


def test_closing_ends_calls_at_once() -> None:
    with EdgeService(Always("stall")) as service:
        engine = engine_for(service, timeout=60.0)
        with ThreadPoolExecutor(2) as pool:
            calls = [pool.submit(engine.speak, REQUEST) for _ in range(2)]
            while service.open < 2:
                pass
            engine.close()
            for call in calls:
                with pytest.raises(EngineError, match="closed"):
                    call.result(timeout=120)
        engine.close()
        with pytest.raises(EngineError, match="closed"):
            engine.speak(REQUEST)


@pytest.mark.slow
def test_a_thousand_utterances_leak_nothing() -> None:
    plan = AtRandom([fault for fault in FAULTS if fault != "stall"], 0.1, seed=3)
    with EdgeService(plan) as service:
        engine = engine_for(service, parallel=8)

        def rounds(count: int) -> None:
            with ThreadPoolExecutor(8) as pool:
                texts = [f"第{number % 40}次。" for number in range(count)]
                assert all(pool.map(lambda text: engine.speak(Request(text, "zh", REQUEST.voice)), texts))
            gc.collect()

        rounds(100)
        open_files, memory = len(list(Path("/proc/self/fd").iterdir())), resident_bytes()
        rounds(900)
        assert len(list(Path("/proc/self/fd").iterdir())) <= open_files + 4
        assert resident_bytes() - memory < 30_000_000
        loop = engine._courier._loop  # type: ignore[attr-defined] # its tasks are nobody else's business
        assert len(asyncio.all_tasks(loop)) == 0
        engine.close()
    assert service.most_open <= 8
    assert service.open == 0


def resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def test_an_http_proxy_carries_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    with EdgeService() as service, HttpProxy() as proxy:
        spoken(service, proxy=proxy.url)
        assert proxy.hosts == [f"127.0.0.1:{service.port}"]
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
        monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
        spoken(service)  # what is on this machine needs no proxy from the environment
        assert len(proxy.hosts) == 1


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
def test_the_environments_proxy_is_used_for_the_service(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with HttpProxy() as proxy:
        monkeypatch.setenv(variable, proxy.url)
        engine = create("edge", {"attempts": 1, **HASTY})
        with pytest.raises(EngineError, match=r"proxy refuses: 502"):
            engine.speak(REQUEST)
        engine.close()
        assert proxy.hosts == ["speech.platform.bing.com:443"]
        monkeypatch.setenv("NO_PROXY", "speech.platform.bing.com")
        assert proxy_for(SERVICE, "") is None


@pytest.mark.parametrize("proxy", ["socks5://user:pass@127.0.0.1:1080", "127.0.0.1:3128"])
def test_a_proxy_of_another_kind_is_refused_without_its_password(proxy: str) -> None:
    with pytest.raises(ConfigError) as caught:
        create("edge", {"proxy": proxy})
    assert "pass" not in str(caught.value)


def test_voices_are_listed_kept_and_bundled(tmp_path: Path) -> None:
    with EdgeService() as service:
        service.voices = ["zh-CN-YunjianNeural", "en-US-GuyNeural"]
        options = {"endpoint": service.endpoint, **HASTY}
        engine = create("edge", options)
        assert known_voices("edge", options) == {voice.id: voice.language for voice in BUNDLED}
        listed = {"en-US-GuyNeural": "en-US", "zh-CN-YunjianNeural": "zh-CN"}
        assert {voice.id: voice.language for voice in engine.voices()} == listed
        engine.close()
    offline = create("edge", options)
    assert [voice.id for voice in offline.voices()] == sorted(listed)
    assert known_voices("edge", options) == listed
    offline.close()


def test_voices_are_bundled_when_nobody_ever_answered(caplog: pytest.LogCaptureFixture) -> None:
    engine = create("edge", {"endpoint": "ws://127.0.0.1:9", **HASTY})
    assert engine.voices() == BUNDLED
    assert "out of date" in caplog.text
    engine.close()


@pytest.mark.parametrize("endpoint", ["ws://speech.example.org/v1", "http://127.0.0.1", "speech.example.org", "wss://"])
def test_an_unsafe_endpoint_is_refused(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="endpoint"):
        create("edge", {"endpoint": endpoint})
    monkeypatch.setenv("TURNCAST_EDGE_ENDPOINT", endpoint)
    with pytest.raises(ConfigError, match="endpoint"):
        create("edge", {})


def test_the_environment_goes_before_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings({}).endpoint == SERVICE
    monkeypatch.setenv("TURNCAST_EDGE_ENDPOINT", "ws://127.0.0.1:8080")
    endpoint = read_settings({"endpoint": "wss://elsewhere.example.org/x"}).endpoint
    assert endpoint == "ws://127.0.0.1:8080/consumer/speech/synthesize/readaloud/edge/v1"
    assert voices_address(endpoint) == "http://127.0.0.1:8080/consumer/speech/synthesize/readaloud/voices/list"


def test_two_endpoints_at_once_do_not_mix() -> None:
    with EdgeService(delay_s=0.05) as one, EdgeService(delay_s=0.05) as two:
        engines = [engine_for(one), engine_for(two)]
        with ThreadPoolExecutor(8) as pool:
            calls = [
                pool.submit(engine.speak, Request(f"{number}{name}。", "zh", REQUEST.voice))
                for number in range(10)
                for engine, name in zip(engines, "甲乙", strict=True)
            ]
            for call in calls:
                call.result()
        for engine in engines:
            engine.close()
    assert {text[-2] for text in one.asked} == {"甲"}
    assert {text[-2] for text in two.asked} == {"乙"}


def test_the_identity_tells_no_address() -> None:
    engine = create("edge", {"endpoint": "wss://secret.example.org/token"})
    assert "secret" not in engine.identity
    assert engine.identity == create("edge", {}).identity
    assert create("edge", {"volume": 10}).identity != engine.identity


def test_bad_answers_are_bad_clips() -> None:
    """So that synthesis tries the text in pieces."""
    with EdgeService(Always("cut")) as service:
        assert isinstance(refusal(service, Request("好。", "zh", REQUEST.voice)), BadClipError)
