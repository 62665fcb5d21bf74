"""When each episode was first published: its date in the feed, unless its front matter names another.

An interview of 2015 that is published today is today's news; dated by its source it would sink below what listeners
heard last year. The moments lie in a hidden file of the site, which is not published; where that is lost, the feed that
stands at the target still tells them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Annotated

import msgspec
from lxml import etree

from tts.errors import InputError, Place, reason
from tts.language import tr
from tts.show.feed.names import NAMESPACES

RECORD = ".published.json"
"""Beside the episodes: an episode's guid → when it was first published, ISO 8601 with offset."""

Moments = Mapping[str, datetime]
"""guid → first publication."""


def read_moments(site: Path) -> Moments:
    """Those that `site` holds; none before its first publishing. Raises InputError for a file that is none."""
    path = site / RECORD
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Annotated[datetime, msgspec.Meta(tz=True)]])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise InputError(
            tr("Not a record of what was published when: {error}.", error=reason(error)),
            place=Place(path),
            remedy=tr("Delete it: the next `publish` takes the dates from the feed at the target."),
        ) from None


def written(moments: Moments) -> bytes:
    """The file's content."""
    return msgspec.json.format(msgspec.json.encode(dict(sorted(moments.items())))) + b"\n"


def add_new(known: Moments, guids: Sequence[str], now: datetime) -> Moments:
    """`known`, and `now` for those of `guids` (newest first) that are not in it.

    Each is a second older than the one before it: apps order by date alone, and often several are published at once.
    """
    new = [guid for guid in guids if guid not in known]
    whole = now.astimezone(UTC).replace(microsecond=0)
    return {**known, **{guid: whole - timedelta(seconds=place) for place, guid in enumerate(new)}}


def moments_of(first: str, read: Callable[[str], bytes | None]) -> Moments:
    """What a published feed says, its older pages included; what is no feed says nothing.

    `first`: its first document's name. `read` gives a document's content, or None.
    """
    found: dict[str, datetime] = {}
    name, seen = first, set[str]()
    while name and name not in seen:
        seen.add(name)
        channel = _channel(read(name) or b"")
        if channel is None:
            break
        for item in channel.findall("item"):
            guid, date = item.findtext("guid"), item.findtext("pubDate")
            moment = _moment(date or "")
            if guid and moment:
                found.setdefault(guid, moment)
        links = channel.findall("atom:link", NAMESPACES)
        name = next((link.get("href", "").rpartition("/")[2] for link in links if link.get("rel") == "next"), "")
    return found


def _channel(content: bytes) -> etree._Element | None:
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError:
        return None
    return root.find("channel")


def _moment(date: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(date)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
