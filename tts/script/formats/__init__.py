"""The formats a transcript may come in. To add one: one module here and one row in `FORMATS`."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tts.script.blocks import Document


@dataclass(frozen=True, slots=True)
class Format:
    """A shape transcripts come in."""

    name: str
    """Also its module here, which has `read(text: str) -> Document`, or `read(data: bytes)` when `binary`."""
    suffixes: tuple[str, ...]
    """File name endings that name it."""
    binary: bool = False
    starts: tuple[bytes, ...] = ()
    """First bytes that name it whatever the file is called, lower case."""

    @property
    def read(self) -> Callable[[Any], Document]:
        """The module's reader, imported when needed."""
        reader: Callable[[Any], Document] = importlib.import_module(f"tts.script.formats.{self.name}").read
        return reader


FORMATS: tuple[Format, ...] = (Format("plain", (".txt", ".text", "")),)
"""The first one is what anything unknown is taken for."""


def format_of(name: str, data: bytes) -> Format:
    """The format of `data`, by its first bytes and then by the file's name."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    suffix = "." + name.lower().rpartition(".")[2] if "." in name else ""
    for row in FORMATS:
        if row.starts and head.startswith(row.starts):
            return row
    return next((row for row in FORMATS if suffix in row.suffixes), FORMATS[0])
