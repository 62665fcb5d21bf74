"""An episode of our own making, mastered once for all tests."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from doubles.editions import conversation, edition_of, mastered

from tts.master.model import Mastered
from tts.show.check import episode
from tts.show.check.sound import Measured, measure
from tts.show.edition import Edition

_measured: dict[bytes, Measured] = {}


def _measure_once(path: Path) -> Measured:
    digest = hashlib.sha256(path.read_bytes() if path.is_file() else b"").digest()
    if digest not in _measured:
        _measured[digest] = measure(path)
    return _measured[digest]


@pytest.fixture(autouse=True)
def _sound_measured_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most damage leaves the sound alone; the same bytes measure the same, and decoding takes a fifth of a second."""
    monkeypatch.setattr(episode, "measure", _measure_once)


@pytest.fixture(scope="session")
def hummed(tmp_path_factory: pytest.TempPathFactory) -> Mastered:
    """The conversation, mastered once for all tests."""
    return mastered(tmp_path_factory.mktemp("mastered") / "hum.mp3", conversation())


@pytest.fixture
def edition(hummed: Mastered) -> Edition:
    """The conversation's edition."""
    return edition_of(hummed)
