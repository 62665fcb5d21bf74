"""What reading a text yields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a punctuation mark, and how it is said."""

    text: str
    kind: Literal["han", "latin", "mark"]
    phonemes: str
    """In the model's notation; for a mark the mark itself, or empty when it is not heard."""
    syllables: tuple[str, ...] = ()
    """Pinyin with tone digits, one per Chinese character; a Latin word stands as itself."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and what the engine will really say."""

    text: str
    normalized: str
    """Numbers, dates, symbols and abbreviations written out as words."""
    pieces: tuple[Piece, ...]
    dropped: tuple[str, ...] = ()
    """Characters of `normalized` that nothing says, in order."""

    @property
    def reading(self) -> str:
        """Pinyin, one syllable per character, Latin words as they are, separated by spaces; no punctuation."""
        return " ".join(syllable for piece in self.pieces for syllable in piece.syllables)

    @property
    def phonemes(self) -> str:
        """Words separated by spaces; marks closed up to the word they belong to."""
        said = ""
        for piece in self.pieces:
            if not piece.phonemes:
                continue
            if piece.kind != "mark":
                said += piece.phonemes + " "
            elif piece.phonemes in "“(":
                said += piece.phonemes
            else:
                said = said.rstrip(" ") + piece.phonemes + " "
        return said.strip()
