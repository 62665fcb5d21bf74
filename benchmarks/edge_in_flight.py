"""How much sooner the seed's episode is spoken than with edge-tts one sentence at a time; both against one server.

The server stands on the loopback address, answers after 300 ms and streams at 20 times real time.

    python benchmarks/edge_in_flight.py
"""

from __future__ import annotations

import asyncio
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from doubles.edge_service import EdgeService  # noqa: E402 - found by the line above
from doubles.hum import mp3  # noqa: E402

from tts.config.load import load  # noqa: E402
from tts.script import load_script  # noqa: E402
from tts.script.model import Script  # noqa: E402
from tts.speech.cache import Cache  # noqa: E402
from tts.speech.engines import create, known_voices  # noqa: E402
from tts.speech.engines.edge.address import use  # noqa: E402
from tts.speech.synthesis import speak  # noqa: E402

SEED = ROOT / "seeds" / "000_8d8e673a960d8607.txt"
DELAY_S, REALTIME = 0.3, 20.0

Sentences = list[tuple[str, str]]
"""(text, voice id)."""


def main() -> None:
    script = load_script(SEED, load(ROOT / "voices.yaml"), engine="edge", voices=known_voices("edge", {}))
    sentences = list(dict.fromkeys(_sentences(script)))
    with _server(sentences) as endpoint:
        alone_s = _timed(lambda: asyncio.run(_one_at_a_time(endpoint, sentences)))
        print(f"{len(sentences)} sentences, one at a time, edge-tts alone: {alone_s:6.1f} s")
        for jobs in (4, 8):
            ours_s = _timed(partial(_ours, script, endpoint, jobs))
            print(f"Turncast, {jobs} in flight, checked and cached: {ours_s:6.1f} s, {ours_s / alone_s:.3f} of that")


def _sentences(script: Script) -> Iterator[tuple[str, str]]:
    for utterance in script.opening:
        yield utterance.text, script.narrator.id
    for turn in script.turns:
        for utterance in turn.utterances:
            yield utterance.text, script.voice_of(turn).id


def _timed(work: Callable[[], None]) -> float:
    start_s = time.monotonic()
    work()
    return time.monotonic() - start_s


async def _one_at_a_time(endpoint: str, sentences: Sentences) -> None:
    from edge_tts import Communicate

    use(endpoint)
    with tempfile.TemporaryDirectory() as folder:
        for number, (text, voice) in enumerate(sentences):
            await Communicate(text, voice, boundary="WordBoundary").save(f"{folder}/{number}.mp3")


def _ours(script: Script, endpoint: str, jobs: int) -> None:
    engine = create("edge", {"endpoint": endpoint, "parallel": jobs})
    with tempfile.TemporaryDirectory() as folder:
        speak(script, engine, Cache(Path(folder)))
    engine.close()


@contextmanager
def _server(sentences: Sentences) -> Iterator[str]:
    """A server in a process of its own, its sound made before anything is timed."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_serve, args=(there, sentences), daemon=True)
    process.start()
    yield here.recv()
    here.send("done")
    process.join()


def _serve(pipe: Connection, sentences: Sentences) -> None:
    for text, voice in sentences:
        mp3(text, voice, 1.0)
    with EdgeService(delay_s=DELAY_S, realtime=REALTIME) as service:
        pipe.send(service.endpoint)
        pipe.recv()


if __name__ == "__main__":
    main()
