"""Building an episode while others look on: how far it is, stopped when they like, gone on with later."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from tts.config.load import ConfigFile
from tts.errors import CancelledError, TurncastError
from tts.language import tr
from tts.library.episodes import build
from tts.pipeline import BuildOptions
from tts.progress import Progress
from tts.speech.engines.running import Engines

_log = logging.getLogger(__name__)
_OFTEN_S = 0.2
"""Seconds between two reports at least: a build from kept clips makes thousands."""


class BuildState(msgspec.Struct, frozen=True):
    """Where a build stands."""

    state: str
    """`idle`, `running`, `stopped`, `failed`, `done`."""
    stage: str = ""
    """`speaking`, `mastering`."""
    done: int = 0
    total: int = 0
    left_s: float | None = None
    """Seconds until this stage is done, as far as can be told."""
    problem: str = ""
    """Why it failed."""
    slug: str = ""
    """Of the episode that was built last."""
    duration_s: float = 0.0


@dataclass(slots=True)
class Building:
    """One build at a time."""

    engines: Engines
    tell: Callable[[BuildState], None]
    """Called from the build's own thread."""
    state: BuildState = field(default_factory=lambda: BuildState("idle"))
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _told_s: float = 0.0
    _begun: dict[str, float] = field(default_factory=dict)

    def start(self, script: Path, file: ConfigFile, out: Path) -> None:
        """Begin to build; nothing happens when one runs already."""
        if self._thread and self._thread.is_alive():
            return
        self._stop.clear()
        self._begun.clear()
        self._say(BuildState("running", slug=self.state.slug, duration_s=self.state.duration_s))
        self._thread = threading.Thread(target=self._build, args=(script, file, out), name="studio-build", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Have it end soon. What was spoken is kept: the next build goes on from there."""
        self._stop.set()

    def close(self) -> None:
        """Stop and wait."""
        self.stop()
        if self._thread:
            self._thread.join(30.0)

    def _build(self, script: Path, file: ConfigFile, out: Path) -> None:
        before = self.state
        try:
            options = BuildOptions(out=out)
            built = build(
                script, options, settings=file, progress=self._report, cancel=self._stop, engines=self.engines
            )
        except CancelledError:
            self._say(msgspec.structs.replace(before, state="stopped"))
        except TurncastError as error:
            self._say(msgspec.structs.replace(before, state="failed", problem=str(error)))
        except Exception as error:
            _log.exception("A defect while %s was built", script)
            problem = tr("This is a bug in Turncast: {kind}: {error}.", kind=type(error).__name__, error=error)
            self._say(msgspec.structs.replace(before, state="failed", problem=problem))
        else:
            self._say(BuildState("done", slug=built.folder.name, duration_s=built.episode.duration_s))

    def _report(self, progress: Progress) -> None:
        now = time.monotonic()
        begun = self._begun.setdefault(progress.stage, now)
        if now - self._told_s < _OFTEN_S and progress.done < progress.total:
            return
        self._told_s = now
        left = (now - begun) * progress.chars_left / progress.chars if progress.chars and progress.chars_left else None
        self._say(
            msgspec.structs.replace(
                self.state, state="running", stage=progress.stage, done=progress.done, total=progress.total, left_s=left
            )
        )

    def _say(self, state: BuildState) -> None:
        self.state = state
        self.tell(state)
