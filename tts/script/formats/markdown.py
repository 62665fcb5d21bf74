"""Markdown, as people write transcripts in it: headings, bold, quotes, links, images, footnotes."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from tts.script.formats import frontmatter
from tts.script.formats.blocks import Block, Cut, Document
from tts.script.formats.emphasis import closed_at
from tts.script.formats.plain import lines_of, unwrap
from tts.text import ink

_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})(?:[ \t]+|(?=[\u4e00-\u9fff【]))")
_TRAILER = re.compile(r"[ \t]+#+[ \t]*$")
_UNDERLINE = re.compile(r"[ \t]{0,3}(?:=+|-{2,})[ \t]*$")
_RULE = re.compile(
    r"[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+|(?:`{3,}|~{3,})[\w -]*|\|?(?:[ \t]*:?-{2,}:?[ \t]*\|?)+)$"
)
_PREFIX = re.compile(r"[ \t]*(?:>[ \t]?)+(?!>)|[ \t]*[-*+][ \t]+(?=\S)")
_FOOTNOTE = re.compile(r"[ \t]*\[\^[^\]\s]{1,30}\]:")
_DEFINITION = re.compile(r"[ \t]{0,3}\[[^\]]{1,80}\]:[ \t]*(?:<|https?:|/|\./)\S*")
_INLINE = re.compile(
    r"(?P<image>!\[[^\]\n]{0,400}\]\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\))"
    r"|(?P<note>\[\^[^\]\s]{1,30}\])"
    r"|(?P<open>\[)(?=[^\[\]\n]{1,400}\]\()|(?P<link>\]\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)(?:\{[^}\n]{0,80}\})?)"
    r"|(?P<comment><!--.{0,300}?-->)"
    r"|(?P<tag></?[a-zA-Z][^<>\n]{0,400}>)"
    r"|(?P<strong>\*\*\*|\*\*|___|__(?=\S)|(?<=\S)__)"
    r"|(?P<em>(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])|(?<![\w\\])_(?=\S)|(?<=\S)_(?!\w)|~~|`+)"
    r"|(?P<escape>\\(?=[\\`*_{}\[\]()#+\-.!>~|]))",
)
_STRONG_TAG = re.compile(r"</?(?:b|strong)\b", re.IGNORECASE)


def read(text: str) -> Document:
    """`text` as blocks. Never fails."""
    lines = lines_of(text)
    first, metadata, front = frontmatter.split(lines, text)
    blocks, loose = list[Block](), True
    for number in range(first, len(lines)):
        start, end = lines[number]
        line = text[start:end]
        if not ink(line):
            loose = True
            continue
        if _UNDERLINE.match(line) and blocks and not loose and not (blocks[-1].level or blocks[-1].skip):
            level = 1 if "=" in line else 2
            blocks[-1] = dataclasses.replace(blocks[-1], level=level)
            blocks.append(Block(start, end, number + 1, skip="markup"))
        elif _RULE.match(line):
            blocks.append(Block(start, end, number + 1, skip="markup"))
        elif _FOOTNOTE.match(line):
            blocks.append(Block(start, end, number + 1, skip="footnote"))
        elif _DEFINITION.match(line):
            blocks.append(Block(start, end, number + 1, skip="link"))
        else:
            blocks.append(_block(text, start, end, number + 1, loose))
            loose = False
            continue
        loose = True
    return Document(text, (*front, *emphasised(text, unwrap(text, blocks))), metadata)


def _block(text: str, start: int, end: int, line: int, loose: bool) -> Block:
    cuts, level, at, bullet, quote = list[Cut](), 0, start, "", False
    if heading := _HEADING.match(text, start, end):
        level, at = len(heading[1]), heading.end()
        cuts.append(Cut(start, at, "markup"))
        if trailer := _TRAILER.search(text, at, end):
            cuts.append(Cut(trailer.start(), end, "markup"))
    elif (prefix := _PREFIX.match(text, start, end)) and ">>" not in prefix[0]:
        at = prefix.end()
        cuts.append(Cut(start, at, "markup"))
        bullet, quote = prefix[0].strip(" \t>"), ">" in prefix[0]
    if text[at:end].lstrip().startswith("|"):
        cuts += [Cut(n, n + 1, "markup") for n in range(at, end) if text[n] == "|"]
        return Block(start, end, line, kind="table", cuts=tuple(cuts), loose=loose)
    stop = cuts[-1].start if level and len(cuts) > 1 else end
    marks = list(inline_cuts(text, at, stop))
    inline = [cut for cut, _ in marks]
    strong = tuple(_strong(text, at, end))
    return Block(
        start, end, line, level=level, kind="heading" if level else "item" if bullet else "paragraph",
        bullet=bullet, depth=int(bullet != ""), quote=quote, strong=strong, links=tuple(_links(marks)), cuts=tuple(sorted((*cuts, *inline), key=lambda c: c.start)),
        loose=loose or level > 0, aside=not level and _is_italic(text, at, end),
    )  # fmt: skip


def _links(marks: list[tuple[Cut, str]]) -> Iterator[tuple[int, int]]:
    opened = None
    for cut, kind in marks:
        if kind == "open":
            opened = cut.end
        elif kind == "link" and opened is not None:
            yield opened, cut.start
            opened = None


def _is_italic(text: str, start: int, end: int) -> bool:
    """Whether one pair of marks sets all of it in italics."""
    italics = [cut for cut, kind in inline_cuts(text, start, end) if kind == "em"]
    return len(italics) == 2 and italics[0].start == start and italics[1].end >= end - 1


def emphasised(text: str, blocks: list[Block]) -> list[Block]:
    """`blocks` with the lines joined that one pair of marks sets in bold or italics: they are one paragraph."""
    joined: list[Block] = []
    number = 0
    while number < len(blocks):
        first = blocks[number]
        run = closed_at(text, blocks, number) if not (first.skip or first.level) else number
        end = blocks[run].end
        cuts = tuple(cut for block in blocks[number : run + 1] for cut in block.cuts)
        if not (first.skip or first.level) and "\n" in text[first.start : end]:
            at = cuts[0].end if cuts and _PREFIX.match(text, first.start, cuts[0].end) else first.start
            strong, aside = tuple(_strong(text, first.start, end)), _is_italic(text, at, end)
            first = dataclasses.replace(first, end=end, cuts=cuts, strong=strong, aside=aside)
        joined.append(first)
        number = run + 1
    return joined


def inline_cuts(text: str, start: int, end: int) -> Iterator[tuple[Cut, str]]:
    """What marks the text between `start` and `end` up, and what kind of mark it is."""
    for found in _INLINE.finditer(text, start, end):
        kind = found.lastgroup or ""
        reason = {"image": "image", "note": "footnote mark"}.get(kind, "markup")
        yield Cut(found.start(), found.end(), reason), kind


def _strong(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for cut, kind in inline_cuts(text, start, end):
        if kind == "strong" or (kind == "tag" and _STRONG_TAG.match(text, cut.start)):
            if opened is None:
                opened = cut.end
            else:
                yield opened, cut.start
                opened = None
