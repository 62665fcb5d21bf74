"""EPUB: its chapters in reading order, each read as a web page."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from tts.errors import InputError, Place, reason
from tts.language import tr
from tts.script.dates import iso_date
from tts.script.formats import html
from tts.script.formats.archive import Archive
from tts.script.formats.blocks import Block, Document, Metadata, moved
from tts.text import tidy

_CONTAINER = "META-INF/container.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/xml")


def read(data: bytes) -> Document:
    """The book's pages as one document. Raises InputError for a damaged book."""
    archive = Archive(data)
    root = _xml(archive.read(_CONTAINER))
    package = next((str(path) for path in root.xpath("//*[local-name()='rootfile']/@full-path")), "")
    book = _xml(archive.read(package))
    pages = [html.read(_text(archive.read(page)), book=True) for page in _spine(archive, book, package)]
    texts, blocks, at = list[str](), list[Block](), 0
    for page in pages:
        texts.append(page.text)
        blocks += [moved(block, at) for block in page.blocks]
        at += len(page.text)
    return Document("".join(texts), tuple(blocks), _metadata(book))


def _xml(data: bytes) -> Any:
    from lxml import etree

    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(
            tr("Is damaged: {error}.", error=reason(error)),
            place=Place(tr("the transcript")),
            remedy=tr("Save or download the book again."),
        ) from None


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def _spine(archive: Archive, book: Any, package: str) -> Iterator[str]:
    """The archive's names of the pages, each once, in reading order; the table of contents left out."""
    items = {item.get("id"): item for item in book.xpath("//*[local-name()='manifest']/*[local-name()='item']")}
    seen: set[str] = set()
    for reference in book.xpath("//*[local-name()='spine']/*[local-name()='itemref']"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES or "nav" in (item.get("properties") or "").split():
            continue
        name = posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(item.get("href") or "")))
        if name in archive.names and name not in seen:
            seen.add(name)
            yield name


def _metadata(book: Any) -> Metadata:
    def first(name: str) -> str:
        return tidy(
            next((t.text or "" for t in book.xpath(f"//*[local-name()='metadata']/*[local-name()='{name}']")), "")
        )

    language = first("language")[:2].lower()
    return Metadata(
        title=first("title"),
        date=iso_date(first("date")),
        publisher=first("publisher"),
        language=language if language in ("zh", "en") else "",
    )
