"""The table of commands, and the command line made from it.

Help is as manuals write it, `build SOURCE...` and `--out FOLDER`, whichever typer is installed.
"""

from __future__ import annotations

import importlib
import os
import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from tts.cli.help import InTheUsersLanguage, write_section
from tts.language import tr
from tts.version import __version__

COMMANDS = {
    "init": "Write a commented voices.yaml for a new show.",
    "build": "Build an episode from each SOURCE.",
    "script": "Show who speaks what in which voice, and how long it will be. Nothing is spoken.",
    "say": "Speak one text, or show how it is read.",
    "voices": "List the voices there are, or hear a speaker's own first sentence in each that could be theirs.",
    "check": "Verify an episode folder, or a whole site.",
    "publish": "Send what changed to where people reach it.",
    "export": "Copy the episodes for listening elsewhere.",
    "episode": "List, remove, rename or date episodes, or refresh feed and pages. Nothing is built.",
    "serve": "Serve the site on this machine, with byte ranges, until Ctrl-C.",
    "studio": "Edit an episode by ear, in the browser.",
    "cache": "Show what the cache holds; prune or verify it.",
    "doctor": "Say what is installed, what is missing, and what to do about it.",
    "completion": "Print what makes your shell complete commands and options.",
    "manual": "Print the man page.",
}
"""What `--help` says of each, in its order. Each names a module here with a function of the same name."""


_BRACED = re.compile(r"\{(.+?)(?:\.\.\.)?\}(\.\.\.)?")
"""An argument that must be given, in the usage line of newer typers: `{SOURCE}`, `{SOURCE...}...`."""
_TYPED = re.compile(r" <.*>$")
"""What the same typer puts behind an argument's name: ` <list[Path]>`."""


class _Command(InTheUsersLanguage, TyperCommand):
    """A command whose help names its arguments plainly."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The words behind the command's name in the usage line."""
        return [_BRACED.sub(r"\1\2", piece) for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write what each argument and option is for."""
        for title, kind in ((tr("Arguments"), "argument"), (tr("Options"), "option")):
            records = [param.get_help_record(ctx) for param in self.get_params(ctx) if param.param_type_name == kind]
            rows = [(_TYPED.sub("", name), said) for name, said in filter(None, records)]
            if rows:
                write_section(formatter, title, rows)


class _Commands(InTheUsersLanguage, TyperGroup):
    """Loads a command's module, and with it the stages it needs, only when that command is called."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - click's own signature
        return list(COMMANDS)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options, then the commands."""
        records = [param.get_help_record(ctx) for param in self.get_params(ctx)]
        write_section(formatter, tr("Options"), filter(None, records))
        self.format_commands(ctx, formatter)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:  # noqa: ARG002 - click's own signature
        if cmd_name not in COMMANDS:
            return None
        one = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=_SETTINGS)
        one.command(cmd_name, cls=_Command)(getattr(importlib.import_module(f"tts.cli.{cmd_name}"), cmd_name))
        command = typer.main.get_command(one)
        assert isinstance(command, TyperCommand)
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - click's own signature
        write_section(formatter, tr("Commands"), [(name, tr(said)) for name, said in COMMANDS.items()])


if "_TURNCAST_COMPLETE" in os.environ:  # a shell asks what could stand there
    from typer.completion import completion_init  # type: ignore[attr-defined]  # not in its list of names

    completion_init()

_SETTINGS = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="turncast",
    cls=_Commands,
    epilog="--debug, anywhere, shows where in the program an error came from.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # help in plain text: importing rich would double the time until it shows
    pretty_exceptions_enable=False,
    context_settings=_SETTINGS,
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"turncast {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Say which version this is."
    ),
    lang_ui: str = typer.Option(  # taken off the line before it comes here (`tts.cli`)
        "",
        "--lang-ui",
        metavar="zh|en",
        help="The language of messages, anywhere; else TURNCAST_LANG's, or the system's.",
    ),
) -> None:
    """Turn an interview transcript into a podcast episode."""
