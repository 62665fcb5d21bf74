"""Short ways to ask a feed's elements."""

from __future__ import annotations

from lxml import etree

from tts.show.feed.names import NAMESPACES

Element = etree._Element


def find_children(parent: Element, path: str) -> list[Element]:
    """The children called `path`, prefixes as in the table of namespaces."""
    return parent.findall(path, NAMESPACES)


def text_of(element: Element) -> str:
    """Its text, or empty."""
    return element.text or ""


def child_text(parent: Element, path: str) -> str:
    """The text of the first child called `path`, or empty."""
    children = find_children(parent, path)
    return text_of(children[0]) if children else ""
