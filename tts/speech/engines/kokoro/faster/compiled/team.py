"""The threads that share the pieces of an utterance."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import numpy as np

from tts.audio import Samples
from tts.speech.engines.kokoro.faster.compiled.machine import Kernels

Work = Callable[[Kernels, Samples, int, int], None]
"""Does the pieces from a first to before a last one, with scratch memory of its own."""

_PORTIONS = 6
"""For each thread: enough that they end together, and not so many that handing them out takes time."""


class Team:
    """As many threads as there are cores, shared by the utterances that are being spoken.

    Where there are fewer of those than cores, the rest help. What a piece gives does not depend on who does it.
    """

    def __init__(self, kernels: Kernels, cores: int) -> None:
        self._kernels = kernels
        self._cores = cores
        self._speaking = 0
        self._lock = threading.Lock()
        self._helpers = ThreadPoolExecutor(max(1, cores - 1), thread_name_prefix="kokoro-helper")
        self._memory = threading.local()

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """While one more utterance is spoken, by the calling thread."""
        with self._lock:
            self._speaking += 1
        try:
            yield
        finally:
            with self._lock:
                self._speaking -= 1

    def share(self, work: Work, pieces: int, scratch: int = 0) -> None:
        """Have all `pieces` done, with `scratch` floats for each thread; returns when they are."""
        idle = (self._cores - self._speaking) // max(1, self._speaking)
        if idle <= 0 or pieces < 2:
            work(self._kernels, self._scratch(scratch), 0, pieces)
            return
        portion = max(1, pieces // ((idle + 1) * _PORTIONS))
        starts = iter(range(0, pieces, portion))

        def take_part() -> None:
            room = self._scratch(scratch)
            for first in starts:  # one thread at a time gets the next: the interpreter sees to that
                work(self._kernels, room, first, min(first + portion, pieces))

        helping = [self._helpers.submit(take_part) for _ in range(idle)]
        try:
            take_part()
        finally:
            for helper in helping:
                if not helper.cancel():
                    helper.result()

    def _scratch(self, size: int) -> Samples:
        room: Samples | None = getattr(self._memory, "room", None)
        if room is None or room.size < size:
            room = self._memory.room = np.empty(size, np.float32)
        return room

    def close(self) -> None:
        """No utterance gets help any more."""
        self._cores = 0
        self._helpers.shutdown(wait=False)
