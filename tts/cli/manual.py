"""`turncast manual`: the man page, made from the help."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from tts.cli.commands import app
from tts.cli.help import with_extra
from tts.errors import ExitCode
from tts.language import retell, tr
from tts.version import __version__

_EXITS = {
    ExitCode.DONE: tr("done"),
    ExitCode.USAGE: tr("wrong usage"),
    ExitCode.BAD_INPUT: tr("bad input: transcript or script"),
    ExitCode.UNAVAILABLE: tr("an engine or server cannot be reached, or refuses"),
    ExitCode.DEFECT: tr("a bug in Turncast"),
    ExitCode.CANNOT_WRITE: tr("something cannot be written"),
    ExitCode.BAD_CONFIG: tr("bad configuration: voices.yaml"),
    ExitCode.INTERRUPTED: tr("interrupted"),
}
_FILES = {
    "voices.yaml": tr("show, voices, lexicon and sound; in the working folder or beside the transcript"),
    "audio/": tr("the site: an episode in each folder, feed and pages beside them"),
    "~/.cache/turncast": tr("what was spoken; TURNCAST_CACHE names another folder"),
}


def manual() -> None:
    """Print the man page.

    To install it: `turncast manual > ~/.local/share/man/man1/turncast.1`.
    """
    root: Any = typer.main.get_command(app)
    print("\n".join(_page(root, root.make_context("turncast", [], resilient_parsing=True))))


def _page(root: Any, context: Any) -> Iterator[str]:
    yield f'.TH TURNCAST 1 "" "turncast {__version__}" "{_plain(tr("Commands"))}"'
    yield from (f".SH {tr('NAME')}", f"turncast \\- {_plain(tr(root.help or ''))}")
    yield from (f".SH {tr('SYNOPSIS')}", ".B turncast", f".I {tr('COMMAND')}", retell("[OPTIONS]"))
    yield from (f".SH {tr('DESCRIPTION')}", _plain(tr(root.help or "")))
    yield from _options(root, context)
    yield f".SH {tr('COMMANDS')}"
    for name in root.list_commands(context):
        command = root.get_command(context, name)
        below = command.make_context(name, [], parent=context, resilient_parsing=True)
        yield f'.SS "turncast {name} {_plain(" ".join(command.collect_usage_pieces(below)))}"'
        for number, paragraph in enumerate(tr(command.help or "").split("\n\n")):
            yield from ([".PP"] if number else []) + [_plain(" ".join(paragraph.split()))]
        yield from _options(command, below)
    yield f".SH {tr('EXIT STATUS')}"
    for code, meaning in _EXITS.items():
        yield from (".TP", f".B {int(code)}", meaning)
    yield f".SH {tr('FILES')}"
    for name, meaning in _FILES.items():
        yield from (".TP", f".I {_plain(name)}", meaning)


def _options(command: Any, context: Any) -> Iterator[str]:
    """Arguments and options, as the help has them."""
    for param in command.get_params(context):
        record = param.get_help_record(context)
        if record:
            yield from (".TP", f".B {_plain(record[0])}", _plain(with_extra(record[1])))


def _plain(text: str) -> str:
    """`text` as roff takes it."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("`", "\\(ga").replace('"', "\\(dq")
    return "\\&" + text if text.startswith((".", "'")) else text
