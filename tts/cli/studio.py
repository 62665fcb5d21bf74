"""`turncast studio`: the editor in the browser."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from tts.cli.options import CastOption
from tts.cli.settings import configured
from tts.errors import InputError, Place
from tts.language import tr
from tts.studio.folder import Home
from tts.studio.server import serve_studio


def studio(
    source: Annotated[
        Path | None,
        typer.Argument(metavar="SOURCE", help="A transcript or a script; without it, drop one on the page."),
    ] = None,
    cast: CastOption = None,
    port: Annotated[
        int, typer.Option(metavar="PORT", min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in your browser.")] = True,
) -> None:
    """Edit an episode by ear, in the browser, until Ctrl-C.

    What is done there lands in the script file and in voices.yaml, after you have seen what will be written.
    """
    if source is not None and not source.is_file():
        raise InputError(tr("No such file."), place=Place(source), remedy=tr("Name a transcript, or leave it out."))
    here = Path.cwd()
    folder = here if source is None or source.resolve().is_relative_to(here) else source.resolve().parent
    home = Home(folder, configured(cast, [source] if source else []).path)
    try:
        opened = home.open(source.resolve()).id if source else ""
        serve_studio(home, port, opened, lambda address: _announce(address, browser and sys.stdin.isatty()))
    finally:
        home.close()


def _announce(address: str, browser: bool) -> None:
    print(address, flush=True)
    print(tr("Ctrl-C ends it."), file=sys.stderr)
    if browser:
        webbrowser.open(address)
