"""What is changed of an episode that stands, without building it: its name, its date in the feed, whether it is there.

What is changed here stays when it is built again: it stands in its `episode.json`, under `amended`.
"""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

from tts.config.schema import Show
from tts.errors import UsageError
from tts.language import tr
from tts.nearest import suggestion
from tts.script.dates import iso_date
from tts.script.slug import slug as as_slug
from tts.show.earlier import SCRIPT, belongings
from tts.show.feed.entry import entries
from tts.show.feed.names import episode_guid
from tts.show.folder import alone_in, whole_folder, write_whole, writing
from tts.show.model import NAME, PAGE, Episode, FileRecord
from tts.show.player import episode_page, page_base
from tts.show.record import amended_of, as_json, describe, read
from tts.show.slugs import check_slug


def remove(site: Path, name: str) -> tuple[str, ...]:
    """Remove the episode `name` from `site`; the names of files of somebody's own that stay in its folder.

    Raises UsageError where there is no such episode, WriteError.
    """
    folder = _folder(site, name)
    with writing(folder), alone_in(site):
        # Without it the folder is no episode any more, whatever happens to the rest.
        for own in sorted(belongings(folder), key=lambda each: each != NAME):
            (folder / own).unlink(missing_ok=True)
        left = tuple(sorted(path.name for path in folder.iterdir()))
        if not left:
            folder.rmdir()
    return left


def rename(site: Path, name: str, wanted: str, show: Show) -> Path:
    """Give the episode `name` the folder and address `wanted`; for whoever subscribes it stays the same episode.

    Raises UsageError where there is no such episode, or one called so; InputError for a name that no folder can have;
    WriteError.
    """
    folder, new = _folder(site, name), as_slug("", wanted)
    if new != wanted:
        raise UsageError(
            tr("`{name}` cannot be an episode's name.", name=wanted),
            remedy=tr("Write it in lower-case letters a to z, digits and hyphens: `{slug}`.", slug=new),
        )
    check_slug(new)
    if os.path.lexists(site / new):
        raise UsageError(tr("There is already something called `{name}`.", name=new), remedy=tr("Choose another name."))
    episode = read(folder)
    ours = belongings(folder)
    with whole_folder(site / new) as fresh:
        for path in sorted(folder.iterdir()):
            _copy(path, fresh / (_renamed(path.name, name, new) if path.name in ours else path.name))
        _name_script(fresh / SCRIPT, new)
        _write(fresh, _called(episode, fresh, new), show)
    (folder / NAME).unlink()  # whatever happens to the rest, there are never two of one episode
    shutil.rmtree(folder)
    return site / new


def date(site: Path, name: str, day: str, show: Show) -> str:
    """Date the episode `name` in the feed by `day`, a day or a moment; returns the moment, ISO 8601.

    Raises UsageError where there is no such episode, or `day` is no date; WriteError.
    """
    folder, moment = _folder(site, name), _moment(day)
    episode = read(folder)
    listing = dataclasses.replace(episode.listing, published=moment)
    amended = dataclasses.replace(episode.amended, published=moment)
    with writing(folder), alone_in(site):
        _write(folder, dataclasses.replace(episode, listing=listing, amended=amended), show)
    return moment


def _moment(day: str) -> str:
    """Noon UTC of a day, as feeds take one; a moment as it is."""
    try:
        moment = datetime.fromisoformat(day)
    except ValueError:
        found = iso_date(day)
        if not found:
            raise UsageError(tr("`{date}` is not a day.", date=day), remedy=tr("Write it like 2024-03-01.")) from None
        moment = datetime.fromisoformat(found)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC, hour=moment.hour or (12 if len(day) <= len("2024-03-01") else 0))
    return moment.isoformat()


def _folder(site: Path, name: str) -> Path:
    """The folder of the episode `name`. Raises UsageError, with what there is."""
    if not name:
        raise UsageError(tr("Which episode?"), remedy=tr("Name one; `turncast episode list` shows them."))
    if not (site / name / NAME).is_file():
        there = [entry.slug for entry in entries(site)]
        problem = tr("There is no episode `{name}` in {site}.", name=name, site=site)
        raise UsageError(problem, remedy=suggestion(name, there) if there else tr("Name the site with --out."))
    return site / name


def _renamed(file: str, old: str, new: str) -> str:
    """`talk.mp3` → `sea.mp3`; files that are not called by the episode stay."""
    return new + file.removeprefix(old) if file.startswith(f"{old}.") else file


def _copy(source: Path, target: Path) -> None:
    """A copy, not a second name: what is written there must not reach what stands."""
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target, follow_symlinks=False)


def _name_script(script: Path, new: str) -> None:
    """The script file says its slug: it is built into this folder again. All else of it stays to the letter."""
    if script.is_file():
        text = script.read_text(encoding="utf-8")
        named, times = re.subn(r"^slug:.*$", f"slug: {new}", text, count=1, flags=re.MULTILINE)
        script.write_text(named if times else f"{text}slug: {new}\n", encoding="utf-8")


def _called(episode: Episode, folder: Path, new: str) -> Episode:
    """`episode`, whose files lie in `folder` under their new names."""
    old = episode.slug
    guid = episode.listing.guid or episode_guid(old)
    earlier = tuple(dict.fromkeys((*episode.amended.renamed_from, old)))

    def again(file: FileRecord) -> FileRecord:
        plain = describe(folder / _renamed(file.name, old, new))
        return dataclasses.replace(plain, title=file.title, bitrate_bps=file.bitrate_bps)

    return dataclasses.replace(
        episode,
        slug=new,
        audio=_renamed(episode.audio, old, new),
        files=tuple(sorted(map(again, episode.files), key=lambda file: file.name)),
        alternates=tuple(map(again, episode.alternates)),
        listing=dataclasses.replace(episode.listing, guid=guid),
        amended=dataclasses.replace(episode.amended, renamed_from=earlier, guid=guid),
    )


def _write(folder: Path, episode: Episode, show: Show) -> None:
    """The two files that say what an episode is. Raises WriteError."""
    write_whole(folder / PAGE, episode_page(episode, show, page_base(show.base_url)).encode())
    write_whole(folder / NAME, b"".join(as_json(episode)))


def known_as(site: Path, name: str) -> str:
    """The episode of `site` that was once called `name`; empty when none was, or there is one called so now."""
    if os.path.lexists(site / name) or not site.is_dir():
        return ""
    for path in sorted(site.glob(f"[!.]*/{NAME}")):
        if name in amended_of(path.parent).renamed_from:
            return path.parent.name
    return ""
