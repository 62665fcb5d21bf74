"""What the network takes: phonemes as tokens, a style, a speed. As kokoro-onnx's own class does it, whose package takes
longer to import than a sentence to speak."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tts.audio import Samples

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_EMBEDDED = "kokoro_config"
"""Where kokoro-onnx's exporter puts a model's config.json."""

_TYPES = {
    "tensor(float)": np.float32,
    "tensor(float16)": np.float16,
    "tensor(double)": np.float64,
    "tensor(int32)": np.int32,
    "tensor(int64)": np.int64,
}


class Inputs:
    """The inputs of one model; exports differ in names and types."""

    def __init__(self, session: InferenceSession, config: Path | None) -> None:
        """The vocabulary: that of `config`, else the model's own, else v1.0's. Raises OSError, ValueError, KeyError."""
        self._types = {each.name: np.dtype(_TYPES.get(each.type, np.float32)) for each in session.get_inputs()}
        self._tokens = "input_ids" if "input_ids" in self._types else "tokens"
        embedded = session.get_modelmeta().custom_metadata_map.get(_EMBEDDED)
        text = embedded if embedded and not config else (config or _usual_config()).read_text("utf-8")
        self.vocabulary: dict[str, int] = json.loads(text)["vocab"]

    def of(self, phonemes: str, style: Samples, speed: float) -> dict[str, Any]:
        """By name. `style` (rows, 1, 256): row i is for i + 1 tokens. A speed that has to be a whole number is rounded.

        Phonemes that the model does not know are left out.
        """
        # Line ends are no phonemes: without a space for them, lines would run into each other.
        known = (self.vocabulary.get(phoneme) for phoneme in " ".join(phonemes.split()))
        tokens = [token for token in known if token is not None]
        kind = self._types.get("speed", np.dtype(np.float32))
        return {
            self._tokens: np.array([[0, *tokens, 0]], self._types[self._tokens]),
            "style": np.asarray(style[min(len(tokens), len(style)) - 1], self._types["style"]),
            "speed": np.array([speed if kind.kind == "f" else max(1, round(speed))], kind),
        }


def _usual_config() -> Path:
    """The vocabulary of v1.0, which kokoro-onnx brings along."""
    package = importlib.util.find_spec("kokoro_onnx")
    if package is None or not package.origin:
        raise FileNotFoundError("the package kokoro-onnx is not installed")
    return Path(package.origin).with_name("config.json")
