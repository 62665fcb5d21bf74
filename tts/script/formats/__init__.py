"""The formats a transcript may come in. To add one: one module here and one row in `FORMATS`."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tts.errors import InputError, Place
from tts.language import tr
from tts.script.formats import frontmatter
from tts.script.formats.blocks import Document


@dataclass(frozen=True, slots=True)
class Format:
    """A shape transcripts come in."""

    name: str
    """Also its module here, which has `read(text: str) -> Document`, or `read(data: bytes)` when `binary`."""
    suffixes: tuple[str, ...]
    """File name endings that name it."""
    looks: str = ""
    """What its text looks like at the start (a regular expression), whatever the file is called."""
    binary: bool = False

    @property
    def read(self) -> Callable[[Any], Document]:
        """The module's reader, imported when needed."""
        reader: Callable[[Any], Document] = importlib.import_module(f"tts.script.formats.{self.name}").read
        return reader


FORMATS: tuple[Format, ...] = (
    Format("docx", (".docx", ".docm"), binary=True),
    Format("epub", (".epub",), binary=True),
    Format("pdf", (".pdf",), binary=True),
    Format("rtf", (".rtf",), binary=True),
    Format("vtt", (".vtt",), r"WEBVTT(?:\s|$)"),
    Format("srt", (".srt",), r"\d{1,6}[ \t]*\r?\n\s*\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}[ \t]*-->"),
    Format("podcast_json", (".json",), r"\{\s*\"|\[\s*\{\s*\""),
    Format(
        "html",
        (".html", ".htm", ".xhtml"),
        r"(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body|article|div|p)\b",
    ),
    Format(
        "markdown",
        (".md", ".markdown", ".mdown"),
        r"(?:[^\n]*\n){0,80}?[ \t>]*(?:#{1,6}[ \t]+\S|\*\*[^*\n]{1,60}\*\*|__[^_\n]{1,60}__)",
    ),
    Format("table", (".csv", ".tsv")),
    Format("yaml_file", (".yaml", ".yml")),
    Format("plain", (".txt", ".text", "")),
)
"""In the order they are looked for; the last one is what anything unknown is taken for."""

_BY_NAME = (".csv", ".tsv", ".yaml", ".yml")
"""What may look like anything: its name decides."""
_ZIP, _PDF, _RTF, _OLE = b"PK\x03\x04", b"%PDF-", b"{\\rtf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_OFFICE = (b"application/vnd.oasis.opendocument", b"application/vnd.sun.xml")
LOOKED_AT = 20_000
"""Characters from the start that tell a format."""


def binary_format(name: str, data: bytes) -> Format | None:
    """The format of `data` that is no text; None for a text. Raises InputError for one that others must save anew."""
    if data.startswith(_OLE):
        raise InputError(
            tr("Is a document of Word 97 to 2003."),
            place=Place(tr("the transcript")),
            remedy=tr("Open it in Word or LibreOffice and save it as .docx (soffice --convert-to docx FILE)."),
        )
    if data.startswith(_ZIP) and any(kind in data[:200] for kind in _OTHER_OFFICE):
        raise InputError(
            tr("Is an OpenDocument file."),
            place=Place(tr("the transcript")),
            remedy=tr("Open it in LibreOffice and save it as .docx (soffice --convert-to docx FILE)."),
        )
    if data.startswith(_ZIP):
        named = "epub" if b"application/epub+zip" in data[:200] or name.lower().endswith(".epub") else "docx"
    else:
        named = "pdf" if _PDF in data[:1024] else "rtf" if data.lstrip().startswith(_RTF) else ""
    return next((row for row in FORMATS if row.name == named), None)


def text_format(name: str, text: str) -> Format:
    """The format of `text`: by what it looks like, then by the file's name."""
    head = text[:LOOKED_AT].lstrip("\ufeff \t\r\n")
    suffix = "." + name.lower().rpartition(".")[2] if "." in name else ""
    if suffix in _BY_NAME:
        return next(row for row in FORMATS if suffix in row.suffixes)
    for row in FORMATS:
        if row.looks and re.match(row.looks, head, re.IGNORECASE | re.DOTALL):
            if row.name == "podcast_json" and frontmatter.json_end(text):
                continue  # JSON that text follows says what the text is
            return row
    texts = [row for row in FORMATS if not row.binary]
    return next((row for row in texts if suffix in row.suffixes), texts[-1])
