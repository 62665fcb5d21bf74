"""Podcast clients that people use subscribe to the served feed and download the episode, byte for byte."""

from __future__ import annotations

import hashlib
import os
import pty
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
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


@pytest.fixture
def served(edition: Edition, tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """(the site, its address), served as users serve it."""
    site = tmp_path / "site"
    write(edition, site, tag)
    show = Show(title="海边谈话", author="A", description="海", email="a@example.org")
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


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def wait_for(found: Callable[[], bool], seconds: float = 120.0) -> None:
    until = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < until
        time.sleep(0.1)


@needs("gpo")
def test_gpodder(served: tuple[Path, str], tmp_path: Path) -> None:
    site, address = served
    home = tmp_path / "gpodder"
    environment = {**os.environ, "GPODDER_HOME": str(home), "HOME": str(tmp_path)}
    for command in (["subscribe", f"{address}/feed.xml"], ["update"], ["download"]):
        subprocess.run(
            ["gpo", *command], env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=120
        )
    (arrived,) = home.rglob("*.mp3")
    assert arrived.parent.name == "海边谈话"
    assert digest(arrived) == digest(site / "tides" / "tides.mp3")


@needs("podboat")
@needs("newsboat")
def test_podboat(served: tuple[Path, str], tmp_path: Path) -> None:
    site, address = served
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
    arrived, expected = tmp_path / "arrived" / "tides.mp3", site / "tides" / "tides.mp3"

    def whole() -> bool:
        with suppress(BlockingIOError):
            os.read(terminal, 1 << 16)  # podboat stops when nobody reads what it draws
        return arrived.is_file() and arrived.stat().st_size == expected.stat().st_size

    try:
        wait_for(whole)
    finally:
        process.kill()
        process.wait()
        os.close(terminal)
    assert digest(arrived) == digest(expected)


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
