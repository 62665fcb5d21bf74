"""What tests ask a player page, in the browser."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

AUDIO = "document.querySelector('audio')"
SAVED = "Object.keys(localStorage).some((key) => key.startsWith('turncast:at:'))"
"""Has the page stored where the listener is?"""


def position(page: Page) -> float:
    return float(page.evaluate(f"{AUDIO}.currentTime"))


def paused(page: Page) -> bool:
    return bool(page.evaluate(f"{AUDIO}.paused"))


def ready(page: Page) -> None:
    """Wait until the browser knows the file."""
    until(page, f"{AUDIO}.readyState > 0")


def until(page: Page, condition: str, patience_s: float = 120.0) -> None:
    """Wait until `condition`, JavaScript, is true in the page, whose policy forbids Playwright's own way of waiting."""
    deadline = time.monotonic() + patience_s
    while not _true(page, condition):
        assert time.monotonic() < deadline, f"never came true: {condition}"
        page.wait_for_timeout(30)


def _true(page: Page, condition: str) -> bool:
    """Whether `condition` is true now. A page that is only just arriving has no body yet: that is a no."""
    from playwright.sync_api import Error

    try:
        return bool(page.evaluate(f"(() => {{ try {{ return {condition}; }} catch {{ return false; }} }})()"))
    except Error as error:
        if "context was destroyed" in str(error) or "navigation" in str(error):
            return False
        raise


LANDING = "({target}) => { window.landed = target.currentTime; }"


def landing(page: Page) -> None:
    """Have the page note where its next seek ends."""
    page.evaluate(f"() => {{ window.landed = null; {AUDIO}.addEventListener('seeked', {LANDING}, {{once: true}}); }}")


def landed(page: Page) -> float:
    until(page, "window.landed !== null")
    return float(page.evaluate("window.landed"))


LISTEN = """async () => {
  const audio = document.querySelector('audio');
  if (!window.ears) {
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 16384;
    analyser.smoothingTimeConstant = 0;
    context.createMediaElementSource(audio).connect(analyser).connect(context.destination);
    window.ears = {context, analyser};
  }
  await window.ears.context.resume();
  const {context, analyser} = window.ears;
  await new Promise((done) => setTimeout(done, 900));
  const bins = new Float32Array(analyser.frequencyBinCount);
  analyser.getFloatFrequencyData(bins);
  return bins.indexOf(Math.max(...bins)) * context.sampleRate / analyser.fftSize;
}"""


def heard_hz(page: Page) -> float:
    """The strongest frequency that really sounds now, while the page plays. The page must have been clicked."""
    return float(page.evaluate(LISTEN))
