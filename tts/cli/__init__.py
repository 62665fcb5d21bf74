"""Options and messages. The only place that exits; each command is one file here and one row in `COMMANDS`."""

from __future__ import annotations

import importlib
import sys
from typing import NoReturn

import typer

from tts.errors import ExitCode, TurncastError

COMMANDS: tuple[str, ...] = ()
"""In the order `--help` shows them. Each names a module here with a function of the same name."""


def app() -> typer.Typer:
    """The command line. Modules of commands import their heavy parts inside their functions."""
    commands = typer.Typer(
        name="turncast",
        help="Turn an interview transcript into a podcast episode.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for name in COMMANDS:
        commands.command(name)(getattr(importlib.import_module(f"tts.cli.{name}"), name))
    return commands


def main() -> NoReturn:
    """Run the command line and exit with the code of design's table."""
    debug = "--debug" in sys.argv
    if debug:
        sys.argv.remove("--debug")
    try:
        app()(standalone_mode=False)
    except TurncastError as error:
        _stop(str(error), error.exit_code, debug)
    except KeyboardInterrupt:
        _stop("Interrupted. What was spoken so far is kept; run the same command again to go on.", ExitCode.INTERRUPTED)
    sys.exit(ExitCode.DONE)


def _stop(message: str, code: ExitCode, debug: bool = False) -> NoReturn:
    if debug:
        raise  # noqa: PLE0704 - called from an except block: show where it came from
    print(f"turncast: {message}", file=sys.stderr)
    sys.stderr.flush()
    sys.exit(code)
