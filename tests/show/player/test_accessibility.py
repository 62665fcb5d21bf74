"""WCAG 2.2 AA as far as a program can tell (axe), in light and dark, on phone and desktop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .browsing import AUDIO, ready, until
from .conftest import Site, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Page

LOOKS = [("light", 1440, 900), ("dark", 1440, 900), ("light", 390, 844), ("dark", 390, 844)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def findings(page: Page) -> list[str]:
    """What axe finds: rule, and where."""
    from axe_playwright_python.sync_playwright import Axe

    results: dict[str, Any] = Axe().run(page, options=RULES).response
    return [
        f"{found['id']}: {node['html'][:160]} {node['any'][:1]}"
        for found in results["violations"]
        for node in found["nodes"]
    ]


@pytest.mark.parametrize(("theme", "width", "height"), LOOKS)
def test_both_pages(visitor: Visitor, site: Site, theme: str, width: int, height: int) -> None:
    visit = visitor(width=width, height=height, color_scheme=theme)
    assert findings(visit.open("index.html")) == []
    assert findings(visit.open(f"{site.keeper.slug}/index.html")) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_while_playing_and_searching(visitor: Visitor, site: Site, theme: str) -> None:
    page = visitor(color_scheme=theme).open(f"{site.davos.slug}/index.html")
    ready(page)
    page.fill("[data-search] input", "支付宝")
    until(page, "document.querySelectorAll('mark').length > 3")
    page.evaluate("turncast.sound.seek(40, {play: true})")
    until(page, f"{AUDIO}.currentTime > 40.2")
    page.click(".play")
    assert findings(page) == []
    page.keyboard.press("?")
    assert page.locator("[data-keys]").is_visible()
    assert findings(page) == []


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_sticks_out(visitor: Visitor, site: Site, width: int) -> None:
    """Also at 320 pixels, which is what 400 % of zoom leaves of a desktop (WCAG 1.4.10)."""
    visit = visitor(width=width)
    for path in ("index.html", f"{site.davos.slug}/index.html", f"{site.keeper.slug}/index.html"):
        page = visit.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_fingers_hit_what_they_aim_at(visitor: Visitor, site: Site) -> None:
    """Every button is at least 24 pixels each way (WCAG 2.5.8); those of the player 44."""
    page = visitor(width=390, height=844).open(f"{site.davos.slug}/index.html")
    for button in page.locator("button:visible, select:visible").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
    for button in page.locator(".bar button:visible").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44


WORDS = """[...document.querySelectorAll('.whole')].flatMap((title) => [...title.childNodes].filter((node) => {
  const word = document.createRange();
  word.selectNodeContents(node);
  return new Set([...word.getClientRects()].map((box) => Math.round(box.top))).size > 1;
}).map((node) => node.textContent))"""


@pytest.mark.parametrize("width", [320, 390, 768])
def test_no_word_of_a_title_is_broken(visitor: Visitor, site: Site, width: int) -> None:
    visit = visitor(width=width)
    for path in ("index.html", f"{site.davos.slug}/index.html"):
        page = visit.open(path)
        assert page.locator(".whole wbr").count() > 3
        assert page.evaluate(WORDS) == [], path
