"""The fuzzers by hand: `python -m fuzz [GROUND] CASES [--from N] [--keep FILE]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fuzz.grounds import GROUNDS
from fuzz.mutate import mutated
from fuzz.run import run


def main() -> int:
    """1 when a case failed."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("ground", nargs="?", choices=["all", *GROUNDS], default="all")
    parser.add_argument("cases", type=int)
    parser.add_argument("--from", dest="start", type=int, default=0, metavar="N", help="number of the first case")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="write the first case there instead of running it")
    wanted = parser.parse_args()
    names = [*GROUNDS] if wanted.ground == "all" else [wanted.ground]
    if wanted.keep:
        wanted.keep.write_bytes(mutated(GROUNDS[names[0]].seeds(), wanted.start))
        return 0
    failed = False
    for name in names:
        result = run(name, wanted.cases, start=wanted.start)
        failed |= bool(result.failures)
        told = f"{result.cases} cases, {result.read} read, {result.refused} refused, {len(result.failures)} failed"
        print(f"{name:8} {told}", flush=True)
        for number, problem in sorted(result.failures.items()):
            print(f"    {name} {number}: {problem}", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
