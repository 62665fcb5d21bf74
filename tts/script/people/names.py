"""Whether words are formed like a person's name, and the names that a title or a clause holds."""

from __future__ import annotations

import re

from tts.script import words
from tts.text import LATIN, han, simplified

_FUNCTION = re.compile(r"[的了是在不我你他她它们这那哪有没很吗呢吧啊就都也还要把被让给跟但什怎]")
"""Characters of grammar; no name holds them."""
_INITIALS = re.compile(r"(?:[A-Z]\.?){1,4}")
_WORD = re.compile(r"[^\W\d_][\w’'.\-]*")
_FULL = re.compile(r"[A-Z][\w’'-]{1,24}(?: (?:[A-Z]\. ?)?[A-Z][\w’'-]{1,24}){1,2}")
"""First name and surname, perhaps with an initial between."""
_BREAKS = re.compile(r"[：:｜|丨，,。！？!?—–“”\"《》【】「」『』（）()\s…、]+")
LONGEST_TITLE = 120
"""Characters of a title that are looked at."""


def is_name(text: str) -> bool:
    """Whether `text` is formed like the name of a person or a publication; what is called `Host` or `问` is none."""
    text = simplified(text.strip())
    if not text or words.role(text):
        return False
    return _is_chinese(text) if han(text) else _is_latin(text)


def _is_chinese(name: str) -> bool:
    if not name.replace("·", "").replace(" ", "").isalnum() or name[0].isdigit() or _FUNCTION.search(name):
        return False
    if LATIN.search(name):  # Echo王, 王A
        return bool(
            re.fullmatch(r"[A-Za-z][\w.]*\s?[\u4e00-\u9fff]{1,3}|[\u4e00-\u9fff·]{1,10}[·\s]?[A-Z][\w.\s]{0,16}", name)
        )
    parts = name.split("·")
    if len(parts) > 1:
        return all(1 <= len(part) <= 7 for part in parts)
    if " " in name or any(words.is_cue(kind, name) for kind in ("credit", "fact", "note", "related", "people")):
        return False
    return _has_surname(name) or _is_called(name) or (2 <= len(name) <= 6 and all(c in words.sounds() for c in name))


def _has_surname(name: str) -> bool:
    """张, 张三, 张三丰, 欧阳明明, 老张, 范徐丽泰."""
    known = words.surnames()
    return (
        (name[0] in known and len(name) <= 3)
        or (name[:2] in known and len(name) <= 4)
        or (name[0] in "小老阿大" and name[1:2] in known and len(name) <= 3)
        or (len(name) == 4 and name[0] in known and name[1] in known)
    )


def _is_called(name: str) -> bool:
    """张老师, 远山周刊."""
    return any(
        name.endswith(end) and 0 < len(name) - len(end) <= 6
        for kind in ("honorific", "outlet")
        for end in words.cues(kind)
        if han(end) and (len(end) > 1 or len(name) <= 4)
    )


def _is_latin(name: str) -> bool:
    if _INITIALS.fullmatch(name):
        return True
    parts = re.split(r"[\s,]+", name)
    if len(parts) > 6 or not all(_WORD.fullmatch(part) or part == "&" for part in parts):
        return False
    if parts[0].lower().strip(".") in words.cues("saying-start") or any(words.is_cue("saying", part) for part in parts):
        return False
    return all(part[0].isupper() for part in parts if part.lower() not in words.particles())


def name_at_end(text: str) -> str:
    """The longest name that `text` ends with: 张三 of `摄影师张三`."""
    text = text.strip()
    found = []
    for start in range(max(0, len(text) - 14), len(text)):
        piece = text[start:].strip()
        if len(piece) > 1 and is_name(piece):
            if start and simplified(text[start - 1]) in words.cues("calling"):
                return piece
            found.append(piece)
    return found[0] if found else ""


def full_names(text: str) -> list[str]:
    """First names with surnames in Latin letters, in order; `I'm Kelly` is none."""
    return [found for found in _FULL.findall(text) if is_name(found) and not re.search(r"[’'][a-z]", found)]


def interviewee(title: str, rest: str) -> str:
    """The person a title names: `专访马云：…`, `An Interview with Jack Ma`; empty when it names nobody surely.

    `rest`: the text below, in which a name that the title only starts with must stand again.
    """
    title = title[:LONGEST_TITLE]
    asked = words.holds("interview", title) > 0
    if han(title):
        pieces = _BREAKS.split(simplified(title))
        for cue in sorted(words.cues("interview"), key=len, reverse=True):
            pieces = [part for piece in pieces for part in piece.split(cue)]
        for piece in pieces:
            name = piece if is_name(piece) else name_at_end(piece)
            if len(name) > 1 and han(name) and (name in simplified(rest) or asked):
                at = simplified(title).find(name)
                return title[at : at + len(name)]
        if not asked:  # Latin words in a Chinese title are more often a thing's name than a person's
            return ""
        if not full_names(title):
            return next((piece for piece in pieces if len(piece) > 1 and is_name(piece)), "")
    for name in full_names(title):
        if asked or name in rest or name.split()[-1] in rest:
            return name
    return ""
