"""The feed's documents: one, or pages that stay as they are, and one more for each language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from tts.config.schema import Show
from tts.show.feed.channel import FEED, Address, Page, document
from tts.show.feed.entry import FeedEntry, entries, soundbite
from tts.show.feed.item import append_item
from tts.show.feed.names import LOCAL_BASE, show_guid, under

PAGES = "feed*.xml"
"""What the feed's documents are called, all of them."""


def address_of(show: Show, base_url: str = "") -> Address:
    """Where the feed stands: at `base_url`, else where voices.yaml says, else where `turncast serve` puts it."""
    base = (base_url or show.base_url or LOCAL_BASE).rstrip("/")
    derived = "" if base == LOCAL_BASE else show_guid(under(base, FEED))
    return Address(base, show.guid or derived)


def documents(site: Path, show: Show, address: Address) -> dict[str, bytes]:
    """File name → content of every document of the feed. Raises InputError for a broken episode."""
    found = entries(site)
    pages = list(_pages(found, show, FEED, show.language))
    languages = sorted({entry.language for entry in found})
    for language in languages if len(languages) > 1 else ():
        own = [entry for entry in found if entry.language == language]
        code = show.language if show.language.startswith(language) else language
        pages += _pages(own, show, f"feed.{language}.xml", code)
    return {page.name: _render(site, show, address, page, part) for page, part in pages}


def _pages(
    found: Sequence[FeedEntry], show: Show, name: str, language: str
) -> Iterator[tuple[Page, Sequence[FeedEntry]]]:
    """Pages counted from the oldest episode on, so that a new one changes the first document only."""
    size = show.page_size
    if not size or len(found) <= size:
        yield Page(name, language), found
        return
    archives = (len(found) - 1) // size
    newest = len(found) - archives * size
    stem = name.removesuffix(".xml")
    names = [name, *(f"{stem}-page-{number}.xml" for number in range(archives, 0, -1))]
    for index, own in enumerate(names):
        older = names[index + 1] if index < archives else ""
        newer = names[index - 1] if index else ""
        start = 0 if index == 0 else newest + (index - 1) * size
        end = newest + index * size
        yield Page(own, language, older, newer, archived=index > 0), found[start:end]


def _render(site: Path, show: Show, address: Address, page: Page, part: Sequence[FeedEntry]) -> bytes:
    rss, channel = document(show, address, page)
    for entry in part:
        append_item(channel, show, entry, address, soundbite(site, entry))
    etree.indent(rss, " ")
    content: bytes = etree.tostring(rss, xml_declaration=True, encoding="UTF-8")
    return content + b"\n"
