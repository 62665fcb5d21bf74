"""What a second worker is worth: the same utterances on one and on two dask workers of one thread each.

    python -m benchmarks.cluster seeds/000_8d8e673a960d8607.txt [--sample 24]

A real scheduler and real worker processes on this machine. Every worker first speaks once, so that nobody's model is
loaded inside the measurement. Nothing is cached; the bytes of all runs are compared.

Two processes share a machine's memory and its clock: what two are worth without a cluster, taking utterances from one
queue, is measured in the same run, and is what a second worker can be worth.
"""

from __future__ import annotations

import argparse
import functools
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context
from pathlib import Path

from tts.cli.settings import configured
from tts.speech import engines
from tts.speech.attempt import speak_whole
from tts.speech.cluster import cluster, remote
from tts.speech.engine import Engine, Request
from tts.speech.scripts import read_script


@contextmanager
def workers(count: int) -> Iterator[str]:
    """The address of a scheduler with `count` workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    commands = [["scheduler", "--host", "127.0.0.1", "--port", str(port)]]
    commands += [["worker", address, "--nthreads", "1", "--no-nanny"]] * count
    with ExitStack() as stack, tempfile.TemporaryFile() as log:
        for command in commands:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *command, "--no-dashboard"], stdout=log, stderr=log
            )
            stack.callback(process.wait)
            stack.callback(process.terminate)
        yield address


def requests(source: Path, sample: int) -> list[Request]:
    file = configured(None)
    script = read_script(source, file)
    found = [
        Request(utterance.text, utterance.language, script.voice_of(turn))
        for turn in script.turns
        for utterance in turn.utterances
    ]
    found = found[:: max(1, len(found) // sample)]
    return sorted(found, key=lambda request: -len(request.text))


def bare(count: int, work: list[Request]) -> tuple[float, list[bytes]]:
    """The same with `count` processes and nothing between them but a queue."""
    with ProcessPoolExecutor(count, get_context("spawn")) as pool:
        wait([pool.submit(spoken, work[-1]) for _ in range(4 * count)])
        started = time.perf_counter()
        sound = list(pool.map(spoken, work))
        return time.perf_counter() - started, sound


def spoken(request: Request) -> bytes:
    """In a process of its own."""
    return speak_whole(_engine(), request).samples.tobytes()


@functools.cache
def _engine() -> Engine:
    return engines.create("kokoro", {"sessions": 1})


def measured(count: int, work: list[Request]) -> tuple[float, list[bytes]]:
    """Wall-clock seconds, and the sound of each request."""
    with workers(count) as address, cluster(address) as machines:
        engine = remote(engines.create("kokoro", {"sessions": 1}), {"sessions": 1}, machines.jobs)
        wait([machines.executor.submit(speak_whole, engine, work[-1]) for _ in range(4 * count)])
        started = time.perf_counter()
        futures = [machines.executor.submit(speak_whole, engine, request) for request in work]
        sound = [future.result().samples.tobytes() for future in futures]
        return time.perf_counter() - started, sound


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--sample", type=int, default=24)
    arguments = parser.parse_args()
    work = requests(arguments.source, arguments.sample)
    sounds = []
    for name, way in (("workers", measured), ("processes without a cluster", bare)):
        (one_s, one), (two_s, two) = way(1, work), way(2, work)
        print(f"{len(work)} utterances, {name}: one {one_s:.1f} s, two {two_s:.1f} s: {one_s / two_s:.2f} × as fast")
        sounds += [one, two]
    print("the same bytes" if all(sound == sounds[0] for sound in sounds) else "DIFFERENT BYTES")


if __name__ == "__main__":
    main()
