"""Many machines: utterances go to the workers of a dask.distributed scheduler, and their sound comes back.

Workers may come and go; what a lost one was doing is done by another. A worker must have what this machine has: it
refuses to speak with an engine of another identity, since its sound would be another.
"""

from __future__ import annotations

import logging
import re
import socket
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tts.audio import Speech
from tts.errors import EngineError, UnreachableError, UsageError
from tts.language import tr
from tts.speech import engines
from tts.speech.engine import Engine, Request, VoiceInfo

_CONNECT_S = 10.0
"""How long the scheduler may take to answer."""

_WORKERS_S = 60.0
"""How long to wait for the first worker."""

_GOODBYE_S = 2.0
"""How long the scheduler may take to let this machine go."""

_AHEAD = 3
"""Utterances in flight for each thread of the workers: enough that none waits for this machine."""

_ADDRESS = re.compile(r"(?:tcp|tls)://(?:\[[0-9a-fA-F:.]+\]|[^\s:/\[\]]+):\d{1,5}")

_log = logging.getLogger(__name__)

_engines: dict[tuple[str, str], Engine] = {}
_engines_lock = threading.Lock()


@dataclass(slots=True)  # not frozen: the protocol's attributes are plain ones
class Remote:
    """An engine as it travels: each worker process makes its own from this, once."""

    name: str
    identity: str
    parallel: int
    max_chars: int
    settings: Mapping[str, Any]

    def voices(self) -> tuple[VoiceInfo, ...]:
        return _local_engine(self).voices()

    def speak(self, request: Request) -> Speech:
        """Raises EngineError, also when this machine's engine is a different one."""
        return _local_engine(self).speak(request)

    def close(self) -> None:
        """The worker processes keep theirs for the next build."""


def remote(engine: Engine, settings: Mapping[str, Any], jobs: int) -> Remote:
    """`engine`, made from `settings`, ready to travel; `jobs` calls at once are worth while."""
    return Remote(engine.name, engine.identity, jobs, engine.max_chars, dict(settings))


def _local_engine(wanted: Remote) -> Engine:
    key = (wanted.identity, repr(sorted(wanted.settings.items())))
    with _engines_lock:
        if key not in _engines:
            _engines[key] = engines.create(wanted.name, wanted.settings)
        engine = _engines[key]
    if engine.identity != wanted.identity:
        raise EngineError(
            tr(
                "A worker speaks with another engine than this machine: {theirs}, here {ours}.",
                theirs=engine.identity,
                ours=wanted.identity,
            ),
            remedy=tr("Install the same versions of Turncast and its libraries on all machines."),
        )
    return engine


@dataclass(frozen=True, slots=True)
class Cluster:
    """A scheduler that answers."""

    executor: Executor
    jobs: int
    """Utterances to keep in flight."""


def check_address(address: str) -> None:
    """Raises UsageError unless `address` can be a scheduler's."""
    if not _ADDRESS.fullmatch(address):
        raise UsageError(
            tr("--cluster {address} is not the address of a scheduler.", address=address),
            remedy=tr("It looks like tcp://10.0.0.5:8786; `dask scheduler` prints it."),
        )


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """The cluster at `address`, e.g. `tcp://10.0.0.5:8786`.

    Raises UnreachableError when nothing answers there or no worker comes, and, from within, when the scheduler is lost.
    """
    client = _connect(address)
    try:
        jobs = _AHEAD * max(1, sum(client.nthreads().values()))
        # Each utterance is worth seconds; no key is ever shared between two builds, since the cache already does that.
        yield Cluster(client.get_executor(pure=False, retries=2), jobs)
    except RuntimeError as error:
        if "deserialization" not in str(error):
            raise
        raise UnreachableError(
            tr("The scheduler at {address} cannot read what this machine sends it.", address=address),
            remedy=tr("Install the same Turncast and dask.distributed there as here."),
        ) from error
    except (CancelledError, OSError, _lost_worker()) as error:
        raise UnreachableError(
            tr(
                "The scheduler at {address} or its workers were lost too often: {error}.",
                address=address,
                error=error or type(error).__name__,
            ),
            remedy=tr("What was spoken so far is kept: start it again and run the same command."),
        ) from error
    finally:
        _close(client)


def _connect(address: str) -> Any:
    try:
        import distributed
    except ImportError:
        raise UnreachableError(
            tr("Speaking on many machines needs the library dask.distributed."),
            remedy=tr("Install it: pip install 'turncast[cluster]'."),
        ) from None
    try:
        _await_greeting(address)
        connect: Any = distributed.Client  # its functions carry no types
        client = connect(address, timeout=_CONNECT_S, set_as_default=False, name="turncast")
    except (OSError, ValueError, MemoryError) as error:  # what is no scheduler may seem to announce endless messages
        raise UnreachableError(
            tr("No scheduler answers at {address}: {error}.", address=address, error=error),
            remedy=tr("Start one with `dask scheduler`, or correct --cluster; it looks like tcp://10.0.0.5:8786."),
        ) from error
    if not client.nthreads():
        _log.warning(
            tr(
                "The scheduler at {address} has no workers yet: waiting up to {most_s:.0f} s for one.",
                address=address,
                most_s=_WORKERS_S,
            )
        )
    try:
        client.wait_for_workers(1, timeout=_WORKERS_S)
    except TimeoutError as error:
        _close(client)
        raise UnreachableError(
            tr("The scheduler at {address} has no workers.", address=address),
            remedy=tr("Start some: dask worker {address}", address=address),
        ) from error
    return client


def _await_greeting(address: str) -> None:
    """Raises OSError unless something at a `tcp://` address speaks first, as a scheduler does.

    A client that has connected to, say, a web server would wait without end for the greeting.
    """
    parts = urlsplit(address)
    if parts.scheme == "tcp":
        with socket.create_connection((parts.hostname or "", parts.port or 0), _CONNECT_S) as line:
            if not line.recv(1):
                raise OSError(tr("it hung up without a word"))


def _lost_worker() -> type[Exception]:
    from distributed import KilledWorker

    return KilledWorker


def _close(client: Any) -> None:
    # A scheduler that is gone cannot be told goodbye; there is nothing else to lose.
    with suppress(OSError, TimeoutError):
        client.close(timeout=_GOODBYE_S)
