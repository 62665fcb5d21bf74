"""The shape of a conversation: a lane for each person, a mark wherever they speak. Drawn on the seek bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tts.show.model import Episode
from tts.show.player.reading import NARRATOR, colors_of

WIDTH = 1000
"""Units across; stretched to whatever the page has."""
_LANE = 10
_LANES = 4
"""More people than these share lanes, in turn: on a bar of 36 pixels a fifth lane could no longer be seen."""


@dataclass(frozen=True, slots=True)
class Lane:
    """All that one colour says, as the `d` of an SVG path."""

    color: str
    path: str


@dataclass(frozen=True, slots=True)
class Map:
    """The drawing: `width` × `height` units, its lanes, and where chapters begin."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[int, ...]


def draw_map(episode: Episode) -> Map:
    """Who speaks when."""
    scale = WIDTH / max(episode.duration_s, 0.001)
    spans: dict[str, list[tuple[int, int]]] = {color: [] for color in (*colors_of(episode).values(), NARRATOR)}
    for color, start_s, end_s in _spoken(episode):
        start = min(round(start_s * scale), WIDTH - 1)
        _join(spans[color], start, max(round(end_s * scale), start + 1))
    used = [color for color, found in spans.items() if found]
    lanes = tuple(
        Lane(color, "".join(_box(start, end, place % _LANES) for start, end in spans[color]))
        for place, color in enumerate(used)
    )
    ticks = tuple(round(chapter.start_s * scale) for chapter in episode.chapters if chapter.start_s > 0)
    return Map(WIDTH, _LANE * max(1, min(len(used), _LANES)), lanes, ticks)


def _spoken(episode: Episode) -> Iterator[tuple[str, float, float]]:
    """(colour, start, end in seconds) of the opening and of every turn."""
    for cue in episode.cues:
        if cue.turn is None:
            yield NARRATOR, cue.start_s, cue.end_s
    colors = colors_of(episode)
    for turn in episode.turns:
        yield NARRATOR if turn.speaker is None else colors.get(turn.speaker, "0"), turn.start_s, turn.end_s


def _join(spans: list[tuple[int, int]], start: int, end: int) -> None:
    """Add a span; what touches the last one lengthens it, so that ten hours draw as fast as ten minutes."""
    if spans and start <= spans[-1][1]:
        spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
    else:
        spans.append((start, end))


def _box(start: int, end: int, lane: int) -> str:
    height = _LANE - 2
    return f"M{start} {lane * _LANE + 1}h{end - start}v{height}h{start - end}z"
