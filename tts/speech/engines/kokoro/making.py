"""What writes a model into the cache folder takes seconds: it can be stopped, and leaves nothing unfinished there."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tts.errors import EngineError
from tts.language import tr
from tts.workplace import workplace

_GONE_S = 5.0
"""How long `stop_making` waits at most for what it has stopped to clear up: mostly a moment, on a busy disk longer."""

_change = threading.Condition()
_current: list[Making] = []


@dataclass(slots=True)
class Making:
    """A model being made, in a folder of its own: `folder` goes when the making ends, however it ends."""

    folder: Path
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
            self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        code = self.process.wait()
        self.refuse_if_stopped()
        if code < 0:
            raise EngineError(
                tr("Preparing the voice model was stopped by signal {signal}.", signal=-code),
                remedy=tr("Run the same command again; it needs 1 GB of memory for a moment."),
            )


@contextmanager
def making() -> Iterator[Making]:
    """A folder beside the models to make one in. Raises WriteError."""
    with ExitStack() as held:
        held.callback(_ended)
        folder = held.enter_context(workplace())
        mine = Making(folder)
        with _change:
            _current.append(mine)
        yield mine


def _ended() -> None:
    """Tell whoever waits that the folder of one has gone."""
    with _change:
        _current[:] = [one for one in _current if one.folder.exists()]
        _change.notify_all()


def stop_making() -> None:
    """End whatever is being made in this process, and wait until nothing of it is left."""
    with _change:
        for one in _current:
            one.stopped = True
            if one.process:
                one.process.kill()
        _change.wait_for(lambda: not _current, _GONE_S)
