"""The channel: what a feed says of the show."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from tts.config.schema import Show
from tts.show.feed.names import LOCAL_BASE, NAMESPACES, under
from tts.show.feed.values import description, value

FEED = "feed.xml"


@dataclass(frozen=True, slots=True)
class Address:
    """Where the feed and the site stand, and what the feed is called for good."""

    base_url: str
    guid: str
    """podcast:guid; empty before the show has an address of its own."""

    @property
    def public(self) -> str:
        """`base_url`, or empty while the site has no address but the loopback one."""
        return "" if self.base_url == LOCAL_BASE else self.base_url

    def of(self, *parts: str) -> str:
        """The address of a file of the site."""
        return under(self.base_url, *parts)


@dataclass(frozen=True, slots=True)
class Page:
    """One document of a feed; a feed that is not paged is its own only page."""

    name: str
    """The file's name."""
    language: str
    """BCP 47."""
    older: str = ""
    """The next page's file name."""
    newer: str = ""
    """The previous page's."""
    archived: bool = False
    """Complete: no episode will be added to it."""


def add(parent: etree._Element, tag: str, text: str | None = None, /, **attributes: str) -> etree._Element:
    """Append an element; `ns:name` takes its namespace from the table, `_` in attribute names stands for `:` or `-`."""
    prefix, _, name = tag.rpartition(":")
    element = etree.SubElement(parent, f"{{{NAMESPACES[prefix]}}}{name}" if prefix else name)
    for key, attribute in attributes.items():
        element.set(key, attribute)
    element.text = text
    return element


def document(show: Show, address: Address, page: Page) -> tuple[etree._Element, etree._Element]:
    """(rss, channel) with all that stands before the items."""
    rss = etree.Element("rss", nsmap=NAMESPACES)
    rss.set("version", "2.0")
    channel = add(rss, "channel")
    add(channel, "title", value(show.title))
    add(channel, "link", show.link or address.of("index.html"))
    add(channel, "description", description(show.description or show.title))
    add(channel, "language", page.language.lower())
    if show.copyright:
        add(channel, "copyright", value(show.copyright))
    add(channel, "generator", "Turncast")
    _links(channel, address, page)
    _itunes(channel, show, address)
    _podcast(channel, show, address)
    return rss, channel


def _links(channel: etree._Element, address: Address, page: Page) -> None:
    """RFC 5005: `next` leads to older pages, as players read it; `prev-archive` says that they stay as they are."""
    links = [("self", page.name)]
    if page.older or page.newer:
        links.append(("first", FEED))
    if page.newer:
        links.append(("previous", page.newer))
    if page.older:
        links += [("next", page.older), ("prev-archive", page.older)]
    if page.archived:
        links.append(("current", FEED))
        add(channel, "fh:archive")
    for relation, name in links:
        add(channel, "atom:link", rel=relation, href=address.of(name), type="application/rss+xml")


def _itunes(channel: etree._Element, show: Show, address: Address) -> None:
    add(channel, "itunes:type", show.type)
    parent, _, child = (part.strip() for part in show.category.partition(">"))
    category = add(channel, "itunes:category", text=parent)
    if child:
        add(category, "itunes:category", text=child)
    add(channel, "itunes:explicit", "true" if show.explicit else "false")
    add(channel, "itunes:image", href=address.of("cover.jpg"))
    if show.author:
        add(channel, "itunes:author", value(show.author))
    if show.email:
        owner = add(channel, "itunes:owner")
        add(owner, "itunes:name", value(show.author or show.title))
        add(owner, "itunes:email", value(show.email))
    if show.moved_to:
        add(channel, "itunes:new-feed-url", show.moved_to)
    if show.complete:
        add(channel, "itunes:complete", "Yes")


def _podcast(channel: etree._Element, show: Show, address: Address) -> None:
    if address.guid:
        add(channel, "podcast:guid", address.guid)
    locked = add(channel, "podcast:locked", "yes" if show.locked else "no")
    if show.email:
        locked.set("owner", value(show.email))
    add(channel, "podcast:medium", "podcast")
    add(channel, "podcast:txt", "true", purpose="ai-content")
    if show.license:
        add(channel, "podcast:license", show.license.lower())
    if show.funding:
        add(channel, "podcast:funding", value(show.title), url=show.funding)
