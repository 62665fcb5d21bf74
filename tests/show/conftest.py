"""An episode of our own making, mastered once for all tests."""

from __future__ import annotations

import pytest
from doubles.editions import conversation, edition_of, mastered

from tts.master.model import Mastered
from tts.show.edition import Edition


@pytest.fixture(scope="session")
def hummed(tmp_path_factory: pytest.TempPathFactory) -> Mastered:
    """The conversation, mastered once for all tests."""
    return mastered(tmp_path_factory.mktemp("mastered") / "hum.mp3", conversation())


@pytest.fixture
def edition(hummed: Mastered) -> Edition:
    """The conversation's edition."""
    return edition_of(hummed)
