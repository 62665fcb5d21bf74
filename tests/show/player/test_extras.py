"""What listeners know from elsewhere: sleep timer, volume, silences, sharing, the next episode, a player in a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .browsing import AUDIO, position, ready, until
from .conftest import Site, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_it_stops_where_the_chapter_ends(davos: Page, site: Site) -> None:
    ready(davos)
    end = site.davos.chapters[0].end_s
    davos.evaluate(f"turncast.sound.seek({end - 1.5})")
    davos.click("[data-do=settings]")
    davos.select_option("[data-sleep]", "chapter")
    davos.click("[data-do=close-settings]")
    davos.click(".play")
    until(davos, "document.querySelector('[data-toast]').textContent === '已按定时停止'")
    assert davos.evaluate(f"{AUDIO}.paused")
    assert end - 0.2 < position(davos) < end + 1.5
    assert davos.input_value("[data-sleep]") == ""


def test_volume_is_remembered(davos: Page) -> None:
    davos.click("[data-do=settings]")
    davos.fill("[data-volume]", "0.4")
    davos.reload()
    ready(davos)
    assert davos.evaluate(f"{AUDIO}.volume") == 0.4


def test_neighbours_are_linked_and_played_on_to(visitor: Visitor, site: Site) -> None:
    """Davos (2015) is older than the keeper (2026)."""
    page = visitor().open(f"{site.davos.slug}/index.html")
    assert page.locator("[data-neighbour=older]").is_hidden()
    assert site.keeper.title in page.inner_text("[data-neighbour=newer]")
    page.click("[data-do=settings]")
    page.check("[data-play-on]")
    page.click("[data-do=close-settings]")
    page.evaluate(f"turncast.sound.seek({site.davos.duration_s - 0.4})")
    page.click(".play")
    page.wait_for_url(f"**/{site.keeper.slug}/index.html?play")


def test_a_frame_shows_the_player_alone(visitor: Visitor, site: Site) -> None:
    page = visitor().open(f"{site.davos.slug}/index.html?embed")
    assert page.locator(".bar").is_visible()
    assert page.locator("h1").is_visible()
    for hidden in (".top", "#transcript", ".outro"):
        assert page.locator(hidden).is_hidden(), hidden
    page.click(".play")
    until(page, f"{AUDIO}.currentTime > 0.2")


def test_sharing_copies_what_it_says(visitor: Visitor, site: Site) -> None:
    visit = visitor(permissions=["clipboard-read", "clipboard-write"])
    page = visit.open(f"{site.davos.slug}/index.html")
    page.click(".actions [data-do=share]")
    copied = []
    for button in ("copy-link", "copy-embed"):
        page.click(f"[data-do={button}]")
        page.wait_for_timeout(200)
        copied.append(str(page.evaluate("navigator.clipboard.readText()")))
    address = f"{visit.home}{site.davos.slug}/index.html"
    assert copied[0] == address
    assert copied[1].startswith(f'<iframe src="{address}?embed"')


def test_silences_are_skipped(davos: Page, site: Site) -> None:
    ready(davos)
    pairs = zip(site.davos.cues, site.davos.cues[1:], strict=False)
    before, after = max(
        ((a, b) for a, b in pairs if b.start_s - a.end_s < 2.4), key=lambda pair: pair[1].start_s - pair[0].end_s
    )
    davos.click("[data-do=settings]")
    davos.check("[data-trim]")
    davos.click("[data-do=close-settings]")
    # The interview is told so fast here that its longest silence is short: the page is told of a longer one.
    davos.evaluate(f"turncast.cues.find((cue) => cue.start === {after.start_s}).start += 1.5")
    davos.evaluate(f"turncast.sound.seek({before.end_s - 0.2}, {{play: true}})")
    until(davos, f"{AUDIO}.currentTime >= {after.start_s + 1.3}")
