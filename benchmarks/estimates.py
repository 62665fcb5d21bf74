"""What was said beforehand against what came: length and building time of one document after another.

    python -m benchmarks.estimates [--engine NAME] DOCUMENT...

The clips of each are made anew; what the machine's pace is known to be goes from each build to the next, as it does for
a user. A line a document: expected and real seconds of the episode, and of building; at the end the worst of each.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from tts import BuildOptions, build, load_settings, read
from tts.library.scripts import expected_build_s
from tts.master.expected import expected_s


def main() -> None:
    """Print a row for each document, and the worst of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", nargs="+", type=Path)
    parser.add_argument("--engine", default="kokoro")
    given = parser.parse_args()
    settings = load_settings()
    sound = settings.config.sound
    lengths, times = [], []
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("TURNCAST_CACHE", f"{folder}/cache")
        for number, document in enumerate(given.documents):
            script = read(document, settings=settings, engine=given.engine)
            length_s, build_s = expected_s(script, sound), expected_build_s(script, sound) or 0.0
            options = BuildOptions(out=Path(folder, "audio"), engine=given.engine, cache=f"{folder}/clips{number}")
            began = time.monotonic()
            real_s = build(document, options, settings=settings).episode.duration_s
            took_s = time.monotonic() - began
            lengths.append(length_s / real_s)
            times.append(build_s / took_s)
            row = f"{document.name:40} {length_s:7.1f} {real_s:7.1f} {lengths[-1]:5.2f} × {build_s:7.1f} {took_s:7.1f}"
            print(f"{row} {times[-1]:5.2f} ×", flush=True)
    for name, ratios in (("length", lengths), ("building", times)):
        print(f"{name}: {min(ratios):.2f} to {max(ratios):.2f} × of what came")


if __name__ == "__main__":
    main()
