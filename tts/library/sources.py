"""What a transcript can be given as: a path, its text, its bytes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tts.errors import UsageError
from tts.language import tr
from tts.script.source.fetch import address_of

UNNAMED = "transcript"
_LONGEST_NAME = 1024
"""Characters; no system has longer paths for files in use."""


@dataclass(frozen=True, slots=True)
class Content:
    """A transcript, or a script file, in memory."""

    name: str
    """What it is called, like a file: the format is told by `talk.docx`, the episode's folder by `talk`, and messages
    name it. No file of this name is looked at."""
    content: str | bytes
    """Its text, or the bytes of a file in any format and encoding that Turncast reads."""


Source: TypeAlias = str | bytes | os.PathLike[str] | Content
"""A path-like is a file (`-`: standard input); a string is the transcript's text, not its path; bytes are a file's."""


def located(source: Source) -> tuple[Path, bytes | None]:
    """What `source` is called, and its content when it is in memory.

    Raises UsageError for a string that names a file or an address, and for a name that is none.
    """
    if isinstance(source, os.PathLike):
        return Path(source), None
    if isinstance(source, str):
        _refuse_path(source)
    if not isinstance(source, Content):
        source = Content(UNNAMED, source)
    name = Path(source.name).name
    if not name:
        raise UsageError(
            tr("`{source}` is no name.", source=source.name), remedy=tr("Name the content like a file: `talk.txt`.")
        )
    content = source.content
    return Path(name), content.encode(errors="replace") if isinstance(content, str) else content


def all_located(sources: Sequence[Source]) -> dict[Path, bytes | None]:
    """What each of `sources` is called → its content when it is in memory. Raises UsageError."""
    found: dict[Path, bytes | None] = {}
    for source in sources:
        name, content = located(source)
        if name in found:
            raise UsageError(
                tr("Two sources are called `{name}`.", name=name), remedy=tr("Name each: Content('other.txt', text).")
            )
        found[name] = content
    return found


def _refuse_path(text: str) -> None:
    """A path given as a string would be spoken, as a very short interview."""
    if len(text) > _LONGEST_NAME or "\n" in text.strip():
        return
    try:
        named = bool(address_of(Path(text))) or Path(text).is_file()
    except (OSError, ValueError):
        return
    if named:
        raise UsageError(
            tr("`{text}` is the name of a file or page, and a string is the transcript's text.", text=text),
            remedy=tr("Write Path({text!r}).", text=text),
        )
