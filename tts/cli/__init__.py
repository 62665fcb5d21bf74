"""Options and messages. The only place that exits; each command is one file here and one row in `commands.py`."""

from __future__ import annotations

import _thread
import io
import logging
import math
import os
import signal
import sys
import time
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from tts.errors import NO_ROOM, ExitCode, TurncastError, UsageError
from tts.language import LANGUAGES, VARIABLE, choose, language, preferred, spoken, tr

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

OPTION = "--lang-ui"
"""Chooses the language of all that is said, wherever it stands on the command line."""

_BREATH_S = 5.0
"""Clearing up takes a second; who is still waiting after this may break into it."""

_READER_GONE = 1
"""What click and rich exit with when the reader of a pipe has seen enough (`| head -1`); nothing else does."""


def main() -> NoReturn:
    """Run the command line and exit: 0 when done, otherwise with the error's own code (`tts.errors.ExitCode`)."""
    debug = "--debug" in sys.argv
    sys.argv = [argument for argument in sys.argv if argument != "--debug"]
    code = _run(debug)
    if code == ExitCode.INTERRUPTED:
        _print_error(tr("Interrupted. What was spoken so far is kept; run the same command again to go on."))
        # All is cleared up by now. What threads still do in libraries, such as loading the network, nobody waits for.
        os._exit(_flush(code))
    sys.exit(_flush(code))


def _run(debug: bool) -> int:
    """The exit code, its error told."""
    # Imported inside `try`: a Ctrl-C while the program loads is one too.
    try:
        _interrupt_once()
        _open_what_is_closed()
        _print_utf8()
        _choose_language()
        from tts.cli.commands import app

        logging.basicConfig(format="turncast: %(message)s", level=logging.WARNING)
        logging.getLogger("tts.speech.engines.kokoro").setLevel(logging.INFO)
        code = app(standalone_mode=False)
    except SystemExit as done:
        code = ExitCode.DONE if done.code == _READER_GONE else done.code
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except Exception as error:
        if hasattr(error, "format_message"):  # click's own errors, whether typer brings click along or installs it
            from tts.cli.help import report_usage

            return report_usage(error)
        if type(error).__name__ == "Abort":  # click's too: Ctrl-C where a question was asked
            return ExitCode.INTERRUPTED
        if debug:
            raise
        return _report_error(error)
    return code if isinstance(code, int) else ExitCode.DONE


def _choose_language() -> None:
    """By `--lang-ui`, anywhere, else by the environment. Raises UsageError for a language we do not speak."""
    choose(preferred())
    given, at = os.environ.get(VARIABLE, ""), VARIABLE
    end = sys.argv.index("--") if "--" in sys.argv else len(sys.argv)
    for place, argument in reversed(list(enumerate(sys.argv[:end]))):
        name, equals, value = argument.partition("=")
        if name == OPTION:
            given, at = value if equals else "".join(sys.argv[place + 1 : place + 2]), OPTION
            del sys.argv[place : place + (1 if equals else 2)]
    if given or at == OPTION:
        if not spoken(given):
            raise UsageError(
                tr("`{option}`: Turncast does not speak `{language}`.", option=at, language=given),
                remedy=tr("Write one of: {choices}.", choices=", ".join(LANGUAGES)),
            )
        choose(spoken(given))
    if language() != preferred():
        os.environ[VARIABLE] = language()  # for what this starts


def _report_error(error: Exception) -> int:
    if isinstance(error, TurncastError):
        for each in (error, *error.more):
            _print_error(str(each))
        return error.exit_code
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        from tts.store import unwritable

        _print_error(str(unwritable(error.filename or tr("the output"), error)))
        return ExitCode.CANNOT_WRITE
    _print_error(
        tr(
            "This is a bug in Turncast: {kind}: {error}. Finished work is kept. Please run the "
            "command again with --debug, and report what it prints.",
            kind=type(error).__name__,
            error=error,
        )
    )
    return ExitCode.DEFECT


def _print_error(message: str) -> None:
    with suppress(OSError):
        print(f"turncast: {message}", file=sys.stderr)


def _flush(code: int) -> int:
    """`code`, or that of what becomes of the output's last part. A reader that has gone has what it wanted."""
    try:
        sys.stdout.flush()
    except OSError as error:
        with suppress(OSError):  # Python tries once more when it ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
        if error.errno in NO_ROOM:
            return code or _report_error(error)
    return code


def _print_utf8() -> None:
    """Into files and pipes goes UTF-8, whatever the system's own encoding: Windows has none that knows Chinese and
    signs at once. A terminal keeps its encoding, and shows `?` for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def _open_what_is_closed() -> None:
    """A caller may close standard streams (`>&-`): the next file opened would take their place, and their output."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            mode = "w" if number else "r"
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115  # to the end


def _interrupt_once() -> None:
    """Whoever stops the program stops it as Ctrl-C does, so that it clears up. What a shell ignores stays ignored.

    A second Ctrl-C in the same breath is the first one again: it would only break into the clearing up.
    """
    last_s = -math.inf

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        nonlocal last_s
        before_s, last_s = last_s, time.monotonic()
        if last_s - before_s > _BREATH_S:
            raise KeyboardInterrupt

    def take_up(lost: UnraisableHookArgs) -> None:
        """Where Python cannot pass an exception on (it clears away an object), an interrupt comes again at once."""
        nonlocal last_s
        if lost.exc_type is KeyboardInterrupt:
            last_s = -math.inf
            _thread.interrupt_main()
        else:
            sys.__unraisablehook__(lost)

    sys.unraisablehook = take_up
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, interrupt)
