"""The cache lies where the user or the XDG specification says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tts.cache_folder import cache_folder


def test_order_of_precedence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("TURNCAST_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert cache_folder() == tmp_path / "home/.cache/turncast"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/is/invalid")
    assert cache_folder() == tmp_path / "home/.cache/turncast"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg/turncast"
    monkeypatch.setenv("TURNCAST_CACHE", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own"
