"""All tests, several times in a row, on a machine that something else keeps busy: `make endure TIMES=10`.

Whatever fails in one of the runs is a defect, of the product's or of the test's. Ends with 1 when anything did.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
_COMPUTES = "x = 1\nwhile True:\n    x = x * 1103515245 % 2**61"
_WRITES = """
import os, sys
path = sys.argv[1]
while True:
    with open(path, "wb") as file:
        file.write(os.urandom(1 << 24))
        os.fsync(file.fileno())
"""
_ALLOCATES = """
import time
while True:
    held = bytearray(1 << 28)
    held[:: 1 << 12] = bytes(1 << 16)
    time.sleep(0.1)
"""


@contextlib.contextmanager
def busy() -> Iterator[None]:
    """Twice as many processes as cores that compute, one that writes to the disk, one that takes and frees memory."""
    with tempfile.TemporaryDirectory() as folder:
        programs = [[_COMPUTES]] * 2 * (os.cpu_count() or 1) + [[_WRITES, str(Path(folder) / "written")], [_ALLOCATES]]
        running = [subprocess.Popen([sys.executable, "-c", *program]) for program in programs]
        try:
            yield
        finally:
            for process in running:
                process.kill()
                process.wait()


def main(times: int) -> int:
    """Run them, and tell."""
    failed = 0
    for number in range(1, times + 1):
        started_s = time.monotonic()
        command = [sys.executable, "-m", "pytest", "--numprocesses", "auto", "--dist", "loadgroup", "-rf"]
        with busy():
            ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        failed += ended.returncode != 0
        told = [line for line in ended.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
        print(
            f"run {number}: {time.monotonic() - started_s:.0f} s, exit {ended.returncode}",
            *told,
            sep="\n  ",
            flush=True,
        )
    print(f"{times - failed} of {times} runs without a failure.")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10))
