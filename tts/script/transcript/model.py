"""The transcript: a document of which we know who says what. Every piece knows where in the source it stands."""

from __future__ import annotations

from dataclasses import dataclass

from tts.script.formats.blocks import Cut, Metadata
from tts.script.model import Doubt, Kind


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of a turn, spoken but for its cuts."""

    start: int
    """Offset into `Transcript.text`."""
    end: int
    line: int
    cuts: tuple[Cut, ...] = ()

    def pieces(self, text: str) -> list[tuple[str, bool]]:
        """(text, whether it is spoken) in order; what captions do not show is left out."""
        found, at = [], self.start
        for cut in self.cuts:
            found.append((text[at : cut.start], True))
            if cut.shown:
                found.append((text[cut.start : cut.end], False))
            at = cut.end
        found.append((text[at : self.end], True))
        return [(piece, said) for piece, said in found if piece]


@dataclass(frozen=True, slots=True)
class Contribution:
    """A turn as it stands in the transcript."""

    speaker: str | None
    kind: Kind
    paragraphs: tuple[Paragraph, ...]
    label: tuple[int, int] | None = None
    """(start, end) of the words that name the speaker; heard as the voice."""
    title: str = ""
    """The chapter that starts here; empty where none does. A heading's own text, or the start of a question."""

    @property
    def line(self) -> int:
        return self.paragraphs[0].line


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker with every spelling the transcript uses."""

    name: str
    spellings: tuple[str, ...]
    role: str = ""
    """`interviewer`, `guest` or empty, by the words used for them."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """A source document, parsed."""

    text: str
    metadata: Metadata
    people: tuple[Person, ...]
    """In order of appearance."""
    turns: tuple[Contribution, ...]
    titles: tuple[tuple[int, int], ...]
    """(start, end) of the title where the text itself holds it; the opening speaks it."""
    unspoken: tuple[tuple[int, int, str], ...]
    """(start, end, reason) of everything outside the turns that no voice says."""
    doubts: tuple[Doubt, ...] = ()
