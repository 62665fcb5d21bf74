"""Covers that were drawn before: drawing takes a second, and episodes are rebuilt far more often than renamed."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path

import PIL

from tts.cache_folder import cache_folder
from tts.errors import WriteError
from tts.show.cover.draw import Artwork, draw
from tts.show.folder import write_whole

_DIGEST_BYTES = 32


def drawn(artwork: Artwork) -> bytes:
    """The cover as `draw` draws it, from the user's cache folder when it is there and undamaged."""
    path = cache_folder() / "covers" / _key(artwork)
    try:
        kept = path.read_bytes()
    except OSError:
        kept = b""
    digest, jpeg = kept[:_DIGEST_BYTES], kept[_DIGEST_BYTES:]
    if jpeg and hashlib.sha256(jpeg).digest() == digest:
        return jpeg
    jpeg = draw(artwork)
    with suppress(WriteError):  # a cover that cannot be kept is drawn again next time
        write_whole(path, hashlib.sha256(jpeg).digest() + jpeg)
    return jpeg


def _key(artwork: Artwork) -> str:
    """Over everything that decides a pixel: the artwork, the code that draws it, the library it draws with."""
    digest = hashlib.sha256(repr((astuple(artwork), PIL.__version__)).encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()
