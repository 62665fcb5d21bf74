"""The cover: drawn from the episode's title, its show and its speakers, the same bytes every time."""

from tts.show.cover.draw import Artwork, draw, small
from tts.show.cover.kept import drawn

__all__ = ["Artwork", "draw", "drawn", "small"]
