"""How fast the embedded engine speaks, against kokoro-onnx's own `create()` in a loop: one run, the same phonemes.

    python -m benchmarks.inference seeds/000_8d8e673a960d8607.txt [--sample 24]
    python -m benchmarks.inference seeds/000_8d8e673a960d8607.txt --build

Blocks of both alternate, so that a machine busy with other things slows both alike. Prints wall-clock and processor
seconds per second of sound, their ratios, and the wall-clock against (single-threaded inference ÷ cores).

`--build`: a cold `turncast build` of the whole source, preparing the model and making the MP3 included; half of the
`create()` loop over all its utterances is timed before it and half after it.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tts.cli.settings import configured
from tts.reading import read
from tts.speech.engines.kokoro.model_file import installed_model
from tts.speech.engines.kokoro.options import KokoroSettings
from tts.speech.engines.kokoro.sessions import RATE, Sessions, bundled_voices
from tts.speech.scripts import read_script

Work = tuple[str, str]
"""Phonemes and voice."""


def utterances(source: Path, sample: int) -> list[Work]:
    """Every n-th utterance, so that `sample` remain; the longest first, as a build takes them."""
    file = configured(None)
    script = read_script(source, file)
    found = [
        (utterance.text, utterance.language, script.voice_of(turn).id)
        for turn in script.turns
        for utterance in turn.utterances
    ]
    found = found[:: max(1, len(found) // sample)]
    work = [("".join(read(text, language).phonemes), voice) for text, language, voice in found]
    return sorted((item for item in work if item[0]), key=lambda item: -len(item[0]))


def timed(speak: Callable[[list[Work]], Iterable[NDArray[Any]]], work: list[Work]) -> NDArray[Any]:
    """Wall-clock seconds, processor seconds, seconds of sound."""
    wall, processor = time.perf_counter(), time.process_time()
    sound = sum(len(samples) for samples in speak(work)) / RATE
    return np.array([time.perf_counter() - wall, time.process_time() - processor, sound])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--sample", type=int, default=24)
    parser.add_argument("--build", action="store_true")
    arguments = parser.parse_args()
    from kokoro_onnx import Kokoro

    plain = Kokoro(str(installed_model()), str(bundled_voices()))
    styles = {name: rows.reshape(-1, 1, 256) for name, rows in np.load(bundled_voices()).items()}

    def theirs(block: list[Work]) -> list[NDArray[Any]]:
        return [plain.create(phonemes, styles[voice], is_phonemes=True, trim=False)[0] for phonemes, voice in block]

    if arguments.build:
        compare_build(arguments.source, theirs)
        return
    work = utterances(arguments.source, arguments.sample)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    ours = Sessions(KokoroSettings(), cores)

    def one(item: Work) -> NDArray[Any]:
        return ours.run(item[0], styles[item[1]], 1.0)

    def single(block: list[Work]) -> list[NDArray[Any]]:
        return [one(item) for item in block]

    def all_cores(block: list[Work]) -> list[NDArray[Any]]:
        with ThreadPoolExecutor(cores) as pool:
            return list(pool.map(one, block))

    ways = {"kokoro-onnx create()": theirs, "one thread": single, f"{cores} threads": all_cores}
    for way in ways.values():
        list(way(work[-1:]))  # loaded and warm
    totals = {name: np.zeros(3) for name in ways}
    size = max(cores * 2, len(work) // 4)
    for start in range(0, len(work), size):
        for name, way in ways.items():
            totals[name] += timed(way, work[start : start + size])
    report(totals, cores)


def compare_build(source: Path, theirs: Callable[[list[Work]], Iterable[NDArray[Any]]]) -> None:
    work = utterances(source, sample=1_000_000)
    list(theirs(work[-1:]))  # loaded and warm
    loop = timed(theirs, work[::2])
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TURNCAST_CACHE": f"{folder}/cache"}
        command = [sys.executable, "-m", "tts", "build", str(source), "--out", f"{folder}/audio"]
        begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    loop += timed(theirs, work[1::2])
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"create() in a loop: {loop[0]:.0f} s, {loop[1]:.0f} s of processor time, for {loop[2]:.0f} s of sound")
    print(f"cold build: {wall:.0f} s, {processor:.0f} s of processor time, {after.ru_maxrss / 1024:.0f} MB at most")
    print(f"{loop[0] / wall:.2f} × as fast, {loop[1] / processor:.2f} × less processor time")


def report(totals: dict[str, NDArray[Any]], cores: int) -> None:
    base, single, ours = totals.values()
    for name, (wall, processor, sound) in totals.items():
        print(f"{name:22} {wall / sound:.3f} wall, {processor / sound:.3f} processor seconds per second of sound")
    print(f"wall: {base[0] / ours[0]:.2f} × as fast; processor: {base[1] / ours[1]:.2f} × less")
    print(f"wall against single-threaded processor time ÷ {cores} cores: {ours[0] / (single[1] / cores):.2f}")


if __name__ == "__main__":
    main()
