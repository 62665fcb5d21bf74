"""What `episode.json` says: everything the feed, the player page, `check` and other programs know of an episode."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tts.config.schema import Region
from tts.master.model import ChapterMark
from tts.script.model import Accounting, Kind
from tts.voice import Voice

NAME = "episode.json"
PAGE = "index.html"

FORMAT: Literal[1] = 1
"""Raised when a field changes its meaning; a new field with a default does not raise it."""


def check_name(name: str) -> None:
    """Raises ValueError for what is not the name of a file in the episode's own folder: an `episode.json` may come from
    anywhere, and what it names is opened, copied and sent."""
    if name in ("", ".", "..") or set(name) & set("/\\\0"):
        raise ValueError(f"{name!r} is not the name of a file in its folder")


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of the episode's folder."""

    name: str
    type: str
    """MIME type, as servers should send it."""
    size: int
    """Bytes."""
    sha256: str
    """Hex."""
    title: str = ""
    """What a listener calls it, for alternate audio."""
    bitrate_bps: int = 0
    """For audio: file size over duration; 0 for other files."""

    def __post_init__(self) -> None:
        check_name(self.name)


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """Where the transcript was published."""

    url: str
    publisher: str
    edited: bool = False
    """Whether the episode was built from the script.yaml in its own folder, which governs it from then on."""


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A speaker, or the narrator (whose name is empty)."""

    name: str
    role: str
    voice: Voice
    loudness_lufs: float | None
    """Integrated loudness of this person's turns in the finished file; None when too short to measure."""
    spoken_s: float
    turns: int
    link: str = ""
    """The person's own page; empty: none."""
    image: str = ""
    """The address of a picture of them; empty: none."""


@dataclass(frozen=True, slots=True)
class TurnMark:
    """A turn of the script and when it is heard."""

    speaker: str | None
    """None for the narrator."""
    kind: Kind
    chapter: int
    start_s: float
    end_s: float
    text: str
    """Paragraphs joined by newlines."""


@dataclass(frozen=True, slots=True)
class CueMark:
    """One caption: at most two lines of 32 columns, never across utterances. Cues never overlap."""

    start_s: float
    end_s: float
    speaker: str | None
    """None for the narrator."""
    text: str
    """One line; a blank where the caption files break it."""
    turn: int | None
    """Index into `turns`; None for the opening."""
    sentence: int = 0
    """The number of the sentence that it is of, as `script` and messages have it; 0 in an episode older than this."""


@dataclass(frozen=True, slots=True)
class EngineRecord:
    """What spoke."""

    name: str
    identity: str
    """Library, model and frontend versions in one line."""
    instead_of: str = ""
    """The engine this one stood in for; empty when it was the one asked for."""


@dataclass(frozen=True, slots=True)
class LoudnessRecord:
    """Measured on the finished MP3, ITU-R BS.1770-4."""

    integrated_lufs: float
    true_peak_dbtp: float
    target_lufs: float = -16.0
    """What was asked for."""
    limit_dbtp: float = -1.0
    """The highest true peak allowed."""


@dataclass(frozen=True, slots=True)
class Listing:
    """How the episode stands in the feed, from the front matter; empty or 0: the show's own way."""

    season: int = 0
    number: int = 0
    """`itunes:episode`."""
    type: str = "full"
    """`full`, `trailer` or `bonus`."""
    explicit: bool | None = None
    """None: as the show."""
    guid: str = ""
    """Empty: made from the show's guid and the slug."""
    published: str = ""
    """ISO 8601 date and time with offset; empty: its first publication."""
    link: str = ""
    """Empty: the player page."""
    soundbite_turn: int | None = None
    """1-based number of the speech turn that is the soundbite; None: none."""
    soundbite_title: str = ""
    chapter_links: tuple[tuple[int, str], ...] = ()
    """(1-based number of a chapter, address of a page about it)."""
    chapter_images: tuple[tuple[int, str], ...] = ()
    """(1-based number of a chapter, address of a picture)."""


@dataclass(frozen=True, slots=True)
class Labels:
    """How the episode is marked as synthetic speech, beside the notice in `disclosure`."""

    regions: tuple[Region, ...] = ()
    """Whose rules it is to keep: `cn`, `eu`; none for an episode older than this field."""
    producer: str = ""
    """`ContentProducer` of the files' `AIGC` label."""
    number: str = ""
    """Its `ProduceID`: half of the sound's SHA-256, in hex."""
    rhythm: bool = False
    """Whether the sound begins with the rhythm short, long; short, short."""
    sealed: bool = False
    """Whether MP3 and M4B carry content credentials (C2PA)."""


@dataclass(frozen=True, slots=True)
class SplitRecord:
    """An utterance that was put together from parts: there may be a break in the middle of it."""

    turn: int | None
    """Index into `turns`; None for the opening."""
    text: str


@dataclass(frozen=True, slots=True)
class Amended:
    """What was changed of the episode after it was built, and stays when it is built again."""

    renamed_from: tuple[str, ...] = ()
    """The slugs that it had before, the first one first."""
    guid: str = ""
    """What subscribers know it by since it was renamed; empty: as its front matter or its slug says."""
    published: str = ""
    """Its date in the feed, ISO 8601; empty: as its front matter or its publication says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """`episode.json`, field by field. All times are seconds of the MP3, rounded to the millisecond."""

    format: Literal[1] = FORMAT
    turncast: str
    """Turncast's version."""
    slug: str
    title: str
    show: str
    """The show's title."""
    author: str
    """The show's author."""
    date: str
    """ISO 8601 date of the source, or empty."""
    language: str
    """`zh` or `en`."""
    description: str
    """Plain text: what the episode is about; without the disclosure."""
    disclosure: str
    """The sentence saying that the voices are synthetic; empty when turned off."""
    source: SourceRecord
    audio: str
    """The MP3's name in the folder."""
    duration_s: float
    size: int
    """Bytes of the MP3."""
    sha256: str
    """Hex, of the MP3 as it lies in the folder, tags and all."""
    bitrate_kbps: int
    engine: EngineRecord
    loudness: LoudnessRecord
    narrator: PersonRecord
    speakers: tuple[PersonRecord, ...]
    """In order of appearance."""
    chapters: tuple[ChapterMark, ...]
    """On the millisecond; the same list as in the ID3 tag and `chapters.json`."""
    turns: tuple[TurnMark, ...]
    cues: tuple[CueMark, ...]
    accounting: Accounting
    doubts: tuple[str, ...] = ()
    split: tuple[SplitRecord, ...] = ()
    """What the engine would not speak in one; a later build asks it again."""
    listing: Listing = Listing()
    files: tuple[FileRecord, ...] = ()
    """Everything else in the folder but this file and the player page, sorted by name."""
    alternates: tuple[FileRecord, ...] = ()
    """The same audio in other formats; each also stands in `files`."""
    labels: Labels = Labels()
    amended: Amended = Amended()

    def __post_init__(self) -> None:
        check_name(self.audio)

    @property
    def names(self) -> set[str]:
        """All files of the episode."""
        return {NAME, PAGE, self.audio, *(file.name for file in self.files), *(file.name for file in self.alternates)}
