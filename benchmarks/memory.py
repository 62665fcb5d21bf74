"""The most memory that speaking takes: one `say`, and a cold build of a whole source.

    python -m benchmarks.memory seeds/000_8d8e673a960d8607.txt

What must hold: 450 MB for `say` of 18 characters, 1.0 GB for the seed. The model is prepared before, by a process of
its own that takes more for a moment.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.first_sound import say
from benchmarks.whole_builds import ROOT, cost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder)
        say(cache)
        print(f"say: {say(cache).peak_mb:.0f} MB; must be at most 450")
        command = [sys.executable, "-m", "tts", "build", arguments.source, "--out", f"{folder}/audio"]
        built = cost(command, TURNCAST_CACHE=str(cache), PYTHONPATH=str(ROOT))
        print(f"cold build: {built.peak_mb:.0f} MB; must be at most 1,000")


if __name__ == "__main__":
    main()
