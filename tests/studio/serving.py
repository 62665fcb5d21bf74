"""Studio as a user starts it, asked as a program asks it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Studio:
    """A running server."""

    process: subprocess.Popen[str]
    address: str
    """As printed: with token and episode."""

    @property
    def origin(self) -> str:
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def token(self) -> str:
        return parse_qs(urlsplit(self.address).fragment)["token"][0]

    @property
    def episode(self) -> str:
        return f"/api/episodes/{parse_qs(urlsplit(self.address).fragment)['episode'][0]}"

    def ask(self, path: str, body: Any = None, method: str = "", **headers: str) -> Answer:
        """Ask as the page would; `headers` with underscores go before, an empty one is left out."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        usual = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        sent = {key: value for key, value in {**usual, **{k.replace("_", "-"): v for k, v in headers.items()}}.items()}
        request = urllib.request.Request(
            self.origin + path, data, {k: v for k, v in sent.items() if v}, method=method or None
        )
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return Answer(answer.status, dict(answer.headers), answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, dict(error.headers), error.read())

    def do(self, revision: int, **action: Any) -> Answer:
        """Change the episode."""
        return self.ask(f"{self.episode}/actions", {"revision": revision, "action": action})

    def kill(self) -> None:
        """As a power cut would."""
        self.process.kill()
        self.process.wait(60)


@contextmanager
def studio(folder: Path, *arguments: str) -> Iterator[Studio]:
    """`turncast studio` in `folder`, until the block is left."""
    command = [sys.executable, "-m", "tts", "studio", *arguments, "--no-browser"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TURNCAST_CACHE": str(folder.parent / "cache")}
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield Studio(process, process.stdout.readline().strip())
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.wait(60)
