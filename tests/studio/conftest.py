"""A folder with a transcript and a voices.yaml that somebody wrote, spoken by the engine that hums."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tts.studio.folder import Home

VOICES = """\
# Our show. Ask before changing anything here.
engine: tone

cast:
  马云: {voice: {tone: zh_bass}, aliases: [Jack Ma]} # the guest
  查理·罗斯:
    # he asks
    voice: {tone: zh_tenor}
narrator: {voice: {tone: zh_alto}}
"""


@pytest.fixture
def folder(tmp_path: Path, seed: Path) -> Path:
    """What a user would start Studio in."""
    here = tmp_path / "show"
    here.mkdir()
    shutil.copy(seed, here / "davos.txt")
    (here / "voices.yaml").write_text(VOICES, encoding="utf-8")
    return here


@pytest.fixture
def home(folder: Path) -> Home:
    return Home(folder)
