"""The rewritten model: made once, whole, and the same voice as the shipped one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tts.speech.engine import Request
from tts.speech.engines.kokoro.engine import Kokoro
from tts.speech.engines.kokoro.faster import file
from tts.voice import Voice

SENTENCE = Request("互联网是世界的，我们要有个全球的名字。", "zh", Voice("kokoro", "zm_yunjian"))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TURNCAST_CACHE", str(tmp_path_factory.mktemp("fast")))
        yield file.rewritten_model()


@pytest.fixture(autouse=True)
def _its_cache(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURNCAST_CACHE", str(graph.parent.parent.parent))


def test_it_speaks_like_the_shipped_model() -> None:
    fast, shipped = Kokoro({"sessions": 1}), Kokoro({"sessions": 1, "arithmetic": "shipped"})
    assert fast.identity != shipped.identity, "their clips would mix in the cache"
    ours, theirs = fast.speak(SENTENCE).samples, shipped.speak(SENTENCE).samples
    fast.close()
    shipped.close()
    assert len(ours) == len(theirs), "the timing is not the generator's to change"
    # The shipped model rounds to 8 bits inside the generator; this is the size of that rounding, 16 dB down.
    assert np.sum((ours - theirs) ** 2) < 0.05 * np.sum(theirs**2)


def test_made_once_and_again_when_damaged(graph: Path) -> None:
    made = graph.stat().st_mtime_ns
    assert file.rewritten_model().stat().st_mtime_ns == made
    weights = graph.with_name("weights.bin")
    whole = weights.read_bytes()
    weights.write_bytes(whole[:1000] + bytes([whole[1000] ^ 1]) + whole[1001:])
    assert file.rewritten_model() == graph
    assert weights.read_bytes() == whole
    assert sorted(path.name for path in graph.parent.iterdir()) == ["graph.onnx", "sha256", "weights.bin"]
    assert [path for path in graph.parent.parent.iterdir() if path.name.startswith(".")] == []
