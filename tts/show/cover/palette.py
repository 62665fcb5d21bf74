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


_PAPER: Colour = (0xF1, 0xF4, 0xF0)
"""`--paper` of player.css in its light appearance."""
_READ, _SEEN = 4.6, 3.1
"""Contrast with paper: WCAG asks 4.5 : 1 of text and 3 : 1 of what is drawn."""


def stylesheet() -> str:
    """The voices' colours for pages: a class `p0` … for each palette. `--c0` … are for names, `--s0` … for what is
    drawn. Dark pages wear the cover's own; on light paper each is as dark as it needs to be, and no darker."""
    rules = []
    for number, palette in enumerate(PALETTES):
        light = "".join(
            f"--c{place}:{_web(darkened(voice, _READ))};--s{place}:{_web(darkened(voice, _SEEN))};"
            for place, voice in enumerate(palette.voices)
        )
        dark = "".join(
            f"--c{place}:{_web(voice)};--s{place}:{_web(voice)};" for place, voice in enumerate(palette.voices)
        )
        rules += [
            f".p{number}{{{light}}}",
            f'@media (prefers-color-scheme:dark){{:root:not([data-theme="light"]) .p{number}{{{dark}}}}}',
            f'[data-theme="dark"] .p{number}{{{dark}}}',
        ]
    return "\n".join(rules) + "\n"


def darkened(colour: Colour, contrast: float) -> Colour:
    """`colour` with less light of the same hue, until its contrast with light paper is `contrast` (WCAG 2, 1.4.3)."""
    allowed = (luminance(_PAPER) + 0.05) / contrast - 0.05
    share = min(1.0, allowed / luminance(colour))
    red, green, blue = (_byte(_linear(value) * share) for value in colour)
    return red, green, blue


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1 (WCAG 2)."""
    red, green, blue = map(_linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: int) -> float:
    """sRGB's byte as light, 0 to 1 (IEC 61966-2-1)."""
    part = value / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _byte(light: float) -> int:
    part = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return int(part * 255)  # never lighter than asked


def _web(colour: Colour) -> str:
    return f"#{bytes(colour).hex()}"
