"""The prepared model: made once, whole, in both forms, and the same voice as the shipped one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tts.errors import EngineError
from tts.speech.engine import Request
from tts.speech.engines.kokoro.engine import Kokoro
from tts.speech.engines.kokoro.faster import file
from tts.voice import Voice

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("kokoro")]

SENTENCE = Request("互联网是世界的，我们要有个全球的名字。", "zh", Voice("kokoro", "zm_yunjian"))
FORMS = (file.REWRITTEN, file.COMPILED)
FILES = {file.REWRITTEN: "weights.bin", file.COMPILED: "resblocks.3.0.npy"}
"""Of each form, one of many bytes."""


@pytest.fixture(autouse=True)
def _its_cache(voice_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TURNCAST_CACHE", str(voice_cache))


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    installed = {"numba"} if request.param == file.COMPILED else set()
    monkeypatch.setattr(file, "find_spec", lambda name: name if name in installed else None)
    file.best_form.cache_clear()
    yield request.param
    file.best_form.cache_clear()


def spoken(options: dict[str, object]) -> tuple[str, NDArray[np.float32]]:
    engine = Kokoro({"sessions": 1, **options})
    samples = engine.speak(SENTENCE).samples
    engine.close()
    return engine.identity, samples


def test_it_speaks_like_the_shipped_model(form: str) -> None:
    identity, ours = spoken({})
    other, theirs = spoken({"arithmetic": "shipped"})
    assert form in identity
    assert identity != other, "their clips would mix in the cache"
    assert len(ours) == len(theirs), "the timing is not the generator's to change"
    # The shipped model rounds to 8 bits inside the generator; this is the size of that rounding, 16 dB down.
    assert np.sum((ours - theirs) ** 2) < 0.05 * np.sum(theirs**2)


def test_both_forms_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    _, compiled = spoken({})
    monkeypatch.setattr("tts.speech.engines.kokoro.sessions.best_form", lambda: file.REWRITTEN)
    _, rewritten = spoken({})
    assert np.sum((compiled - rewritten) ** 2) < 1e-8 * np.sum(rewritten**2), "-80 dB"


def test_made_once_and_again_when_damaged(form: str) -> None:
    folder = file.prepare_model(form)
    names, made = sorted(path.name for path in folder.iterdir()), folder.stat().st_mtime_ns
    assert file.prepare_model(form).stat().st_mtime_ns == made
    weights = folder / FILES[form]
    whole = weights.read_bytes()
    weights.write_bytes(whole[:1000] + bytes([whole[1000] ^ 1]) + whole[1001:])
    assert file.prepare_model(form) == folder
    assert weights.read_bytes() == whole
    assert sorted(path.name for path in folder.iterdir()) == names
    assert [path for path in folder.parent.iterdir() if path.name.startswith(".")] == []


def test_an_extra_that_cannot_be_used_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """numba refuses to be imported beside a numpy newer than itself."""
    (tmp_path / "numba.py").write_text("raise ImportError('Numba needs NumPy 2.4 or less')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))  # for the processes that make the model
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "cache"))  # where nothing is made yet: later, none is needed
    for name in [name for name in sys.modules if name.split(".")[0] == "numba" or ".faster.compiled" in name]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(EngineError, match="cannot be used: Numba needs") as raised:
        Kokoro({"sessions": 1}).speak(SENTENCE)
    assert "turncast[fast]" in raised.value.remedy
