"""Word documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from tts.errors import InputError, Place
from tts.script.blocks import Block, Document, Metadata
from tts.script.characters import ink, tidy
from tts.script.formats.archive import open_archive

_HEADING = re.compile(r"(?:heading|标题)\s?([1-6])", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|标题)$", re.IGNORECASE)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(data: bytes) -> Document:
    """The document's paragraphs as blocks; a paragraph's number stands for its line. Raises InputError."""
    import docx
    from docx.opc.exceptions import OpcError

    open_archive(data).close()
    try:
        word = docx.Document(BytesIO(data))
    except (OpcError, KeyError, ValueError, SyntaxError, OSError, AttributeError) as error:
        raise InputError(
            f"Is no Word document: {error}.", place=Place("the transcript"), remedy="Save it as .docx or as plain text."
        ) from None
    pieces, blocks, at = list[str](), list[Block](), 0
    for number, (text, level, strong) in enumerate(_paragraphs(word), 1):
        for start, line in _lines(text):
            if ink(line):
                bold = tuple((max(a, start) - start + at, min(b, start + len(line)) - start + at)
                             for a, b in strong if a < start + len(line) and b > start)  # fmt: skip
                blocks.append(Block(at, at + len(line), number, level=level, strong=bold))
                pieces.append(line)
                at += len(line) + 1
    for note in _footnotes(word):
        blocks.append(Block(at, at + len(note), 0, skip="footnote"))
        pieces.append(note)
        at += len(note) + 1
    return Document("\n".join(pieces), tuple(blocks), _metadata(word))


def _paragraphs(word: Any) -> Iterator[tuple[str, int, list[tuple[int, int]]]]:
    """(text, heading level, bold stretches) of every paragraph, those in tables too."""
    from docx.text.paragraph import Paragraph

    for element in word.element.body.iter(f"{_W}p"):
        paragraph = Paragraph(element, word)
        text, strong = "", []
        for run in paragraph.iter_inner_content():
            bold = bool(getattr(run, "bold", False)) or any(getattr(r, "bold", False) for r in getattr(run, "runs", ()))
            if bold and ink(run.text):
                strong.append((len(text), len(text) + len(run.text)))
            text += run.text
        yield text, _level(paragraph), strong


def _level(paragraph: Any) -> int:
    name = (paragraph.style.name or "") if paragraph.style is not None else ""
    if _TITLE.match(name):
        return 1
    found = _HEADING.match(name)
    return int(found[1]) if found else 0


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _footnotes(word: Any) -> Iterator[str]:
    from lxml import etree

    for part in word.part.package.iter_parts():
        if re.search(r"/(?:foot|end)notes\.xml$", str(part.partname)):
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            for note in etree.fromstring(part.blob, parser).iter(f"{_W}footnote", f"{_W}endnote"):
                text = "".join(t.text or "" for t in note.iter(f"{_W}t"))
                if ink(text):
                    yield text


def _metadata(word: Any) -> Metadata:
    """The title alone: a file's dates say when it was saved, not when the talk was."""
    title = tidy(word.core_properties.title or "")
    return Metadata(title="" if title.lower() in ("", "word document", "untitled", "document") else title)
