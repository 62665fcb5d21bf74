"""Runs cases in a process of its own, which a case may kill: memory and processor time are limited.

`python -m fuzz.worker GROUND START STOP STEP`: `@N` before case N, `!N what` when it fails, at last `=READ REFUSED`.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import traceback
from pathlib import Path

from limits import HangError, processor_limit

from fuzz.grounds import GROUNDS, Ground
from fuzz.mutate import mutated

_MEMORY = 2 * 2**30
"""Bytes of address space beyond what the program itself takes."""


def main(name: str, start: int, stop: int, step: int) -> None:
    """Run the cases, and tell."""
    ground = GROUNDS[name]
    seeds = ground.seeds()
    outcomes = {True: 0, False: 0}
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    for seed in seeds[:3]:  # whatever is loaded on first use is no case's fault
        _fails(ground, seed, folder, 60.0, {})
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + _MEMORY, used + _MEMORY))
    for number in range(start, stop, step):
        print(f"@{number}", flush=True)
        case = mutated(seeds, number)
        problem = _fails(ground, case, folder, 1.0 + len(case) / 1e6, outcomes)
        if problem:
            print(f"!{number} {problem}", flush=True)
    print(f"={outcomes[True]} {outcomes[False]}", flush=True)


def _fails(ground: Ground, case: bytes, folder: Path, seconds: float, outcomes: dict[bool, int]) -> str:
    """What goes wrong with `case`, in one line; empty when nothing does."""
    try:
        with processor_limit(seconds):
            outcome = ground.holds(case, folder)
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
    except (Exception, HangError) as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {str(error)[:200]!r} in {Path(last.filename).name}:{last.lineno}"
    return ""


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))
