"""The shape of a script file (`turncast script --write`). Every key a user may write stands here."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import field

from tts.config.schema import Member, Narrator, Pauses, Seconds, Section, Text
from tts.script.model import Kind

KEY = "turncast-script"
"""The first key of every script file: how it is told from other text."""
VERSION = 1
"""The version of this format."""


class UtteranceEntry(Section, frozen=True):
    """An utterance that needs more than its text."""

    text: Text
    pause: Seconds | None = None
    """Silence behind it, seconds; without it, as `pauses:` says."""
    caption: str = ""
    """What captions show instead of the text."""
    language: Literal["", "zh", "en"] = ""
    """Empty: as the text looks."""
    notice: bool = False
    """Part of the notice that the voices are synthetic: said slowly."""


class TurnEntry(Section, frozen=True):
    """A turn."""

    speaker: Text | None = None
    """Nobody: the narrator reads."""
    kind: Kind | None = None
    """Without it: `speech` for a speaker, `note` for the narrator."""
    line: int = 0
    """Where it stands in the transcript."""
    says: tuple[Text | UtteranceEntry | None, ...] = ()
    """One item an utterance; an empty one starts a paragraph."""


class ChapterEntry(Section, frozen=True):
    """A chapter and its turns."""

    title: Text = "…"
    turns: tuple[TurnEntry, ...] = ()


class Source(Section, frozen=True):
    """Where the transcript was published."""

    url: str = ""
    publisher: str = ""


class Silent(Section, frozen=True):
    """A piece of the transcript that no voice says."""

    line: int = 0
    text: str = ""
    reason: str = ""


class Counted(Section, frozen=True):
    """What became of the transcript's characters. An edited script is accounted for as it stands: what it says more or
    less than `said_chars` is added to the characters read and spoken; what the transcript left unspoken stays so."""

    source_chars: int = 0
    said_chars: int = 0
    """Characters of all utterances of all turns when the script was written, white space aside."""
    unspoken: tuple[Silent, ...] = ()


class File(Section, frozen=True):
    """A script file."""

    turncast_script: int = VERSION
    title: str = ""
    slug: str = ""
    date: Any = ""
    """A day; YAML makes a date of `2015-01-24` where it stands without quotes."""
    language: Literal["zh", "en"] = "zh"
    source: Source = field(default_factory=Source)
    cast: dict[str, Member] = field(default_factory=dict)
    """As in voices.yaml, in order of appearance."""
    narrator: Narrator = field(default_factory=Narrator)
    pauses: Pauses = field(default_factory=Pauses)
    disclosure: str = ""
    """The sentence of the opening that says the voices are synthetic; for tags and feed."""
    front_matter: dict[str, str] = field(default_factory=dict)
    """What the transcript's front matter said; the feed takes `season`, `episode`, `soundbite` and others from it."""
    opening: tuple[Text | UtteranceEntry, ...] = ()
    """What the narrator says before the first turn."""
    chapters: tuple[ChapterEntry, ...] = ()
    accounting: Counted = field(default_factory=Counted)
