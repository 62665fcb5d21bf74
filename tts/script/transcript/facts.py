"""Title and date, where the format does not say them: from the lines around the talk."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping

from tts.script.dates import iso_date
from tts.script.formats.blocks import Document, Metadata, said
from tts.script.forms.labels import Label
from tts.script.lines.classify import Judged
from tts.text import tidy, width

_ADDRESS = re.compile(r"\b[a-z]{2,8}://\S+|www\.\S+")
WIDEST_DATED = 60.0
"""Hanzi widths. Longer lines tell of a date; they are not dated."""
TITLE_FROM = 0.3
"""Chance from which a line is the title, when none is likelier."""


def completed(document: Document, kinds: Mapping[int, Judged], labels: Mapping[int, Label]) -> Metadata:
    """The metadata with title and date found in the text, where they were missing."""
    first = min(labels, default=len(document.blocks))
    title = document.metadata.title or _title(document, kinds, first)
    date = document.metadata.date or _date(document, kinds, labels, title)
    return dataclasses.replace(document.metadata, title=title, date=date)


def _title(document: Document, kinds: Mapping[int, Judged], first: int) -> str:
    """The line before the talk that is likeliest to be the title."""
    best, chance = None, TITLE_FROM
    for number, judged in kinds.items():
        if number < first and judged.chances.get("title", 0.0) > chance:
            best, chance = number, judged.chances["title"]
    return tidy(said(document.text, document.blocks[best])) if best is not None else ""


def _date(document: Document, kinds: Mapping[int, Judged], labels: Mapping[int, Label], title: str) -> str:
    """The first date before the talk in a line that is no sentence, in the title, or in a credit behind the talk."""
    first, last = min(labels, default=len(document.blocks)), max(labels, default=-1)
    before, behind = [], []
    for number, judged in sorted(kinds.items()):
        line = said(document.text, document.blocks[number])
        if judged.kind in ("credit", "furniture", "title", "heading", "note") and width(line) <= WIDEST_DATED:
            line = _ADDRESS.sub(" ", line)
            if number < first:
                before.append(line)
            elif number > last and judged.kind == "credit":
                behind.append(line)
    return next((date for date in map(iso_date, (*before, title, *behind)) if date), "")
