"""The command line as its users meet it, run inside the test's own process.

Most tests ask what a command prints, writes and returns. A process for each would spend two thirds of a second on
loading the same modules again. How the program starts, is interrupted and ends is tested with processes, in
`test_ending.py` and `test_interrupt.py`, and so is what only another process shows, such as what it loads.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from unittest import mock

from tts.cli import main

ROOT = Path(__file__).parent.parent
_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def turncast(
    *arguments: str | Path, cwd: Path, given: bytes = b"", environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """`turncast ARGUMENTS` in `cwd` with `given` on standard input; what it returns and prints, decoded as UTF-8.

    `environment` stands in the place of the test's own where it is given.
    """
    command = ["turncast", *map(str, arguments)]
    streams = [io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="") for data in (given, b"", b"")]
    with contextlib.ExitStack() as undone:
        undone.enter_context(contextlib.chdir(cwd))
        undone.enter_context(_own_settings())
        undone.enter_context(mock.patch.dict(os.environ, environment or {}, clear=environment is not None))
        undone.enter_context(mock.patch.object(sys, "argv", command))
        for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
            undone.enter_context(mock.patch.object(sys, name, stream))
        try:
            main()
        except SystemExit as ended:
            code = ended.code
    assert isinstance(code, int)
    return subprocess.CompletedProcess(command, code, *map(_text_of, streams[1:]))


def _text_of(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


@contextlib.contextmanager
def _own_settings() -> Iterator[None]:
    """What a process sets for itself is set back: logging, signals, the hook for lost errors, the language."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    signals = [(number, signal.getsignal(number)) for number in _SIGNALS]
    root.handlers[:] = []  # pytest's own: with them there, the command would set up none
    try:
        with mock.patch.object(sys, "unraisablehook", sys.unraisablehook), mock.patch("tts.language._chosen", ""):
            yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        for number, handler in signals:
            signal.signal(number, handler)
