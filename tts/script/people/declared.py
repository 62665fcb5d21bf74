"""Who is who, as the top of a transcript declares it: `CR: Charlie Rose`, `主持人：张三`, `Guests: A, B and C`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tts.script import words
from tts.script.formats.blocks import Document, said
from tts.script.forms.labels import Label, clean, labels
from tts.script.people.names import full_names, is_name, name_at_end
from tts.text import INVISIBLE, ends_sentence, han, ink, name_key, simplified, width

LOOKED_AT = 60
"""Blocks from the top."""
WIDEST = 60.0
"""Hanzi widths of what follows the colon; a list of names may be longer than a name."""
LEAST_LISTED = 3
"""Names that a line without label must hold to be a list of who is there."""
LONGEST_HAN = 4
"""Hanzi; what a short name is declared to stand for may be a pen name of as many."""
OPENING = 8000
"""Characters from the top in which names are explained."""

_INITIALS = re.compile(r"(?:[A-Z]\.?){1,4}")
_BETWEEN = re.compile(r"\s*[、，,;；/&]\s*(?:and\s+)?|\s+(?:and|与|和)\s+|\s{2,}")
_EQUALS = re.compile(r"[ \t]{0,3}(?P<short>[^\s=＝]{1,8})[ \t]{0,3}[=＝][ \t]{0,3}(?P<name>[^=＝\n]{2,40})$")
"""C = 陈一菲."""
_CALLED = re.compile(
    r"([\u4e00-\u9fffA-Za-z·《》 .]{1,24})[（(](?:以下|下文|下称|后文)?(?:均|统一)?(?:简称|称为|称|作)[为作：:]?\s?[“\"「『《]?([^”\"」』》）)，,]{1,12})"
)
"""马云（以下简称“马”）."""
_CALLED_EN = re.compile(
    r"([A-Z][\w.’'-]{1,24}(?: [A-Z][\w.’'-]{0,24}){1,3}) ?\((?:hereafter\s|henceforth\s)?[“\"]?([A-Z][A-Z.]{0,4})[”\"]?\)"
)
"""Charlie Rose (CR)."""


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
        label = next(
            (each for each in labels(document, number) if each.form.separator == ":" or each.form.bracket), None
        )
        if label is None:
            line = said(document.text, block)
            _take_short(found, number, line)
            found.speakers += _attendees(line)
            continue
        rest = INVISIBLE.sub("", document.text[label.end : block.end]).strip().strip("*_").strip()
        if not ink(rest):
            continue
        if width(rest) > WIDEST or ends_sentence(rest):
            if words.role(label.name) or is_name(label.name):
                break
            continue
        _take(found, number, label, rest)
    return found


def _take(found: Declared, number: int, label: Label, rest: str) -> None:
    """What `label` declares, if the rest of its line is nothing but names."""
    people = _people(rest)
    single = bool(words.role(label.name)) or bool(_INITIALS.fullmatch(label.name))
    if not people or not (single or words.is_cue("people", label.name) or words.ends_with("people", label.name)):
        return
    found.blocks.add(number)
    found.speakers += people
    if single and len(people) == 1 and not re.search(r"[s们]$", simplified(label.name)):
        found.names[name_key(label.name)] = people[0]


def _take_short(found: Declared, number: int, line: str) -> None:
    """What `C = 陈一菲` declares."""
    match = _EQUALS.fullmatch(line)
    full = match["name"].strip() if match else ""
    named = _is_person(full) or 2 <= han(full) == len(full) <= LONGEST_HAN
    if match and named and (_INITIALS.fullmatch(match["short"]) or full.startswith(match["short"])):
        found.blocks.add(number)
        found.speakers.append(full)
        found.names[name_key(match["short"])] = full


def _attendees(line: str) -> list[str]:
    """The people in a line that is nothing but a list of them: `Hadley, Dan, Peter, Andrew`."""
    people = _people(line) if width(line) <= WIDEST and not ends_sentence(line) else []
    return people if len(people) >= LEAST_LISTED and len(people) == len(_BETWEEN.split(line.strip())) else []


def _people(rest: str) -> list[str]:
    """The names in `马云、查理·罗斯（CBS）`; empty unless they are nothing but names, each perhaps with who that is."""
    parts = rest.split()
    if len(parts) > 1 and all(_is_person(part) for part in parts) and not rest.isascii():
        return parts
    bare = re.sub(r"[（(][^（）()]{0,40}[）)]", "", rest)
    pieces = [clean(piece) for piece in _BETWEEN.split(bare) if piece.strip()]
    names = [piece for piece in pieces if _is_person(piece)]
    if not names or names[0] != pieces[0]:
        return []
    return names if len(names) == len(pieces) else names[:1]


def _is_person(text: str) -> bool:
    if len(text) == 1 or not is_name(text) or _INITIALS.fullmatch(text):
        return False
    return not text.isascii() or (text[:1].isupper() and len(text.split()) <= 4)


def explained(opening: str) -> dict[str, str]:
    """Short names that the text before the first turn explains: `马云（以下简称“马”）`, `Charlie Rose (CR)`."""
    found: dict[str, str] = {}
    for match in _CALLED.finditer(simplified(opening)):
        full, short = name_at_end(opening[slice(*match.span(1))]), opening[slice(*match.span(2))]
        if full:
            found[name_key(short)] = short if short in full and not full.isalpha() else full
    for match in _CALLED_EN.finditer(opening):
        found[name_key(match[2])] = match[1]
    return found


def by_initials(names: list[str], opening: str) -> Iterator[tuple[str, str]]:
    """(initials, full name) for labels that are the initials of exactly one name in the opening."""
    people = set(full_names(opening))
    for name in names:
        initials = name.replace(".", "")
        if re.fullmatch(r"[A-Z]{2,4}", initials):
            fitting = {full for full in people if "".join(word[0] for word in full.split()) == initials}
            if len(fitting) == 1:
                yield name, fitting.pop()
