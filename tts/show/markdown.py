"""Show notes: what a description says in Markdown, as HTML that pages and feeds may carry, and as plain text."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_RULES = (
    "heading", "lheading", "list", "blockquote", "hr", "emphasis", "link", "autolink", "newline", "escape", "entity",
    "backticks",
)  # fmt: skip
"""No HTML of the writer's own, no pictures (they would be asked for from elsewhere), no code blocks by indentation."""


@functools.cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero", {"html": False, "breaks": True}).enable(list(_RULES))


def as_html(text: str) -> str:
    """Paragraphs, lists, links and emphasis; everything else is text. Addresses that run a script become no links."""
    made: str = _parser().render(text)
    return made.strip()


def as_text(text: str) -> str:
    """The same without its marks, a blank line between paragraphs, a link's address behind its words."""
    parts: list[str] = []
    bullet = ""
    for token in _parser().parse(text):
        if token.type == "list_item_open":
            bullet = "• "
        elif token.type == "inline":
            parts.append(bullet + _inline(token.children or []))
            bullet = ""
    return "\n\n".join(parts).replace("\n\n• ", "\n• ")


def _inline(tokens: list) -> str:  # type: ignore[type-arg]  # of markdown-it's tokens
    said, address = "", ""
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrGet("href"))
        elif token.type == "link_close":
            said += "" if address in said else f" ({address})"
        elif token.type in ("softbreak", "hardbreak"):
            said += "\n"
        else:
            said += token.content
    return said
