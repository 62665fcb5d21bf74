"""The rules for a feed's items."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tts.language import tr
from tts.show.check.finding import REBUILD, Finding
from tts.show.check.reading_xml import Element, child_text, find_children

_TRANSCRIPTS = {
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".json": "application/json",
    ".html": "text/html",
}
_NUMBERED = re.compile(r"^\s*(#?\d+\s*[-–—:：.、|]|[Ee]p?(isode)?\.?\s*\d+|S\d+\s*E\d+|第\s*\d+\s*[期集回])")
_INTEGRITY = re.compile(r"sha(256|384|512)-[A-Za-z0-9+/]+=*")


def check_items(name: str, channel: Element) -> Iterator[Finding]:
    """Findings about every item of `channel`."""
    items = find_children(channel, "item")
    serial = child_text(channel, "itunes:type") == "serial"
    if not items:
        yield Finding(
            "feed.empty", name, tr("The feed has no episode: directories refuse it."), tr("Build one."), "warning"
        )
    for item in items:
        place = f"{name}, {child_text(item, 'title')[:40] or f'line {item.sourceline}'}"
        yield from _check_item(place, item)
        yield from _check_itunes(place, item, serial)
        yield from _check_podcast(place, item)
    yield from _check_shared(name, items)
    if channel.findall(".//{*}integrity") != channel.findall(".//{*}alternateEnclosure/{*}integrity"):
        yield Finding("item.integrity", name, tr("podcast:integrity outside podcast:alternateEnclosure."), REBUILD)


def _check_shared(name: str, items: list[Element]) -> Iterator[Finding]:
    guids = Counter(child_text(item, "guid") for item in items)
    addresses = Counter(one.get("url", "") for item in items for one in find_children(item, "enclosure"))
    for rule, counted in (("item.guid", guids), ("item.enclosure", addresses)):
        for value, times in counted.items():
            if times > 1:
                yield Finding(
                    rule,
                    name,
                    tr("{value!r} stands for {times} episodes.", value=value, times=times),
                    tr("Give each episode its own slug."),
                )


def _check_item(place: str, item: Element) -> Iterator[Finding]:
    for element in ("title", "guid"):
        if not child_text(item, element):
            yield Finding("item.required", place, tr("<{element}> is missing.", element=element), REBUILD)
    if _NUMBERED.match(child_text(item, "title")):
        remedy = tr("Say `season:` and `episode:` in the front matter instead.")
        yield Finding("item.title", place, tr("The title holds the episode's number."), remedy, "warning")
    yield from _check_enclosure(place, item)
    date = child_text(item, "pubDate")
    if not date:
        remedy = tr("Give the transcript a `date:`.")
        yield Finding("item.date", place, tr("No pubDate: players cannot order it."), remedy, "warning")
    elif not _is_rfc_2822(date):
        yield Finding("item.date", place, tr("{date!r} is not as RFC 2822 writes dates.", date=date), REBUILD)
    elif parsedate_to_datetime(date) > datetime.now(UTC):
        problem = tr("Dated in the future, {date}: some apps hide it until then.", date=date)
        yield Finding("item.future", place, problem, tr("Change `publish-date:` in the front matter."), "warning")
    if not child_text(item, "description"):
        yield Finding("item.description", place, tr("No description."), REBUILD, "warning")


def _check_enclosure(place: str, item: Element) -> Iterator[Finding]:
    enclosures = find_children(item, "enclosure")
    if len(enclosures) != 1:
        yield Finding(
            "item.enclosure", place, tr("{number} enclosures instead of one.", number=len(enclosures)), REBUILD
        )
    for enclosure in enclosures:
        url, length = enclosure.get("url", ""), enclosure.get("length", "")
        if not re.fullmatch(r"https?://[\x21-\x7e]+\.[a-z0-9]{2,5}", url):
            yield Finding(
                "item.enclosure", place, tr("{url!r} is not an ASCII address with an extension.", url=url), REBUILD
            )
        if not re.fullmatch(r"[1-9]\d*", length) or not enclosure.get("type", "").startswith("audio/"):
            yield Finding("item.enclosure", place, tr("The enclosure has no length or type."), REBUILD)


def _is_rfc_2822(date: str) -> bool:
    try:
        parsedate_to_datetime(date)
    except ValueError:
        return False
    return bool(re.fullmatch(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}", date))


def _check_itunes(place: str, item: Element, serial: bool) -> Iterator[Finding]:
    if not re.fullmatch(r"\d+", child_text(item, "itunes:duration")):
        yield Finding("item.duration", place, tr("itunes:duration is not in whole seconds."), REBUILD)
    if child_text(item, "itunes:explicit") not in ("true", "false", ""):
        yield Finding("item.explicit", place, tr("itunes:explicit is neither true nor false."), REBUILD)
    number = child_text(item, "itunes:episode")
    if number and not re.fullmatch(r"[1-9]\d*", number):
        yield Finding(
            "item.number",
            place,
            tr("itunes:episode is {number!r}.", number=number),
            tr("Write a whole number from 1 up."),
        )
    if serial and not number and child_text(item, "itunes:episodeType") in ("full", ""):
        remedy = tr("Say `episode: N` in the transcript's front matter.")
        yield Finding("item.number", place, tr("A serial show needs itunes:episode."), remedy)


def _check_podcast(place: str, item: Element) -> Iterator[Finding]:
    for transcript in find_children(item, "podcast:transcript"):
        url, kind = transcript.get("url", ""), transcript.get("type", "")
        if _TRANSCRIPTS.get(url[url.rfind(".") :]) != kind:
            yield Finding("item.transcript", place, tr("{url} is said to be {kind!r}.", url=url, kind=kind), REBUILD)
    for chapters in find_children(item, "podcast:chapters"):
        if chapters.get("type") != "application/json+chapters":
            yield Finding("item.chapters", place, tr("podcast:chapters has another type."), REBUILD)
    for bite in find_children(item, "podcast:soundbite"):
        if not 15 <= _seconds(bite.get("duration", "")) <= 120:
            remedy = tr("Choose another turn with `soundbite:`.")
            yield Finding("item.soundbite", place, tr("A soundbite lasts 15 to 120 s."), remedy)
    for alternate in find_children(item, "podcast:alternateEnclosure"):
        values = [one.get("value", "") for one in find_children(alternate, "podcast:integrity")]
        if not find_children(alternate, "podcast:source") or not all(map(_INTEGRITY.fullmatch, values)):
            yield Finding("item.alternate", place, tr("Alternate audio without address or integrity."), REBUILD)


def _seconds(said: str) -> float:
    """A duration as the feed says it; not a number where it says none."""
    try:
        return float(said)
    except ValueError:
        return math.nan
