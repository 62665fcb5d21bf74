"""What an episode's folder is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tts.config.schema import Config
from tts.master.model import Mastered, Tags
from tts.script.model import Line, Script
from tts.show.model import EngineRecord


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same audio in another format."""

    suffix: str
    """Tells the format: `.m4b`, `.opus`."""
    title: str
    """What a listener calls it, e.g. `Audiobook (AAC)`; at most 32 characters."""
    encode: Callable[[Path, Tags], None]
    """Writes it, tags and all, to a path; as `tts.master.formats` does from the samples kept."""
    small_cover: bool = False
    """Whether its tag holds the cover of 480 pixels: in a small file the whole one would be a sixth of it."""


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything an episode's folder is made from."""

    mastered: Mastered
    """Its MP3 is copied, not moved."""
    script: Script
    script_yaml: str
    """The script as the script stage writes it, or as it was edited."""
    config: Config
    engine: EngineRecord
    alternates: tuple[Alternate, ...] = ()
    split: tuple[Line, ...] = ()
    """Lines that were put together from parts."""
    edited: bool = False
    """Whether its source is the script.yaml in its own folder."""
