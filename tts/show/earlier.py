"""What a site already holds of an episode: a build replaces the same episode, never another one, and no edits.

An episode is known by what it says, which `episode.json` holds and which edits mostly leave alone; names of files and
titles are shared by every week's `interview.txt`.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tts.errors import InputError, Place, WriteError
from tts.language import tr
from tts.script.model import Script
from tts.script.slug import slug
from tts.show.folder import writing
from tts.show.model import NAME, FileRecord, SourceRecord
from tts.show.record import read, sha256
from tts.text import ink

SCRIPT = "script.yaml"
_RUN = {"zh": 8}
_RUN_OTHERS = 16
"""Characters in a row that two talks do not share by chance: less than one in a hundred of theirs, between any two
transcripts of the tests."""
SAME = 0.25
"""From this share of the shorter text on, two talks under one name are one, edited."""
RENAMED = 0.8
"""The share that makes one talk of two under different names: here nothing else speaks for it."""


class ForeignFolderError(WriteError):
    """What stands where an episode's folder should is somebody's own, or another episode's."""


def belongings(target: Path) -> set[str]:
    """The names in `target` that the next build of this episode may replace: those that its episode.json lists.

    Empty where there is nothing yet. Raises ForeignFolderError for whatever is not a folder of this very episode.
    """
    with writing(target):
        if not os.path.lexists(target) or (target.is_dir() and not target.is_symlink() and not any(target.iterdir())):
            return set()
    try:
        before = None if target.is_symlink() or not target.is_dir() else read(target)
    except InputError:
        before = None
    if before is None or before.slug != target.name:
        raise ForeignFolderError(
            tr("This is not a folder of the episode `{target}`, and building would replace it.", target=target.name),
            place=Place(target),
            remedy=tr("Move it elsewhere, name another folder with --out, or give the transcript another `slug:`."),
        )
    return before.names


@dataclass(frozen=True, slots=True)
class SaidTurn:
    """A turn, as far as it is compared."""

    text: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What of an `episode.json` tells which episode it is."""

    slug: str
    title: str
    date: str
    language: str
    source: SourceRecord
    turns: tuple[SaidTurn, ...]
    files: tuple[FileRecord, ...] = ()


def check_replaceable(site: Path, script: Script, source: Path) -> None:
    """Raises ForeignFolderError when building `script` into `site` would replace another episode, or a script.yaml
    that somebody edited, unless that is the `source`."""
    target = site / script.slug
    belongings(target)
    before = _read(target / NAME)
    if before is None:
        return
    if not _same(before, script):
        raise ForeignFolderError(
            tr(
                "The episode `{slug}`, “{title}”, is another one: building {source} would replace it.",
                slug=before.slug,
                title=before.title,
                source=source,
            ),
            place=Place(target),
            remedy=tr(
                "Give this one a name of its own: --slug {free}, or `slug:` in its front matter. If "
                "it is the same talk, written anew, move that folder elsewhere first.",
                free=_free(site, script),
            ),
        )
    edited = target / SCRIPT
    written = next((file.sha256 for file in before.files if file.name == SCRIPT), "")
    if not edited.is_file() or built_in_place(site, script.slug, source):
        return
    if before.source.edited or (written and sha256(edited) != written):
        raise ForeignFolderError(
            tr("This script was edited, and building {source} would write over it.", source=source),
            place=Place(edited),
            remedy=tr(
                "Build the script itself: turncast build {edited}; or move it out of the folder, to "
                "build {source} again.",
                edited=edited,
                source=source.name,
            ),
        )


def built_in_place(site: Path, name: str, source: Path) -> bool:
    """Whether `source` is the script.yaml of the episode `name` itself."""
    own = site / name / SCRIPT
    return own.is_file() and source.is_file() and own.samefile(source)


def find_renamed(site: Path, script: Script, source: Path, built: Collection[str]) -> str:
    """The slug under which `site` holds the talk of `script`, when the file that gave that slug is no longer beside
    `source`; empty when there is none. `built`: slugs that are other sources' of the same run."""
    if os.path.lexists(site / script.slug):
        return ""
    others = {*built, *(slug("", path.stem) for path in _siblings(source))}
    for path in sorted(site.glob(f"[!.]*/{NAME}")):
        before = _read(path)
        if before and before.slug == path.parent.name and before.slug not in others:
            said = (turn.text for turn in before.turns)
            if before.language == script.language and _overlap(said, script) >= RENAMED:
                return before.slug
    return ""


def _siblings(source: Path) -> Iterator[Path]:
    try:
        yield from source.parent.iterdir()
    except OSError:  # a web address, standard input
        return


def _read(path: Path) -> Earlier | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Earlier)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _same(before: Earlier, script: Script) -> bool:
    title = " ".join(script.title.split())
    dated = bool(before.date) and before.date == script.date
    published = bool(before.source.url) and before.source.url == script.source_url
    if before.title == title and (dated or published):
        return True
    return _overlap((turn.text for turn in before.turns), script) >= SAME


def _overlap(before: Iterable[str], script: Script) -> float:
    """How much of the shorter text stands in the other, 0.0 to 1.0."""
    size = _RUN.get(script.language, _RUN_OTHERS)
    one, other = _runs(before, size), _runs((turn.text for turn in script.turns), size)
    return len(one & other) / min(len(one), len(other))


def _runs(texts: Iterable[str], size: int) -> set[str]:
    """All runs of `size` characters, white space aside; never empty."""
    text = ink("".join(texts))
    return {text[at : at + size] for at in range(max(1, len(text) - size + 1))}


def _free(site: Path, script: Script) -> str:
    """A slug that `site` does not have: with the date, or else a number, behind that of `script`."""
    if script.date and not (site / (dated := f"{script.slug}-{script.date}")).exists():
        return dated
    number = 2
    while (site / f"{script.slug}-{number}").exists():
        number += 1
    return f"{script.slug}-{number}"
