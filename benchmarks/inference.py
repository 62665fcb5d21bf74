"""How fast the embedded engine speaks, against kokoro-onnx's own `create()` in a loop: one run, the same phonemes.

    python -m benchmarks.inference seeds/000_8d8e673a960d8607.txt [--sample 24]

Blocks of both alternate, so that a machine busy with other things slows both alike. Prints wall-clock and processor
seconds per second of sound, their ratios, and the wall-clock against (single-threaded inference ÷ cores).
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tts.cli.settings import configured
from tts.reading import read
from tts.speech.engines.kokoro.model_file import join_model
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


def voice_styles() -> dict[str, NDArray[Any]]:
    """(rows, 1, 256) by voice."""
    return {name: rows.reshape(-1, 1, 256) for name, rows in np.load(bundled_voices()).items()}


def kokoro_onnx_loop() -> Callable[[list[Work]], list[NDArray[Any]]]:
    """kokoro-onnx's own `create()` over a block of work, on its own session."""
    from kokoro_onnx import Kokoro

    plain, styles = Kokoro(str(join_model()), str(bundled_voices())), voice_styles()
    return lambda block: [plain.create(said, styles[voice], is_phonemes=True, trim=False)[0] for said, voice in block]


def timed(speak: Callable[[list[Work]], Iterable[NDArray[Any]]], work: list[Work]) -> NDArray[Any]:
    """Wall-clock seconds, processor seconds, seconds of sound."""
    wall, processor = time.perf_counter(), time.process_time()
    sound = sum(len(samples) for samples in speak(work)) / RATE
    return np.array([time.perf_counter() - wall, time.process_time() - processor, sound])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--sample", type=int, default=24)
    arguments = parser.parse_args()
    theirs = kokoro_onnx_loop()
    styles = voice_styles()
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


def report(totals: dict[str, NDArray[Any]], cores: int) -> None:
    base, single, ours = totals.values()
    for name, (wall, processor, sound) in totals.items():
        print(f"{name:22} {wall / sound:.3f} wall, {processor / sound:.3f} processor seconds per second of sound")
    print(f"wall: {base[0] / ours[0]:.2f} × as fast; processor: {base[1] / ours[1]:.2f} × less")
    print(f"wall against single-threaded processor time ÷ {cores} cores: {ours[0] / (single[1] / cores):.2f}")


if __name__ == "__main__":
    main()
