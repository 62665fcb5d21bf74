"""The rewritten model in the cache folder: made once, a few seconds, from the shipped one."""

from __future__ import annotations

import hashlib
import logging
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tts.errors import WriteError
from tts.speech.engines.kokoro.model_file import SHA256, installed_model, sha256

FORM = "fast-1"
"""Of the rewriting, and part of the engine's identity: raise it with every change that can change a sample."""

_GRAPH, _WEIGHTS, _DIGEST = "graph.onnx", "weights.bin", "sha256"

_log = logging.getLogger(__name__)


def rewritten_model() -> Path:
    """The graph's file; its weights lie beside it, so that sessions and processes share them in memory.

    Raises EngineError for a missing or damaged package, WriteError when the cache folder cannot be written.
    """
    shipped = installed_model()
    folder = shipped.parent / f"kokoro-{SHA256[:16]}-{FORM}"
    if not _whole(folder):
        _log.info("Preparing the voice model for this and all later builds: a few seconds.")
        try:
            _write_apart(shipped, folder)
        except OSError as error:
            raise WriteError(
                f"The prepared voice model cannot be written to {folder}: {error.strerror or error}.",
                remedy="Make room there (270 MB), or set TURNCAST_CACHE to a folder that can be written.",
            ) from None
    return folder / _GRAPH


def _whole(folder: Path) -> bool:
    try:
        return (folder / _DIGEST).read_text() == _digest(folder)
    except OSError:
        return False


def _digest(folder: Path) -> str:
    return hashlib.sha256("".join(sha256(folder / name) for name in (_GRAPH, _WEIGHTS)).encode()).hexdigest()


def _write_apart(shipped: Path, folder: Path) -> None:
    """In a process of its own: the half gigabyte that takes for a moment would stay with a build to its end.

    Whatever goes wrong there is tried again here, where it can be told.
    """
    subprocess.run([sys.executable, "-m", __name__, str(shipped), str(folder)], capture_output=True, check=False)
    if not _whole(folder):
        _write(shipped, folder)


def _write(shipped: Path, folder: Path) -> None:
    import onnx  # heavy: only when the model is made

    from tts.speech.engines.kokoro.faster.rewrite import rewrite

    model = onnx.load(shipped)
    rewrite(model)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        onnx.save_model(model, beside / _GRAPH, save_as_external_data=True, location=_WEIGHTS, size_threshold=4096)
        (beside / _DIGEST).write_text(_digest(beside))
        if folder.exists():  # damaged
            shutil.rmtree(folder)
        try:
            beside.replace(folder)
        except OSError:
            if not _whole(folder):  # otherwise another process was quicker, and its work is as good
                raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


if __name__ == "__main__":
    _write(Path(sys.argv[1]), Path(sys.argv[2]))
