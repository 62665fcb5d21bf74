"""Covers that were drawn before: drawing takes a second, and episodes are rebuilt far more often than renamed."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path

import PIL

from tts.show.cover.draw import Artwork, draw
from tts.store import CachePart, Store

COVERS = CachePart("covers")


def drawn(artwork: Artwork) -> bytes:
    """The cover as `draw` draws it, from the user's cache folder when it is there and undamaged."""
    store, key = Store(COVERS), _key(artwork)
    kept = store.get(key)
    if kept is not None:
        return bytes(kept)
    jpeg = draw(artwork)
    with suppress(OSError):  # a cover that cannot be kept is drawn again next time
        store.put(key, jpeg)
    return jpeg


def _key(artwork: Artwork) -> str:
    """Over everything that decides a pixel: the artwork, the code that draws it, the library it draws with."""
    digest = hashlib.sha256(repr((astuple(artwork), PIL.__version__)).encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()
