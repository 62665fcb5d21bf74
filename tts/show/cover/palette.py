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


def palette_number(show: str, slug: str) -> int:
    """Index into `PALETTES`: the same show and slug always wear the same colours, on the cover and on the page."""
    return hashlib.sha256(f"{show}\n{slug}".encode()).digest()[0] % len(PALETTES)


def palette_for(show: str, slug: str) -> Palette:
    """The palette of that number."""
    return PALETTES[palette_number(show, slug)]


def stylesheet() -> str:
    """The voices' colours for pages: a class `p0` … for each palette. On light paper they are darkened until they can
    be read as text; a browser that cannot mix colours keeps those of player.css."""
    rules = []
    for number, palette in enumerate(PALETTES):
        colours = "".join(f"--v{place}:#{bytes(colour).hex()};" for place, colour in enumerate(palette.voices))
        rules.append(f".p{number}{{{colours}}}")
    each = ",".join(f".p{number}" for number in range(len(PALETTES)))
    dark = "".join(f"--c{place}:var(--v{place});" for place in range(4))
    light = "".join(f"--c{place}:color-mix(in oklab,var(--v{place}) 46%,#08110d);" for place in range(4))
    mixed = "@supports (color:color-mix(in oklab,red,blue))"
    return (
        "\n".join(rules) + f"\n{mixed}{{:is({each}){{{light}}}\n"
        f'@media (prefers-color-scheme:dark){{:root:not([data-theme="light"]) :is({each}){{{dark}}}}}\n'
        f'[data-theme="dark"] :is({each}){{{dark}}}}}\n'
    )
