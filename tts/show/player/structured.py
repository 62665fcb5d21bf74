"""What search engines and link previews read of a page: schema.org as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from tts.config.schema import Show
from tts.show.captions import readable
from tts.show.markdown import as_text
from tts.show.model import PAGE, Episode
from tts.show.player.clock import fragment, iso_duration

_SYNTHETIC = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
"""schema.org's name for what IPTC calls trained algorithmic media."""


def of_episode(episode: Episode, show: Show, base_url: str) -> str:
    """A PodcastEpisode; `base_url` ends in a slash, or is empty: then it holds no addresses."""
    here = f"{base_url}{episode.slug}/" if base_url else ""
    sound: dict[str, Any] = {
        "@type": "AudioObject",
        "contentUrl": here and here + episode.audio,
        "encodingFormat": "audio/mpeg",
        "contentSize": str(episode.size),
        "duration": iso_duration(episode.duration_s),
        "digitalSourceType": _SYNTHETIC,
    }
    return _embedded(
        {
            "@type": "PodcastEpisode",
            "name": readable(episode.title),
            "description": readable(as_text(episode.description)),
            "url": here and here + PAGE,
            "image": here and here + "cover.jpg",
            "inLanguage": episode.language,
            "datePublished": episode.listing.published,
            "dateCreated": episode.date,
            "duration": iso_duration(episode.duration_s),
            "episodeNumber": episode.listing.number,
            "isBasedOn": episode.source.url if episode.source.url.startswith(("https://", "http://")) else "",
            "partOfSeries": _series(show, base_url),
            "associatedMedia": _told(sound),
            "hasPart": _parts(episode, here),
        }
    )


def of_show(show: Show, base_url: str) -> str:
    """A PodcastSeries; `base_url` as above."""
    return _embedded(_series(show, base_url) | {"description": readable(as_text(show.description))})


def _series(show: Show, base_url: str) -> dict[str, Any]:
    author = {"@type": "Organization", "name": readable(show.author)} if show.author else ""
    return _told(
        {
            "@type": "PodcastSeries",
            "name": readable(show.title),
            "url": base_url and base_url + PAGE,
            "webFeed": base_url and base_url + "feed.xml",
            "image": base_url and base_url + "cover.jpg",
            "inLanguage": show.language,
            "author": author,
        }
    )


def _parts(episode: Episode, here: str) -> list[dict[str, Any]]:
    """Chapters, to which search engines link."""
    if len(episode.chapters) < 2:
        return []
    return [
        _told(
            {
                "@type": "Clip",
                "name": readable(mark.title),
                "startOffset": int(mark.start_s),
                "endOffset": int(mark.end_s),
                "url": here and f"{here}{PAGE}#{fragment(mark.start_s)}",
            }
        )
        for mark in episode.chapters
    ]


def _told(said: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value not in ("", [], None)}


def _embedded(said: dict[str, Any]) -> str:
    """As it stands in a `script` element: no text of it can end the element, or begin a comment."""
    told = json.dumps({"@context": "https://schema.org", **_told(said)}, ensure_ascii=False)
    return told.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
