"""The shape of a conversation: a lane for each person, a mark wherever they speak. Drawn on the seek bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tts.show.model import Episode
from tts.show.player.reading import Block

WIDTH = 1000
"""Units across; stretched to whatever the page has."""
_LANE = 10
_LANES = 4
"""More people than these share lanes, in turn: on a bar of 36 pixels a fifth lane could no longer be seen."""
_NARROWEST = 1.0
"""Units: a shorter turn is still seen."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle, in units."""

    color: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Map:
    """The drawing: `width` × `height` units, its marks, and where chapters begin."""

    width: int
    height: int
    marks: tuple[Mark, ...]
    ticks: tuple[float, ...]


def draw_map(episode: Episode, blocks: Sequence[Block]) -> Map:
    """Who speaks when. Turns of one person that touch are one mark, so that ten hours draw as fast as ten minutes."""
    colors = list(dict.fromkeys([*(block.color for block in blocks if block.color != "n"), "n"]))
    lanes = {color: place % _LANES for place, color in enumerate(colors)}
    scale = WIDTH / max(episode.duration_s, 0.001)
    marks: list[Mark] = []
    for block in blocks:
        start = round(block.start_s * scale, 1)
        width = round(max(block.end_s * scale - start, _NARROWEST), 1)
        last = marks[-1] if marks else None
        if last and last.color == block.color and start - (last.x + last.width) < _NARROWEST:
            marks[-1] = Mark(last.color, last.x, last.y, round(max(start + width - last.x, last.width), 1), last.height)
        else:
            marks.append(Mark(block.color, start, lanes[block.color] * _LANE + 1, width, _LANE - 2))
    ticks = tuple(round(chapter.start_s * scale, 1) for chapter in episode.chapters if chapter.start_s > 0)
    return Map(WIDTH, _LANE * min(len(colors), _LANES), tuple(marks), ticks)
