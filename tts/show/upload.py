"""What upload forms ask for, a folder an episode: 小宇宙 takes sound, YouTube takes a film; both take words to copy."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from tts.clock import timestamp
from tts.errors import InputError, Place
from tts.language import tr
from tts.master.labels import AigcLabel, aigc
from tts.progress import Progress, Report
from tts.show.export import refuse_inside
from tts.show.feed.entry import entries
from tts.show.folder import writing
from tts.show.markdown import as_text
from tts.show.model import Episode
from tts.show.record import read
from tts.show.shelf import Shelf
from tts.show.video import film, thumbnail

Form = Literal["xiaoyuzhou", "youtube"]
FORMS: tuple[Form, ...] = ("xiaoyuzhou", "youtube")
_LONGEST_TITLE = {"xiaoyuzhou": 60, "youtube": 100}
"""Characters of a title."""
_LONGEST_NOTES = {"xiaoyuzhou": 10_000, "youtube": 5_000}
_LEAST_CHAPTERS = 3
"""Fewer are taken for no chapters at all by YouTube and Spotify."""
_FORBIDDEN = str.maketrans("<>", "＜＞")
"""YouTube refuses these two anywhere in its texts."""


def label_of(episode: Episode) -> str:
    """The label of synthetic speech that every copy has to keep; empty for an episode without."""
    return aigc(AigcLabel(episode.labels.producer, episode.labels.number)) if episode.labels.regions else ""


def title_of(episode: Episode, place: Form) -> str:
    """The title, as long as the form takes it."""
    most, title = _LONGEST_TITLE[place], episode.title.translate(_FORBIDDEN)
    return title if len(title) <= most else title[: most - 1].rstrip() + "…"


def notes_of(episode: Episode, place: Form) -> str:
    """Show notes to copy: what it is about, the chapters' times, the source, the notice. The notice is never cut."""
    chinese = episode.language == "zh"
    times = "\n".join(f"{timestamp(mark.start_s)[:8]} {mark.title}" for mark in episode.chapters)
    parts = [
        times if len(episode.chapters) >= _LEAST_CHAPTERS else "",
        f"{'原文：' if chinese else 'Source: '}{episode.source.url}" if episode.source.url else "",
        episode.disclosure,
    ]
    behind = "\n\n".join(filter(None, parts)).translate(_FORBIDDEN)
    about = as_text(episode.description).translate(_FORBIDDEN)
    room = _LONGEST_NOTES[place] - len(behind) - 2
    shortened = about if len(about) <= room else about[: max(0, room - 1)].rstrip() + "…"
    return "\n\n".join(filter(None, (shortened, behind))) + "\n"


def upload(site: Path, target: Path, place: Form, report: Report) -> list[str]:
    """Write a folder for each episode of `site` into `target`, anew; their names, newest first.

    Raises InputError (no episodes, damaged ones), UsageError (`target` lies in the site) and WriteError (also when a
    file of somebody else stands where one of ours should).
    """
    found = entries(site)
    if not found:
        raise InputError(
            tr("No episodes here."), place=Place(site), remedy=tr("Name the folder that `build` writes to.")
        )
    refuse_inside(site, target)
    shelves = {entry.slug: Shelf(target / entry.slug) for entry in found}
    for entry in found:  # before an hour's encoding, not after it
        shelves[entry.slug].refuse_foreign(_names(read(site / entry.slug), place))
    for number, entry in enumerate(found, start=1):
        report(Progress("copying", number - 1, len(found)))
        episode = read(site / entry.slug)
        with writing(target, "--to"), tempfile.TemporaryDirectory(dir=target, prefix=".unfinished-") as made:
            _WRITERS[place](episode, site / episode.slug, Path(made))
            _write_words(episode, place, Path(made))
            for path in sorted(Path(made).iterdir()):
                shelves[entry.slug].put(path.name, path)
    report(Progress("copying", len(found), len(found)))
    return [entry.slug for entry in found]


def _names(episode: Episode, place: Form) -> tuple[str, ...]:
    """What the folder of `episode` will hold."""
    sound = {
        "xiaoyuzhou": (episode.audio, "cover.jpg"),
        "youtube": (f"{episode.slug}.mp4", "thumbnail.jpg", "captions.srt"),
    }
    return (*sound[place], "title.txt", "notes.txt")


def _write_words(episode: Episode, place: Form, folder: Path) -> None:
    (folder / "title.txt").write_text(title_of(episode, place) + "\n", encoding="utf-8")
    (folder / "notes.txt").write_text(notes_of(episode, place), encoding="utf-8")


def _for_xiaoyuzhou(episode: Episode, source: Path, folder: Path) -> None:
    for name in (episode.audio, "cover.jpg"):
        shutil.copyfile(source / name, folder / name)


def _for_youtube(episode: Episode, source: Path, folder: Path) -> None:
    film(episode, source, folder / f"{episode.slug}.mp4", label_of(episode))
    (folder / "thumbnail.jpg").write_bytes(thumbnail((source / "cover.jpg").read_bytes()))
    shutil.copyfile(source / "transcript.srt", folder / "captions.srt")


_WRITERS: Mapping[Form, Callable[[Episode, Path, Path], None]] = {
    "xiaoyuzhou": _for_xiaoyuzhou,
    "youtube": _for_youtube,
}
