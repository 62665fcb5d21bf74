"""Speakers as persons: every spelling of one person leads to one name, by evidence; nobody is merged without it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tts.config.schema import Member
from tts.script.speakers.natures import SURNAMES, Nature, nature
from tts.script.transcript.model import Person
from tts.text import DOTS, LATIN, han, name_key, simplified

CROWD = 60
"""Speakers beyond whom no spellings are compared: it is no interview, and comparing all pairs would take long."""

_HONORIFIC = re.compile(
    r"^(?:mr|mrs|ms|miss|dr|prof|professor|sir|president|senator|sen|rep|gov|governor|secretary)\.?\s+", re.I
)
_TITLE_ZH = re.compile(r"(?:先生|女士|小姐|老师|教授|博士|总|董|院士|导演|律师|医生|主席|部长)$")
_CALLED = re.compile(
    r"([\u4e00-\u9fffA-Za-z·《》 .]{1,24})[（(](?:以下|下文|下称|后文)?(?:均|统一)?(?:简称|称为|称|作)[为作：:]?\s?[“\"「『《]?([^”\"」』》）)，,]{1,12})"
)
_CALLED_EN = re.compile(
    r"([A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]*){1,3})\s?\((?:hereafter\s|henceforth\s)?[“\"]?([A-Z][A-Z.]{0,4})[”\"]?\)"
)
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]+(?:\s(?:[A-Z]\.\s?)?[A-Z][\w’'-]+){1,2}\b")
_INTERVIEWER = re.compile(
    r"记者|主持|主播|提问|^问$|采访|访者|访问者|interviewer|host|moderator|^q$|question|reporter|anchor|presenter",
    re.IGNORECASE,
)
_GUEST = re.compile(r"嘉宾|^答$|受访|被访|回答|^a$|answer|guest|interviewee|respondent|panel", re.IGNORECASE)


_CALLING = "师者家长员人授士编总裁生手星友伙记席官商客匠工播宾演理监任管Oo"
"""What words for a calling end in: 摄影师, 学者, 作家, CEO; a name may stand behind them."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as a label spells it."""

    name: str
    role: str = ""
    """What stood in brackets behind it."""


def by_cast(cast: Mapping[str, Member]) -> dict[str, str]:
    """Spelling (as `name_key`) → the cast's name for that person."""
    known = {name_key(alias): name for name, member in cast.items() for alias in member.aliases}
    return known | {name_key(name): name for name in cast}


def people(
    labels: Sequence[Spelling],
    known: Mapping[str, str],
    declared: Mapping[str, str],
    opening: str,
    guests: Sequence[str] = (),
) -> tuple[dict[str, str], tuple[Person, ...]]:
    """Spelling (as `name_key`) → person's name, and the persons, in order of appearance.

    `labels`: in order of appearance; `known`: the cast's spellings; `declared`: spellings the text itself explains
    (`CR` → `Charlie Rose`); `opening`: title and text before the first turn, where names stand in full; `guests`: full names it lists.
    """
    first: dict[str, Spelling] = {}
    for label in labels:
        first.setdefault(name_key(label.name), label)
    whose = {key: spelling.name for key, spelling in first.items()}
    listed = {name_key(name): Spelling(name) for name in guests if nature(name) is Nature.NAME}
    if len(first) <= CROWD and len(listed) <= CROWD:
        for key, spelling in first.items():
            whose[key] = declared.get(key) or _fuller(spelling, listed | first, opening) or spelling.name
        whose = {key: _end(name, whose) for key, name in whose.items()}
    merged = _cast_names(whose, known)
    same: dict[str, str] = {}
    for key, name in merged.items():
        merged[key] = same.setdefault(name_key(name), name)
    return merged, _persons(labels, merged)


def _cast_names(whose: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """`whose` with the cast's spellings made one person: called as the cast says, but in the script the text uses, so
    that an English transcript keeps `Jack Ma` where voices.yaml writes 马云."""
    cast = {key: known.get(key) or known.get(name_key(name)) or "" for key, name in whose.items()}
    written: dict[str, set[str]] = {}
    for key, name in whose.items():
        written.setdefault(cast[key], set()).add(name)
    called = {}
    for person, names in written.items():
        foreign = all(bool(han(name)) != bool(han(person)) for name in names)
        called[person] = max(sorted(names), key=len) if foreign else person
    return {key: called[cast[key]] if cast[key] else name for key, name in whose.items()}


def _end(name: str, whose: Mapping[str, str]) -> str:
    """Follow `ROSE` → `Mr. Rose` → `Charlie Rose` to its end."""
    for _ in range(4):
        after = whose.get(name_key(name), name)
        if after == name:
            break
        name = after
    return name


def _fuller(spelling: Spelling, first: Mapping[str, Spelling], opening: str) -> str:
    """The one other label, or name in the opening, that this label is short for; empty when there is none or two."""
    name, key = spelling.name, name_key(spelling.name)
    plain = [other.name for k, other in first.items() if k != key and len(other.name) > 1 and _called(name, other.name)]
    if len(plain) == 1:
        return plain[0]
    others = [other for k, other in first.items() if k != key]
    longer = [other for other in others if _short_for(name, other)]
    if len({name_key(other.name) for other in longer}) == 1:
        return longer[0].name
    if longer:
        return ""
    if re.fullmatch(r"(?:[A-Z]\.?){2,4}", name):
        initials = name.replace(".", "")
        found = {full for full in _CAPITALISED.findall(opening) if "".join(w[0] for w in full.split()) == initials}
        if len(found) == 1:
            return str(found.pop())
    return ""


def _short_for(short: str, other: Spelling) -> bool:
    """Whether `short` is a shorter way to write `other`'s name."""
    full = other.name
    if other.role and re.fullmatch(r"[A-Z.]{1,5}", short) and name_key(other.role) == name_key(short):
        return True
    if nature(short) is Nature.ROLE or name_key(short) == name_key(full):
        return False
    if han(full):
        return _short_zh(short, full)
    words, few = _words(full), _words(short)
    if not words or not few or (len(few) >= len(words) and not _HONORIFIC.match(short)):
        return False
    return words[-len(few) :] == few or (len(few) == 1 and words[0] == few[0])


def is_short_for(short: str, full: str) -> bool:
    """Whether `short` is a shorter way to write `full`."""
    return _short_for(short, Spelling(full))


def _short_zh(short: str, full: str) -> bool:
    parts = re.split(f"[{DOTS}]", full)
    if len(parts) > 1:
        return short in (parts[0], parts[-1]) and len(short) > 1
    titled = _TITLE_ZH.search(simplified(short))
    bare = short[: titled.start()] if titled else short
    if bare != short and len(bare) == 1:
        return full.startswith(bare) and 2 <= len(full) <= 4 and not _TITLE_ZH.search(simplified(full))
    if bare != short:
        return bare == full
    if len(short) == 1 and simplified(short) in SURNAMES:
        return full.startswith(short) and 2 <= len(full) <= 4 and full.isalpha()
    return False


def _called(name: str, plain: str) -> bool:
    """Whether `name` is `plain` with a calling before it: 总工程师赵铁军, 记者李四."""
    if len(plain) < 2 or not han(plain) or name == plain or not name.endswith(plain):
        return False
    return is_calling(name[: -len(plain)])


def is_calling(words: str) -> bool:
    """Whether `words` end in a calling: 总工程师, 《财经》记者."""
    return simplified(words).strip().endswith(tuple(_CALLING))


def _words(name: str) -> list[str]:
    return [word.casefold().strip(".,’'") for word in _HONORIFIC.sub("", name).split()]


def declared_in(opening: str) -> dict[str, str]:
    """Short names that the text before the first turn explains: `马云（以下简称“马”）`, `Charlie Rose (CR)`."""
    found: dict[str, str] = {}
    for match in _CALLED.finditer(simplified(opening)):
        full, short = name_at_end(opening[slice(*match.span(1))]), opening[slice(*match.span(2))]
        if full:
            found[name_key(short)] = short if short in full and not full.isalpha() else full
    for match in _CALLED_EN.finditer(opening):
        found[name_key(match[2])] = match[1]
    return found


def translated(names: Sequence[str], text: str) -> dict[str, str]:
    """Names that the text gives in two languages: `马云（Jack Ma）`. Spelling (as `name_key`) → the Chinese name."""
    if len(names) > CROWD:
        return {}
    found = {}
    for chinese in (name for name in names if han(name)):
        for latin in (name for name in names if LATIN.search(name) and not han(name)):
            a, b = re.escape(chinese), re.escape(latin)
            if re.search(rf"{a}\s?[（(,，/]\s?(?:英文名)?{b}\b|\b{b}\s?[（(,，/]\s?{a}", text, re.IGNORECASE):
                found[name_key(latin)] = chinese
    return found


def name_at_end(text: str) -> str:
    """The longest name that `text` ends with."""
    text = text.strip()
    found = []
    for start in range(max(0, len(text) - 14), len(text)):
        piece = text[start:].strip()
        if nature(piece) is Nature.NAME and len(piece) > 1:
            if start and simplified(text[start - 1]) in _CALLING:
                return piece
            found.append(piece)
    return found[0] if found else ""


def _persons(labels: Iterable[Spelling], whose: Mapping[str, str]) -> tuple[Person, ...]:
    spellings: dict[str, list[str]] = {}
    for label in labels:
        known = spellings.setdefault(whose[name_key(label.name)], [])
        if label.name not in known:
            known.append(label.name)
    return tuple(Person(name, tuple(known), _role(known)) for name, known in spellings.items())


def _role(spellings: list[str]) -> str:
    for role, words in (("interviewer", _INTERVIEWER), ("guest", _GUEST)):
        if any(words.search(simplified(name)) for name in spellings):
            return role
    return ""
