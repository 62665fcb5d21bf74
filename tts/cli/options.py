"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from tts.cli.place import checked
from tts.errors import UsageError
from tts.nearest import suggestion
from tts.script.dates import iso_date
from tts.speech import engines


def known_engine(name: str) -> str:
    """`name`, if there is such an engine or it is empty. Raises UsageError."""
    if name and name not in engines.names():
        raise UsageError(f"There is no engine `{name}`.", remedy=suggestion(name, engines.names()))
    return name


CastOption: TypeAlias = Annotated[
    Path | None,
    typer.Option("--cast", metavar="FILE", help="Who speaks in which voice; else voices.yaml, here or beside SOURCE."),
]
EngineOption: TypeAlias = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="NAME",
        callback=known_engine,
        help="What speaks; see `turncast voices`. Default: as voices.yaml says.",
    ),
]
SpeakersOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--speaker", metavar="NAME", help="A name that is a speaker even where the text leaves doubt."),
]
TitleOption: TypeAlias = Annotated[
    str, typer.Option("--title", metavar="TEXT", help="The episode's title, above what the transcript says.")
]
SlugOption: TypeAlias = Annotated[
    str, typer.Option("--slug", metavar="NAME", help="The episode's folder, and its place in the feed.")
]
DateOption: TypeAlias = Annotated[
    str, typer.Option("--date", metavar="DATE", help="The day of the interview, like 2024-03-01.")
]
SeasonOption: TypeAlias = Annotated[
    int | None, typer.Option("--season", metavar="N", min=1, max=999_999, help="The season it belongs to.")
]
EpisodeOption: TypeAlias = Annotated[
    int | None, typer.Option("--episode", metavar="N", min=1, max=999_999, help="Its number in the season.")
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


def facts_of(
    title: str, slug: str, date: str, season: int | None, episode: int | None, sources: int = 1
) -> dict[str, str]:
    """The options as keys of front matter; all but `season` are one episode's own. Raises UsageError."""
    day = iso_date(date)
    if date and not day:
        raise UsageError(f"`--date {date}` is not a day.", remedy="Write it like 2024-03-01.")
    given = {"title": title.strip(), "slug": slug, "date": day, "season": season, "episode": episode}
    facts = {key: str(value) for key, value in given.items() if value}
    own = [key for key in facts if key != "season"]
    if sources > 1 and own:
        raise UsageError(
            f"`--{own[0]}` is for one source, and there are {sources}.", remedy="Build that one by itself."
        )
    return facts
