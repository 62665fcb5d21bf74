"""One voice for all who want to hear something: what was clicked before what will be heard next, each thing once."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from tts.errors import EngineError
from tts.language import tr
from tts.speech.cache import Cache, key_of
from tts.speech.engine import Request
from tts.speech.engines.running import Engines
from tts.speech.model import Clip
from tts.speech.synthesis import speak_one


class Urgency(IntEnum):
    """What is spoken first."""

    NOW = 0
    """Somebody waits for it."""
    NEXT = 1
    """It is heard when what plays now is over."""
    AHEAD = 2
    """It may be heard."""


@dataclass(slots=True)
class Wanted:
    """A clip that somebody wants to have."""

    request: Request
    options: Mapping[str, Any]
    future: Future[Clip] = field(default_factory=Future)


class SpeakingQueue:
    """Speaks one text at a time, with all cores where the engine can, on a thread of its own.

    Safe to call from any thread. Engines are made when they are first needed, and stay warm until closed.
    """

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self.engines = Engines(focused=True)
        self._waiting: list[tuple[int, int, str]] = []
        self._wanted: dict[str, Wanted] = {}
        self._count = itertools.count()
        self._change = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="studio-voice", daemon=True)
        self._thread.start()

    def kept(self, request: Request, options: Mapping[str, Any]) -> Clip | None:
        """The clip, if it was spoken before. Raises ConfigError."""
        return self._cache.get(key_of(self.engines.get(request.voice.engine, options), request))

    def want(self, request: Request, options: Mapping[str, Any], urgency: Urgency) -> Future[Clip]:
        """A clip, some time. What is wanted now goes before all else, the latest first. Raises ConfigError.

        The future raises EngineError, InputError, WriteError, and CancelledError once nobody wants it any more.
        """
        key = key_of(self.engines.get(request.voice.engine, options), request)
        with self._change:
            if self._closed:
                raise EngineError(tr("Studio is ending."))
            one = self._wanted.setdefault(key, Wanted(request, options))
            number = next(self._count)
            heapq.heappush(self._waiting, (urgency, -number if urgency is Urgency.NOW else number, key))
            self._change.notify()
            return one.future

    def forget_ahead(self) -> None:
        """Nobody will hear what was wanted ahead and is not begun."""
        with self._change:
            asked = {key for urgency, _, key in self._waiting if urgency is Urgency.NOW}
            for key in {key for *_, key in self._waiting} - asked:
                if one := self._wanted.pop(key, None):
                    one.future.cancel()
            self._waiting = [entry for entry in self._waiting if entry[2] in asked]
            heapq.heapify(self._waiting)

    def close(self) -> None:
        """End at once: what is being spoken is given up."""
        with self._change:
            self._closed = True
            for one in self._wanted.values():
                one.future.cancel()
            self._wanted.clear()
            self._waiting.clear()
            self._change.notify()
        self.engines.close()

    def _work(self) -> None:
        while (one := self._next()) is not None:
            if not one.future.set_running_or_notify_cancel():
                continue
            try:
                engine = self.engines.get(one.request.voice.engine, one.options)
                one.future.set_result(speak_one(one.request, engine, self._cache))
            except Exception as error:
                one.future.set_exception(error)

    def _next(self) -> Wanted | None:
        """The most urgent that is wanted; None when it is over."""
        with self._change:
            while True:
                while self._waiting:
                    *_, key = heapq.heappop(self._waiting)
                    if one := self._wanted.pop(key, None):
                        return one
                if self._closed:
                    return None
                self._change.wait()
