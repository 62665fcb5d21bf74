"""`--fetch`: a page from a real server on the loopback address becomes a script, and is asked for only then."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from command import turncast

from tts.errors import ExitCode

PAGE = """<html><head><title>海边的谈话</title></head><body><nav>首页 关于</nav><article><h1>海边的谈话</h1>
<p>安娜：你为什么来这里？我听说你在山里住了很久，很少出门。</p>
<p>博明：因为我想看看海。我在山里住了三十年，从来没有见过海。</p>
<p>安娜：现在你看到了，和你想的一样吗？</p>
<p>博明：比我想的大，也比我想的安静。</p></article></body></html>"""


class Server(ThreadingHTTPServer):
    """Serves `PAGE` at `/talk`, nothing elsewhere, and remembers what it was asked for."""

    asked: list[str]


class _Answer(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(200 if self.path == "/talk" else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode() if self.path == "/talk" else b"")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), _Answer) as running:
        running.asked = []
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


@pytest.mark.slow
def test_a_page_is_fetched_only_when_asked(server: Server, tmp_path: Path) -> None:
    address = f"http://127.0.0.1:{server.server_port}/talk"
    refused = turncast("script", address, "--engine", "tone", cwd=tmp_path)
    assert refused.returncode == ExitCode.BAD_INPUT
    assert "--fetch" in refused.stderr
    assert server.asked == []
    told = json.loads(turncast("script", address, "--engine", "tone", "--fetch", "--json", cwd=tmp_path).stdout)
    assert server.asked == ["/talk"]
    assert [speaker["name"] for speaker in told["speakers"]] == ["安娜", "博明"]
    assert told["title"] == "海边的谈话"


def test_a_page_that_is_not_there_is_named(server: Server, tmp_path: Path) -> None:
    ended = turncast("script", f"http://127.0.0.1:{server.server_port}/none", "--fetch", cwd=tmp_path)
    assert ended.returncode == ExitCode.BAD_INPUT
    assert "404" in ended.stderr


def test_a_server_that_is_not_there_is_named(server: Server, tmp_path: Path) -> None:
    port = server.server_port
    server.shutdown()
    server.server_close()
    ended = turncast("script", f"http://127.0.0.1:{port}/talk", "--fetch", cwd=tmp_path)
    assert ended.returncode == ExitCode.UNAVAILABLE
    assert "Traceback" not in ended.stderr
