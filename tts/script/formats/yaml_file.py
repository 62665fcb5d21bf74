"""Transcripts written as YAML: a list of records, or a mapping that holds one."""

from __future__ import annotations

from tts.script.formats import frontmatter, plain, yaml_marks
from tts.script.formats.blocks import Document


def read(text: str) -> Document:
    """`text` as blocks; what is no YAML, or holds no records with speakers, as plain text. Never fails."""
    found = yaml_marks.contents(text, 0, len(text), 1)
    if found is None:
        return plain.read(text)
    front = frontmatter.with_talk(text, plain.lines_of(text), found, 0)
    return frontmatter.before(front, text, ()) if front.talks else plain.read(text)
