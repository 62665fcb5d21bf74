"""A cover from the cache is the one that would be drawn, and a damaged one is drawn again."""

from __future__ import annotations

import pytest

from tts.show import cover
from tts.show.cover import kept
from tts.store import cache_folder

ARTWORK = cover.Artwork("a-slug", "深谈", "一次谈话", ("安娜", "博明"))


@pytest.mark.slow
def test_a_kept_cover_is_the_drawn_one(monkeypatch: pytest.MonkeyPatch) -> None:
    first = cover.drawn(ARTWORK)
    assert first == cover.draw(ARTWORK)
    with monkeypatch.context() as patched:
        patched.setattr(kept, "draw", lambda _: pytest.fail("drawn again"))
        assert cover.drawn(ARTWORK) == first
    (file,) = (cache_folder() / "covers").rglob("*.bin")
    file.write_bytes(file.read_bytes()[:-1])
    assert cover.drawn(ARTWORK) == first
