"""Progress on standard error: a bar in a terminal, now and then a line in a log."""

from __future__ import annotations

import math
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tts.cli.output import console
from tts.clock import clock
from tts.language import retell, tr
from tts.progress import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

LOG_EVERY_S = 10.0
"""Without a terminal, a line at most this often: a build's log stays readable."""


class Display:
    """Shows `Progress` reports until it is left. Give its `report` to the stages."""

    def __init__(self, title: str = "") -> None:
        self._title = title
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}
        self._started: dict[str, float] = {}
        self._logged = -math.inf

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._bars = _bars()
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars:
            self._bars.stop()

    def report(self, progress: Progress) -> None:
        """Show one report. Safe to call from the thread that entered the display."""
        now = time.monotonic()
        started = self._started.setdefault(progress.stage, now)
        detail = _detail(progress, now - started)
        if self._bars:
            task = self._tasks.get(progress.stage)
            if task is None:
                task = self._tasks[progress.stage] = self._bars.add_task(retell(progress.stage), detail="")
            self._bars.update(task, completed=progress.done, total=progress.total, detail=detail)
        elif now - self._logged > LOG_EVERY_S:
            self._logged = now
            print(
                f"{self._title}{retell(progress.stage)} {progress.done}/{progress.total} {detail}",
                file=sys.stderr,
                flush=True,
            )


def _detail(progress: Progress, elapsed_s: float) -> str:
    parts = []
    if progress.cached:
        parts.append(tr("{cached} from cache", cached=progress.cached))
    if progress.audio_s and elapsed_s > 1.0:
        parts.append(tr("{times:.1f}× real time", times=progress.audio_s / elapsed_s))
    if progress.left_s is not None and progress.chars_left:
        parts.append(tr("{time} left", time=clock(math.ceil(progress.left_s))))
    return tr(", ").join(parts)


def _bars() -> Bars:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description:>10}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[detail]}", markup=False),
        console=console(stderr=True),
    )
