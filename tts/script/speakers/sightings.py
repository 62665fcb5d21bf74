"""Labels as they stand in the text, with what decides about them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tts.script.formats.blocks import Block, Document, said
from tts.script.speakers.labels import Label, labels
from tts.script.speakers.natures import Nature, nature
from tts.text import ends_question, ends_sentence, name_key, width

LONG_ENOUGH = 45.0
"""Hanzi widths (`characters.width`). A labelled paragraph this long is speech even when no full stop ends it."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One label at one place."""

    block: int
    """Index into `Document.blocks`."""
    label: Label
    key: str
    nature: Nature
    rest: float
    """How much follows the label in its paragraph, hanzi widths."""
    asks: bool
    """Whether the paragraph ends with a question."""
    ended: bool
    """Whether the paragraph ends as a sentence does."""


def sightings(document: Document, number: int, block: Block) -> list[Sighting]:
    """What the start of the block may name as its speaker."""
    text = document.text
    found = []
    for label in labels(text, block):
        cuts = tuple(cut for cut in block.cuts if cut.start >= label.end)
        rest = said(text, replace(block, start=label.end, cuts=cuts))
        found.append(
            Sighting(
                number,
                label,
                name_key(label.name),
                nature(label.name),
                width(rest),
                ends_question(rest),
                ends_sentence(rest),
            )
        )
    return found
