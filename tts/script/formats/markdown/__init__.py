"""Markdown: a CommonMark parser says what is markup and what is text; every line that may start something is a block."""

from __future__ import annotations

from tts.script.formats import frontmatter
from tts.script.formats.blocks import Document
from tts.script.formats.markdown.judging import judged
from tts.script.formats.markdown.leaves import leaves
from tts.script.formats.markdown.lines import blocks
from tts.script.formats.markdown.masking import masked
from tts.script.formats.plain import lines_of


def read(text: str) -> Document:
    """`text` as blocks, character references and escapes replaced. Never fails."""
    lines = lines_of(text)
    front = frontmatter.split(lines, text)
    start = lines[front.lines][0] if front.lines < len(lines) else len(text)
    body = masked(text, start)
    found = leaves(text, body, start)
    judged(text, found, body.silent)
    made = blocks(text, lines[front.lines :], front.lines + 1, found, body.silent)
    return frontmatter.before(front, text, made, found.spelled)
