"""Draw the cover: rings of sound, one set a speaker, meeting over the title. The bottom fifth stays clear."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from tts.show.cover.palette import Colour, Palette, palette_for
from tts.show.cover.type import Setting, drawable, fit, font, headline, length

SIDE = 3000
"""Pixels: Apple's preferred size, and its largest."""
CLEAR = SIDE * 4 // 5
"""Players lay their controls over the bottom fifth: from this row on there is nothing to read."""
_SMALL = 480
"""Pixels: old players show nothing from 500 up."""
_MARGIN = 230
_WIDTH = SIDE - 2 * _MARGIN
_STRIP = 100
"""Rows drawn at once: bounds the memory of the float arithmetic."""
_QUALITIES = (85, 80, 74, 66, 55)
_LARGEST_BYTES = 500_000
_LANE = 64
"""Height of a lane at the foot, pixels."""
_FAINT = 0.14
"""How much of a voice's colour the lanes take: directories want the bottom fifth clear."""


@dataclass(frozen=True, slots=True)
class Artwork:
    """What a cover says."""

    slug: str
    show: str
    title: str
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rings:
    """Concentric rings around a point, in pixels."""

    x: float
    y: float
    radius: float
    pitch: float
    """From one ring's outer edge to the next one's."""
    solid: float
    """Radius of the full disc in the middle."""
    colour: Colour


def draw(artwork: Artwork) -> bytes:
    """A JPEG of 3000 × 3000, RGB, 72 dpi, under 500 kB."""
    palette = palette_for(artwork.show, artwork.slug)
    image = _ground(palette, _rings(artwork, palette))
    pen = ImageDraw.Draw(image)
    _draw_lanes(pen, artwork, palette)
    _write_show(image, drawable(artwork.show), palette)
    names = tuple(filter(None, map(drawable, artwork.speakers)))
    top = _write_names(pen, names, palette)
    _write_title(image, drawable(artwork.title) or artwork.slug, top, palette)
    return _jpeg(image)


def _rings(artwork: Artwork, palette: Palette) -> list[_Rings]:
    """One set of rings a speaker (four at most), in the upper right; the slug moves them a little."""
    seed = hashlib.sha256(artwork.slug.encode()).digest()
    count = min(4, max(1, len(artwork.speakers)))
    rings = []
    for index in range(count):
        drift = seed[index] / 255 - 0.5
        radius = 900 - 130 * index + 120 * drift
        rings.append(
            _Rings(
                x=SIDE - 420 - index * (1500 / count) + 120 * drift,
                y=330 + 180 * (index % 2) + 160 * (seed[index + 8] / 255 - 0.5),
                radius=radius,
                pitch=86,
                solid=radius * (0.34 if index == 0 else 0.2),
                colour=palette.voices[index],
            )
        )
    return rings


def _ground(palette: Palette, rings: list[_Rings]) -> Image.Image:
    image = Image.new("RGB", (SIDE, SIDE), palette.ground)
    x = np.arange(SIDE, dtype=np.float32)[None, :]
    for top in range(0, CLEAR, _STRIP):
        y = np.arange(top, min(top + _STRIP, CLEAR), dtype=np.float32)[:, None]
        strip = np.empty((len(y), SIDE, 3), np.float32)
        strip[:] = palette.ground
        for ring in rings:
            if abs(top + _STRIP / 2 - ring.y) > ring.radius + _STRIP:
                continue
            # Nothing is drawn outside the square around a set of rings.
            reach = slice(max(0, int(ring.x - ring.radius) - 1), int(ring.x + ring.radius) + 2)
            cover = _coverage(ring, x[:, reach], y)[:, :, None]
            strip[:, reach] += (np.array(ring.colour, np.float32) - strip[:, reach]) * cover
        image.paste(Image.fromarray(np.rint(strip).astype(np.uint8)), (0, top))
    return image


def _coverage(ring: _Rings, x: NDArray[np.float32], y: NDArray[np.float32]) -> NDArray[np.float32]:
    """0 to 1 for each pixel, edges antialiased; rings thin out and fade towards the rim, as sound does."""
    distance = np.sqrt((x - ring.x) ** 2 + (y - ring.y) ** 2)
    disc = np.clip(ring.solid - distance + 0.5, 0, 1)
    beyond = distance - ring.solid
    fade = np.clip(1 - beyond / (ring.radius - ring.solid), 0, 1)
    phase = beyond % ring.pitch
    thickness = 8 + 30 * fade
    line = np.clip(phase - (ring.pitch - thickness) + 0.5, 0, 1) * np.clip(ring.pitch - phase + 0.5, 0, 1)
    inside = (beyond > 0) & (beyond < ring.radius - ring.solid)
    rim = np.where(inside, line * (0.15 + 0.85 * fade), 0)
    return np.maximum(disc, rim).astype(np.float32)


def _draw_lanes(pen: ImageDraw.ImageDraw, artwork: Artwork, palette: Palette) -> None:
    """Turns of a conversation in the bottom fifth, so faint that what players draw over them can be read."""
    seed = hashlib.sha256(f"lanes {artwork.slug}".encode()).digest()
    count = min(4, max(1, len(artwork.speakers)))
    left, place = -_LANE, 0
    while left < SIDE:
        lane = place % count
        width = _LANE * (2 + seed[place % len(seed)] % (9 if lane == 0 else 4))
        top = CLEAR + (SIDE - CLEAR - count * 1.6 * _LANE) / 2 + lane * 1.6 * _LANE
        voice = palette.voices[lane]
        faint = tuple(round(g + (v - g) * _FAINT) for g, v in zip(palette.ground, voice, strict=True))
        pen.rounded_rectangle((left, top, left + width, top + _LANE), _LANE / 2, fill=faint)
        left, place = left + width + _LANE // 2, place + 1


def _write_show(image: Image.Image, show: str, palette: Palette) -> None:
    setting = fit(show, 1300, 150, (140, 120, 100, 84))
    _write(image, setting, 210, palette.ink)


def _write_names(pen: ImageDraw.ImageDraw, names: tuple[str, ...], palette: Palette) -> int:
    """The speakers, each after a dot of their colour, above the clear fifth; returns the row above them."""
    size, gap = next(((s, s) for s in (130, 112, 96, 80) if _names_width(names, s) <= _WIDTH), (80, 80))
    top, x = CLEAR - 60 - size, float(_MARGIN)
    for index, name in enumerate(names):
        if x + gap + length(name, size) > SIDE - _MARGIN:
            pen.text((x, top), "…", font=font(size), fill=palette.ink)
            break
        middle, radius = top + size * 0.6, size * 0.2
        colour = palette.voices[index % 4]
        pen.ellipse((x, middle - radius, x + 2 * radius, middle + radius), fill=colour)
        x += size * 0.62
        pen.text((x, top), name, font=font(size), fill=palette.ink)
        x += length(name, size) + gap * 0.8
    return top - 100 if names else CLEAR - 60


def _names_width(names: tuple[str, ...], size: int) -> float:
    return sum(length(name, size) + size * 1.42 for name in names) - size * 0.8


def _write_title(image: Image.Image, title: str, bottom: int, palette: Palette) -> None:
    """The head as large as it fits, the rest below it smaller; together they stand on `bottom`."""
    head, rest = headline(title)
    first = fit(head, _WIDTH, 700, range(620, 290, -10))
    if len(first.lines) > 1 or first.size < 300 or first.cut:
        first = fit(head, _WIDTH, 900 if rest else 1300, range(400, 180, -10), 1.2)
    below = fit(rest, _WIDTH, 620, range(210, 120, -6), 1.36) if rest else None
    gap = 60
    height = first.height + (gap + below.height if below else 0)
    top = bottom - height
    _write(image, first, top, palette.ink)
    if below:
        _write(image, below, top + first.height + gap, palette.ink)


def _write(image: Image.Image, setting: Setting, top: int, ink: Colour) -> None:
    """In the font's one weight: a stroke around it would close the counters of dense characters."""
    for number, line in enumerate(setting.lines):
        # The font draws these in the right half of a square: hung into the margin, the text's edge stays straight.
        hang = setting.size // 2 if line[0] in "“‘「『《（" else 0
        # Each line in a mask of its own size, which takes less than one of the whole image's.
        mask = Image.new("L", (SIDE, round(setting.size * 1.6)))
        at = (_MARGIN - hang, round(setting.size * 0.1))
        face = font(setting.size)
        ImageDraw.Draw(mask).text(at, line, font=face, fill=255)
        image.paste(ink, (0, top + number * setting.leading - at[1]), mask)


def _jpeg(image: Image.Image) -> bytes:
    for quality in _QUALITIES:
        file = io.BytesIO()
        # Neither optimised nor progressive: both hold the whole image's coefficients, 54 MB, to save a twentieth.
        image.save(file, "JPEG", quality=quality, dpi=(72, 72), subsampling="4:2:0")
        if file.tell() < _LARGEST_BYTES:
            break
    return file.getvalue()


def small(cover: bytes) -> bytes:
    """The cover for pages and old players: 480 × 480 pixels, JPEG."""
    file = io.BytesIO()
    with Image.open(io.BytesIO(cover)) as image:
        image.draft("RGB", (_SMALL, _SMALL))
        image.resize((_SMALL, _SMALL), Image.Resampling.LANCZOS).save(file, "JPEG", quality=88, dpi=(72, 72))
    return file.getvalue()
