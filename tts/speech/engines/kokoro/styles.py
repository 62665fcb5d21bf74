"""Voice ids and blends → style tensors."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import numpy as np

from tts.audio import Samples
from tts.errors import ConfigError
from tts.language import tr

_PART = re.compile(r"([^:+\s]+):([0-9.eE-]+)")


def parts_of(voice_id: str) -> tuple[tuple[str, float], ...]:
    """`a` → ((a, 1.0),); `a:0.6+b:0.4` → both with weights that add up to one. Raises ConfigError."""
    if "+" not in voice_id and ":" not in voice_id:
        return ((voice_id, 1.0),)
    parts = []
    for part in voice_id.split("+"):
        found = _PART.fullmatch(part.strip())
        weight = float(found[2]) if found else 0.0
        if not found or not 0.0 < weight < float("inf"):
            raise ConfigError(
                tr(
                    "`{voice_id}` is no blend of voices: `{part}` is not a voice with a weight above 0.",
                    voice_id=voice_id,
                    part=part,
                ),
                remedy=tr("Write it like `{zm_yunxi: 0.6, zm_yunyang: 0.4}`."),
            )
        parts.append((found[1], weight))
    total = sum(weight for _, weight in parts)
    return tuple((name, weight / total) for name, weight in parts)


class Styles:
    """The tensors of a voices file, read when first needed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._known: dict[str, Samples] = {}

    def of(self, voice_id: str) -> Samples:
        """float32 (rows, 1, 256): row i styles i + 1 tokens. Raises ConfigError for an unknown voice."""
        with self._lock:
            if voice_id not in self._known:
                self._known[voice_id] = self._blend(voice_id)
            return self._known[voice_id]

    def _blend(self, voice_id: str) -> Samples:
        with np.load(self._path) as file:
            known = set(file.files)
            total: Samples | None = None
            for name, weight in parts_of(voice_id):
                if name not in known:
                    raise ConfigError(
                        tr("kokoro has no voice `{name}`.", name=name),
                        remedy=tr("`turncast voices --engine kokoro` lists them."),
                    )
                tensor = np.asarray(file[name], dtype=np.float32).reshape(-1, 1, 256) * np.float32(weight)
                total = tensor if total is None else total + tensor
        assert total is not None  # parts_of never returns nothing
        return total
