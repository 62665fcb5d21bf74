"""The table of commands, and the command line made from it."""

from __future__ import annotations

import importlib

import typer

from tts.cli.usage import Command

COMMANDS: tuple[str, ...] = (
    "build",
    "script",
    "say",
    "voices",
    "check",
    "publish",
    "export",
    "serve",
    "cache",
    "doctor",
)
"""In the order `--help` shows them. Each names a module here with a function of the same name."""


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


def app(wanted: str = "") -> typer.Typer:
    """The command line; with only the command `wanted`, if there is one of that name, so that others cost no time.

    Modules of commands import their heavy parts inside their functions.
    """
    commands = typer.Typer(
        name="turncast",
        epilog="--debug, anywhere, shows where in the program an error came from.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,  # help in plain text: importing rich would double the time until it shows
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    commands.callback()(_root)
    for name in (wanted,) if wanted in COMMANDS else COMMANDS:
        commands.command(name, cls=Command)(getattr(importlib.import_module(f"tts.cli.{name}"), name))
    return commands
