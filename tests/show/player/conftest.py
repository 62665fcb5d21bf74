"""A real browser, a real server, and a site whose every chapter has a tone of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tts.show.model import Episode

from . import studio
from .browsing import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=user-gesture-required",
)
CHAR_S = 0.03
"""Fast talkers: an episode of two minutes holds the whole interview."""


@dataclass(frozen=True, slots=True)
class Site:
    """A published site and its newest episode."""

    folder: Path
    davos: Episode
    keeper: Episode


@dataclass(slots=True)
class Visit:
    """A page of the site in the browser, and what went wrong on it."""

    page: Page
    home: str
    """The site's address, with a slash at its end."""
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    """Requests to anywhere else."""

    def open(self, path: str) -> Page:
        self.page.goto(self.home + path)
        until(self.page, "window.turncast && document.documentElement.classList.contains('js')")
        return self.page

    def watch(self) -> None:
        own = (self.home, "data:", "blob:")
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        self.page.on("request", lambda sent: None if sent.url.startswith(own) else self.foreign.append(sent.url))


@dataclass(slots=True)
class Visitor:
    """Opens browser windows, each a visitor of its own: nothing stored, nothing seen before."""

    browser: Browser
    home: str
    visits: list[Visit] = field(default_factory=list)

    def __call__(self, address: str = "", width: int = 1280, height: int = 800, **like: Any) -> Visit:
        """`like`: what else Playwright's `new_context` takes. Service workers, which fetch the site, are asked for."""
        viewport: ViewportSize = {"width": width, "height": height}
        usual: dict[str, Any] = {"locale": "zh-CN", "service_workers": "block"}
        context = self.browser.new_context(viewport=viewport, **{**usual, **like})
        self.visits.append(Visit(context.new_page(), address or self.home))
        self.visits[-1].page.set_default_timeout(120_000)
        self.visits[-1].watch()
        return self.visits[-1]


def chromium() -> str:
    """The browser's path. Skips where there is none; fails in continuous integration, where there must be one."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    reason = "No Chromium: apt-get install chromium, or name one in the environment variable CHROMIUM."
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("player") / "site"
    folder.mkdir()
    davos, keeper = studio.publish([studio.script(studio.DAVOS), studio.script(studio.KEEPER)], folder, CHAR_S)
    return Site(folder, davos, keeper)


@contextmanager
def serving(folder: Path, port: int = 0) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`turncast serve` as a user starts it; gives its address."""
    command = [sys.executable, "-m", "tts", "serve", str(folder), "--port", str(port)]
    with subprocess.Popen(command, cwd=studio.ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(120)


@pytest.fixture(scope="package")
def home(site: Site) -> Iterator[str]:
    with serving(site.folder) as (address, _):
        yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Closed before other folders' tests: while Playwright runs, nothing else in its thread can use asyncio."""
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def visitor(browser: Browser, home: str) -> Iterator[Visitor]:
    """At the end no visit may have seen an error, or asked anyone else for anything."""
    visitor = Visitor(browser, home)
    yield visitor
    for visit in visitor.visits:
        visit.page.context.close()
    assert [error for visit in visitor.visits for error in visit.errors] == []
    assert [url for visit in visitor.visits for url in visit.foreign] == []


@pytest.fixture
def davos(visitor: Visitor, site: Site) -> Page:
    """The Davos episode's page."""
    return visitor().open(f"{site.davos.slug}/index.html")
