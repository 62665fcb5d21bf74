"""`turncast episode`: what is done to episodes that stand, without building them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tts.cli.options import JsonOption
from tts.cli.output import console, print_json
from tts.cli.settings import configured
from tts.clock import clock
from tts.config.load import ConfigFile
from tts.errors import InputError, Place, UsageError
from tts.language import tr, trn
from tts.library.standing import ACTIONS, Action, amend
from tts.nearest import suggestion
from tts.show.feed.entry import FeedEntry, entries

_TAKES = {"list": 0, "remove": 1, "rename": 2, "date": 2, "refresh": 0}
"""How many words stand behind each action."""


def episode(
    action: Annotated[
        str,
        typer.Argument(metavar="ACTION", help="`list`, `remove`, `rename`, `date`; `refresh`: the feed alone."),
    ],
    name: Annotated[
        str, typer.Argument(metavar="EPISODE", help="The episode's folder in the site.", show_default=False)
    ] = "",
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE", help="For `rename` its new name, for `date` its day in the feed.", show_default=False
        ),
    ] = "",
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="The site; each episode has a folder in it.")
    ] = Path("audio"),
    cast: Annotated[
        Path | None, typer.Option("--cast", metavar="FILE", help="The voices.yaml with the show; else the usual one.")
    ] = None,
    json: JsonOption = False,
) -> None:
    """List, remove, rename or date episodes, or refresh feed and pages. Nothing is built."""
    known = _checked(action, name, value)
    file = configured(cast)
    if not out.is_dir():
        raise InputError(tr("There is no such folder."), place=Place(out), remedy=tr("Name the site with --out."))
    if known == "list":
        _list(entries(out), json)
        return
    changed = amend(out, known, name, value, settings=file)
    if json:
        print_json({"action": known, "episode": changed.episode, "left": changed.left, "refreshed": changed.refreshed})
        return
    for left in changed.left:
        print(tr("{file} is your own, and stays.", file=out / name / left))
    print(_told(known, name, changed.episode, file))
    if known != "refresh":
        print(tr("The feed and the pages are refreshed. Where the site is published, `turncast publish` sends it."))


def _checked(action: str, name: str, value: str) -> Action:
    """Raises UsageError for an action that there is not, or that has too many or too few words behind it."""
    known = next((each for each in ACTIONS if each == action), None)
    if known is None:
        raise UsageError(tr("There is no action `{action}`.", action=action), remedy=suggestion(action, ACTIONS))
    given = len([word for word in (name, value) if word])
    if given != _TAKES[action]:
        usage = {0: "", 1: " EPISODE", 2: " EPISODE VALUE"}[_TAKES[action]]
        raise UsageError(
            tr("`{action}` takes something else.", action=action),
            remedy=tr("Write: turncast episode {action}{usage}.", action=action, usage=usage),
        )
    return known


def _told(action: Action, name: str, now: str, file: ConfigFile) -> str:
    if action == "remove":
        return tr("The episode `{name}` is removed.", name=name)
    if action == "rename":
        return tr("The episode `{name}` is now `{now}`; for subscribers it is the same.", name=name, now=now)
    if action == "date":
        return tr("The episode `{name}` is dated {now} in the feed.", name=name, now=now)
    return tr("Feed and pages say what stands in the site, for the show “{title}”.", title=file.config.show.title)


def _list(found: list[FeedEntry], json: bool) -> None:
    """The newest first."""
    if json:
        print_json(
            [
                {
                    "episode": entry.slug,
                    "title": entry.title,
                    "date": entry.published.isoformat() if entry.published else "",
                    "duration_s": entry.duration_s,
                    "guid": entry.guid,
                }
                for entry in found
            ]
        )
        return
    from rich import box
    from rich.table import Table

    table = Table(tr("episode"), tr("date"), tr("duration"), tr("title"), box=box.SIMPLE_HEAD)
    for entry in found:
        day = entry.published.date().isoformat() if entry.published else ""
        table.add_row(entry.slug, day, clock(round(entry.duration_s)), entry.title)
    console().print(table)
    print(trn("{number} episode", "{number} episodes", len(found)))
