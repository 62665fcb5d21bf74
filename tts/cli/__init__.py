"""Options and messages. The only place that exits; each command is one file here and one row in `COMMANDS`."""

from __future__ import annotations

import importlib
import sys
from typing import NoReturn

import typer

from tts.errors import ExitCode, TurncastError

COMMANDS: tuple[str, ...] = (
    "build",
    "script",
    "say",
    "voices",
    "check",
    "publish",
    "export",
    "serve",
    "doctor",
)
"""In the order `--help` shows them. Each names a module here with a function of the same name."""

INTERRUPTED = "Interrupted. What was spoken so far is kept; run the same command again to go on."


def _version(wanted: bool) -> None:
    if wanted:
        from tts import __version__

        print(f"turncast {__version__}")
        raise typer.Exit


def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Say which version this is."
    ),
) -> None:
    """Turn an interview transcript into a podcast episode."""


def app() -> typer.Typer:
    """The command line. Modules of commands import their heavy parts inside their functions."""
    commands = typer.Typer(
        name="turncast",
        epilog="--debug, anywhere, shows where in the program an error came from.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    commands.callback()(_root)
    for name in COMMANDS:
        commands.command(name)(getattr(importlib.import_module(f"tts.cli.{name}"), name))
    return commands


def main() -> NoReturn:
    """Run the command line and exit: 0 when done, otherwise with the error's own code (`tts.errors.ExitCode`)."""
    debug = "--debug" in sys.argv
    sys.argv = [argument for argument in sys.argv if argument != "--debug"]
    try:
        app()()
    except SystemExit as done:
        if done.code == ExitCode.INTERRUPTED:
            print(f"turncast: {INTERRUPTED}", file=sys.stderr)
        raise
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
