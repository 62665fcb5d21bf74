"""Listening in a real browser."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from tts.config.schema import Show
from tts.show.model import CueMark
from tts.show.player import episode_page

from . import studio
from .browsing import AUDIO, SAVED, heard_hz, landed, landing, paused, position, ready, until
from .conftest import Site, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Page

NEAR_S = 0.3


def test_plays_and_pauses(davos: Page) -> None:
    ready(davos)
    davos.click(".play")
    until(davos, f"{AUDIO}.currentTime > 0.3")
    until(davos, "document.querySelector('.play').getAttribute('aria-label') === '暂停'")
    until(davos, "document.querySelectorAll('[data-s].lit').length >= 1")
    davos.click(".play")
    assert paused(davos)
    until(davos, "document.querySelector('.play').getAttribute('aria-label') === '播放'")


@pytest.mark.parametrize("number", [1, 3])
def test_a_chapter_is_heard_when_it_is_clicked(davos: Page, site: Site, number: int) -> None:
    ready(davos)
    landing(davos)
    davos.locator("[data-chapter]").nth(number).click()
    assert landed(davos) == pytest.approx(site.davos.chapters[number].start_s, abs=NEAR_S)
    assert davos.locator("[data-chapter]").nth(number).get_attribute("aria-current") == "true"
    assert heard_hz(davos) == pytest.approx(studio.FIRST_HZ + studio.STEP_HZ * number, abs=20)


def test_a_line_is_heard_when_it_is_clicked(davos: Page, site: Site) -> None:
    ready(davos)
    line = davos.locator("[data-s]", has_text="芝麻开门").first
    start = float(line.get_attribute("data-s") or "nan")
    landing(davos)
    line.click(position={"x": 5, "y": 5})
    assert landed(davos) == pytest.approx(start, abs=NEAR_S)
    assert not paused(davos)
    assert "lit" in (line.get_attribute("class") or "")


def test_marking_text_does_not_seek(davos: Page) -> None:
    ready(davos)
    line = davos.locator("[data-s]", has_text="芝麻开门").first
    line.scroll_into_view_if_needed()
    line.click(click_count=3, position={"x": 5, "y": 5})
    davos.evaluate(f"{AUDIO}.pause(); {AUDIO}.currentTime = 0")
    line.dispatch_event("click")
    assert position(davos) == 0


def test_seeks_on_the_bar(davos: Page, site: Site) -> None:
    ready(davos)
    track = davos.locator(".track").bounding_box()
    assert track
    landing(davos)
    davos.mouse.click(track["x"] + track["width"] / 2, track["y"] + track["height"] / 2)
    # A range's thumb has a width, which the ends of its track give up.
    assert landed(davos) == pytest.approx(site.davos.duration_s / 2, abs=site.davos.duration_s * 0.01)
    assert davos.locator("[data-tip]").is_visible()
    davos.keyboard.press("ArrowRight")
    until(davos, f"Math.abs({AUDIO}.currentTime - {site.davos.duration_s / 2 + 15}) < 1.5")
    assert "/" in (davos.get_attribute("[data-seek]", "aria-valuetext") or "")


def test_resumes_where_you_left(davos: Page, site: Site) -> None:
    ready(davos)
    davos.locator("[data-chapter]").nth(2).click()
    until(davos, f"{AUDIO}.currentTime > {site.davos.chapters[2].start_s + 0.5}")
    davos.keyboard.press(" ")
    left = position(davos)
    davos.reload()
    ready(davos)
    assert position(davos) == pytest.approx(left, abs=NEAR_S)
    assert paused(davos)
    assert "从上次的位置继续" in (davos.text_content("[data-toast]") or "")


def test_finished_is_not_resumed(davos: Page, site: Site) -> None:
    ready(davos)
    davos.evaluate(f"turncast.sound.seek({site.davos.duration_s - 0.5}, {{play: true}})")
    until(davos, f"{AUDIO}.ended")
    davos.reload()
    ready(davos)
    assert position(davos) == 0


def test_a_link_leads_to_its_moment(visitor: Visitor, site: Site) -> None:
    page = visitor().open(f"{site.davos.slug}/index.html#t=42.5")
    ready(page)
    until(page, f"Math.abs({AUDIO}.currentTime - 42.5) < {NEAR_S}")
    until(page, "document.querySelector('.lit').getBoundingClientRect().bottom < innerHeight")


MOMENTS = {"0:42": 42, "1:02.5": 62.5, "0:01:03": 63, "1m5s": 65, "npt:40,50": 40, "7": 7}


def test_moments_can_be_written_in_many_ways(davos: Page) -> None:
    ready(davos)
    for written, meant in MOMENTS.items():
        davos.evaluate(f"location.hash = 't={written}'")
        until(davos, f"Math.abs({AUDIO}.currentTime - {meant}) < {NEAR_S}")


def test_a_broken_link_leads_nowhere(davos: Page) -> None:
    ready(davos)
    davos.evaluate("turncast.sound.seek(9)")
    for written in ("t=", "t=soon&t=4", "t=-5", "t=1:2:3:4", "t=NaN", "t=1e9x", "transcript", "%"):
        davos.evaluate(f"location.hash = '{written}'")
        davos.wait_for_timeout(60)
        assert position(davos) == pytest.approx(9), written


def test_a_link_to_a_moment_wins_over_the_place_left(davos: Page) -> None:
    ready(davos)
    davos.evaluate("turncast.sound.seek(30)")
    until(davos, SAVED)
    davos.evaluate("location.hash = 't=50'")
    until(davos, f"{AUDIO}.currentTime === 50")
    davos.reload()
    ready(davos)
    assert position(davos) == pytest.approx(50, abs=NEAR_S)


def test_copies_a_link_to_this_moment(visitor: Visitor, site: Site) -> None:
    visit = visitor(permissions=["clipboard-read", "clipboard-write"])
    page = visit.open(f"{site.davos.slug}/index.html")
    ready(page)
    page.evaluate("turncast.sound.seek(33.3)")
    page.click("[data-do=copy]")
    until(page, "document.querySelector('[data-toast]').classList.contains('shown')")
    assert page.evaluate("navigator.clipboard.readText()") == f"{visit.home}{site.davos.slug}/index.html#t=33.3"
    assert page.text_content("[data-toast]") == "链接已复制"


def test_speed_stays(davos: Page) -> None:
    davos.select_option("[data-speed]", "1.5")
    assert davos.evaluate(f"{AUDIO}.playbackRate") == 1.5
    davos.reload()
    ready(davos)
    assert davos.evaluate(f"{AUDIO}.playbackRate") == 1.5
    assert davos.input_value("[data-speed]") == "1.5"


def test_follows_until_the_reader_scrolls_away(davos: Page, site: Site) -> None:
    ready(davos)
    davos.evaluate("turncast.sound.seek(60, {play: true})")
    until(davos, "document.querySelector('.lit').getBoundingClientRect().top < innerHeight * 0.75")
    davos.mouse.move(600, 300)
    davos.mouse.wheel(0, -6000)
    follow = davos.locator("[data-do=follow]")
    follow.wait_for(state="visible")
    davos.wait_for_timeout(600)
    assert davos.evaluate("document.querySelector('.lit').getBoundingClientRect().top > innerHeight")
    follow.click()
    until(davos, "document.querySelector('.lit').getBoundingClientRect().bottom < innerHeight")
    assert follow.is_hidden()


def test_the_system_shows_and_controls_it(visitor: Visitor, site: Site) -> None:
    visit = visitor()
    visit.page.add_init_script(
        "window.controls = {}; navigator.mediaSession.setActionHandler = (name, act) => window.controls[name] = act;"
    )
    page = visit.open(f"{site.davos.slug}/index.html")
    ready(page)
    told = page.evaluate(
        "({title: navigator.mediaSession.metadata.title, album: navigator.mediaSession.metadata.album})"
    )
    assert told == {"title": site.davos.title, "album": site.davos.show}
    page.evaluate("controls.seekto({seekTime: 40}); controls.seekbackward({})")
    assert position(page) == pytest.approx(25)
    page.evaluate("controls.nexttrack()")
    starts = [chapter.start_s for chapter in site.davos.chapters]
    assert position(page) == pytest.approx(min(start for start in starts if start > 25), abs=0.01)


def test_switches_language_and_appearance(davos: Page) -> None:
    davos.click("[data-do=language]")
    assert davos.inner_text("#transcript-title") == "Transcript"
    assert davos.get_attribute("html", "lang") == "en"
    assert davos.get_attribute("h1", "lang") == "zh-CN"
    davos.click("[data-do=theme]")
    davos.click("[data-do=theme]")
    davos.reload()
    assert davos.inner_text("#transcript-title") == "Transcript"
    assert davos.get_attribute("html", "data-theme") == "dark"


@pytest.mark.parametrize(("locale", "word"), [("en-GB", "Chapters"), ("zh-CN", "章节"), ("fr-FR", "章节")])
def test_speaks_the_listener_s_language_or_the_episode_s(visitor: Visitor, site: Site, locale: str, word: str) -> None:
    page = visitor(locale=locale).open(f"{site.davos.slug}/index.html")
    assert page.inner_text("#chapters-title") == word


def test_a_link_into_a_book_lands_on_its_line(visitor: Visitor, site: Site) -> None:
    """Hours of transcript are not laid out until they are near the screen, so their heights are guesses."""
    base = site.davos
    times = range(16)
    turns = tuple(
        dataclasses.replace(turn, start_s=turn.start_s / 16 + at * base.duration_s / 16, end_s=turn.end_s)
        for at in times
        for turn in base.turns
    )
    cues = tuple(
        CueMark(turn.start_s, turn.start_s + 0.1, turn.speaker, turn.text, place) for place, turn in enumerate(turns)
    )
    book = dataclasses.replace(base, turns=turns, cues=cues)
    (site.folder / base.slug / "book.html").write_text(episode_page(book, Show()), encoding="utf-8")
    moment = turns[len(base.turns) * 9 + 4].start_s
    page = visitor().open(f"{base.slug}/book.html#t={moment:.3f}")
    ready(page)
    assert page.locator(".transcript.long").count() == 1
    until(page, "Math.abs(document.querySelector('.lit').getBoundingClientRect().top - innerHeight * 0.34) < 3")
    page.wait_for_timeout(500)
    assert abs(page.evaluate("document.querySelector('.lit').getBoundingClientRect().top - innerHeight * 0.34")) < 3


SHIFTS = """
window.shift = 0;
const add = (one) => { window.shift += one.value; };
new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({type: 'layout-shift', buffered: true});
"""


def test_nothing_moves_while_the_page_loads(visitor: Visitor, site: Site) -> None:
    """Cumulative layout shift, which Google calls good below 0.1."""
    visit = visitor(width=390, height=844)
    visit.page.add_init_script(SHIFTS)
    page = visit.open(f"{site.davos.slug}/index.html")
    ready(page)
    page.wait_for_timeout(800)
    assert page.evaluate("window.shift") < 0.05


def test_works_without_scripts(visitor: Visitor, site: Site) -> None:
    visit = visitor(java_script_enabled=False)
    visit.page.goto(f"{visit.home}{site.davos.slug}/index.html")
    assert visit.page.locator("audio[controls]").is_visible()
    assert visit.page.locator(".bar").is_hidden()
    assert "芝麻开门" in visit.page.inner_text("[data-transcript]")
