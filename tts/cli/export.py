"""`turncast export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from tts.cli.display import Display
from tts.errors import UsageError
from tts.language import tr, trn
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
    print(
        trn(
            "{number} episode in {to}: {copied} copied, {removed} old ones removed.",
            "{number} episodes in {to}: {copied} copied, {removed} old ones removed.",
            len(done.files),
            to=to,
            copied=done.copied,
            removed=done.removed,
        )
    )


def _for_a_form(site: Path, to: Path, form: str) -> None:
    known = next((name for name in FORMS if name == form), None)
    if known is None:
        raise UsageError(
            tr("There is no upload form `{form}`.", form=form), remedy=tr("Write --for xiaoyuzhou or --for youtube.")
        )
    with Display() as display:
        made = upload(site, to, known, display.report)
    print(
        trn(
            "{number} episode for {form} in {to}: a folder each, with title.txt and notes.txt to copy.",
            "{number} episodes for {form} in {to}: a folder each, with title.txt and notes.txt to copy.",
            len(made),
            form=form,
            to=to,
        )
    )
    print(
        tr("The voices are synthetic: declare it in the form (内容声明: AI生成; Altered content: Yes)."),
        file=sys.stderr,
    )
