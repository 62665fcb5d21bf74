"""Whether an engine's service can be reached, and how fast; asked without a word of the user's text."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tts.errors import TurncastError
from tts.language import tr
from tts.speech.engines import create, privacy


@dataclass(frozen=True, slots=True)
class Probe:
    """What `doctor` says about an engine."""

    engine: str
    works: bool
    online: bool
    """Whether it needs a service; one that does not is only set up, not run."""
    seconds: float
    """Until the answer, or until it was given up."""
    detail: str
    """What was seen, or what is wrong."""
    remedy: str
    """What to do; empty when it works."""
    privacy: str
    """What leaves the machine with this engine."""


def probe(name: str, options: Mapping[str, Any]) -> Probe:
    """Try engine `name` with its `options`. An engine with a service behind it has a method `probe`: a sentence about
    what it saw, or an EngineError. Raises ConfigError only for an unknown name."""
    leaves_machine = privacy(name)
    start_s = time.monotonic()
    online, detail, remedy, works = False, tr("ready"), "", True
    try:
        engine = create(name, options)
        try:
            if ask := getattr(engine, "probe", None):
                online, detail = True, str(ask())
        finally:
            engine.close()
    except TurncastError as error:
        works, detail, remedy = False, error.problem, error.remedy
    return Probe(name, works, online, time.monotonic() - start_s, detail, remedy, leaves_machine)
