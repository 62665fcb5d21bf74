"""Options and messages. The only place that exits; each command is one file here and one row in `commands.py`."""

from __future__ import annotations

import io
import logging
import sys
from typing import NoReturn

from tts.errors import ExitCode, TurncastError

INTERRUPTED = "Interrupted. What was spoken so far is kept; run the same command again to go on."


def main() -> NoReturn:
    """Run the command line and exit: 0 when done, otherwise with the error's own code (`tts.errors.ExitCode`)."""
    _speak_utf8()
    # Imported inside `try`: a Ctrl-C while the program loads is one too.
    debug = "--debug" in sys.argv
    sys.argv = [argument for argument in sys.argv if argument != "--debug"]
    try:
        from tts.cli.commands import app

        logging.basicConfig(format="turncast: %(message)s", level=logging.WARNING)
        logging.getLogger("tts.speech.engines.kokoro").setLevel(logging.INFO)
        app(sys.argv[1] if len(sys.argv) > 1 else "")()
    except SystemExit as done:
        if done.code == ExitCode.INTERRUPTED:
            print(f"turncast: {INTERRUPTED}", file=sys.stderr)
        raise
    except KeyboardInterrupt:
        print(f"turncast: {INTERRUPTED}", file=sys.stderr)
        sys.exit(ExitCode.INTERRUPTED)
    except TurncastError as error:
        if debug:
            raise
        print(f"turncast: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except Exception as error:
        if debug:
            raise
        print(
            f"turncast: A defect in Turncast itself: {type(error).__name__}: {error}. "
            "Nothing that was finished is lost. Run the command again with --debug and report what it prints.",
            file=sys.stderr,
        )
        sys.exit(ExitCode.DEFECT)
    sys.exit(ExitCode.DONE)


def _speak_utf8() -> None:
    """Into files and pipes goes UTF-8, whatever the system's own encoding: Windows has none that knows Chinese and
    signs at once. A terminal keeps its encoding, and shows `?` for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
