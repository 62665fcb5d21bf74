"""What the feed needs of each episode, read quickly from thousands of folders."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from tts.errors import InputError, Place, reason
from tts.language import tr
from tts.master.model import ChapterMark
from tts.show.feed.names import episode_guid
from tts.show.feed.publications import Moments, read_moments
from tts.show.model import NAME, FileRecord, Listing, SourceRecord, TurnMark, check_name

_SOUNDBITE_S = (15.0, 120.0)
"""Least and most that podcast:soundbite allows, seconds."""


@dataclass(frozen=True, slots=True)
class Participant:
    """A speaker as the feed names one."""

    name: str
    role: str
    link: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """The fields of `episode.json` that stand in a feed; the long ones are skipped, which is most of the reading."""

    slug: str
    title: str
    date: str
    language: str
    description: str
    disclosure: str
    source: SourceRecord
    audio: str
    duration_s: float
    size: int
    sha256: str
    speakers: tuple[Participant, ...]
    chapters: tuple[ChapterMark, ...]
    listing: Listing = field(default_factory=Listing)
    files: tuple[FileRecord, ...] = ()
    alternates: tuple[FileRecord, ...] = ()
    first_published: datetime | None = None
    """Not in `episode.json`; None before it is published."""

    @property
    def dated(self) -> datetime | None:
        """When it was published: as the front matter says, else the first time. None: not yet."""
        return datetime.fromisoformat(self.listing.published) if self.listing.published else self.first_published

    @property
    def published(self) -> datetime | None:
        """`dated`; before that, noon UTC of the source's day."""
        if self.dated:
            return self.dated
        try:
            return datetime.fromisoformat(f"{self.date}T12:00:00").replace(tzinfo=UTC)
        except ValueError:
            return None

    @property
    def guid(self) -> str:
        """Never changes once published."""

        return self.listing.guid or episode_guid(self.slug)

    def __post_init__(self) -> None:
        check_name(self.audio)

    def has(self, name: str) -> bool:
        """Is there a file called `name` in the folder?"""
        return any(file.name == name for file in self.files)


def entries(site: Path, moments: Moments | None = None) -> list[FeedEntry]:
    """The episodes in `site`, newest first; those that are still to be published are newer than all that are.

    `moments`: when each was first published; None: as `site` recorded it.
    Raises InputError for a folder whose episode.json cannot be read as one.
    """
    known = read_moments(site) if moments is None else moments
    found = [_entry(path) for path in sorted(site.glob(f"[!.]*/{NAME}"))]
    found = [replace(entry, first_published=known.get(entry.guid)) for entry in found]
    found.sort(key=_age, reverse=True)
    _refuse_shared_guids(found)
    return found


def _age(entry: FeedEntry) -> tuple[bool, datetime, int, int, str]:
    """What orders episodes, the oldest first."""
    moment = entry.published or datetime.min.replace(tzinfo=UTC)
    return entry.dated is None, moment, entry.listing.season, entry.listing.number, entry.slug


def _entry(path: Path) -> FeedEntry:
    try:
        entry = msgspec.json.decode(path.read_bytes(), type=FeedEntry)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(
            tr("Not an episode: {error}.", error=reason(error)),
            place=Place(path),
            remedy=tr("Move this folder elsewhere, and build the episode again."),
        ) from None
    if entry.slug != path.parent.name:
        raise InputError(
            tr("The episode `{slug}` lies in a folder called `{parent}`.", slug=entry.slug, parent=path.parent.name),
            place=Place(path),
            remedy=tr("Rename the folder back, or build the episode again with another `slug:`."),
        )
    return entry


def _refuse_shared_guids(found: list[FeedEntry]) -> None:
    seen: dict[str, str] = {}
    for entry in found:
        other = seen.setdefault(entry.guid, entry.slug)
        if other != entry.slug:
            raise InputError(
                tr(
                    "The episodes `{other}` and `{slug}` share the guid {guid}.",
                    other=other,
                    slug=entry.slug,
                    guid=entry.guid,
                ),
                place=Place(entry.slug),
                remedy=tr("Players would show one of them only: change one `guid:` in the front matter."),
            )


@dataclass(frozen=True, slots=True)
class _Turns:
    turns: tuple[TurnMark, ...]


@dataclass(frozen=True, slots=True)
class Soundbite:
    """A turn that invites people to listen."""

    start_s: float
    duration_s: float
    title: str


def soundbite(site: Path, entry: FeedEntry) -> Soundbite | None:
    """The turn the front matter chose, within what players take: 15 to 120 s. None when none was chosen."""
    if entry.listing.soundbite_turn is None:
        return None
    turns = msgspec.json.decode((site / entry.slug / NAME).read_bytes(), type=_Turns).turns
    speech = [turn for turn in turns if turn.kind == "speech"]
    chosen = speech[entry.listing.soundbite_turn - 1]
    start = min(chosen.start_s, max(0.0, entry.duration_s - _SOUNDBITE_S[0]))
    length = min(max(chosen.end_s - start, _SOUNDBITE_S[0]), _SOUNDBITE_S[1], entry.duration_s - start)
    title = entry.listing.soundbite_title or " ".join(chosen.text.split())
    return Soundbite(round(start, 3), round(length, 3), title[:128])
