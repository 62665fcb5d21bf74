"""Tables: CSV and TSV with a column of what is said and one of who says it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from tts.errors import InputError, Place
from tts.language import tr
from tts.script.formats.blocks import Block, Document
from tts.script.formats.columns import Columns, columns, is_known
from tts.text import ends_sentence, ink, tidy

LARGEST_CELL = 10_000_000
"""Characters."""
LONGEST_HEAD = 30
"""Characters in the name of a column."""
_SEPARATORS = ",\t;|"
_BESIDE = "beside the talk"


def read(text: str) -> Document:
    """`text` as blocks, one a cell. Raises InputError for a table that holds no column of text."""
    rows = list(_rows(text))
    names = [str(n) for n in range(max((len(cells) for _, cells in rows), default=0))]
    found = columns([dict(zip(names, cells, strict=False)) for _, cells in rows[1:]])
    head = rows[0][1] if rows else []
    named = _is_head(head, rows, found)
    if named:
        names = [f"{name.strip()}\t{n}" for n, name in enumerate([*head, *names[len(head) :]])]
    body = rows[1:] if named else rows
    records = [dict(zip(names, cells, strict=False)) for _, cells in body]
    found = columns(records)
    if not found.said:
        raise InputError(
            tr("Is a table without a column of text."),
            place=Place(tr("the transcript"), 1),
            remedy=tr("Name a column `text` and one `speaker` in its first line."),
        )
    return _document([*(rows[:1] if named else []), *body], records, found, named, names)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """(line on which it starts, cells) of each row that holds anything."""
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    line = 1
    try:
        for cells in reader:
            if any(ink(cell) for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            tr("Is a damaged table: {error}.", error=error),
            place=Place(tr("the transcript"), line),
            remedy=tr("Save the table as CSV again, as UTF-8."),
        ) from None


def _separator(text: str) -> str:
    """What stands between the cells: the character that most lines hold equally often."""
    lines = [line for line in text[:20_000].splitlines()[:50] if line.strip()]
    counts = {mark: [line.count(mark) for line in lines] for mark in _SEPARATORS}
    return max(
        _SEPARATORS, key=lambda mark: (min(counts[mark], default=0) > 0, counts[mark][:1], -_SEPARATORS.index(mark))
    )


def _is_head(cells: Sequence[str], rows: Sequence[tuple[int, list[str]]], found: Columns) -> bool:
    """Whether a first row names the columns: it says nothing, and names somebody who speaks nowhere else."""
    if any(is_known(cell) for cell in cells):
        return True
    below = {found.said: "", found.speaker: ""} | {str(n): cell.strip() for n, cell in enumerate(cells)}
    speakers = {
        row[int(found.speaker)].strip() for _, row in rows[1:] if found.speaker and len(row) > int(found.speaker)
    }
    return (
        bool(found.said)
        and len(below[found.said]) <= LONGEST_HEAD
        and not ends_sentence(below[found.said])
        and below[found.speaker] not in speakers
    )


def _document(
    rows: Sequence[tuple[int, list[str]]],
    records: Sequence[dict[str, str]],
    found: Columns,
    headed: bool,
    names: Sequence[str],
) -> Document:
    pieces, blocks, at = list[str](), list[Block](), 0
    for number, (line, cells) in enumerate(rows):
        record = records[number - headed] if number >= headed else {}
        speaker = tidy(record.get(found.speaker, ""))
        for name, cell in zip([*names, *("" for _ in cells[len(names) :])], cells, strict=False):
            if not ink(cell):
                continue
            is_said, is_who = name == found.said and record, name == found.speaker and record
            skip = "" if is_said else "names the speaker" if is_who else _BESIDE
            blocks.append(Block(at, at + len(cell), line, speaker=speaker or None if is_said else None, skip=skip))
            pieces.append(cell)
            at += len(cell) + 1
    return Document("\n".join(pieces), tuple(blocks))
