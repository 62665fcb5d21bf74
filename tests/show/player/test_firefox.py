"""The player in Firefox: what its own ways of storing, fetching and focusing could break."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from doubles import node

from .browsing import AUDIO
from .conftest import Site, serving
from .test_offline import FORGET, KEEP

pytestmark = [pytest.mark.slow, node.installed]
SCRIPT = Path(__file__).parent.parent.parent / "node" / "firefox.mjs"


class Firefox:
    """A window of Firefox."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def do(self, verb: str, *rest: str) -> Any:
        """Have it `open`, `reload`, `click`, `press` or `evaluate`; what the page answers."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([verb, *rest]) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def until(self, condition: str, patience_s: float = 40.0) -> None:
        """Wait until `condition`, JavaScript, is true in the page."""
        deadline = time.monotonic() + patience_s
        while not self.do("evaluate", f"(() => {{ try {{ return !!({condition}); }} catch {{ return false; }} }})()"):
            assert time.monotonic() < deadline, f"never came true: {condition}"
            time.sleep(0.05)


@pytest.fixture
def firefox() -> Iterator[Firefox]:
    path = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    if not path:
        pytest.skip("No Firefox: apt-get install firefox-esr, or name one in the environment variable FIREFOX.")
    if not (SCRIPT.parent / "node_modules" / "puppeteer-core").is_dir():
        pytest.skip("No puppeteer-core: npm ci --prefix tests/node.")
    command = ["node", str(SCRIPT), path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Firefox(process)
        assert process.stdin
        process.stdin.close()
        process.wait(20)


def test_it_recovers_and_keeps(firefox: Firefox, site: Site, tmp_path: Path) -> None:
    """Keys behind a click on the bar; plays on when the server is back; a kept episode plays without it."""
    folder = tmp_path / "site"
    shutil.copytree(site.folder, folder)
    with serving(folder) as (address, server):
        firefox.do("open", f"{address}{site.davos.slug}/index.html")
        firefox.until(f"{AUDIO}.readyState > 0")
        firefox.do("click", "[data-seek]")
        firefox.do("press", " ")
        firefox.until(f"!{AUDIO}.paused")
        firefox.do("press", "k")
        firefox.until(f"{AUDIO}.paused")
        firefox.do("evaluate", "turncast.sound.seek(60)")
        server.send_signal(signal.SIGINT)
        server.wait(10)
    firefox.do("evaluate", f"{FORGET}; 1")
    firefox.until(f"{AUDIO}.error !== null")
    firefox.do("click", ".play")
    firefox.until("document.querySelector('[data-toast]').textContent !== ''")
    with serving(folder, int(address.rstrip("/").rpartition(":")[2])):
        firefox.until(f"{AUDIO}.currentTime > 60.3 && !{AUDIO}.paused")
        firefox.do("reload")
        firefox.until("navigator.serviceWorker.controller !== null")
        firefox.do("click", KEEP)
        firefox.until(f"document.querySelector('{KEEP}').getAttribute('aria-pressed') === 'true'")
    firefox.do("reload")
    firefox.until(f"{AUDIO}.readyState > 0")
    firefox.do("click", ".play")
    firefox.do("evaluate", "turncast.sound.seek(90)")
    firefox.until(f"{AUDIO}.currentTime > 90.2 && !{AUDIO}.paused")
