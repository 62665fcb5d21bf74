"""Word documents."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from tts.errors import InputError, Place
from tts.language import tr
from tts.script.formats.archive import Archive, is_text
from tts.script.formats.blocks import Block, BlockKind, Cut, Document, Metadata, Span
from tts.text import ink, tidy

_HEADING = re.compile(r"(?:heading|标题)\s?([1-6])", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|标题)$", re.IGNORECASE)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TEXTS = (f"{_W}t", f"{_M}t")
_MARKS = {f"{_W}{name}": mark for name, mark in
          {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}.items()}  # fmt: skip
_LEFT_OUT = frozenset(
    (f"{_W}del", f"{_W}moveFrom", f"{_W}tabs", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)
"""What holds words that were taken out, or the same words once more for older programs; and where tabs stop."""
_PARTS = {"footnotes": "footnote", "endnotes": "footnote", "comments": "comment",
          "header": "page furniture", "footer": "page furniture"}  # fmt: skip
RAISED = "reading aid"
"""Small characters above others that say how those are read (pinyin, furigana)."""


def read(data: bytes) -> Document:
    """The document's paragraphs as blocks; a paragraph's number stands for its line. Raises InputError."""
    try:
        return _document(_opened(data))
    except InputError:
        raise
    except Exception as error:  # python-docx raises whatever a damaged part makes its code run into
        raise InputError(
            tr("Is not a Word document, or a damaged one: {error}.", error=error),
            place=Place(tr("the transcript")),
            remedy=tr("Save it again as .docx, or as plain text."),
        ) from None


def _document(word: Any) -> Document:
    pieces, blocks, at = list[str](), list[Block](), 0
    for number, paragraph in enumerate(_paragraphs(word), 1):
        for start, line in _lines(paragraph.text):
            if ink(line):
                blocks.append(_block(paragraph, number, start, line, at))
                pieces.append(line)
                at += len(line) + 1
    for note, reason in _elsewhere(word):
        blocks.append(Block(at, at + len(note), 0, skip=reason))
        pieces.append(note)
        at += len(note) + 1
    return Document("\n".join(pieces), tuple(blocks), _metadata(word))


def _opened(data: bytes) -> Any:
    """The document, by python-docx, which is shown the texts alone: it would unfold every picture. Raises InputError."""
    import docx

    texts = BytesIO()
    with zipfile.ZipFile(texts, "w") as copy:
        for name, content in Archive(data).texts():
            copy.writestr(name, _without_links(content) if name.endswith(".rels") else content)
    return docx.Document(texts)


def _without_links(relations: bytes) -> bytes:
    """`relations` without those to parts that are no text."""
    from lxml import etree

    root = etree.fromstring(relations, etree.XMLParser(resolve_entities=False, no_network=True))
    for relation in list(root):
        inside = relation.get("TargetMode") != "External"
        if inside and not is_text(relation.get("Target") or ""):
            root.remove(relation)
    return etree.tostring(root)


def _block(paragraph: _Words, number: int, start: int, line: str, at: int) -> Block:
    """The block of `line`, which stands at `start` in the paragraph and at `at` in the document's text."""

    def here(spans: list[Span]) -> tuple[Span, ...]:
        return tuple(_within(spans, start, start + len(line), at))

    return Block(
        at, at + len(line), number, level=paragraph.level, kind=_kind(paragraph),
        bullet="" if start else paragraph.bullet, depth=paragraph.depth, strong=here(paragraph.strong),
        links=here(paragraph.links), cuts=tuple(Cut(a, b, RAISED) for a, b in here(paragraph.silent)), loose=start == 0,
    )  # fmt: skip


@dataclass(slots=True)
class _Words:
    """A paragraph's text, and (start, end) of what in it is bold and of what nobody says."""

    text: str = ""
    level: int = 0
    bullet: str = ""
    depth: int = 0
    table: bool = False
    links: list[tuple[int, int]] = field(default_factory=list)
    strong: list[tuple[int, int]] = field(default_factory=list)
    silent: list[tuple[int, int]] = field(default_factory=list)

    def add(self, text: str, run: Any) -> None:
        """`text`, with `run` the formatting around it."""
        start, end = len(self.text), len(self.text) + len(text)
        self.text += text
        if run is not None and run.bold and ink(text):
            self.strong.append((start, end))


def _paragraphs(word: Any) -> Iterator[_Words]:
    """Every paragraph, those in tables, text boxes and fields too."""
    from docx.text.paragraph import Paragraph

    for element in word.element.body.iter(f"{_W}p"):
        if not _is_left_out(element):
            paragraph = Paragraph(element, word)
            words = _Words(level=_level(paragraph), table=any(e.tag == f"{_W}tc" for e in element.iterancestors()))
            if (number := _listed(paragraph)) is not None:
                words.bullet, words.depth = "•", number + 1
            _walk(paragraph, words)
            yield words


def _walk(paragraph: Any, words: _Words) -> None:
    """All text in `paragraph`, however it is wrapped (insertions, links, tags, controls); none that stands twice."""
    from docx.text.run import Run
    from lxml import etree

    run = None
    walker = etree.iterwalk(paragraph._p, events=("start",))  # python-docx shows no more of it
    for _, element in walker:
        if element.tag in _LEFT_OUT or (element.tag == f"{_W}p" and element is not paragraph._p):
            walker.skip_subtree()
        elif element.tag == f"{_W}r":
            run = Run(element, paragraph)
        elif element.tag == f"{_W}hyperlink":
            length = sum(len(text.text or "") for text in element.iter(*_TEXTS))
            words.links.append((len(words.text), len(words.text) + length))
        elif element.tag == f"{_W}rt":
            start = len(words.text)
            words.text += "".join(text.text or "" for text in element.iter(f"{_W}t"))
            words.silent.append((start, len(words.text)))
            walker.skip_subtree()
        elif element.tag in _TEXTS:
            words.add(element.text or "", run)
        elif element.tag in _MARKS:
            words.add(_MARKS[element.tag], run)


def _is_left_out(element: Any) -> bool:
    return any(parent.tag in _LEFT_OUT for parent in element.iterancestors())


def _within(spans: Iterable[tuple[int, int]], start: int, end: int, at: int) -> Iterator[tuple[int, int]]:
    """The parts of `spans` between `start` and `end`, which stand at `at` in the document's text."""
    for a, b in spans:
        if a < end and b > start:
            yield max(a, start) - start + at, min(b, end) - start + at


def _level(paragraph: Any) -> int:
    name = (paragraph.style.name or "") if paragraph.style is not None else ""
    if _TITLE.match(name):
        return 1
    found = _HEADING.match(name)
    return int(found[1]) if found else 0


def _listed(paragraph: Any) -> int | None:
    """How deep in lists the paragraph is an item, from 0; None when it is no item."""
    found = paragraph._p.find(f"{_W}pPr/{_W}numPr")  # python-docx shows no more of it
    if found is not None:
        depth = found.find(f"{_W}ilvl")
        value = depth.get(f"{_W}val") if depth is not None else "0"
        return int(value) if value and value.isdigit() else 0
    name = (paragraph.style.name or "") if paragraph.style is not None else ""
    return 0 if re.match(r"List (?:Bullet|Number)|列表(?:项目符号|编号)", name) else None


def _kind(words: _Words) -> BlockKind:
    if words.level:
        return "heading"
    return "item" if words.bullet else "table" if words.table else "paragraph"


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _elsewhere(word: Any) -> Iterator[tuple[str, str]]:
    """(text, why nobody says it) of what stands outside the text: notes, comments, the page's head and foot."""
    from lxml import etree

    seen: set[str] = set()
    for part in word.part.package.iter_parts():
        reason = next((why for name, why in _PARTS.items() if re.search(rf"/{name}\d*\.xml$", str(part.partname))), "")
        if not reason:
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        for paragraph in etree.fromstring(part.blob, parser).iter(f"{_W}p"):
            text = "" if _is_left_out(paragraph) else tidy("".join(_own_texts(paragraph)))
            if ink(text) and text not in seen:
                yield text, reason
            seen.add(text)


def _own_texts(paragraph: Any) -> Iterator[str]:
    for text in paragraph.iter(*_TEXTS, *_MARKS):
        if next(text.iterancestors(f"{_W}p")) is paragraph and not _is_left_out(text):
            yield text.text or "" if text.tag in _TEXTS else " "


def _metadata(word: Any) -> Metadata:
    """The title alone: a file's dates say when it was saved, not when the talk was."""
    title = tidy(word.core_properties.title or "")
    return Metadata(title="" if title.lower() in ("", "word document", "untitled", "document") else title)
