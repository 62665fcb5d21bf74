"""A talk kept as records, each with what is said and perhaps who says it, as blocks of the text it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from tts.script.formats.blocks import Block, BlockKind
from tts.script.formats.columns import columns
from tts.script.formats.rewriting import Spelling
from tts.script.formats.yaml_marks import Scalar
from tts.text import ink, tidy

Record = dict[str, Scalar]


def talk(text: str, records: Sequence[Record]) -> tuple[list[Block], list[Spelling]]:
    """The blocks of what `records` say, and what in them is spelled otherwise. Empty when nobody says anything there."""
    found = columns([{key: cell.value for key, cell in record.items()} for record in records])
    if not found.said or not found.speaker:
        return [], []
    blocks, spelled = list[Block](), list[Spelling]()
    for record in records:
        cell = record.get(found.said)
        level = 0
        if cell is None:  # a record of another kind, with one text: a heading among the turns
            others = [each for key, each in record.items() if key != found.speaker and ink(each.value)]
            if len(others) != 1:
                continue
            cell, level = others[0], 2
        if not ink(cell.value):
            continue
        who = record.get(found.speaker)
        name = tidy(who.value) if who else ""
        kind: BlockKind = "heading" if level else "paragraph"
        blocks.append(Block(cell.start, cell.end, cell.line, level=level, kind=kind, speaker=name or None))
        spelled += _spelled(text, cell)
    return blocks, spelled


def _spelled(text: str, cell: Scalar) -> list[Spelling]:
    """What the cell's source must be replaced by to say its value; as many lines as it had, so that lines keep their numbers."""
    source = text[cell.start : cell.end]
    if tidy(source) == tidy(cell.value):
        return []
    return [(cell.start, cell.end, " ".join(cell.value.split()) + "\n" * source.count("\n"))]
