"""Closing the embedded engine ends what it is saying: after Ctrl-C nobody waits out a long utterance."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from tts.errors import EngineError
from tts.speech.engine import Request
from tts.speech.engines.kokoro.engine import Kokoro
from tts.voice import Voice

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kokoro")]

VOICE = Voice("kokoro", "zm_yunjian")


def test_closing_ends_the_call_in_flight(voice_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURNCAST_CACHE", str(voice_cache))
    engine = Kokoro({"sessions": 1})
    engine.speak(Request("好。", "zh", VOICE))  # loaded
    sessions = engine._loaded[0] if engine._loaded else None
    assert sessions is not None
    ended: list[BaseException | None] = []

    def speak() -> None:
        try:
            engine.speak(Request("互联网是世界的，我们要有个全球的名字，当时雅虎是最好的名字。" * 3, "zh", VOICE))
            ended.append(None)
        except Exception as error:  # onnxruntime's own, of no public type
            ended.append(error)

    call = threading.Thread(target=speak)
    call.start()
    while not sessions._running and call.is_alive():
        call.join(0.01)
    engine.close()
    call.join()
    assert ended[0] is not None, "the utterance was spoken to its end"
    with pytest.raises(EngineError, match="closed"):
        engine.speak(Request("好。", "zh", VOICE))
    with pytest.raises(EngineError, match="closed"):
        sessions.run("a", np.zeros((510, 1, 256), np.float32), 1.0)
