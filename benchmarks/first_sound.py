"""How soon the first sound is there: `say` when all is prepared, and right after installation.

    python -m benchmarks.first_sound [--rounds 5]

On a machine with nothing else to do. What must hold: `say` of 18 characters in 1.5 s, the first after installation in
8 s, having said what it does meanwhile.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.whole_builds import ROOT, Cost, cost

SENTENCE = "今天我们请到了马云先生来聊聊他的人生。"
_TURNCAST = [sys.executable, "-m", "tts"]


def say(cache: Path) -> Cost:
    """One `turncast say` whose sound was never made before."""
    shutil.rmtree(cache / "clips", ignore_errors=True)
    command = [*_TURNCAST, "say", SENTENCE, "--out", str(cache / "say.wav")]
    return cost(command, TURNCAST_CACHE=str(cache), PYTHONPATH=str(ROOT))


def told(cache: Path) -> str:
    """What a first `say` tells on standard error."""
    command = [*_TURNCAST, "say", SENTENCE, "--out", str(cache / "say.wav")]
    settings = os.environ | {"TURNCAST_CACHE": str(cache), "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=settings, check=True, capture_output=True, text=True).stderr.strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        first = say(cache)
        print(f"first after installation: {first.wall_s:.2f} s ({first.cpu_s:.2f} of processor); must be at most 8")
        warm = [say(cache) for _ in range(arguments.rounds)]
        wall_s, cpu_s = statistics.median(c.wall_s for c in warm), statistics.median(c.cpu_s for c in warm)
        print(
            f"warm: {wall_s:.2f} s ({cpu_s:.2f} of processor), {warm[0].peak_mb:.0f} MB; must be at most 1.5 s, 450 MB"
        )
        shutil.rmtree(cache / "models")
        shutil.rmtree(cache / "clips")
        print(f"it tells: {told(cache)}")


if __name__ == "__main__":
    main()
