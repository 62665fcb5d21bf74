"""Colours of a cover, chosen by the show and the slug."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""


@dataclass(frozen=True, slots=True)
class Palette:
    """A dark ground, an ink of at least 10 : 1 against it, and a colour for each voice."""

    ground: Colour
    ink: Colour
    voices: tuple[Colour, Colour, Colour, Colour]


def _colour(hexadecimal: str) -> Colour:
    value = int(hexadecimal, 16)
    return value >> 16, value >> 8 & 255, value & 255


def _palette(ground: str, ink: str, *voices: str) -> Palette:
    one, two, three, four = map(_colour, voices)
    return Palette(_colour(ground), _colour(ink), (one, two, three, four))


PALETTES = (
    _palette("14213d", "fdf6e9", "fca311", "7fb7e6", "e5714f", "bcd8b1"),
    _palette("1b1b2f", "f6f1ea", "e94f64", "f3c969", "6fc2d0", "c9b6e4"),
    _palette("0f2a2e", "f4f1e6", "f2a65a", "5fc9b8", "e8d8a0", "d9736a"),
    _palette("2b1a2f", "faf0ea", "f28482", "f6bd60", "84a9c0", "c7e0b9"),
    _palette("102a1e", "f7f3e3", "e9c46a", "6fbf8a", "f4a261", "a8c9d9"),
    _palette("231a14", "f9f1e2", "e76f51", "e9c46a", "8ab6a9", "d7b29d"),
    _palette("101c34", "f1f4fa", "4fb3ff", "ff8f6b", "ffd166", "9ad9c2"),
    _palette("2d1520", "fbf0f0", "ff6b7d", "ffc27a", "9bb8ed", "e0c4d4"),
)


def palette_for(show: str, slug: str) -> Palette:
    """The same show and slug always wear the same colours."""
    return PALETTES[hashlib.sha256(f"{show}\n{slug}".encode()).digest()[0] % len(PALETTES)]
