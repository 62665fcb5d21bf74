"""Names of people: a surname has a reading of its own, 单 Shàn, 查 Zhā, 仇 Qiú."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence
from pathlib import Path

from tts.reading.rule import any_of, compiled, pairs, words

_DATA = Path(__file__).parent / "data"
SURNAMES = {name: tuple(readings.split()) for name, readings in pairs(_DATA / "surnames.tsv").items()}
"""Surname → its syllables, for those that are read otherwise than the word."""
_GIVEN = pairs(_DATA / "given_names.tsv")
_SURNAME = any_of(SURNAMES)
_TITLE = any_of(words(_DATA / "titles.txt"))
_BEHIND = "(?:" + "|".join(f"(?<={word})" for word in words(_DATA / "words_before_names.txt")) + ")"
_INTRODUCED = rf"""
      (?P<titled>{_SURNAME}) (?: [\u4e00-\u9fff]{{1,2}} )? (?={_TITLE})  # 单先生, 单志强教授
    | {_BEHIND} (?P<introduced>{_SURNAME}) (?=[\u4e00-\u9fff])           # 记者单志强
    | (?<=姓) (?P<named>{_SURNAME})                                        # 姓单
"""


def in_names(text: str, starts: Callable[[str], Container[int]]) -> dict[int, str]:
    """Place → reading, for the surnames of people whom `text` introduces: 单先生, 记者单志强, 姓解.

    `starts` yields the places where words begin: the 单 of 简单先生 is none.
    """
    introduced = list(compiled(_INTRODUCED).finditer(text))
    begins = starts(text) if introduced else ()
    found: dict[int, str] = {}
    for match in introduced:
        surname = match["titled"] or match["introduced"] or match["named"]
        if match.start() in begins:
            found.update(enumerate(SURNAMES[surname], match.start()))
    return found


def may_differ(name: str) -> bool:
    """Whether `name` is a Chinese one of two to four characters with one that names read in their own way."""
    if not re.fullmatch("[\u4e00-\u9fff]{2,4}", name):
        return False
    return bool(_surname(name)) or any(character in _GIVEN for character in name)


def said_as_names(plain: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Name → its syllables, for those that are read otherwise than their words: 单志强 is shan4 zhi4 qiang2.

    `plain` holds names that `may_differ` with the syllables of their words.
    """
    found = {}
    for name, syllables in plain.items():
        said = [_GIVEN.get(character, reading) for character, reading in zip(name, syllables, strict=True)]
        surname = _surname(name)
        said[: len(surname)] = SURNAMES.get(surname, ())
        if said != list(syllables):
            found[name] = said
    return found


def _surname(name: str) -> str:
    return next((name[:size] for size in (2, 1) if name[:size] in SURNAMES), "")
