"""`turncast export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tts.cli.display import Display
from tts.cli.output import count
from tts.errors import UsageError
from tts.master.tags import tag
from tts.show.export import export as copy
from tts.show.upload import FORMS, upload


def export(
    site: Annotated[Path, typer.Argument(metavar="SITE", help="The folder that `build` writes to.")],
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="The folder to fill: a USB stick, a card, a player.")],
    plain_names: Annotated[
        bool, typer.Option("--plain-names", help="File names in plain ASCII, for players without Chinese.")
    ] = False,
    form: Annotated[
        str,
        typer.Option("--for", metavar="PLACE", help="`xiaoyuzhou` or `youtube`: what its upload form asks for."),
    ] = "",
) -> None:
    """Copy the episodes for listening elsewhere: numbered MP3s with small covers, and a playlist."""
    if form:
        _for_a_form(site, to, form)
        return
    with Display() as display:
        done = copy(site, to, tag, display.report, plain_names=plain_names)
    print(f"{count(len(done.files), 'episode')} in {to}: {done.copied} copied, {done.removed} old ones removed.")


def _for_a_form(site: Path, to: Path, form: str) -> None:
    known = next((name for name in FORMS if name == form), None)
    if known is None:
        raise UsageError(f"There is no upload form `{form}`.", remedy="Write --for xiaoyuzhou or --for youtube.")
    with Display() as display:
        made = upload(site, to, known, display.report)
    print(f"{count(len(made), 'episode')} for {form} in {to}: a folder each, with title.txt and notes.txt to copy.")
    print("The voices are synthetic: declare it in the form (内容声明: AI生成; Altered content: Yes).", file=sys.stderr)
