"""The list of episodes."""

from __future__ import annotations

import dataclasses
import re

from tts.config.schema import Show
from tts.show.player import site_page

from .browsing import AUDIO, SAVED, ready, until
from .conftest import Site, Visitor


def test_shows_what_is_left_and_what_is_finished(visitor: Visitor, site: Site) -> None:
    visit = visitor(locale="en-GB")
    for episode, at in ((site.davos, site.davos.duration_s / 2), (site.keeper, site.keeper.duration_s - 0.4)):
        page = visit.open(f"{episode.slug}/index.html")
        ready(page)
        page.evaluate(f"turncast.sound.seek({at})")
        until(page, SAVED)
    page.click(".play")
    until(page, f"{AUDIO}.ended")
    page = visit.open("index.html")
    until(page, "document.querySelectorAll('[data-badge]:not([hidden])').length === 2")
    badges = {card.get_attribute("data-episode"): card.locator("[data-badge]") for card in page.locator(".card").all()}
    assert badges[site.davos.slug].inner_text() == "1 min left"
    assert badges[site.keeper.slug].inner_text() == "Finished"


def test_finds_an_episode_among_many(visitor: Visitor, site: Site) -> None:
    many = [dataclasses.replace(site.keeper, slug=f"e{n}", title=f"Lamp {n} ＆ light") for n in range(30)]
    # Their pictures are of an episode that exists: a missing one would be an error in the console.
    html = re.sub('src="e[0-9]+/', f'src="{site.keeper.slug}/', site_page([*many, site.davos], Show()))
    (site.folder / "many.html").write_text(html, encoding="utf-8")
    page = visitor().open("many.html")
    assert page.locator(".card:visible").count() == 31
    page.fill("[data-find] input", "lamp 7")
    assert page.locator(".card:visible").count() == 1
    assert page.inner_text("[data-count]") == "1 / 31"
    page.fill("[data-find] input", "马云")
    assert page.locator(".card:visible").count() == 1
    page.fill("[data-find] input", "<b>")
    assert page.inner_text("[data-count]") == "没有找到"
    page.fill("[data-find] input", "")
    assert page.locator(".card:visible").count() == 31
