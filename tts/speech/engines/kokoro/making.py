"""What writes a model into the cache folder takes seconds: it can be stopped, and leaves nothing unfinished there."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tts.errors import EngineError
from tts.language import tr
from tts.workplace import workplace

_GONE_S = 5.0
"""How long `stop_making` waits at most for what it has stopped to clear up: mostly a moment, on a busy disk longer."""

_change = threading.Condition()
_current: list[Making] = []


@dataclass(slots=True, eq=False)
class Making:
    """A model being made, in a folder of its own: `folder` goes when the making ends, however it ends."""

    folder: Path = Path()
    stopped: bool = False
    process: subprocess.Popen[bytes] | None = None

    def refuse_if_stopped(self) -> None:
        """Raises EngineError once `stop_making` was called."""
        if self.stopped:
            raise EngineError(tr("The engine `kokoro` was closed."))

    def run(self, command: Sequence[str]) -> None:
        """Run a process to its end. What it says is not heard; a failure of its own shows in what it left undone.

        Raises EngineError when it was stopped, by us, by Ctrl-C, or by a system that has no memory left.
        """
        with _change:
            self.refuse_if_stopped()
            # A group of its own, so that what it starts in its turn ends with it.
            group = 0 if os.name == "posix" else None
            self.process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, process_group=group
            )
        code = self.process.wait()
        self.refuse_if_stopped()
        if code < 0:
            raise EngineError(
                tr("Preparing the voice model was stopped by signal {signal}.", signal=-code),
                remedy=tr("Run the same command again; it needs 1 GB of memory for a moment."),
            )

    def kill(self) -> None:
        """End its process, if there is one, and all that this has started."""
        if self.process is None or self.process.returncode is not None:
            return
        if os.name == "posix":
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        else:
            self.process.kill()


def never() -> None:
    """Nobody will stop it."""


@contextmanager
def making(refuse: Callable[[], None] = never) -> Iterator[Making]:
    """A folder beside the models to make one in. Raises WriteError, and what `refuse` raises once nothing is wanted.

    Who has had `refuse` raise, and calls `stop_making` then, can be sure that nothing is made any more.
    """
    mine = Making()
    with _change:
        refuse()
        _current.append(mine)
    try:
        with workplace() as mine.folder:
            mine.refuse_if_stopped()
            yield mine
    finally:
        with _change:
            _current.remove(mine)
            _change.notify_all()


def stop_making() -> None:
    """End whatever is being made in this process, and wait until nothing of it is left."""
    with _change:
        for one in _current:
            one.stopped = True
            one.kill()
        _change.wait_for(lambda: not _current, _GONE_S)
