"""Very many cases in slices, which can be ended at any time and go on where they were.

    cd tests && PYTHONPATH=.. nice -n 19 ../.venv/bin/python -m fuzz.long 1000000 fuzz.jsonl

Each slice is a line of JSON in the file: ground, first case, cases, how many were read and refused, and what failed. Of
the documents that are read every eighth is written as a script and read again.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

os.environ.setdefault("TURNCAST_ROUND_TRIPS", "8")

from fuzz.grounds import GROUNDS
from fuzz.run import run

SHARES = {
    "txt": 300, "md": 60, "html": 60, "srt": 90, "vtt": 50, "json": 150, "csv": 60, "tsv": 40, "rtf": 60, "records": 60,
    "front": 20, "pdf": 10, "epub": 10, "docx": 5, "voices": 15, "script": 6, "answers": 3, "episode": 0.5, "site": 0.5,
}  # fmt: skip
"""Of a thousand cases: many of what takes three milliseconds, few of what takes a hundred."""
_FIRST = 10_000_000
"""Numbers that the tests and `make fuzz` do not use."""
_SLICES = 12
"""Of each ground."""


def done(journal: Path) -> list[dict[str, Any]]:
    """The slices that were finished."""
    return [json.loads(line) for line in journal.read_text("utf-8").splitlines()] if journal.is_file() else []


def go_on(cases: int, journal: Path) -> None:
    """Run what is missing of `cases`, a slice of each ground in turn."""
    finished = Counter(slice["ground"] for slice in done(journal))
    for number in range(_SLICES):
        for ground in GROUNDS:
            size = max(1, round(cases * SHARES[ground] / sum(SHARES.values()) / _SLICES))
            if number < finished[ground]:
                continue
            result = run(ground, size, start=_FIRST + number * size)
            told = {
                "ground": ground, "from": _FIRST + number * size, "cases": size, "read": result.read,
                "refused": result.refused, "failures": result.failures,
            }  # fmt: skip
            with journal.open("a", encoding="utf-8") as file:
                file.write(json.dumps(told, ensure_ascii=False) + "\n")


def tell(journal: Path) -> None:
    """Print the sums, and every failure."""
    sums: dict[str, Counter[str]] = {}
    for slice in done(journal):
        own = sums.setdefault(slice["ground"], Counter())
        own.update({key: slice[key] for key in ("cases", "read", "refused")}, failed=len(slice["failures"]))
        for number, problem in slice["failures"].items():
            print(f"    {slice['ground']} {number}: {problem}")
    for ground, own in [*sums.items(), ("all", sum(sums.values(), Counter()))]:
        print(f"{ground:8} {own['cases']} cases, {own['read']} read, {own['refused']} refused, {own['failed']} failed")


if __name__ == "__main__":
    go_on(int(sys.argv[1]), Path(sys.argv[2]))
    tell(Path(sys.argv[2]))
