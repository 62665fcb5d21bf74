"""Covers: the same bytes every time, legible, and clear where players draw over them."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tts.show.check.cover import check_cover
from tts.show.cover.draw import CLEAR, SIDE, Artwork, draw
from tts.show.cover.palette import PALETTES, darkened, luminance
from tts.show.cover.type import drawable, fit, headline, length

LONG = "一个没有任何标点符号的非常长的标题它一直写下去直到没有人愿意读完它为止" * 9


def test_same_artwork_same_bytes() -> None:
    artwork = Artwork("davos", "深谈", "马云达沃斯访谈：除了鸡汤", ("马云", "查理·罗斯"))
    assert draw(artwork) == draw(artwork)


@pytest.mark.parametrize(
    ("title", "speakers"),
    [("潮汐", ()), (LONG, ("马云",)), ("Why the Sea Remembers: Notes", tuple("ABCDEFGH") * 6), ("🎉", ("🎧",))],
    ids=["short", "long", "many", "emoji"],
)
def test_every_cover_fits(title: str, speakers: tuple[str, ...], tmp_path: Path) -> None:
    content = draw(Artwork("slug", "深谈", title, speakers))
    assert len(content) < 500_000
    with Image.open(io.BytesIO(content)) as image:
        pixels = np.asarray(image.convert("L")).astype(int)
    assert pixels.shape == (SIDE, SIDE)
    assert np.ptp(pixels[CLEAR + 8 :]) < 50, "lanes, and nothing to read"
    assert np.ptp(pixels[1800:CLEAR, : SIDE // 20]) < 12
    assert np.ptp(pixels[1800:CLEAR, -SIDE // 20 :]) < 12
    (tmp_path / "cover.jpg").write_bytes(content)
    assert list(check_cover(tmp_path / "cover.jpg")) == []
    assert pixels[300:CLEAR].max() - pixels[CLEAR + 8 :].mean() > 100


def test_title_is_legible_at_300_pixels() -> None:
    """A Chinese character needs about 16 pixels to be read."""
    for text in ("马云达沃斯访谈", LONG):
        assert fit(text, 2540, 1300, range(400, 180, -10)).size * 300 / SIDE >= 16


def test_what_does_not_fit_is_cut_with_an_ellipsis() -> None:
    setting = fit(LONG, 1000, 700, (200, 100))
    assert setting.cut
    assert setting.lines[-1].endswith("…")
    assert all(length(line, setting.size) <= 1000 for line in setting.lines)


def test_emoji_are_left_out_and_words_kept() -> None:
    assert drawable("🚀 Rockets & 火箭 🎉") == "Rockets & 火箭"


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("马云达沃斯访谈：除了鸡汤", ("马云达沃斯访谈", "除了鸡汤")),
        ("On Tides", ("On Tides", "")),
        ("Tides: notes from an island", ("Tides", "notes from an island")),
        ("潮汐：", ("潮汐：", "")),
    ],
)
def test_headline(title: str, parts: tuple[str, str]) -> None:
    assert headline(title) == parts


@pytest.mark.parametrize("palette", PALETTES)
def test_ink_stands_out(palette: object) -> None:
    from tts.show.cover.palette import Palette

    assert isinstance(palette, Palette)
    contrast = (luminance(palette.ink) + 0.05) / (luminance(palette.ground) + 0.05)
    assert contrast >= 10
    for voice in palette.voices:
        assert (luminance(voice) + 0.05) / (luminance(palette.ground) + 0.05) >= 3


@pytest.mark.parametrize("palette", PALETTES)
def test_names_can_be_read_on_paper(palette: object) -> None:
    """And keep the cover's hue: no channel overtakes another."""
    from tts.show.cover.palette import Palette

    assert isinstance(palette, Palette)
    paper = luminance((0xF1, 0xF4, 0xF0)) + 0.05
    for voice in palette.voices:
        read, seen = darkened(voice, 4.6), darkened(voice, 3.1)
        assert paper / (luminance(read) + 0.05) >= 4.5
        assert paper / (luminance(seen) + 0.05) >= 3
        assert sorted(range(3), key=voice.__getitem__) == sorted(range(3), key=read.__getitem__)
