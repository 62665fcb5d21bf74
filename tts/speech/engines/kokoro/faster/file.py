"""The prepared model in the cache folder: made once, in a few seconds, from the shipped one."""

from __future__ import annotations

import hashlib
import logging
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from tts.language import tr
from tts.speech.engines.kokoro.making import making, never
from tts.speech.engines.kokoro.model_file import MODELS, SHA256, join_model, sha256
from tts.store import Store, unwritable

REWRITTEN, COMPILED = "fast-4", "compiled-4"
"""The two forms, part of the engine's identity: raise the number with every change that can change a sample."""

_ARRANGEMENT = "3"
"""Of the files of the form COMPILED: raise it when they change and no sample does."""

GRAPH = "graph.onnx"
"""The one file of the form REWRITTEN that is not weights."""

_DIGEST = "sha256"
"""The last file that is written: what the others hold, and how they looked then."""

_COMPILER = "tts.speech.engines.kokoro.faster.compiled.compiler"

_log = logging.getLogger(__name__)


@cache
def best_form() -> str:
    """COMPILED where the extra `fast` is installed, otherwise REWRITTEN."""
    return COMPILED if find_spec("numba") else REWRITTEN


def prepare_model(form: str, refuse: Callable[[], None] = never) -> Path:
    """The form's folder. Its weights are mapped from there, so that sessions and processes share them in memory.

    Raises EngineError for a missing or damaged package, WriteError when the cache folder cannot be written; ImportError
    where the extra `fast` cannot be used; what `refuse` raises once nobody wants it any more.
    """
    folder = Store(MODELS).folder / f"kokoro-{SHA256[:16]}-{form}{_made_for(form)}"
    if not _whole(folder):
        shipped = join_model(refuse)
        _log.info(tr("Preparing the voice model for this and all later builds: five to ten seconds."))
        try:
            _write_apart(form, shipped, folder, refuse)
        except OSError as error:
            raise unwritable(folder, error) from None
    return folder


def _made_for(form: str) -> str:
    """What the compiled form is good for: this processor, and the libraries that made it."""
    if form != COMPILED:
        return ""
    from tts.speech.engines.kokoro.faster.compiled.machine import processor  # heavy: llvmlite

    libraries = (metadata.version(name) for name in ("numba", "llvmlite", "onnxruntime"))
    return "." + hashlib.sha256("\n".join((_ARRANGEMENT, *processor(), *libraries)).encode()).hexdigest()[:12]


def _whole(folder: Path) -> bool:
    """Whether all is there as it was written. Bytes are read only where a file's time or size is another."""
    try:
        digest, _, looks = (folder / _DIGEST).read_text().partition("\n")
        if looks == _looks(folder):
            return True
        if digest != _digest(folder):
            return False
        with suppress(OSError):  # a copy, say; one in a folder that we may not write is read every time
            (folder / _DIGEST).write_text(f"{digest}\n{_looks(folder)}")
        return True
    except OSError:
        return False


def _looks(folder: Path) -> str:
    """Name, size and time of each file, a line each."""
    found = ((path.name, path.stat()) for path in _files(folder))
    return "\n".join(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in found)


def _digest(folder: Path) -> str:
    return hashlib.sha256("".join(path.name + sha256(path) for path in _files(folder)).encode()).hexdigest()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name != _DIGEST)


def _write_apart(form: str, shipped: Path, folder: Path, refuse: Callable[[], None]) -> None:
    """In a process of its own: the half gigabyte that takes for a moment would stay with a build to its end.

    Whatever goes wrong there is tried again here, where it can be told.
    """
    with making(refuse) as mine:
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
    (folder / _DIGEST).write_text(f"{_digest(folder)}\n{_looks(folder)}")


def _fill(form: str, shipped: Path, folder: Path) -> None:
    """onnx, which both need, is heavy: imported only when a model is made."""
    if form == COMPILED:
        from tts.speech.engines.kokoro.faster.compiled.machine import KERNELS

        # The longest has as much to do as all the rest, and does it meanwhile.
        longest, *others = (folder / name for name in KERNELS)
        compiler = subprocess.Popen([sys.executable, "-m", _COMPILER, str(longest)], stderr=subprocess.DEVNULL)
        try:
            from tts.speech.engines.kokoro.faster.compiled.compiler import compile_kernels
            from tts.speech.engines.kokoro.faster.compiled.split import write

            write(shipped, folder)
            for file in others:
                file.write_bytes(compile_kernels(file.name))
        finally:
            failed = compiler.wait()
        if failed:  # here the reason can be told
            longest.write_bytes(compile_kernels(longest.name))
        return
    import onnx

    from tts.speech.engines.kokoro.faster.rewrite import rewrite

    model = onnx.load(shipped)
    rewrite(model)
    onnx.save_model(model, folder / GRAPH, save_as_external_data=True, location="weights.bin", size_threshold=4096)


if __name__ == "__main__":
    _write(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
