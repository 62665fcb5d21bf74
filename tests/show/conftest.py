"""An episode of our own making, mastered once for all tests."""

from __future__ import annotations

import functools

import pytest
from doubles.editions import conversation, edition_of, mastered

from tts.master.model import Mastered
from tts.show import cover
from tts.show.cover.draw import draw
from tts.show.edition import Edition


@pytest.fixture(autouse=True)
def _covers_drawn_once(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """A cover takes half a second; the same artwork gives the same bytes, which the covers' own tests check."""
    if "test_cover" not in request.node.nodeid:
        monkeypatch.setattr(cover, "drawn", _draw_once)


_draw_once = functools.cache(draw)


@pytest.fixture(scope="session")
def hummed(tmp_path_factory: pytest.TempPathFactory) -> Mastered:
    """The conversation, mastered once for all tests."""
    return mastered(tmp_path_factory.mktemp("mastered") / "hum.mp3", conversation())


@pytest.fixture
def edition(hummed: Mastered) -> Edition:
    """The conversation's edition."""
    return edition_of(hummed)
