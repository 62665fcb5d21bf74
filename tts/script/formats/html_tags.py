"""What the elements of a web page are to somebody who reads it aloud."""

from __future__ import annotations

from tts.script.formats.blocks import BlockKind

BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog",
     "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
     "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section",
     "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "title"]
)  # fmt: skip
"""What starts a paragraph."""
PROGRAMS = frozenset(("script", "style", "head"))
"""What holds no text."""
CAPTION = "picture caption"
HIDDEN = "hidden on the page"
UNREAD = dict.fromkeys(
    ("template", "svg", "object", "iframe", "canvas", "audio", "video", "noscript", "select", "textarea"), HIDDEN
) | {"math": "formula"}
"""What a browser shows no text of, or in a way of its own: listed, not spoken."""
FURNITURE = {
    **dict.fromkeys(("nav", "aside", "footer", "form", "button", "menu", "dialog"), "page furniture"),
    **dict.fromkeys(("figcaption", "caption"), CAPTION),
}
KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    "li": "item", "td": "table", "th": "table", "figcaption": "caption", "caption": "caption",
    "dt": "term", "dd": "definition",
}  # fmt: skip
LISTS = {"ul": "•", "menu": "•", "ol": "1."}
"""Lists, and how their items are marked."""
