"""The cover: as Apple and the other directories take it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageStat

from tts.language import tr
from tts.show.check.finding import REBUILD, Finding

_SIDES = (1400, 3000)
"""Pixels, Apple's least and most."""
_LARGEST_BYTES = 500_000
_PLAIN_DEVIATION = 12.0
"""Standard deviation (of 255) of the bottom fifth; text or a motif there passes it."""


def check_cover(path: Path) -> Iterator[Finding]:
    """Findings about the image at `path`; none when it is missing, which the files' own check finds."""
    if not path.is_file():
        return
    try:
        with Image.open(path) as image:
            width, height, mode = *image.size, image.mode
            # A quarter of the size is enough to see what is where, and a JPEG decodes to it at once.
            image.draft(None, (width // 4, height // 4))
            image.load()
    except (OSError, SyntaxError, ValueError, struct.error, Image.DecompressionBombError) as error:
        yield Finding("cover.decodes", path.name, tr("Not an image: {error}.", error=error), REBUILD)
        return
    wanted = tr("Use a square JPEG or PNG of 3000 × 3000, RGB, 72 dpi, under 500 kB.")
    if image.format not in ("JPEG", "PNG") or image.format != {".jpg": "JPEG", ".png": "PNG"}.get(path.suffix):
        yield Finding(
            "cover.format",
            path.name,
            tr("{format} in a file called {file}.", format=image.format, file=path.name),
            wanted,
        )
    if mode != "RGB":
        yield Finding("cover.colours", path.name, tr("{mode}, not RGB.", mode=mode), wanted)
    if width != height or not _SIDES[0] <= width <= _SIDES[1]:
        yield Finding("cover.size", path.name, tr("{width} × {height} pixels.", width=width, height=height), wanted)
    dpi = tuple(round(float(value)) for value in image.info.get("dpi", ()))
    if dpi != (72, 72):
        yield Finding(
            "cover.resolution",
            path.name,
            tr("{dpi} dpi.", dpi=dpi) if dpi else tr("No resolution is stated."),
            wanted,
            "warning",
        )
    if path.stat().st_size > _LARGEST_BYTES:
        yield Finding("cover.bytes", path.name, tr("{size} bytes.", size=path.stat().st_size), wanted, "warning")
    bottom = image.convert("RGB").crop((0, image.height * 4 // 5, image.width, image.height))
    if max(ImageStat.Stat(bottom).stddev) > _PLAIN_DEVIATION:
        yield Finding(
            "cover.clear",
            path.name,
            tr("The bottom fifth is not clear: players draw over it."),
            tr("Move it up."),
            "warning",
        )
