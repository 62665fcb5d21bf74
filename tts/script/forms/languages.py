"""Documents that give every contribution in two languages, one below the other: one of them is read."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter

from tts.script.formats.blocks import Block, Cut, Document, said, view
from tts.script.model import Doubt
from tts.text import width

_CALLED = {
    "en": ("en", "eng", "english", "英", "英文", "英语", "英語"),
    "zh": ("cn", "zh", "zh-cn", "zh-tw", "ch", "chinese", "中", "中文", "汉语", "漢語", "简体", "繁體"),
}
"""What each language is called in a label. A word that also names a person would hide what that person says."""
_LABEL = re.compile(r"\s{0,3}[\[【(（]?([\w-]{1,8})\s?[\]】)）]?\s?[:：]\s?")
LEAST = 3
"""Times that each language must be named; fewer could be anything."""
MOST_UNEVEN = 0.6
"""Share of labels that may be in the one language."""
LEAST_COVER = 0.6
"""Share of the document's words that must stand behind such labels."""


def in_one(document: Document) -> tuple[Document, tuple[Doubt, ...]]:
    """`document` with one language left to be spoken where it labels every contribution with its language, twice told.

    That of the front matter, else Chinese. What is in the other is accounted for as such.
    """
    marked = {
        n: found for n, block in enumerate(document.blocks) if not block.skip and (found := _named(document, block))
    }
    counts = Counter(language for language, _ in marked.values())
    if len(counts) < 2 or min(counts.values()) < LEAST or max(counts.values()) > MOST_UNEVEN * len(marked):
        return document, ()
    kept = document.metadata.language or "zh"
    blocks, language, behind, total = list[Block](), "", 0.0, 0.0
    for number, block in enumerate(document.blocks):
        wide = 0.0 if block.skip else width(said(document.text, block))
        language, end = marked.get(number, ("" if block.level else language, block.start))
        total += wide
        behind += wide if language else 0.0
        blocks.append(_kept(block, end) if language in ("", kept) or block.skip else _left_out(block, language))
    if behind < LEAST_COVER * total:
        return document, ()
    first = document.blocks[min(n for n, (language, _) in marked.items() if language != kept)]
    other = next(language for language in counts if language != kept)
    doubt = Doubt(first.line, said(document.text, first)[:60], f"the same in `{other}`, not spoken", 0.8,
                  f"language: {other} in the front matter")  # fmt: skip
    return dataclasses.replace(document, blocks=tuple(blocks)), (doubt,)


def _named(document: Document, block: Block) -> tuple[str, int] | None:
    """(language, where the label ends) when the block starts with the name of one."""
    seen = view(document.text, block, 16)
    found = _LABEL.match(seen.text)
    word = found[1].lower() if found else ""
    return next(
        ((language, seen.offsets[found.end()]) for language, names in _CALLED.items() if found and word in names), None
    )


def _kept(block: Block, end: int) -> Block:
    if end == block.start:
        return block
    rest = tuple(cut for cut in block.cuts if cut.start >= end)
    return dataclasses.replace(
        block,
        cuts=(Cut(block.start, end, "names the language"), *rest),
        strong=tuple(s for s in block.strong if s[0] >= end),
    )


def _left_out(block: Block, language: str) -> Block:
    return dataclasses.replace(block, skip=f"the same in {language}", cuts=())
