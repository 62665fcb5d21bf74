"""Searching the transcript, and the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .browsing import AUDIO, paused, position, ready, until
from .conftest import Site, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Page


def count(page: Page) -> str:
    page.wait_for_timeout(250)
    return page.inner_text("[data-count]")


def test_finds_every_place(davos: Page, site: Site) -> None:
    wanted = "信任"
    expected = sum(turn.text.count(wanted) for turn in site.davos.turns)
    davos.fill("[data-search] input", wanted)
    assert count(davos) == f"1 / {expected}"
    assert davos.locator("mark").count() == expected
    davos.click("[data-do=search-next]")
    assert count(davos) == f"2 / {expected}"
    assert davos.locator("mark.chosen").bounding_box()["y"] < 800  # type: ignore[index]  # a chosen hit has a box
    davos.click("[data-do=search-previous]")
    davos.click("[data-do=search-previous]")
    assert count(davos) == f"{expected} / {expected}"
    davos.press("[data-search] input", "Enter")
    assert count(davos) == f"1 / {expected}"


def test_leaves_the_text_as_it_was(davos: Page) -> None:
    before = davos.inner_html("[data-transcript]")
    davos.fill("[data-search] input", "阿里巴巴")
    count(davos)
    assert davos.inner_html("[data-transcript]") != before
    davos.press("[data-search] input", "Escape")
    assert count(davos) == ""
    assert davos.inner_html("[data-transcript]") == before


def test_finds_across_sentences_and_in_any_width_and_case(davos: Page) -> None:
    davos.fill("[data-search] input", "芝麻开门。我说好")
    assert count(davos).startswith("1 / ")
    davos.fill("[data-search] input", "ＣＢＳ")
    wide = count(davos)
    davos.fill("[data-search] input", "cbs")
    assert count(davos) == wide == "1 / 1"


@pytest.mark.parametrize("wanted", ["没有这句话", "<script>", "[data-s]", ".*"])
def test_says_when_there_is_nothing(davos: Page, wanted: str) -> None:
    davos.fill("[data-search] input", wanted)
    assert count(davos) == "没有找到"
    assert davos.locator("[data-steps]").is_hidden()


def test_keys(davos: Page, site: Site) -> None:
    ready(davos)
    starts = [chapter.start_s for chapter in site.davos.chapters]
    press = davos.keyboard.press
    press("n")
    assert position(davos) == pytest.approx(starts[1], abs=0.01)
    press("ArrowRight")
    assert position(davos) == pytest.approx(starts[1] + 15, abs=0.01)
    press("ArrowLeft")
    press("p")
    assert position(davos) == pytest.approx(starts[0], abs=0.01)
    press(".")
    press(".")
    lines = davos.evaluate("turncast.cues.map((cue) => cue.start)")
    assert position(davos) == pytest.approx(lines[1], abs=0.01) or position(davos) == pytest.approx(lines[2], abs=0.01)
    press(",")
    assert position(davos) <= lines[1] + 0.01
    press(">")
    assert davos.evaluate(f"{AUDIO}.playbackRate") == 1.25
    press("<")
    assert davos.evaluate(f"{AUDIO}.playbackRate") == 1
    press(" ")
    until(davos, f"!{AUDIO}.paused")
    press("k")
    assert paused(davos)
    press("/")
    assert davos.evaluate("document.activeElement.name") == "q"
    davos.keyboard.type("n p /")
    assert davos.input_value("[data-search] input") == "n p /"


def test_single_keys_can_be_turned_off(davos: Page, site: Site) -> None:
    ready(davos)
    davos.keyboard.press("?")
    assert davos.locator("[data-keys]").is_visible()
    davos.uncheck("[data-keys-on]")
    davos.keyboard.press("Escape")
    davos.keyboard.press("n")
    assert position(davos) == 0
    davos.keyboard.press("ArrowRight")
    assert position(davos) == pytest.approx(15)
    davos.reload()
    ready(davos)
    davos.wait_for_function("document.querySelector('audio').currentTime > 10")  # where it was left, a moment later
    at = position(davos)
    davos.keyboard.press("n")
    assert position(davos) == at


def test_space_on_a_button_presses_that_button(davos: Page) -> None:
    davos.focus("[data-do=keys]")
    davos.keyboard.press(" ")
    assert davos.locator("[data-keys]").is_visible()
    assert paused(davos)


def test_every_control_can_be_reached(davos: Page) -> None:
    """By Tab alone, in the page's order, each with a visible focus."""
    wanted = {"theme", "play", "back", "forward", "copy", "previous-chapter", "next-chapter", "keys"}
    reached: set[str] = set()
    for _ in range(120):
        davos.keyboard.press("Tab")
        reached.add(davos.evaluate("document.activeElement.dataset.do || document.activeElement.tagName"))
    assert wanted | {"SELECT", "INPUT", "A"} <= reached


def test_space_works_behind_a_click_on_the_bar(davos: Page) -> None:
    ready(davos)
    davos.click("[data-seek]", position={"x": 200, "y": 10})
    for key in (" ", "k"):
        davos.keyboard.press(key)
        until(davos, f"!{AUDIO}.paused")
        davos.keyboard.press(key)
        until(davos, f"{AUDIO}.paused")


def test_a_link_with_a_query_leads_to_its_moment(visitor: Visitor, site: Site) -> None:
    page = visitor().open(f"{site.davos.slug}/index.html?t=0:44")
    ready(page)
    assert position(page) == pytest.approx(44, abs=0.3)


def test_a_finished_episode_offers_to_begin_again(davos: Page, site: Site) -> None:
    ready(davos)
    davos.evaluate(f"turncast.sound.seek({site.davos.duration_s - 0.4})")
    davos.click(".play")
    until(davos, f"{AUDIO}.ended")
    until(davos, "document.querySelector('[data-listen]').textContent === '再听一遍'")
    davos.click(".listen")
    until(davos, f"!{AUDIO}.paused && {AUDIO}.currentTime < 20")
