"""What all tests share: no network but the loopback address, and no cache but their own."""

from __future__ import annotations

import functools
import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tts.show.cover import kept
from tts.show.cover.draw import draw

# The same examples each time, however busy the machine: looking for others is the fuzzers' work.
settings.register_profile("turncast", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("turncast")


def pytest_configure() -> None:
    """A shell ignores Ctrl-C on behalf of what it runs in the background, and programs started from there inherit it:
    the tests that interrupt a build would wait for ever."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ["TURNCAST_LANG"] = "en"  # the tests say what they expect in English, whoever runs them


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever opens a browser is slow, and shares one. Quick tests of a file share its fixtures in one process."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.xdist_group("browser"))
        elif not item.get_closest_marker("slow") and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test starts with an empty clip cache, so that none passes because of another, or of the user's own."""
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path_factory.mktemp("cache")))


_draw_once = functools.cache(draw)


@pytest.fixture(autouse=True)
def _covers_drawn_once(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """A cover takes half a second; the same artwork gives the same bytes, which the covers' own tests check."""
    if "test_cover" not in request.node.nodeid:
        monkeypatch.setattr(kept, "draw", _draw_once)


@pytest.fixture
def seed() -> Path:
    """The first transcript: Ma Yun and Charlie Rose in Davos."""
    return Path(__file__).parent.parent / "seeds" / "000_8d8e673a960d8607.txt"


@pytest.fixture(scope="session")
def voice_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder in which the voice's network is prepared once for all who speak with it: that takes 15 seconds."""
    return tmp_path_factory.mktemp("voice")
