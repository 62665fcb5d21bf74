"""Podcast clients that people use subscribe to the served feed and download the episode, byte for byte."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import pty
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from tts.config.schema import Show
from tts.master.tags import tag
from tts.show.check.live import check_against
from tts.show.edition import Edition
from tts.show.episode import write
from tts.show.site import refresh

pytestmark = pytest.mark.slow


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not shutil.which(program), reason=f"needs {program}")


def serving(edition: Edition, site: Path, show: Show, slugs: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """(the site, its address), served as users serve it; an episode for each of `slugs`, the last the newest."""
    for day, slug in enumerate(slugs, 1):
        script = dataclasses.replace(edition.script, slug=slug, date=f"2024-05-{day:02}", front_matter=())
        write(dataclasses.replace(edition, script=script), site, tag)
    refresh(site, show)  # nothing without a feed is served
    command = [sys.executable, "-m", "tts", "serve", str(site), "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    address = process.stdout.readline().strip().rstrip("/")
    refresh(site, msgspec.structs.replace(show, base_url=address))
    yield site, address
    process.send_signal(signal.SIGINT)
    process.wait(timeout=120)
    process.stdout.close()


@pytest.fixture
def served(edition: Edition, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A site of one episode."""
    show = Show(title="海边谈话", author="A", description="海", email="a@example.org")
    yield from serving(edition, tmp_path / "site", show, ["tides"])


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def wait_for(found: Callable[[], bool], seconds: float = 120.0) -> None:
    until = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.fixture
def paged(edition: Edition, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """The same with five episodes on pages of two: the main feed holds three."""
    show = Show(title="海边谈话", author="A", description="海", email="a@example.org", page_size=2)
    yield from serving(edition, tmp_path / "site", show, [f"tides-{number}" for number in range(5)])


def sounds(site: Path, slugs: Sequence[str]) -> dict[str, str]:
    """File name → digest."""
    return {f"{slug}.mp3": digest(site / slug / f"{slug}.mp3") for slug in slugs}


NEWEST = ("tides-2", "tides-3", "tides-4")
"""What the main feed of `paged` holds: all that apps see which do not follow a feed's pages."""


@needs("gpo")
def test_gpodder_hears_all_pages(paged: tuple[Path, str], tmp_path: Path) -> None:
    site, address = paged
    home = tmp_path / "gpodder"
    environment = {**os.environ, "GPODDER_HOME": str(home), "HOME": str(tmp_path)}
    for command in (["subscribe", f"{address}/feed.xml"], ["update"], ["download"]):
        subprocess.run(
            ["gpo", *command], env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=120
        )
    arrived = list(home.rglob("*.mp3"))
    assert {path.parent.name for path in arrived} == {"海边谈话"}
    assert sorted(map(digest, arrived)) == sorted(sounds(site, [*NEWEST, "tides-0", "tides-1"]).values())


@needs("podget")
def test_podget_hears_the_main_feed(paged: tuple[Path, str], tmp_path: Path) -> None:
    site, address = paged
    settings = tmp_path / "podget"
    settings.mkdir()
    (settings / "serverlist").write_text(f"{address}/feed.xml talks sea\n")
    environment = {**os.environ, "HOME": str(tmp_path)}
    command = ["podget", "-d", str(settings), "-l", str(tmp_path / "library")]
    subprocess.run([*command, "--create-config", "podgetrc"], env=environment, capture_output=True, check=True)
    command += ["-c", "podgetrc", "--serverlist", "serverlist", "-s"]
    for _ in range(2):  # its first run takes the newest episode only, whatever it is told
        subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=120)
    assert {path.name: digest(path) for path in tmp_path.glob("library/**/*.mp3")} == sounds(site, NEWEST)


@needs("podboat")
@needs("newsboat")
def test_podboat_hears_the_main_feed(paged: tuple[Path, str], tmp_path: Path) -> None:
    site, address = paged
    home = tmp_path / "home"
    (home / ".newsboat").mkdir(parents=True)
    (home / ".newsboat" / "urls").write_text(f"{address}/feed.xml\n")
    (home / ".newsboat" / "config").write_text(f'podcast-auto-enqueue yes\ndownload-path "{tmp_path}/arrived/"\n')
    (tmp_path / "arrived").mkdir()
    environment = {**os.environ, "HOME": str(home), "TERM": "xterm"}
    subprocess.run(["newsboat", "-x", "reload"], env=environment, capture_output=True, check=True, timeout=120)
    terminal, inner = pty.openpty()
    process = subprocess.Popen(["podboat", "-a"], env=environment, stdin=inner, stdout=inner, stderr=inner)
    os.close(inner)
    os.set_blocking(terminal, False)
    expected = {f"{slug}.mp3": (site / slug / f"{slug}.mp3").stat().st_size for slug in NEWEST}

    def whole() -> bool:
        with suppress(BlockingIOError):
            os.read(terminal, 1 << 16)  # podboat stops when nobody reads what it draws
        return {path.name: path.stat().st_size for path in (tmp_path / "arrived").glob("*.mp3")} == expected

    try:
        wait_for(whole)
    finally:
        process.kill()
        process.wait()
        os.close(terminal)
    assert {path.name: digest(path) for path in (tmp_path / "arrived").glob("*.mp3")} == sounds(site, NEWEST)


def test_the_server_gives_what_players_need(served: tuple[Path, str]) -> None:
    site, address = served
    for url in (address, f"{address}/feed.xml"):
        report = check_against(site, url)
        assert {finding.rule for finding in report.findings} <= {"live.https", "live.cors"}, (
            report.findings
        )  # which `serve` is not for


def test_a_poor_server_is_found_out(edition: Edition, tmp_path: Path) -> None:
    """Python's own file server: no ranges, no CORS, types guessed."""
    site = tmp_path / "site"
    write(edition, site, tag)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    refresh(site, Show(base_url=f"http://127.0.0.1:{port}"))
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(site)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: socket.socket().connect_ex(("127.0.0.1", port)) == 0)
        (site / "tides" / "transcript.vtt").unlink()
        report = check_against(site, f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait()
    assert {finding.rule for finding in report.findings} == {
        "live.found", "live.https", "live.type", "live.charset", "live.cors", "live.ranges",
    }  # fmt: skip
    assert all(finding.remedy for finding in report.findings)
    levels = {(finding.place.rpartition(".")[2], finding.rule): finding.level for finding in report.findings}
    assert levels["xml", "live.type"] == "error"
    assert levels["json", "live.type"] == levels["srt", "live.charset"] == "warning", "hosts let nobody change them"
