"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from tts.cli.place import checked

CastOption: TypeAlias = Annotated[
    Path | None,
    typer.Option("--cast", metavar="FILE", help="Who speaks in which voice; ./voices.yaml when there is one."),
]
EngineOption: TypeAlias = Annotated[
    str,
    typer.Option("--engine", metavar="NAME", help="What speaks; see `turncast voices`. Default: as voices.yaml says."),
]
SpeakersOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--speaker", metavar="NAME", help="A name that is a speaker even where the text leaves doubt."),
]
FetchOption: TypeAlias = Annotated[bool, typer.Option("--fetch", help="Let SOURCE be a web address, and get the page.")]
ClipsOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--cache",
        metavar="PLACE",
        callback=checked,
        help="Keep clips in this folder, or share them at s3://BUCKET/FOLDER.",
    ),
]
JsonOption: TypeAlias = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
