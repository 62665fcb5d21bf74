"""Engines that have been set up, each once: a network loaded for one text speaks the next without loading again."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from tts.speech import engines
from tts.speech.engine import Engine, Focused


class Engines:
    """Engines that stay until they are closed: use with `with`. Any number of threads may share them."""

    def __init__(self, *, focused: bool = False) -> None:
        """`focused`: each text is to be there as soon as can be, instead of all of them (`tts.speech.engine.Focused`):
        right where somebody waits for one sentence, a little slower for whole episodes. The sound is the same."""
        self._focused = focused
        self._made: dict[str, Engine] = {}
        self._making = threading.Lock()

    def get(self, name: str, options: Mapping[str, Any]) -> Engine:
        """The engine `name`, set up from its `options`: made now, or the one that was made from the same.

        Raises ConfigError for an unknown name or wrong options.
        """
        key = f"{name} {sorted(options.items())!r}"
        with self._making:
            if key not in self._made:
                engine = engines.create(name, options)
                if self._focused and isinstance(engine, Focused):
                    engine.focus()
                self._made[key] = engine
            return self._made[key]

    def close(self) -> None:
        """Close them all. Who asks again gets new ones."""
        with self._making:
            for engine in self._made.values():
                engine.close()
            self._made.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
