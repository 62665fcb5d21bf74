"""A cold build of a whole source against kokoro-onnx's `create()` in a loop over the same utterances, in one run.

    python -m benchmarks.cold_build seeds/000_8d8e673a960d8607.txt

The build prepares the model, speaks, masters and writes the episode. Before it and after it, half of the loop each,
and half of our own inference on one thread, so that a machine whose speed drifts slows all alike.
What must hold: 3 times as fast as the loop, 2.6 times less processor time; 1.05 times inference ÷ cores; 1.0 GB.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from benchmarks.inference import Work, kokoro_onnx_loop, timed, utterances, voice_styles
from benchmarks.whole_builds import ROOT, Cost, cost
from tts.speech.engines.kokoro.options import KokoroSettings
from tts.speech.engines.kokoro.sessions import Sessions


def build(source: Path) -> Cost:
    """With nothing kept from before."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tts", "build", str(source), "--out", f"{folder}/audio"]
        return cost(command, TURNCAST_CACHE=f"{folder}/cache", PYTHONPATH=str(ROOT))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    source = parser.parse_args().source
    work, theirs, styles = utterances(source, sample=1_000_000), kokoro_onnx_loop(), voice_styles()
    sessions = Sessions(KokoroSettings(), 1)

    def ours(block: list[Work]) -> list[NDArray[Any]]:
        return [sessions.run(phonemes, styles[voice], 1.0) for phonemes, voice in block]

    theirs(work[-1:])
    ours(work[-1:])  # loaded and warm
    loop, inference = timed(theirs, work[::2]), timed(ours, work[::2])
    built = build(source)
    loop, inference = loop + timed(theirs, work[1::2]), inference + timed(ours, work[1::2])
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    print(f"create() in a loop: {loop[0]:.0f} s, {loop[1]:.0f} s of processor time, for {loop[2]:.0f} s of sound")
    print(f"our inference on one thread: {inference[0]:.0f} s, {inference[1]:.0f} s of processor time")
    print(f"cold build: {built.wall_s:.0f} s, {built.cpu_s:.0f} s of processor time, {built.peak_mb:.0f} MB at most")
    print(f"{loop[0] / built.wall_s:.2f} × as fast (at least 3), {loop[1] / built.cpu_s:.2f} × less (at least 2.6)")
    print(f"{built.wall_s / (inference[1] / cores):.2f} × inference ÷ {cores} cores (at most 1.05)")


if __name__ == "__main__":
    main()
