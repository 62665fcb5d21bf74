"""Options that several commands take."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from tts.cli.place import checked
from tts.library.settings import check_engine
from tts.script.facts import LARGEST, Facts

CastOption: TypeAlias = Annotated[
    Path | None,
    typer.Option("--cast", metavar="FILE", help="Who speaks in which voice; else voices.yaml, here or beside SOURCE."),
]
EngineOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="NAME",
        callback=check_engine,
        help="What speaks; see `turncast voices`. Default: as voices.yaml says.",
    ),
]
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


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How a source is read."""

    cast: CastOption = None
    engine: EngineOption = ""
    speaker: Annotated[
        list[str] | None,
        typer.Option("--speaker", metavar="NAME", help="A name that is a speaker even where the text leaves doubt."),
    ] = None
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="The episode's title, above what the transcript says.")
    ] = ""
    slug: Annotated[
        str, typer.Option("--slug", metavar="NAME", help="The episode's folder, and its place in the feed.")
    ] = ""
    date: Annotated[str, typer.Option("--date", metavar="DATE", help="The day of the interview, like 2024-03-01.")] = ""
    season: Annotated[
        int | None,
        typer.Option("--season", metavar="N", min=1, max=LARGEST, help="The season it belongs to."),
    ] = None
    episode: Annotated[
        int | None,
        typer.Option("--episode", metavar="N", min=1, max=LARGEST, help="Its number in the season."),
    ] = None
    fetch: Annotated[bool, typer.Option("--fetch", help="Let SOURCE be a web address, and get the page.")] = False

    @property
    def speakers(self) -> tuple[str, ...]:
        return tuple(self.speaker or ())

    @property
    def facts(self) -> Facts:
        """Raises UsageError."""
        return Facts(self.title, self.slug, self.date, self.season, self.episode)
