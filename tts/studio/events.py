"""What happens, told to every page that listens: server-sent events."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import msgspec

_WAITING = 256
"""Events that wait for a page; one that falls further behind has gone."""


@dataclass(slots=True)
class Events:
    """For one event loop, on whose thread all of it is called."""

    _listeners: dict[str, set[asyncio.Queue[bytes]]] = field(default_factory=lambda: defaultdict(set))

    def tell(self, episode: str, kind: str, what: object) -> None:
        """Tell all who listen to `episode`."""
        message = b"event: " + kind.encode() + b"\ndata: " + msgspec.json.encode(what) + b"\n\n"
        for queue in self._listeners.get(episode, ()):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(message)

    def listened(self) -> tuple[str, ...]:
        """The episodes that anybody listens to."""
        return tuple(name for name, queues in self._listeners.items() if queues)

    @contextmanager
    def listening(self, episode: str) -> Iterator[asyncio.Queue[bytes]]:
        """The events of `episode`, as they are sent."""
        queue: asyncio.Queue[bytes] = asyncio.Queue(_WAITING)
        self._listeners[episode].add(queue)
        try:
            yield queue
        finally:
            self._listeners[episode].discard(queue)
