"""A real scheduler and real workers on this machine: they die, and nothing but time is lost."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tts.errors import EngineError, UnreachableError, UsageError
from tts.progress import Progress, Report, ignore
from tts.script.model import Accounting, Chapter, Script, Speaker, Turn, Utterance
from tts.speech.cache import Cache
from tts.speech.cluster import Cluster, check_address, cluster, remote
from tts.speech.engine import Engine
from tts.speech.engines.tone import Tone
from tts.speech.model import Spoken
from tts.speech.synthesis import speak
from tts.voice import Voice

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent.parent
SCRIPT = Script(
    slug="test",
    title="测试",
    date="",
    language="zh",
    source_url="",
    publisher="",
    speakers=(Speaker("马云", "guest", Voice("tone", "zh_bass")),),
    narrator=Voice("tone", "zh_alto"),
    opening=(),
    chapters=(Chapter("一", 0),),
    turns=tuple(
        Turn("马云", "speech", 0, text, (Utterance(text, 0.3),))
        for text in (f"这是第{number}句话，它要说得长一些才好。" * (1 + number % 4) for number in range(60))
    ),
    accounting=Accounting(0, 0),
)


def start(stack: ExitStack, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s"}
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments, "--no-dashboard"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def stop() -> None:
        process.kill()
        process.wait()

    stack.callback(stop)
    return process


@pytest.fixture
def running() -> Iterator[tuple[str, subprocess.Popen[bytes], list[subprocess.Popen[bytes]]]]:
    """Address, scheduler, and two workers of one thread each."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    with ExitStack() as stack:
        scheduler = start(stack, "scheduler", "--host", "127.0.0.1", "--port", str(port))
        workers = [start(stack, "worker", address, "--nthreads", "1", "--no-nanny") for _ in range(2)]
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield address, scheduler, workers


def spoken_by(engine: Engine, cache: Cache, machines: Cluster, report: Report = ignore) -> Spoken:
    away = remote(engine, {}, machines.jobs)
    return speak(SCRIPT, engine, cache, executor=machines.executor, remote=away, report=report)


def bytes_in(cache: Cache) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in cache.folder.glob("??/*.wav")}


def test_the_same_bytes_with_a_worker_killed_in_the_middle(
    running: tuple[str, subprocess.Popen[bytes], list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, _, workers = running
    here, there = Cache(tmp_path / "here"), Cache(tmp_path / "there")
    speak(SCRIPT, Tone({}), here)

    def killing(progress: Progress) -> None:
        if progress.done == 10 and workers[0].poll() is None:
            workers[0].kill()

    with cluster(address) as machines:
        spoken_by(Tone({}), there, machines, killing)
    assert bytes_in(there) == bytes_in(here)


def test_a_lost_scheduler_is_said_plainly_and_the_build_goes_on_from_there(
    running: tuple[str, subprocess.Popen[bytes], list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    address, scheduler, _ = running
    cache = Cache(tmp_path)

    def killing(progress: Progress) -> None:
        if progress.done == 10:
            scheduler.kill()

    with pytest.raises(UnreachableError, match="lost"), cluster(address) as machines:
        spoken_by(Tone({}), cache, machines, killing)
    kept = len(bytes_in(cache))
    assert kept >= 10
    done: list[Progress] = []
    speak(SCRIPT, Tone({}), cache, report=done.append)
    assert done[0].cached == kept


def test_a_worker_with_another_engine_refuses(
    running: tuple[str, subprocess.Popen[bytes], list[subprocess.Popen[bytes]]], tmp_path: Path
) -> None:
    class Other(Tone):
        identity = "tone of another version"

    with pytest.raises(EngineError, match="another engine"), cluster(running[0]) as machines:
        spoken_by(Other({}), Cache(tmp_path), machines)


def test_nobody_at_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tts.speech.cluster._CONNECT_S", 1.0)
    with pytest.raises(UnreachableError, match="No scheduler answers"), cluster("tcp://127.0.0.1:9"):
        pass


@pytest.mark.parametrize("address", ["foo", "http://127.0.0.1:8786", "tcp://", "tcp://host", "host:8786", "tcp://a:b"])
def test_what_is_no_address_is_wrong_usage(address: str) -> None:
    with pytest.raises(UsageError, match="tcp://10"):
        check_address(address)


def test_a_port_where_something_else_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A web server says words where lengths are expected."""
    monkeypatch.setattr("tts.speech.cluster._CONNECT_S", 2.0)

    class Web(BaseHTTPRequestHandler):
        pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Web) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"tcp://127.0.0.1:{server.server_port}"
        with pytest.raises(UnreachableError, match="No scheduler answers"), cluster(address):
            pass
        server.shutdown()
