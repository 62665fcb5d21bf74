"""The pages opened as files, with no server at all."""

from __future__ import annotations

import pytest

from .browsing import AUDIO, SAVED, landed, landing, position, ready, until
from .conftest import Site, Visitor


def test_listens_from_the_disk(visitor: Visitor, site: Site) -> None:
    page = visitor(f"{site.folder.as_uri()}/").open("index.html")
    page.click(f".card[data-episode='{site.davos.slug}'] a")
    until(page, "document.body.classList.contains('episode')")
    ready(page)
    landing(page)
    page.locator("[data-chapter]").nth(2).click()
    assert landed(page) == pytest.approx(site.davos.chapters[2].start_s, abs=0.3)
    until(page, f"{AUDIO}.currentTime > {site.davos.chapters[2].start_s + 0.4}")
    assert page.locator("[data-s].lit").count() >= 1
    assert page.locator("[data-do=keep]").is_hidden()
    assert page.evaluate("document.querySelector('.cover').naturalWidth") > 0


def test_resumes_and_searches_from_the_disk(visitor: Visitor, site: Site) -> None:
    page = visitor(f"{site.folder.as_uri()}/").open(f"{site.keeper.slug}/index.html")
    ready(page)
    page.evaluate("turncast.sound.seek(20)")
    until(page, SAVED)
    page.fill("[data-search] input", "light")
    until(page, "document.querySelectorAll('mark').length > 3")
    page.reload()
    ready(page)
    assert position(page) == pytest.approx(20, abs=0.3)
