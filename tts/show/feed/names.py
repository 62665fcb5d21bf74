"""Namespaces spelled as PSP-1 spells them, addresses, and identifiers that never change."""

from __future__ import annotations

import re
import uuid
from urllib.parse import quote

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
HISTORY = "http://purl.org/syndication/history/1.0"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
NAMESPACES = {"atom": ATOM, "content": CONTENT, "fh": HISTORY, "itunes": ITUNES, "podcast": PODCAST}

LOCAL_BASE = "http://127.0.0.1:8000"
"""Where `turncast serve` puts the site: the feed's addresses until the show has a `base-url`."""

_PODCAST_SPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The podcast namespace's own, for podcast:guid."""


def under(base_url: str, *parts: str) -> str:
    """The address of a file of the site: ASCII, percent-encoded."""
    return "/".join([base_url.rstrip("/"), *(quote(part, safe="/~") for part in parts)])


def show_guid(feed_url: str) -> str:
    """podcast:guid of a feed at this address: UUIDv5 of the address without scheme and trailing slashes."""
    return str(uuid.uuid5(_PODCAST_SPACE, re.sub(r"^[a-z][a-z0-9+.-]*://", "", feed_url).rstrip("/")))


def episode_guid(slug: str) -> str:
    """An episode's guid: of its slug alone, so that no move, retitling or new voice ever changes it."""
    return str(uuid.uuid5(_PODCAST_SPACE, f"turncast/{slug}"))
