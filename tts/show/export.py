"""Copies for a USB stick, a car or an old player: numbered files, small covers, a playlist, names FAT can hold."""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tts.errors import InputError, Place, UsageError
from tts.language import tr
from tts.master.labels import AigcLabel, aigc
from tts.master.model import Tags
from tts.progress import Progress, Report
from tts.show import notes
from tts.show.captions import readable
from tts.show.cover import small
from tts.show.feed.entry import FeedEntry, entries
from tts.show.folder import writing
from tts.show.model import Episode
from tts.show.record import read
from tts.show.shelf import Shelf

PLAYLIST = "playlist.m3u8"
OLD_PLAYLIST = "playlist.m3u"
"""The same list under the name that old players know."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
"""What FAT and Windows refuse in names."""
_LOOKALIKES = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
_LONGEST_NAME = 100
"""UTF-16 units without number and suffix: FAT holds 255 a name, players show less, and folders take room, too."""

Tag = Callable[[Path, Tags], None]


@dataclass(frozen=True, slots=True)
class Exported:
    """What lies in the folder now."""

    files: tuple[str, ...]
    """In playing order."""
    copied: int
    removed: int


def export(site: Path, target: Path, tag: Tag, report: Report, *, plain_names: bool = False) -> Exported:
    """Copy every episode of `site` into `target`, oldest first; what is there already is not copied again.

    `plain_names`: name files by slug, in ASCII, for players without Chinese. `tag` as `tts.master.tags.tag`.
    Raises UsageError (`target` lies in the site), InputError (no episodes, damaged ones) and WriteError (also when a
    file of somebody else stands where one of ours should).
    """
    found = entries(site)[::-1]
    if not found:
        raise InputError(
            tr("No episodes here."), place=Place(site), remedy=tr("Name the folder that `build` writes to.")
        )
    refuse_inside(site, target)
    names = [_file_name(number, entry, len(found), plain_names) for number, entry in enumerate(found, start=1)]
    shelf = Shelf(target)
    copied = 0
    with tempfile.TemporaryDirectory() as folder:
        lists = list(_lists(site, found, names, Path(folder)))
        # Before an hour's copying, not after it.
        shelf.refuse_foreign([path.name for path in lists])
        for number, (entry, name) in enumerate(zip(found, names, strict=True), start=1):
            copied += shelf.put(name, _numbered(site, entry, number, Path(folder) / "episode.mp3", tag))
            report(Progress("copying", number, len(found)))
        for path in lists:
            shelf.put(path.name, path)
    removed = shelf.keep_only([*names, *(path.name for path in lists)])
    return Exported(tuple(names), copied, removed)


def refuse_inside(site: Path, target: Path) -> None:
    """What lies in a site is published with it."""
    if target.resolve().is_relative_to(site.resolve()):
        raise UsageError(
            tr("{target} lies in the site itself.", target=target),
            remedy=tr("Name a folder outside of it with --to: a stick's, a card's."),
        )


def _file_name(number: int, entry: FeedEntry, total: int, plain: bool) -> str:
    width = max(2, len(str(total)))
    return f"{number:0{width}} {entry.slug if plain else fat_safe(entry.title) or entry.slug}.mp3"


def fat_safe(title: str) -> str:
    """`title` as a file name that FAT, exFAT, Windows and old players take; without what they cannot show."""
    clean = _FORBIDDEN.sub(" ", readable(title).translate(_LOOKALIKES))
    shown = "".join(
        char for char in clean if ord(char) < 0x10000 and unicodedata.category(char) not in ("Cf", "Co", "Cn")
    )
    name = " ".join(unicodedata.normalize("NFC", shown).split())
    return name[:_LONGEST_NAME].rstrip(" .")


def _numbered(site: Path, entry: FeedEntry, number: int, path: Path, tag: Tag) -> Path:
    """The episode's MP3, written to `path` with a small cover and its number in the tag."""
    episode = read(site / entry.slug)
    source = site / entry.slug / entry.audio
    if not source.is_file():
        raise InputError(
            tr("The episode's MP3 is missing."), place=Place(source), remedy=tr("Build the episode again.")
        )
    cover = _small_cover(site / entry.slug / "cover.jpg")
    with writing(path, "TMPDIR"):
        shutil.copyfile(source, path)
    tag(path, _tags(episode, number, cover))
    return path


def _small_cover(path: Path) -> bytes:
    try:
        return small(path.read_bytes())
    except OSError:
        raise InputError(
            tr("The cover is missing or not an image."), place=Place(path), remedy=tr("Build the episode again.")
        ) from None


def _tags(episode: Episode, number: int, cover: bytes) -> Tags:
    return Tags(
        title=episode.title,
        album=episode.show,
        artist=episode.author or episode.show,
        date=episode.date,
        language=episode.language,
        comment="\n\n".join(filter(None, (episode.description, episode.disclosure))),
        source_url=episode.source.url,
        cover=cover,
        chapters=episode.chapters,
        lyrics=readable(notes.lyrics(episode.turns, episode.language)),
        track=number,
        aigc=aigc(AigcLabel(episode.labels.producer, episode.labels.number)) if episode.labels.regions else "",
    )


def _lists(site: Path, found: Sequence[FeedEntry], names: Sequence[str], folder: Path) -> Iterator[Path]:
    """What lies beside the episodes, written into `folder`."""
    lines = ["#EXTM3U", "#EXTENC:UTF-8"]
    for entry, name in zip(found, names, strict=True):
        lines += [f"#EXTINF:{round(entry.duration_s)},{' '.join(readable(entry.title).split())}", name]
    show = site / "cover.jpg"
    cover = _small_cover(show if show.is_file() else site / found[-1].slug / "cover.jpg")
    # Old players end lines as DOS does; new ones take both.
    playlist = "\r\n".join([*lines, ""]).encode()
    for name, content in ((PLAYLIST, playlist), (OLD_PLAYLIST, playlist), ("cover.jpg", cover)):
        with writing(folder, "TMPDIR"):
            (folder / name).write_bytes(content)
        yield folder / name
