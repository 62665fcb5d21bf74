"""A folder with a transcript and a voices.yaml that somebody wrote, spoken by the engine that hums."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from show.player.conftest import ARGUMENTS, chromium

from tts.studio.folder import Home

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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


SEED = Path(__file__).parents[2] / "seeds" / "000_8d8e673a960d8607.txt"


def begun(where: Path) -> Path:
    """What a user would start Studio in."""
    here = where / "show"
    here.mkdir()
    shutil.copy(SEED, here / "davos.txt")
    (here / "voices.yaml").write_text(VOICES, encoding="utf-8")
    return here


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return begun(tmp_path)


@pytest.fixture
def home(folder: Path) -> Home:
    return Home(folder)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed before other folders' tests: while Playwright runs, nothing else in its thread can use asyncio."""
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()
