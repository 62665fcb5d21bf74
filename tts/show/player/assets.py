"""The files all pages of a site share. They lie beside the episode folders."""

from __future__ import annotations

import functools
import hashlib
import importlib.resources
import json
from collections.abc import Mapping

from tts.config.schema import Show
from tts.show.cover import palette
from tts.show.player import words

FOLDER = "player"
SCRIPTS = ("time.js", "page.js", "offline.js")
"""On every page, in this order, after words.js."""
EPISODE_SCRIPTS = (*SCRIPTS, "sound.js", "transcript.js", "search.js", "bar.js", "keys.js", "extras.js")
SITE_SCRIPTS = (*SCRIPTS, "site.js")


def assets(show: Show) -> Mapping[str, bytes]:
    """Path under the site's folder → content: styles, scripts, icons, the manifest, and the service worker.

    The service worker stands at the root, because it may only look after what lies below it.
    """
    found = {f"{FOLDER}/{name}": content for name, content in _shared().items()}
    worker = found.pop(f"{FOLDER}/sw.js").replace(b"@VERSION@", version().encode())
    shell = json.dumps(["index.html", "manifest.webmanifest", *sorted(found)]).encode()
    found["sw.js"] = worker.replace(b"[/* @SHELL@ */]", shell)
    found["manifest.webmanifest"] = _manifest(show)
    return dict(sorted(found.items()))


@functools.cache
def version() -> str:
    """Changes when an asset does; stands in their addresses, so that no old copy meets a new page."""
    digest = hashlib.sha256()
    for name, content in _shared().items():
        digest.update(name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:10]


@functools.cache
def _shared() -> Mapping[str, bytes]:
    folder = importlib.resources.files(__package__) / "static"
    found = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    made = {"words.js": words.script().encode(), "palettes.css": palette.stylesheet().encode()}
    return dict(sorted({**found, **made}.items()))


def _manifest(show: Show) -> bytes:
    """What makes the site installable. Paths are relative: it works under any address."""
    icons = [
        {"src": f"{FOLDER}/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    manifest = {
        "id": "./index.html",
        "name": show.title,
        "short_name": show.title[:12],
        "description": show.description,
        "lang": show.language,
        "dir": "auto",
        "start_url": "./index.html",
        "scope": "./",
        "display": "standalone",
        "background_color": "#f1f4f0",
        "theme_color": "#0b5d4b",
        "icons": icons,
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n"
