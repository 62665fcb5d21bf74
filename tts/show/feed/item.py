"""An item: what a feed says of one episode."""

from __future__ import annotations

import base64

from lxml import etree

from tts.config.schema import Show
from tts.show.feed.channel import Address, add, pictures
from tts.show.feed.entry import FeedEntry, Participant, Soundbite
from tts.show.feed.values import plain_summary, rfc_2822, show_notes, summary, value
from tts.show.model import FileRecord

_TRANSCRIPTS = (
    ("transcript.vtt", "text/vtt", "captions"),
    ("transcript.srt", "application/x-subrip", "captions"),
    ("transcript.json", "application/json", "captions"),
    ("transcript.html", "text/html", ""),
)
_ROLES = {"interviewer": "guest host", "host": "host"}
"""From the cast's words to those of the podcast taxonomy; everybody else is a guest. Who asks in one interview is no
host of this show: directories would list them as the one who makes it."""
_LONGEST_NAME = 128
"""Characters of a person, podcast namespace."""
_SYNTHETIC = {"zh": "（AI合成声音）", "en": " (AI voice)"}
"""Stands behind every name: apps show a person's name, and hardly anything else of them."""


def append_item(
    channel: etree._Element, show: Show, entry: FeedEntry, address: Address, soundbite: Soundbite | None
) -> None:
    """Add `entry` to the channel."""
    item = add(channel, "item")
    add(item, "title", value(entry.title))
    add(item, "link", entry.listing.link or address.of(entry.slug, "index.html"))
    add(item, "guid", entry.guid, isPermaLink="false")
    if entry.published:
        add(item, "pubDate", rfc_2822(entry.published))
    add(item, "description", summary(entry))
    add(item, "content:encoded", show_notes(entry))
    add(item, "itunes:summary", plain_summary(entry))
    add(item, "enclosure", url=address.of_sound(entry.slug, entry.audio), length=str(entry.size), type="audio/mpeg")
    _itunes(item, show, entry, address)
    _podcast(item, show, entry, address)
    if soundbite:
        add(
            item,
            "podcast:soundbite",
            value(soundbite.title),
            startTime=f"{soundbite.start_s:g}",
            duration=f"{soundbite.duration_s:g}",
        )
    for alternate in entry.alternates:
        _alternate(item, alternate, address.of_sound(entry.slug, alternate.name), entry.language)


def _itunes(item: etree._Element, show: Show, entry: FeedEntry, address: Address) -> None:
    explicit = show.explicit if entry.listing.explicit is None else entry.listing.explicit
    add(item, "itunes:title", value(entry.title))
    if show.author:
        add(item, "itunes:author", value(show.author))
    add(item, "itunes:duration", str(round(entry.duration_s)))
    add(item, "itunes:image", href=address.of(entry.slug, "cover.jpg"))
    add(item, "itunes:explicit", "true" if explicit else "false")
    add(item, "itunes:episodeType", entry.listing.type)
    if entry.listing.season:
        add(item, "itunes:season", str(entry.listing.season))
        add(item, "podcast:season", str(entry.listing.season))
    if entry.listing.number:
        add(item, "itunes:episode", str(entry.listing.number))
        add(item, "podcast:episode", str(entry.listing.number))


def _podcast(item: etree._Element, show: Show, entry: FeedEntry, address: Address) -> None:
    for name, kind, relation in _TRANSCRIPTS:
        if entry.has(name):
            element = add(item, "podcast:transcript", url=address.of(entry.slug, name), type=kind)
            element.set("language", entry.language)
            if relation:
                element.set("rel", relation)
    if entry.has("chapters.json"):
        url = address.of(entry.slug, "chapters.json")
        add(item, "podcast:chapters", url=url, type="application/json+chapters")
    for speaker in entry.speakers:
        _person(item, speaker, _SYNTHETIC["zh" if entry.language.startswith("zh") else "en"])
    pictures(item, value(entry.title), address.of(entry.slug, "cover.jpg"), _small_cover(entry, address))
    add(item, "podcast:txt", "true", purpose="ai-content")
    if show.license:
        add(item, "podcast:license", show.license.lower())


def _person(item: etree._Element, speaker: Participant, synthetic: str) -> None:
    name = value(speaker.name)[: _LONGEST_NAME - len(synthetic)] + synthetic
    element = add(item, "podcast:person", name, group="cast", role=_ROLES.get(speaker.role, "guest"))
    for key, address in (("href", speaker.link), ("img", speaker.image)):
        if address.startswith(("https://", "http://")):
            element.set(key, address)


def _small_cover(entry: FeedEntry, address: Address) -> str:
    return address.of(entry.slug, "cover-small.jpg") if entry.has("cover-small.jpg") else ""


def _alternate(item: etree._Element, file: FileRecord, url: str, language: str) -> None:
    element = add(item, "podcast:alternateEnclosure", type=file.type, length=str(file.size))
    element.set("bitrate", str(file.bitrate_bps))
    element.set("lang", language)
    if file.title:
        element.set("title", value(file.title)[:32])
    add(element, "podcast:source", uri=url)
    digest = base64.b64encode(bytes.fromhex(file.sha256)).decode()
    add(element, "podcast:integrity", type="sri", value=f"sha256-{digest}")
