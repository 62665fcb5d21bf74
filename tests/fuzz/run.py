"""Workers for a ground: started again behind a case that killed one, ended when one is silent for too long."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

TESTS = Path(__file__).parent.parent
_SILENCE_S = 120.0
"""A worker that says nothing for this long hangs where no signal reaches: in compiled code."""


@dataclass(slots=True)
class Result:
    """What became of the cases of a ground."""

    cases: int = 0
    read: int = 0
    refused: int = 0
    failures: dict[int, str] = field(default_factory=dict)
    """Case → what went wrong."""


def run(ground: str, cases: int, *, start: int = 0, step: int = 1) -> Result:
    """Run `cases` cases of `ground` from `start` on, every `step`-th."""
    result, at, stop = Result(cases), start, start + cases * step
    while at < stop:
        last, code = _one_worker(ground, at, stop, step, result)
        if code == 0:
            break
        if last is None:
            raise RuntimeError(f"The worker for {ground} does not start.")
        result.failures[last] = "hangs" if code is None else f"the process ended with {code}"
        at = last + step
    return result


def _one_worker(ground: str, at: int, stop: int, step: int, result: Result) -> tuple[int | None, int | None]:
    """(last case begun, exit code); the code is None when it had to be ended."""
    command = [sys.executable, "-m", "fuzz.worker", ground, str(at), str(stop), str(step)]
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(TESTS), str(TESTS.parent))), "TMPDIR": folder}
        return _told_by(command, environment, result)


def _told_by(command: Sequence[str], environment: Mapping[str, str], result: Result) -> tuple[int | None, int | None]:
    last = None
    with subprocess.Popen(command, cwd=TESTS.parent, env=environment, stdout=subprocess.PIPE, text=True) as process:
        lines: queue.Queue[str] = queue.Queue()
        reader = threading.Thread(target=_pass_on, args=(process, lines), daemon=True)
        reader.start()
        while True:
            try:
                line = lines.get(timeout=_SILENCE_S)
            except queue.Empty:
                process.kill()
                return last, None
            if not line:
                break
            if line.startswith("@"):
                last = int(line[1:])
            elif line.startswith("!"):
                number, _, problem = line[1:].strip().partition(" ")
                result.failures[int(number)] = problem
            elif line.startswith("="):
                read, refused = map(int, line[1:].split())
                result.read, result.refused = result.read + read, result.refused + refused
    return last, process.returncode


def _pass_on(process: subprocess.Popen[str], lines: queue.Queue[str]) -> None:
    assert process.stdout
    for line in process.stdout:
        lines.put(line)
    lines.put("")
