"""How a test writes a block down: `kind: text`, with ⟦what is cut⟧ and the facts that are not as usual."""

from __future__ import annotations

from tts.script.formats.blocks import Block, Document
from tts.text import ink

_FACTS = ("level", "bullet", "depth", "quote", "aside", "speaker", "skip")


def shown(document: Document) -> list[str]:
    """The blocks of `document`, a line each; what a voice skips is left out of the facts it would have."""
    return [_line(document, block) for block in document.blocks]


def _line(document: Document, block: Block) -> str:
    text, at = "", block.start
    for cut in block.cuts:
        reason = "" if cut.reason == "markup" else f"|{cut.reason}"
        text += f"{document.text[at : cut.start]}⟦{document.text[cut.start : cut.end].strip()}{reason}⟧"
        at = cut.end
    text = " ".join((text + document.text[at : block.end]).split())
    facts = [
        block.kind,
        *(f"{name}={value}" for name in _FACTS if (value := getattr(block, name)) not in (0, "", None)),
    ]
    spans = {"strong": block.strong, "links": block.links}
    facts += [
        f"{name}={'+'.join(' / '.join(document.text[a:b].splitlines()) for a, b in held)}"
        for name, held in spans.items()
        if held
    ]
    return f"{' '.join(facts)}: {text}" if block.loose else f"{' '.join(facts)}, close: {text}"


def lost(document: Document) -> list[str]:
    """What lies in no block or in two of them, and spans that lie outside of theirs: empty when all is well."""
    found, at, text = [], 0, document.text
    for block in document.blocks:
        if block.start < at and ink(text[block.start : at]):
            found.append(f"twice: {text[block.start : at]}")
        if ink(text[at : block.start]):
            found.append(f"lost: {text[at : block.start]}")
        inside = block.start
        for start, end in ((cut.start, cut.end) for cut in block.cuts):
            if not inside <= start <= end <= block.end:
                found.append(f"cut outside: {text[start:end]}")
            inside = end
        if not all(block.start <= a <= b <= block.end for a, b in (*block.strong, *block.links)):
            found.append(f"span outside: {text[block.start : block.end]}")
        at = max(at, block.end)
    return found + ([f"lost: {text[at:]}"] if ink(text[at:]) else [])
