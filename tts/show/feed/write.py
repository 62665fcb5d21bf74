"""The feed's documents: one, or pages that stay as they are, and one more for each language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree

from tts.config.schema import Show
from tts.show.feed.channel import FEED, Address, Page, document
from tts.show.feed.entry import FeedEntry, entries, soundbite
from tts.show.feed.item import append_item
from tts.show.feed.names import LOCAL_BASE, show_guid, under
from tts.show.feed.publications import Moments

_PAGE = re.compile(r"feed(\.[a-z]{2,3})?(-page-[0-9]+)?\.xml")
"""What the feed's documents are called, all of them."""


def is_feed(name: str) -> bool:
    """Whether a file of this name beside the episodes is a document of the feed, or was: `feedback.xml` is none."""
    return bool(_PAGE.fullmatch(name))


def feeds_of(site: Path) -> list[Path]:
    """Every document of the feed that stands in `site`, by name."""
    return [path for path in sorted(site.glob("feed*.xml")) if is_feed(path.name)]


def address_of(show: Show, base_url: str = "") -> Address:
    """Where the feed stands: at `base_url`, else where voices.yaml says, else where `turncast serve` puts it."""
    base = (base_url or show.base_url or LOCAL_BASE).rstrip("/")
    derived = "" if base == LOCAL_BASE else show_guid(under(base, FEED))
    return Address(base, show.guid or derived, show.enclosure_prefix)


def documents(site: Path, show: Show, address: Address, moments: Moments | None = None) -> dict[str, bytes]:
    """File name → content of every document of the feed. `moments`: as for `entries`.

    Raises InputError for a broken episode.
    """
    found = entries(site, moments)
    pages = list(_pages(found, show, FEED, show.language))
    for language in languages_of(found):
        own = [entry for entry in found if entry.language == language]
        code = show.language if show.language.startswith(language) else language
        pages += _pages(own, show, f"feed.{language}.xml", code)
    return {page.name: _render(site, show, address, page, part) for page, part in pages}


def languages_of(found: Sequence[FeedEntry]) -> list[str]:
    """The languages that have a feed of their own: all, where there are several."""
    languages = sorted({entry.language for entry in found})
    return languages if len(languages) > 1 else []


def _pages(
    found: Sequence[FeedEntry], show: Show, name: str, language: str
) -> Iterator[tuple[Page, Sequence[FeedEntry]]]:
    """Pages counted from the oldest episode on, so that a new one changes the first document only.

    The first holds the newest `page-size` at least, and fewer than twice as many: some apps read no further.
    """
    size = show.page_size
    archives = max(0, len(found) // size - 1) if size else 0
    if not archives:
        yield Page(name, language, main=name), found
        return
    newest = len(found) - archives * size
    stem = name.removesuffix(".xml")
    names = [name, *(f"{stem}-page-{number}.xml" for number in range(archives, 0, -1))]
    for index, own in enumerate(names):
        older = names[index + 1] if index < archives else ""
        newer = names[index - 1] if index else ""
        start = 0 if index == 0 else newest + (index - 1) * size
        end = newest + index * size
        yield Page(own, language, older, newer, archived=index > 0, main=name), found[start:end]


def _render(site: Path, show: Show, address: Address, page: Page, part: Sequence[FeedEntry]) -> bytes:
    newest = max((entry.published for entry in part if entry.published), default=None)
    rss, channel = document(show, address, replace(page, newest=newest))
    for entry in part:
        append_item(channel, show, entry, address, soundbite(site, entry))
    etree.indent(rss, " ")
    content: bytes = etree.tostring(rss, xml_declaration=True, encoding="UTF-8")
    return content + b"\n"
