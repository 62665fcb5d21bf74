"""The prepared model in the cache folder: made once, in a few seconds, from the shipped one."""

from __future__ import annotations

import hashlib
import logging
import shutil
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from tts.speech.engines.kokoro.making import making
from tts.speech.engines.kokoro.model_file import SHA256, installed_model, sha256
from tts.store import unwritable

REWRITTEN, COMPILED = "fast-4", "compiled-3"
"""The two forms, part of the engine's identity: raise the number with every change that can change a sample."""

GRAPH = "graph.onnx"
"""Of the form REWRITTEN."""

_DIGEST = "sha256"

_log = logging.getLogger(__name__)


@cache
def best_form() -> str:
    """COMPILED where the extra `fast` is installed, otherwise REWRITTEN."""
    return COMPILED if find_spec("numba") and find_spec("threadpoolctl") else REWRITTEN


def prepared_model(form: str) -> Path:
    """The form's folder. Its weights are mapped from there, so that sessions and processes share them in memory.

    Raises EngineError for a missing or damaged package, WriteError when the cache folder cannot be written.
    """
    shipped = installed_model()
    folder = shipped.parent / f"kokoro-{SHA256[:16]}-{form}"
    if not _whole(folder):
        _log.info("Preparing the voice model for this and all later builds: a few seconds.")
        try:
            _write_apart(form, shipped, folder)
        except OSError as error:
            raise unwritable(folder, error) from None
    return folder


def _whole(folder: Path) -> bool:
    try:
        return (folder / _DIGEST).read_text() == _digest(folder)
    except OSError:
        return False


def _digest(folder: Path) -> str:
    files = sorted(path for path in folder.iterdir() if path.name != _DIGEST)
    return hashlib.sha256("".join(path.name + sha256(path) for path in files).encode()).hexdigest()


def _write_apart(form: str, shipped: Path, folder: Path) -> None:
    """In a process of its own: the half gigabyte that takes for a moment would stay with a build to its end.

    Whatever goes wrong there is tried again here, where it can be told.
    """
    with making() as mine:
        beside = mine.folder / folder.name
        mine.run([sys.executable, "-m", __name__, form, str(shipped), str(beside)])
        if not _whole(beside):
            shutil.rmtree(beside, ignore_errors=True)
            _write(form, shipped, beside)
        # Another process may have been quicker: its work is as good, and may be in use.
        if folder.exists() and not _whole(folder):
            shutil.rmtree(folder)
        try:
            beside.replace(folder)
        except OSError:
            if not _whole(folder):
                raise


def _write(form: str, shipped: Path, folder: Path) -> None:
    folder.mkdir()
    _fill(form, shipped, folder)
    (folder / _DIGEST).write_text(_digest(folder))


def _fill(form: str, shipped: Path, folder: Path) -> None:
    """onnx, which both need, is heavy: imported only when a model is made."""
    if form == COMPILED:
        from tts.speech.engines.kokoro.faster.compiled.split import write

        write(shipped, folder)
        return
    import onnx

    from tts.speech.engines.kokoro.faster.rewrite import rewrite

    model = onnx.load(shipped)
    rewrite(model)
    onnx.save_model(model, folder / GRAPH, save_as_external_data=True, location="weights.bin", size_threshold=4096)


if __name__ == "__main__":
    _write(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
