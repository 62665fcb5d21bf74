"""Kept for offline: it plays after the server has stopped."""

from __future__ import annotations

import hashlib
import shutil
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tts.show.player import episode_page

from . import studio
from .browsing import AUDIO, SAVED, landed, landing, paused, position, ready, until
from .conftest import Site, Visitor, serving

if TYPE_CHECKING:
    import subprocess

    from playwright.sync_api import Page

KEEP = "[data-do=keep]"


@dataclass(frozen=True, slots=True)
class Station:
    """A server of a test's own, to be stopped."""

    address: str
    process: subprocess.Popen[str]
    folder: Path

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(10) == 0


@pytest.fixture
def station(site: Site, tmp_path: Path) -> Iterator[Station]:
    folder = tmp_path / "site"
    shutil.copytree(site.folder, folder)
    with ExitStack() as stack:
        address, process = stack.enter_context(serving(folder))
        yield Station(address, process, folder)


@pytest.fixture
def page(visitor: Visitor, station: Station, site: Site) -> Page:
    """The Davos episode, once the service worker looks after the site."""
    page = visitor(station.address, service_workers="allow").open(f"{site.davos.slug}/index.html")
    page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    until(page, "navigator.serviceWorker.controller !== null")
    return page


def keep(page: Page) -> None:
    page.click(KEEP)
    until(page, f"document.querySelector('{KEEP}').getAttribute('aria-pressed') === 'true'")


@pytest.fixture
def unheard(visitor: Visitor) -> Iterator[None]:
    """Without a server, the browser logs each request that found nobody: not an error of the page."""
    yield
    for visit in visitor.visits:
        visit.errors[:] = [error for error in visit.errors if "Failed to load resource" not in error]


def test_plays_after_the_server_has_stopped(page: Page, station: Station, site: Site, unheard: None) -> None:
    keep(page)
    station.stop()
    page.reload()
    ready(page)
    landing(page)
    page.locator("[data-chapter]").nth(3).click()
    assert landed(page) == pytest.approx(site.davos.chapters[3].start_s, abs=0.3)
    until(page, f"{AUDIO}.currentTime > {site.davos.chapters[3].start_s + 0.5}")
    assert not paused(page)
    page.click(".home")
    until(page, "document.body.classList.contains('site')")
    kept = page.locator(f".card[data-episode='{site.davos.slug}'] [data-badge]")
    kept.wait_for(state="visible")
    assert "已离线" in kept.inner_text()
    assert page.locator(f".card[data-episode='{site.keeper.slug}'] [data-badge]").is_hidden()


DROP_SHELL = """async () => {
  for (const name of await caches.keys()) if (name.includes(' shell ')) await caches.delete(name);
}"""


def test_a_kept_episode_needs_nothing_but_itself(page: Page, station: Station, site: Site, unheard: None) -> None:
    """A later version of the site, or a browser short of space, may have dropped what all pages share."""
    keep(page)
    page.evaluate(DROP_SHELL)
    station.stop()
    page.reload()
    ready(page)
    page.click(".play")
    until(page, f"{AUDIO}.currentTime > 0.2 && document.querySelector('.lit') !== null")
    assert page.evaluate("getComputedStyle(document.querySelector('.bar')).position") == "fixed"


def test_an_episode_that_is_not_kept_leads_home(page: Page, station: Station, site: Site, unheard: None) -> None:
    page.goto(f"{station.address}index.html")
    station.stop()
    page.goto(f"{station.address}{site.keeper.slug}/index.html")
    assert page.url == f"{station.address}index.html"
    assert page.locator(".card").count() == 2


ASK = """async ([url, range]) => {
  const answer = await fetch(url, range ? {headers: {Range: range}} : {});
  const bytes = await answer.arrayBuffer();
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const header = (name) => answer.headers.get(name);
  return [answer.status, header('Content-Range'), header('Content-Length'), header('Content-Type'), hex];
}"""


def test_ranges_from_the_cache_are_the_file_s_own_bytes(
    page: Page, station: Station, site: Site, unheard: None
) -> None:
    keep(page)
    station.stop()
    whole = (site.folder / site.davos.slug / site.davos.audio).read_bytes()
    size = len(whole)
    url = page.evaluate(f"{AUDIO}.src")
    for asked, first, last in (
        ("bytes=0-", 0, size - 1),
        ("bytes=0-0", 0, 0),
        ("bytes=100-299", 100, 299),
        (f"bytes={size - 10}-{size + 500}", size - 10, size - 1),
        ("bytes=-300", size - 300, size - 1),
        (f"bytes=-{size + 5}", 0, size - 1),
    ):
        part = whole[first : last + 1]
        expected = [206, f"bytes {first}-{last}/{size}", str(len(part)), "audio/mpeg", hashlib.sha256(part).hexdigest()]
        assert page.evaluate(ASK, [url, asked]) == expected, asked
    for asked in ("", "bytes=-", "bytes=5-2x", "bytes=0-1,4-5", "lines=0-1"):
        status, content_range, *_, digest = page.evaluate(ASK, [url, asked])
        assert (status, content_range, digest) == (200, None, site.davos.sha256), asked
    for asked in (f"bytes={size}-", f"bytes={size + 10}-{size + 20}", "bytes=-0"):
        assert page.evaluate(ASK, [url, asked])[:2] == [416, f"bytes */{size}"], asked


def test_can_be_removed(page: Page, station: Station, site: Site) -> None:
    keep(page)
    page.click(KEEP)
    until(page, f"document.querySelector('{KEEP}').getAttribute('aria-pressed') === 'false'")
    assert not page.evaluate("caches.keys().then((names) => names.some((name) => name.includes(' kept ')))")


def test_a_download_that_breaks_off_is_not_kept(page: Page, station: Station, site: Site) -> None:
    """Half an episode that says it is whole would stop in the middle of a tunnel."""
    audio = station.folder / site.davos.slug / site.davos.audio
    audio.write_bytes(audio.read_bytes()[:5000])
    page.click(KEEP)
    until(page, "document.querySelector('[data-toast]').textContent.startsWith('没能存下来')")
    assert page.get_attribute(KEEP, "aria-pressed") == "false"
    assert not page.evaluate("caches.keys().then((names) => names.some((name) => name.includes(' kept ')))")


def test_an_episode_that_was_built_again_is_kept_anew(page: Page, station: Station, site: Site) -> None:
    """Old sound under new words would say one thing and show another."""
    keep(page)
    import dataclasses

    again = dataclasses.replace(site.davos, sha256="0" * 64)
    html = episode_page(again, studio.config().show)
    (station.folder / site.davos.slug / "index.html").write_text(html, encoding="utf-8")
    page.reload()
    until(page, "caches.keys().then((names) => !names.some((name) => name.includes(' kept ')))")
    assert page.get_attribute(KEEP, "aria-pressed") == "false"


def test_position_survives_without_a_network(page: Page, station: Station, site: Site, unheard: None) -> None:
    keep(page)
    station.stop()
    page.evaluate("turncast.sound.seek(44)")
    until(page, SAVED)
    page.reload()
    ready(page)
    assert position(page) == pytest.approx(44, abs=0.3)


SIZE = """async ([root, src]) => {
  const image = new Image();
  image.src = new URL(src, root);
  await image.decode();
  return [image.naturalWidth, image.naturalHeight];
}"""


def test_can_be_installed(page: Page, station: Station, site: Site) -> None:
    """What a browser asks of a site before it offers to install it."""
    manifest = page.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then((answer) => answer.json())")
    assert manifest["name"] == site.davos.show
    assert manifest["display"] == "standalone"
    root = page.evaluate("document.querySelector('link[rel=manifest]').href")
    for icon in manifest["icons"]:
        side = int(icon["sizes"].split("x")[0])
        found = page.evaluate(SIZE, [root, icon["src"]])
        assert found == [side, side]


FORGET = f"{AUDIO}.src += '&'"
"""Another address of the same sound: what the browser has stored of it is of no use."""


def test_plays_on_when_the_server_is_back(page: Page, station: Station, site: Site, unheard: None) -> None:
    """Without a reload, from where it was; the page says what happened and goes on trying."""
    ready(page)
    page.evaluate(f"turncast.sound.seek({site.davos.duration_s / 2})")
    until(page, f"!{AUDIO}.seeking")
    station.stop()
    page.evaluate(FORGET)
    until(page, f"{AUDIO}.error !== null")
    page.click(".play")
    until(page, "document.querySelector('[data-toast]').textContent.startsWith('网络断了')")
    assert page.get_attribute(".play", "aria-label") == "暂停"
    port = int(station.address.rstrip("/").rpartition(":")[2])
    with serving(station.folder, port):
        until(page, f"{AUDIO}.currentTime > {site.davos.duration_s / 2 + 0.3} && !{AUDIO}.paused")
        assert position(page) < site.davos.duration_s / 2 + 20
        page.click(".play")
        assert paused(page)


def test_keeping_an_episode_revives_its_sound(page: Page, station: Station, unheard: None) -> None:
    """What failed while the network was gone plays once it is on the device, network or not."""
    ready(page)
    station.stop()
    page.evaluate(FORGET)
    until(page, f"{AUDIO}.error !== null")
    port = int(station.address.rstrip("/").rpartition(":")[2])
    with serving(station.folder, port):
        keep(page)
    page.click(".play")
    until(page, f"{AUDIO}.currentTime > 0.3 && !{AUDIO}.paused")
