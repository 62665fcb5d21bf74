"""How long the command line takes to start, as a ratio to `python -c pass` in the same run.

python -m benchmarks.startup seeds/000_8d8e673a960d8607.txt [--rounds 7]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    commands = {
        "python -c pass": ["-c", "pass"],
        "turncast --help": ["-m", "tts", "--help"],
        "turncast script": ["-m", "tts", "script", arguments.source],
    }
    best = dict.fromkeys(commands, float("inf"))
    for _ in range(arguments.rounds):
        for name, command in commands.items():
            started = time.perf_counter()
            subprocess.run([sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            best[name] = min(best[name], time.perf_counter() - started)
    for name, seconds in best.items():
        print(f"{name:16} {seconds:.3f} s, {seconds / best['python -c pass']:.1f} × python -c pass")


if __name__ == "__main__":
    main()
