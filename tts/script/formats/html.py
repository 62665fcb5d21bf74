"""Web pages: every text on the page, the article's to be spoken, the rest listed as page furniture."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tts.script.dates import iso_date
from tts.script.formats import json_walk
from tts.script.formats.blocks import Block, BlockKind, Cut, Document, Metadata, said
from tts.script.formats.html_tags import BLOCKS, FURNITURE, HIDDEN, KINDS, LISTS, PROGRAMS, UNREAD
from tts.script.formats.plain import unwrap
from tts.text import INVISIBLE, ink, tidy

LARGEST_ARTICLE = 3_000_000
"""Characters of markup; larger pages are read whole, readability would take minutes."""

MOST_NODES = 100
"""Things that a page's linked data may be about."""
_STRONG = frozenset(("b", "strong"))
_SET_OFF = frozenset(("cite", "span"))
LONGEST_LEAD = 40
"""Characters of ink, as of the longest name."""
_META = {
    "title": ("og:title", "twitter:title", "dc.title"),
    "date": ("article:published_time", "datepublished", "pubdate", "publishdate", "date", "dc.date", "og:release_date"),
    "url": ("og:url",),
    "publisher": ("og:site_name", "application-name"),
}


class _Style(NamedTuple):
    """What the elements around a text make of it."""

    level: int = 0
    skip: str = ""
    bold: bool = False
    silent: str = ""
    """Why the text itself is not said."""
    kind: BlockKind = "paragraph"
    depth: int = 0
    quote: bool = False
    link: bool = False
    mark: str = "•"
    """How the items of the list around are marked."""
    lines: bool = False
    """Whether the ends of lines are as they were typed: `<pre>`."""


@dataclass(slots=True)
class _Page:
    """What has been read of a page."""

    pieces: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    at: int = 0
    start: int = 0
    line: int = 0
    style: _Style = field(default_factory=_Style)
    bullet: str = ""
    links: list[tuple[int, int]] = field(default_factory=list)
    strong: list[tuple[int, int]] = field(default_factory=list)
    cuts: list[Cut] = field(default_factory=list)
    loose: bool = True

    def add(self, text: str, line: int, style: _Style) -> None:
        """Text of the open block; white space as a browser shows it."""
        first, *others = re.split(r"\r\n|\r|\n", text) if style.lines else [text]
        self._add(first, line, style)
        for number, each in enumerate(others, 1):
            self.close(style, loose=self.at == self.start)
            self._add(each, line + number, style)

    def _add(self, text: str, line: int, style: _Style) -> None:
        text = re.sub(r"[ \t\r\n\f]+", " ", text)
        if not text or (self.at == self.start and not text.strip()):
            return
        if self.at == self.start:
            self.line = line
        if style.bold and ink(text):
            self.strong.append((self.at, self.at + len(text)))
        if style.link and ink(text):
            self.links.append((self.at, self.at + len(text)))
        if style.silent:
            self.cuts.append(Cut(self.at, self.at + len(text), style.silent))
        self.pieces.append(text)
        self.at += len(text)

    def close(self, style: _Style, bullet: str = "", loose: bool = True) -> None:
        """End the open block, if it holds anything; `style` is what follows, `bullet` the item that starts there."""
        if self.at > self.start:
            if ink("".join(self.pieces[-2:])) or any(ink(piece) for piece in self.pieces):
                self.blocks.append(self._block())
                self.bullet = ""
            self.pieces.append("\n")
            self.at += 1
        self.start, self.strong, self.cuts, self.links = self.at, [], [], []
        self.style, self.bullet = style, bullet or (self.bullet if style.kind == "item" else "")
        self.loose = loose

    def _block(self) -> Block:
        style = self.style
        return Block(
            self.start, self.at, self.line, level=style.level, kind=style.kind, bullet=self.bullet, depth=style.depth,
            quote=style.quote, strong=tuple(self.strong), links=tuple(self.links), cuts=tuple(self.cuts),
            skip=style.skip, loose=self.loose,
        )  # fmt: skip


def read(text: str, *, book: bool = False) -> Document:
    """The page's texts as blocks; a `book`'s page is all of it article. Never fails: what has no tags is one block."""
    import lxml.html

    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    source = INVISIBLE.sub("", text)
    try:
        root = lxml.html.document_fromstring(source.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    except lxml.etree.ParserError:  # nothing in it, or comments only
        return Document("", ())
    page = _walk(root)
    metadata = _metadata(root)
    blocks = page.blocks if book else _article(page, source if len(source) <= LARGEST_ARTICLE else "", root)
    text = "".join(page.pieces)
    return Document(text, tuple(unwrap(text, blocks)), metadata)


def _walk(root: Any) -> _Page:
    """Every text of the page in order. Iterative: pages nest as deep as somebody likes."""
    page = _Page()
    body = root.find("body")
    stack: list[tuple[Any, bool, _Style]] = [(root if body is None else body, False, _Style())]
    while stack:
        node, leaving, around = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if leaving or not tag or tag in PROGRAMS:
            if leaving and tag in BLOCKS:
                page.close(around)
            page.add(node.tail or "", node.sourceline or 0, around)
            continue
        style = _style(node, tag, around)
        if tag in BLOCKS:
            page.close(style, style.mark if tag == "li" else "")
        elif style.skip != page.style.skip:
            page.close(style)
        page.add(node.text or "", node.sourceline or 0, style)
        stack.append((node, True, around))
        stack.extend((child, False, style) for child in reversed(node))
    page.close(_Style())
    return page


def _style(node: Any, tag: str, around: _Style) -> _Style:
    style = (node.get("style") or "").replace(" ", "").lower()
    unread = HIDDEN if node.get("hidden") is not None or "display:none" in style else UNREAD.get(tag, "")
    mark = tag == "sup" and re.fullmatch(r"[\[\d\]\s*†‡]{1,6}", _short_text(node))
    return _Style(
        level=int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else around.level,
        skip=around.skip
        or ("code" if tag == "code" and around.lines else "")
        or (unread if tag in BLOCKS else "")
        or FURNITURE.get(tag, ""),
        bold=around.bold or tag in _STRONG or "font-weight:bold" in style or _leads(node, tag),
        silent=around.silent or unread or ("footnote mark" if mark else ""),
        kind=KINDS.get(tag, around.kind),
        depth=around.depth + (tag in LISTS),
        quote=around.quote or tag == "blockquote",
        link=around.link or (tag == "a" and node.get("href") is not None),
        mark=LISTS.get(tag, around.mark),
        lines=around.lines or tag == "pre",
    )


def _leads(node: Any, tag: str) -> bool:
    """Whether a few words at a paragraph's start are set in a way of their own: `<span class="who">NS </span>No, …`."""
    if tag not in _SET_OFF or (tag == "span" and not node.get("class")) or node.getprevious() is not None:
        return False
    above = node.getparent()
    first = above is not None and not ink(above.text or "")
    return first and 0 < len(ink(node.text or "")) <= LONGEST_LEAD and len(node) == 0 and bool(ink(node.tail or ""))


def _short_text(node: Any) -> str:
    """The first few characters in an element."""
    return "".join(text for text, _ in zip(node.itertext(), range(4), strict=False))[:10]


def _article(page: _Page, source: str, root: Any) -> list[Block]:
    """The page's blocks; those before the article's first and after its last are page furniture."""
    text = "".join(page.pieces)
    inks = [ink(said(text, block)) for block in page.blocks]
    main = _main_inks(source, root)
    hits = [n for n, words in enumerate(inks) if words in main and not page.blocks[n].skip]
    covered = sum(len(inks[n]) for n in hits)
    total = sum(len(words) for n, words in enumerate(inks) if not page.blocks[n].skip)
    if not hits or covered < 0.3 * total:
        return _below_title(page.blocks, inks)
    long_hits = [n for n in hits if len(inks[n]) > 20 or page.blocks[n].level] or hits
    first, last = long_hits[0], max(hits)
    while first > 0 and (page.blocks[first - 1].level or first - 1 in hits):
        first -= 1
    kept = [b if b.skip or first <= n <= last else _skipped(b, "page furniture") for n, b in enumerate(page.blocks)]
    return _below_title(kept, inks)


def _below_title(blocks: list[Block], inks: list[str]) -> list[Block]:
    """`blocks` with the menu above the page's one title skipped: short lines, all of them."""
    titles = [n for n, block in enumerate(blocks) if block.level == 1]
    if len(titles) != 1 or any(len(words) > 20 for words in inks[: titles[0]]):
        return blocks
    return [
        block if block.skip or n >= titles[0] else _skipped(block, "page furniture") for n, block in enumerate(blocks)
    ]


def _skipped(block: Block, reason: str) -> Block:
    return Block(block.start, block.end, block.line, skip=reason)


def _main_inks(source: str, root: Any) -> frozenset[str]:
    """The texts of the blocks that belong to the article."""
    import lxml.html

    articles = root.xpath("//article") or root.xpath("//main") or root.xpath("//*[@role='main']")
    if len(articles) == 1 and len(ink(articles[0].text_content())) > 400:
        return frozenset(_inks(articles[0]))
    if source:
        from readability import Document as Readable
        from readability.readability import Unparseable

        try:
            summary = Readable(source, min_text_length=0).summary(html_partial=True)
            return frozenset(_inks(lxml.html.fromstring(summary)))
        except (Unparseable, ValueError, RecursionError, lxml.etree.LxmlError):
            pass
    return frozenset()


def _inks(node: Any) -> list[str]:
    page = _walk(node)
    text = "".join(page.pieces)
    return [words for block in page.blocks if (words := ink(said(text, block)))]


def _metadata(root: Any) -> Metadata:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        for fact, keys in _META.items():
            if key in keys and meta.get("content"):
                found.setdefault(fact, tidy(meta.get("content")))
    for key, value in _linked_data(root):
        found.setdefault(key, tidy(value))
    canonical = root.xpath("//link[@rel='canonical']/@href")
    headings = [tidy(h.text_content()) for h in root.iter("h1") if tidy(h.text_content())]
    titles = [tidy(t.text_content()) for t in root.xpath("//head/title") if tidy(t.text_content())]
    title = found.get("title", "")
    if len(headings) == 1 and (not title or headings[0] in title):
        title = headings[0]
    times = list(map(str, root.xpath("//time/@datetime"))) + [tidy(t.text_content()) for t in root.iter("time")]
    date = iso_date(found.get("date", "")) or next((d for d in map(iso_date, times) if d), "")
    url = found.get("url") or (str(canonical[0]) if canonical else "")  # lxml's own kind of str cannot be written
    return Metadata(
        title=title or (_without_site(titles[0]) if titles else ""),
        date=date,
        url=url if url.startswith(("http://", "https://")) else "",
        publisher=found.get("publisher", ""),
        language={"zh": "zh", "en": "en"}.get((root.get("lang") or "")[:2].lower(), ""),
    )


def _linked_data(root: Any) -> Iterator[tuple[str, str]]:
    """(fact, value) from what the page tells search engines about its article (JSON-LD)."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            waiting: list[Any] = [json_walk.load(script.text or "")]
        except (ValueError, RecursionError):
            continue
        for node in itertools.islice(_nodes(waiting), MOST_NODES):
            for key, fact in (("datePublished", "date"), ("headline", "title")):
                if isinstance(node.get(key), str):
                    yield fact, node[key]
            publisher = node.get("publisher")
            if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                yield "publisher", publisher["name"]


def _nodes(waiting: list[Any]) -> Iterator[dict[str, Any]]:
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, dict):
            yield node
            waiting += node.get("@graph", []) if isinstance(node.get("@graph"), list) else []
        elif isinstance(node, list):
            waiting += node[:MOST_NODES]


def _without_site(title: str) -> str:
    """`Title - Site` without the site."""
    parts = re.split(r"\s+[|–—-]\s+|\s*[_｜|]\s*", title)
    return max(parts, key=len) if len(parts) > 1 else title
