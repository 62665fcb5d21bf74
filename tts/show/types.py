"""MIME types and cache lifetimes of everything in a site: servers must be told, for their guesses are wrong."""

from __future__ import annotations

from pathlib import PurePath

_TYPES = {
    ".mp3": "audio/mpeg",
    ".m4b": "audio/mp4",
    ".m4a": "audio/mp4",
    ".opus": "audio/ogg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ico": "image/x-icon",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/rss+xml; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".yaml": "application/yaml; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".woff2": "font/woff2",
}


def mime_type(name: str) -> str:
    """The `Content-Type` for a file called `name`, with its charset where it is text."""
    if PurePath(name).name == "chapters.json":
        return "application/json+chapters; charset=utf-8"
    return _TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")


def cache_control(name: str) -> str:
    """How long a copy may be kept. A name's content can change with the next build, so all but media ask again soon."""
    suffix = PurePath(name).suffix.lower()
    if suffix in (".mp3", ".m4b", ".m4a", ".opus", ".jpg", ".png", ".woff2"):
        return "public, max-age=86400"
    return (
        "public, max-age=300" if suffix in (".xml", ".html", ".opml", ".js", ".webmanifest") else "public, max-age=3600"
    )
