"""What a player page weighs, and how soon it can be used, on a fast machine and as on a cheap phone with slow 4G.

    python -m benchmarks.player_page SITE [--hours H]

Opens every kind of page of a built site in headless Chromium, served by `turncast serve`. "Phone" is what Lighthouse
calls mobile: processor slowed down four times, 1.6 Mbit/s, 150 ms there and back. `--hours` adds an episode made of
the newest one's turns over and over, for the page alone (its sound is not made).
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tts.config.schema import Show
from tts.show.model import Episode
from tts.show.player import episode_page
from tts.show.record import read

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WATCH = """
window.seen = {lcp: 0, shift: 0, blocked: 0};
const watch = (type, see) =>
  new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({type, buffered: true});
watch('largest-contentful-paint', (entry) => { seen.lcp = entry.startTime; });
watch('layout-shift', (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
watch('longtask', (entry) => { seen.blocked += Math.max(0, entry.duration - 50); });
"""
READ = """async () => {
  const [page] = performance.getEntriesByType('navigation');
  const parts = performance.getEntriesByType('resource').filter((part) => !/mp3|sw.js/.test(part.name));
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  return {
    requests: parts.length + 1,
    kilobytes: [page, ...parts].reduce((sum, part) => sum + part.encodedBodySize, 0) / 1000,
    interactive_ms: page.domContentLoadedEventEnd,
    paint_ms: paint ? paint.startTime : NaN,
    largest_ms: seen.lcp, shift: seen.shift, blocked_ms: seen.blocked,
    elements: document.querySelectorAll('*').length,
  };
}"""


def main() -> None:
    """Measure, and print a row for each page and machine."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("site", type=Path)
    options.add_argument("--hours", type=float, default=0.0)
    asked = options.parse_args()
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        shutil.copytree(asked.site, site)
        pages = list(_pages(site, asked.hours))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        with _serving(site) as address:
            for machine, page in itertools.product(("this machine", "phone"), pages):
                runs = [_measure(browser, address + page, machine == "phone") for _ in range(3)]
                best = min(runs, key=lambda run: float(run["interactive_ms"]))
                said = ", ".join(f"{name} {value:.4g}" for name, value in best.items())
                print(f"{machine} · {page}: {said}")
        browser.close()


def _pages(site: Path, hours: float) -> Iterator[str]:
    yield "index.html"
    episodes = sorted(file.parent for file in site.glob("*/episode.json"))
    yield f"{episodes[0].name}/index.html"
    if hours:
        long = _lengthened(read(episodes[0]), hours)
        (episodes[0] / "long.html").write_text(episode_page(long, Show()), encoding="utf-8")
        yield f"{episodes[0].name}/long.html"


def _lengthened(episode: Episode, hours: float) -> Episode:
    """`episode` again and again until it lasts `hours`."""
    times = max(1, round(hours * 3600 / episode.duration_s))
    shifts = [(n * episode.duration_s, n * len(episode.turns)) for n in range(times)]

    def later(mark: Any, shift_s: float, **others: object) -> Any:
        return dataclasses.replace(mark, start_s=mark.start_s + shift_s, end_s=mark.end_s + shift_s, **others)

    return dataclasses.replace(
        episode,
        duration_s=episode.duration_s * times,
        turns=tuple(later(turn, by) for by, _ in shifts for turn in episode.turns),
        cues=tuple(
            later(cue, by, turn=cue.turn + first)
            for by, first in shifts
            for cue in episode.cues
            if cue.turn is not None
        ),
        chapters=tuple(later(chapter, by) for by, _ in shifts for chapter in episode.chapters),
    )


def _measure(browser: Browser, url: str, phone: bool) -> dict[str, float]:
    """One visit with nothing stored."""
    width, height = (390, 844) if phone else (1440, 900)
    context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", service_workers="block")
    page = context.new_page()
    page.add_init_script(WATCH)
    if phone:
        tools = context.new_cdp_session(page)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        limits = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", limits)
    page.goto(url, wait_until="load")
    page.wait_for_timeout(1500)
    found: dict[str, float] = page.evaluate(READ)
    context.close()
    return found


@contextmanager
def _serving(site: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "tts", "serve", str(site), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.send_signal(signal.SIGINT)


if __name__ == "__main__":
    main()
