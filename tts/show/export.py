"""Copies for a USB stick, a car or an old player: numbered files, small covers, a playlist, names FAT can hold."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tts.errors import InputError, Place
from tts.master.model import Mark, Tags
from tts.progress import Progress, Report
from tts.show import notes
from tts.show.captions import readable
from tts.show.cover import small
from tts.show.episode import read
from tts.show.feed.entry import Entry, entries
from tts.show.folder import write_whole, writing
from tts.show.model import Episode

PLAYLIST = "playlist.m3u8"
OLD_PLAYLIST = "playlist.m3u"
"""The same list under the name that old players know."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
"""What FAT and Windows refuse in names."""
_LOOKALIKES = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
_UNSEEN = ("Cf", "Co", "Cn")
"""Format characters, private use, unassigned."""
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
    Raises InputError (no episodes) and WriteError.
    """
    found = entries(site)[::-1]
    if not found:
        raise InputError("No episodes here.", place=Place(site), remedy="Name the folder that `build` writes to.")
    names = [_file_name(number, entry, len(found), plain_names) for number, entry in enumerate(found, start=1)]
    with writing(target):
        target.mkdir(parents=True, exist_ok=True)
        before = _listed(target)
    copied = 0
    for number, (entry, name) in enumerate(zip(found, names, strict=True), start=1):
        copied += _copy(site, entry, number, target / name, tag)
        report(Progress("copying", number, len(found)))
    _write_lists(site, found, names, target)
    stale = [name for name in before if name not in names]
    for name in stale:
        with writing(target / name):
            (target / name).unlink(missing_ok=True)
    return Exported(tuple(names), copied, len(stale))


def _file_name(number: int, entry: Entry, total: int, plain: bool) -> str:
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


def _copy(site: Path, entry: Entry, number: int, path: Path, tag: Tag) -> bool:
    """The episode with a small cover and its number in the tag. False when exactly that lies there."""
    episode = read(site / entry.slug)
    source = site / entry.slug / entry.audio
    if not source.is_file():
        raise InputError("The episode's MP3 is missing.", place=Place(source), remedy="Build the episode again.")
    with tempfile.TemporaryDirectory() as folder:
        retagged = Path(folder) / "episode.mp3"
        retagged.write_bytes(source.read_bytes())
        tag(retagged, _tags(episode, number, small((site / entry.slug / "cover.jpg").read_bytes())))
        return write_whole(path, retagged.read_bytes())


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
        chapters=tuple(Mark(mark.title, mark.start_s, mark.end_s) for mark in episode.chapters),
        lyrics=readable(notes.lyrics(episode.turns, episode.language)),
        track=number,
    )


def _write_lists(site: Path, found: Sequence[Entry], names: Sequence[str], target: Path) -> None:
    lines = ["#EXTM3U", "#EXTENC:UTF-8"]
    for entry, name in zip(found, names, strict=True):
        lines += [f"#EXTINF:{round(entry.duration_s)},{' '.join(readable(entry.title).split())}", name]
    # Old players end lines as DOS does; new ones take both.
    content = "\r\n".join([*lines, ""]).encode()
    write_whole(target / PLAYLIST, content)
    write_whole(target / OLD_PLAYLIST, content)
    newest = site / found[-1].slug / "cover.jpg"
    show = site / "cover.jpg"
    write_whole(target / "cover.jpg", small((show if show.is_file() else newest).read_bytes()))


def _listed(target: Path) -> list[str]:
    """What an earlier export put here: only that may be removed."""
    path = target / PLAYLIST
    return list(_names(path.read_text(encoding="utf-8"))) if path.is_file() else []


def _names(playlist: str) -> Iterator[str]:
    for line in playlist.splitlines():
        if line.endswith(".mp3") and not line.startswith("#") and "/" not in line and "\\" not in line:
            yield line
