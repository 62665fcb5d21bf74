"""Speakers as persons: every spelling of one person leads to one name, by evidence; nobody is merged without it."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tts.config.schema import Member
from tts.script import words
from tts.script.people.declared import by_initials
from tts.script.people.names import full_names, is_name
from tts.script.transcript.model import Person
from tts.text import DOTS, LATIN, han, name_key, simplified

CROWD = 60
"""Speakers beyond whom no spellings are compared: it is no interview, and comparing all pairs would take long."""
ALIKE = 0.88
"""Share of letters that a misspelling has in common with the name (`difflib`): ADMINSTRATION, ADMINISTRATION."""
RARE = 0.25
"""How often, at most, a misspelling stands for each time that the name is right."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as a label spells it."""

    name: str
    role: str = ""
    """What stood in brackets behind it."""

    @property
    def key(self) -> str:
        return name_key(self.name)


def by_cast(cast: Mapping[str, Member]) -> dict[str, str]:
    """Spelling (as `name_key`) → the cast's name for that person."""
    known = {name_key(alias): name for name, member in cast.items() for alias in member.aliases}
    return known | {name_key(name): name for name in cast}


def persons(
    labels: Sequence[Spelling],
    known: Mapping[str, str],
    declared: Mapping[str, str],
    opening: str,
    guests: Sequence[str] = (),
) -> tuple[dict[str, str], tuple[Person, ...]]:
    """Spelling (as `name_key`) → person's name, and the persons, in order of appearance.

    `labels`: one for each turn, in order; `known`: the cast's spellings; `declared`: spellings the text itself explains
    (`CR` → `Charlie Rose`); `opening`: title and text before the first turn, where names stand in full; `guests`: full
    names it lists.
    """
    first: dict[str, Spelling] = {}
    for label in labels:
        kept = first.get(label.key)
        if kept is None or (label.role and not kept.role):
            first[label.key] = label
    whose = {key: spelling.name for key, spelling in first.items()}
    listed = {name_key(name): Spelling(name) for name in guests if is_name(name)}
    if len(first) <= CROWD and len(listed) <= CROWD:
        introduced = set(full_names(opening))
        initials = dict(by_initials([s.name for s in first.values()], "\n".join((opening, *guests))))
        for key, spelling in first.items():
            fuller = declared.get(key) or _fuller(spelling, listed | first) or initials.get(spelling.name)
            fuller = fuller or _introduced(spelling.name, introduced)
            whose[key] = fuller or spelling.name
        whose |= _same_turns(labels, whose)
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


def _fuller(spelling: Spelling, first: Mapping[str, Spelling]) -> str:
    """The one other label, or listed name, that this label is short for; empty when there is none or two."""
    name, key = spelling.name, spelling.key
    others = [other for k, other in first.items() if k != key]
    plain = [other.name for other in others if len(other.name) > 1 and _called(name, other.name)]
    if len(plain) == 1:
        return plain[0]
    longer = [other for other in others if _short_for(name, other)]
    return longer[0].name if len({other.key for other in longer}) == 1 else ""


def _introduced(name: str, full: Collection[str]) -> str:
    """The one full name in the opening whose first name or surname `name` is; empty when there is none or two."""
    if " " in name or han(name) or words.role(name) or len(name) < 3:
        return ""
    fitting = {each for each in full if name.casefold() in (each.split()[0].casefold(), each.split()[-1].casefold())}
    return fitting.pop() if len(fitting) == 1 else ""


def _short_for(short: str, other: Spelling) -> bool:
    """Whether `short` is a shorter way to write `other`'s name."""
    full = other.name
    if other.role and re.fullmatch(r"[A-Z.]{1,5}", short) and name_key(other.role) == name_key(short):
        return bool(han(full)) or _letters_of(short, full)  # `Erik Arvidsson, YK` are two people
    if words.role(short) or name_key(short) == name_key(full):
        return False
    if han(full):
        return _short_zh(short, full)
    parts, few = _words(full), _words(short)
    if not parts or not few or (len(few) >= len(parts) and few == _lower(short)):
        return False
    return parts[-len(few) :] == few or (len(few) == 1 and parts[0] == few[0])


def _letters_of(initials: str, full: str) -> bool:
    """Whether `initials` stand in `full` in their order, the first one at its start: JSM in James McKay Smith no, JMS yes."""
    letters = iter(full.lower())
    wanted = initials.replace(".", "").lower()
    return full[:1].lower() == wanted[:1] and len(full) > len(wanted) and all(letter in letters for letter in wanted)


def _short_zh(short: str, full: str) -> bool:
    parts = re.split(f"[{DOTS}]", full)
    if len(parts) > 1:
        return short in (parts[0], parts[-1]) and len(short) > 1
    bare = _without_title(short)
    if bare != short and len(bare) == 1:
        return full.startswith(bare) and 2 <= len(full) <= 4 and _without_title(full) == full
    if bare != short:
        return bare == full
    if len(short) == 1 and simplified(short) in words.surnames():
        return full.startswith(short) and 2 <= len(full) <= 4 and full.isalpha()
    return False


def _without_title(name: str) -> str:
    """胡 of 胡老师."""
    for title in sorted(words.cues("honorific"), key=len, reverse=True):
        if han(title) and simplified(name).endswith(title) and len(name) > len(title):
            return name[: -len(title)]
    return name


def _called(name: str, plain: str) -> bool:
    """Whether `name` is `plain` with a calling before it: 总工程师赵铁军, 记者李四."""
    if len(plain) < 2 or not han(plain) or name == plain or not name.endswith(plain):
        return False
    calling = simplified(name[: -len(plain)]).strip()
    return calling.endswith(tuple(words.cues("calling")))


def _lower(name: str) -> list[str]:
    return [word.casefold().strip(".,’'") for word in name.split()]


def _words(name: str) -> list[str]:
    """The words of a name in Latin letters, `Mr.` and the like left out."""
    parts = _lower(name)
    while parts and parts[0] in words.cues("honorific") and len(parts) > 1:
        parts = parts[1:]
    return parts


def _same_turns(labels: Sequence[Spelling], whose: Mapping[str, str]) -> dict[str, str]:
    """Labels that take the same turns as another: 答 and A, both always between two questions; and misspellings.

    Two labels that ever follow each other are two persons.
    """
    order = [name_key(whose[label.key]) for label in labels]
    counts, beside = Counter(order), defaultdict(set)
    for a, b in pairwise(order):
        beside[a].add(b)
        beside[b].add(a)
    called = {name_key(name): name for name in whose.values()}
    found = {}
    for rare, often in _pairs(counts):
        if often in beside[rare] or beside[rare] - beside[often] - {rare}:
            continue
        a, b = called[rare], called[often]
        both_roles = words.role(a) == words.role(b) != "" and words.role(a) in ("interviewer", "guest")
        letters = re.compile(r"[A-Za-z]").match
        alias = (
            both_roles and not (re.search(r"\d", a) or re.search(r"\d", b)) and (bool(letters(a)) != bool(letters(b)))
        )
        alias = alias or _answers_for(a, b, len(beside[often]), counts[rare] / counts[often])
        if alias or _shortened(a, b) or _misspelt(a, b, counts[rare] / counts[often]):
            found[rare] = b
    return {key: found[name_key(name)] for key, name in whose.items() if name_key(name) in found}


def _answers_for(rare: str, often: str, partners: int, share: float) -> bool:
    """Whether `rare` is what anybody who answers is called (答, A), in a talk of two in which `often` has a name."""
    return words.role(rare) == "guest" and not words.role(often) and partners == 1 and share <= RARE


def _shortened(rare: str, often: str) -> bool:
    """Whether one of two labels that take the same turns is a capital letter that the other starts with: A, AP."""
    short, long = sorted((rare, often), key=len)
    return len(short) == 1 and short.isupper() and short.isascii() and len(long) > 1 and long.startswith(short)


def _pairs(counts: Counter[str]) -> Iterator[tuple[str, str]]:
    ordered = [key for key, _ in counts.most_common()]
    for n, rare in enumerate(ordered):
        for often in ordered[:n]:
            yield rare, often


def _misspelt(rare: str, often: str, share: float) -> bool:
    """Whether `rare` is `often` with a slip of the pen."""
    if share > RARE or min(len(rare), len(often)) < 6 or not (rare.isascii() and often.isascii()):
        return False
    if re.sub(r"\D", "", rare) != re.sub(r"\D", "", often):
        return False
    return difflib.SequenceMatcher(None, rare.casefold(), often.casefold(), autojunk=False).ratio() >= ALIKE


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


def _persons(labels: Iterable[Spelling], whose: Mapping[str, str]) -> tuple[Person, ...]:
    spellings: dict[str, list[str]] = {}
    for label in labels:
        known = spellings.setdefault(whose[label.key], [])
        if label.name not in known:
            known.append(label.name)
    return tuple(Person(name, tuple(known), _role(known)) for name, known in spellings.items())


def _role(spellings: list[str]) -> str:
    roles = [words.role(name) for name in spellings]
    for role, cue in (("interviewer", ("记者", "主持")), ("guest", ("嘉宾",))):
        if role in roles or any(
            simplified(name).startswith(cue) or simplified(name).endswith(cue) for name in spellings
        ):
            return role
    return ""
