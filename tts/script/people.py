"""Speakers as persons: every spelling of one person leads to one name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tts.config.schema import Member
from tts.script.characters import name_key
from tts.script.transcript import Person


def by_cast(cast: Mapping[str, Member]) -> dict[str, str]:
    """Spelling (as `name_key`) → the cast's name for that person."""
    known = {name_key(alias): name for name, member in cast.items() for alias in member.aliases}
    return known | {name_key(name): name for name in cast}


def people(names: Iterable[str], known: Mapping[str, str]) -> tuple[dict[str, str], tuple[Person, ...]]:
    """Spelling (as `name_key`) → person's name, and the persons, in order of appearance."""
    whose: dict[str, str] = {}
    spellings: dict[str, list[str]] = {}
    for name in names:
        key = name_key(name)
        person = whose.setdefault(key, known.get(key, name))
        spelled = spellings.setdefault(person, [])
        if name not in spelled:
            spelled.append(name)
    return whose, tuple(Person(name, tuple(spelled)) for name, spelled in spellings.items())
