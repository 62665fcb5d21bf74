"""Type for the cover: the font, what it can show, and text set to fit a box."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageFont

from tts.show.lines import columns, split_lines
from tts.text import HAN


def font_path() -> Path:
    """WQY Micro Hei from the dependency's wheel. Never a system's font: another machine would draw other bytes."""
    spec = importlib.util.find_spec("paperang_p2_fonts_cjk")
    assert spec is not None and spec.origin is not None, "a dependency of Turncast, checked by `doctor`"
    return Path(spec.origin).parent / "fonts" / "wqy-microhei.ttc"


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font at `size` pixels, laid out by Pillow itself: Raqm's result depends on the system's FriBiDi."""
    return ImageFont.truetype(font_path(), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _drawn(char: str) -> bytes:
    return bytes(font(32).getmask(char))


def drawable(text: str) -> str:
    """`text` without what the font cannot show (emoji, rare scripts), white space evened."""
    if not HAN.search(text):
        text = text.translate(_LATIN_MARKS)
    missing = _drawn("\U0010fffd")
    kept = (char if char.isspace() or (char.isprintable() and _drawn(char) != missing) else " " for char in text)
    return " ".join("".join(kept).split())


_LATIN_MARKS = str.maketrans("“”‘’", "\"\"''")
"""The font draws the curved ones as wide as a Chinese character, which tears an English word apart."""
_RULER = 200
"""The one size, in pixels, at which text is measured."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of text at one size."""

    lines: tuple[str, ...]
    size: int
    """Pixels."""
    leading: int
    """Pixels from one baseline to the next."""
    cut: bool = False
    """Did it lose its end to fit?"""

    @property
    def height(self) -> int:
        """From the top of the first line's box to the bottom of the last one's, descenders and stroke included."""
        return self.leading * (len(self.lines) - 1) + round(self.size * 1.2)


def length(text: str, size: int) -> float:
    """Pixels that `text` takes on a line, to within a hundredth: a face of each size tried would take 1.5 MB."""
    return font(_RULER).getlength(text) * size / _RULER * 1.01


def fit(text: str, width: int, height: int, sizes: Sequence[int], leading: float = 1.28) -> Setting:
    """`text` at the largest of `sizes` (descending) at which it fits; at the smallest, cut with an ellipsis."""
    for size in sizes:
        setting = _set(text, width, size, leading)
        if setting.height <= height and all(length(line, size) <= width for line in setting.lines):
            return setting
    room = max(1, (height - round(setting.size * 1.2)) // setting.leading + 1)
    lines = list(setting.lines[:room])
    if room < len(setting.lines):
        while length(lines[-1] + "…", setting.size) > width:
            lines[-1] = lines[-1][:-1]
        lines[-1] = lines[-1].rstrip("，、,：: ") + "…"
    return Setting(tuple(lines), setting.size, setting.leading, cut=True)


def _set(text: str, width: int, size: int, leading: float) -> Setting:
    limit = max(4, int(width / size * 2))
    # Columns are a fixed-width measure; the font's Latin letters are wider than half an em here and there.
    while True:
        lines = tuple(line.strip() for line in split_lines(text, limit))
        if limit <= 4 or all(length(line, size) <= width for line in lines):
            return Setting(lines, size, round(size * leading))
        limit -= 1


def headline(title: str) -> tuple[str, str]:
    """A title's head and the rest: `马云达沃斯访谈：除了鸡汤…` is read as two. The rest is empty where it is one."""
    for mark in ("：", ": ", " — ", " – ", "——", " | ", "｜"):
        head, found, rest = title.partition(mark)
        if found and rest.strip() and 4 <= columns(head) <= 36:
            return head.strip(), rest.strip()
    return title, ""
