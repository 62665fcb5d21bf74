"""What the master stage hands on: a finished audio file and what is heard when."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tts.audio import Word


@dataclass(frozen=True, slots=True)
class Cue:
    """A timed piece of text in the finished episode, at most one utterance long."""

    start_s: float
    end_s: float
    speaker: str | None
    """None for the narrator."""
    text: str
    turn: int | None
    """Index into `Script.turns`; None for the opening."""
    words: tuple[Word, ...] = ()
    """Boundaries inside `text` as the engine told them, in seconds of the episode; empty when it told none."""
    sentence: int = 0
    """`Line.number`; 0 when unknown."""


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """A chapter in the finished episode."""

    title: str
    start_s: float
    end_s: float
    link: str = ""
    """A web page about it; empty: none."""
    image: str = ""
    """The address of a picture to show meanwhile; empty: none."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """Measured on the finished file, ITU-R BS.1770-4."""

    integrated_lufs: float
    true_peak_dbtp: float
    speakers_lufs: tuple[tuple[str, float], ...]
    """(name, integrated loudness of that speaker's turns); the narrator's name is the empty string."""


@dataclass(frozen=True, slots=True)
class Mastered:
    """The episode's audio, timed from its samples."""

    mp3: Path
    """Encoded, without tags."""
    duration_s: float
    cues: tuple[Cue, ...]
    """In order."""
    chapters: tuple[ChapterMark, ...]
    """The first starts at 0.0."""
    turns: tuple[tuple[float, float], ...]
    """(start_s, end_s) of each of `Script.turns`."""
    loudness: Loudness


@dataclass(frozen=True, slots=True)
class Tags:
    """What the MP3's ID3 tag says. Written by `tts.master.tags.tag(path, tags)`."""

    title: str
    album: str
    """The show's title."""
    artist: str
    date: str
    """ISO 8601 date, or empty."""
    language: str
    """`zh` or `en`."""
    comment: str
    """What the episode is about, and the disclosure."""
    source_url: str
    """Empty when the source has none."""
    cover: bytes
    """JPEG."""
    chapters: tuple[ChapterMark, ...]
    lyrics: str = ""
    """The whole transcript as plain text (USLT); empty: none."""
    track: int = 0
    """The episode's number in its season; 0: none."""
    genre: str = "Podcast"
    aigc: str = ""
    """The label of synthetic speech, `tts.master.labels.aigc`; empty: none."""
    statement: bytes = b""
    """Room for content credentials, `tts.master.c2pa_seal`; empty: none."""
