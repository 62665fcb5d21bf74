"""Who is who, as the top of a transcript declares it: `CR: Charlie Rose`, `主持人：张三`, `Guests: A, B and C`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tts.script.formats.blocks import Document
from tts.script.speakers.labels import clean, labels
from tts.script.speakers.natures import Nature, nature
from tts.text import INVISIBLE, ends_sentence, ink, name_key, simplified, width

LOOKED_AT = 60
"""Blocks from the top."""
WIDEST = 30.0
"""Hanzi widths of what follows the colon."""

_LISTS = re.compile(
    r"^(?:.{0,4}嘉宾|对话者|对谈者|谈话人|参加者|参与者|与谈人|对谈人|对话人物|对话嘉宾|出席|出席嘉宾|主讲人?|人物|受访者|受访人|采访对象|被访者|访谈嘉宾|圆桌嘉宾|发言人|与会者|"
    r"guests?|participants?|panel(?:l?ists?)?|speakers?|featuring|with|cast|present|hosts?|interviewees?)$",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"^(?:[A-Z]\.?){1,4}$")
_BETWEEN = re.compile(r"\s*[、，,;；/&]\s*(?:and\s+)?|\s+(?:and|与|和)\s+|\s{2,}")


@dataclass(slots=True)
class Declared:
    """What the top of a transcript says about its speakers."""

    names: dict[str, str] = field(default_factory=dict)
    """Spelling (as `name_key`) → full name."""
    speakers: list[str] = field(default_factory=list)
    blocks: set[int] = field(default_factory=set)
    """The blocks that only declare."""


def declared(document: Document) -> Declared:
    """The declarations before the talk. They end where somebody says more than a name."""
    found = Declared()
    for number, block in enumerate(document.blocks[:LOOKED_AT]):
        if block.skip or block.level or block.speaker is not None:
            continue
        label = next((each for each in labels(document.text, block) if each.shape in ("colon", "bracket")), None)
        if label is None:
            continue
        rest = INVISIBLE.sub("", document.text[label.end : block.end]).strip()
        kind, word = nature(label.name), simplified(label.name)
        if kind in (Nature.CREDIT, Nature.NOTE, Nature.NEVER) and not _LISTS.match(word):
            continue
        if width(rest) > WIDEST or (ink(rest) and ends_sentence(rest)):
            if kind in (Nature.ROLE, Nature.NAME) and ink(rest):
                break
            continue
        people = _people(rest)
        single = kind is Nature.ROLE or bool(_INITIALS.match(label.name))
        if people and (single or _LISTS.match(word)):
            found.blocks.add(number)
            found.speakers += people
            if single and len(people) == 1 and not re.search(r"[s们]$", word):
                found.names[name_key(label.name)] = people[0]
    return found


def _people(rest: str) -> list[str]:
    """The names in `马云、查理·罗斯（CBS）`; empty unless they are nothing but names, each perhaps with who that is."""
    parts = rest.split()
    if len(parts) > 1 and all(_is_name(part) for part in parts) and not rest.isascii():
        return parts
    bare = re.sub(r"[（(][^（）()]{0,40}[）)]", "", rest)
    pieces = [clean(piece) for piece in _BETWEEN.split(bare) if piece.strip()]
    names = [piece for piece in pieces if _is_name(piece)]
    if not names or names[0] != pieces[0]:
        return []
    return names if len(names) == len(pieces) else names[:1]


def _is_name(text: str) -> bool:
    if nature(text) is not Nature.NAME or (len(text) == 1):
        return False
    return not text.isascii() or (text[:1].isupper() and len(text.split()) <= 4)
