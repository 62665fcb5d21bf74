"""What reading a text yields."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tts.reading.zh.syllables import signs_of


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a punctuation mark, and how it is said."""

    text: str
    kind: Literal["han", "latin", "mark"]
    phonemes: str
    """In the model's notation; for a mark the mark itself, or empty when it is not heard."""
    syllables: tuple[str, ...] = ()
    """Pinyin with tone digits, one per Chinese character; a Latin word stands as itself."""
    english: str = ""
    """A Latin word's phonemes as an English voice takes them."""


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
    def unsaid(self) -> str:
        """The letters and figures among `dropped`: without them the text would say something else."""
        return "".join(character for character in self.dropped if character.isalnum())

    @property
    def reading(self) -> str:
        """Pinyin, one syllable per character, Latin words as they are, separated by spaces; no punctuation."""
        return " ".join(syllable for piece in self.pieces for syllable in piece.syllables)

    @property
    def phonemes(self) -> str:
        """Words separated by spaces; marks closed up to the word they belong to. The notation of Kokoro v1.0."""
        return self._joined(lambda piece: piece.phonemes)

    @property
    def signs(self) -> str:
        """The same in the notation of Kokoro v1.1-zh, where a slash stands between Chinese words."""
        text = self._joined(_signs)
        text = re.sub(r"/ (?=[\u3105-\u3129\u4e00-\u9fff])", "\0", text)  # a word of Chinese follows
        return text.replace("/", "").replace("\0", "/")

    def _joined(self, notation: Callable[[Piece], str]) -> str:
        said = ""
        for piece in self.pieces:
            sound = notation(piece)
            if not sound:
                continue
            if piece.kind != "mark":
                said += sound + " "
            elif sound in "“(":
                said += sound
            else:
                said = said.rstrip(" ") + sound + " "
        return said.strip()


def _signs(piece: Piece) -> str:
    if piece.kind == "han":
        return "".join(map(signs_of, piece.syllables)) + "/"
    return piece.english or piece.phonemes
