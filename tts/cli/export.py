"""`turncast export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tts.cli.display import Display
from tts.cli.output import count
from tts.master.tags import tag
from tts.show.export import export as copy


def export(
    site: Annotated[Path, typer.Argument(metavar="SITE", help="The folder that `build` writes to.")],
    to: Annotated[Path, typer.Option(metavar="FOLDER", help="The folder to fill: a USB stick, a card, a player.")],
    plain_names: Annotated[
        bool, typer.Option("--plain-names", help="File names in plain ASCII, for players without Chinese.")
    ] = False,
) -> None:
    """Copy the episodes for listening elsewhere: numbered MP3s with small covers, and a playlist."""
    with Display() as display:
        done = copy(site, to, tag, display.report, plain_names=plain_names)
    print(f"{count(len(done.files), 'episode')} in {to}: {done.copied} copied, {done.removed} old ones removed.")
