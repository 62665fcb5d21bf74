"""Words that say something about a line: the lists beside this file, each with what belongs there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from tts.text import han, simplified

_NUMBERED = re.compile(r"\s?#?\s?(?:[0-9０-９一二三四五六七八九十甲乙丙丁]{1,3}|[A-Za-zＡ-Ｚ])$")
"""What tells one `记者` or `Speaker` from the next: 记者2, Speaker B."""
_ARTICLE = re.compile(r"^(?:an?|the)\s", re.IGNORECASE)
_GAPS = re.compile(r"[\s,，、]+")


def _lines(name: str) -> list[str]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not re.match(r"#(?!##)", line)]


@cache
def _by_kind(name: str) -> Mapping[str, frozenset[str]]:
    """kind → words, of a file of `kind<tab>words`: Chinese ones apart by spaces, English ones by commas."""
    found: dict[str, set[str]] = {}
    for line in _lines(name):
        kind, _, words = line.partition("\t")
        parts = words.split() if han(words) or "," not in words else words.split(",")
        found.setdefault(kind, set()).update(simplified(part.strip().lower()) for part in parts if part.strip())
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def particles() -> frozenset[str]:
    """Small words inside names, in lower case."""
    return frozenset(" ".join(_lines("particles.txt")).split())


@cache
def cues(kind: str) -> frozenset[str]:
    """The words of `kind` in `cues.tsv`, simplified and in lower case. Raises KeyError for an unknown kind."""
    return _by_kind("cues.tsv")[kind]


@cache
def _pattern(kind: str, whole_start: bool) -> re.Pattern[str]:
    ordered = sorted(cues(kind), key=lambda word: (-len(word), word))
    parts = [re.escape(word) + (r"(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else "") for word in ordered]
    before = "" if whole_start else r"(?<![a-z])"
    return re.compile(f"{before}(?:{'|'.join(parts)})")


def starts_with(kind: str, line: str) -> bool:
    """Whether the tidy `line` starts with a word of `kind`; brackets, bullets and stars before it do not count."""
    return _pattern(kind, True).match(simplified(line.lower()).lstrip("（(【[*＊※·•■◆●-—→>▶ ")) is not None


def names(kind: str, line: str) -> bool:
    """Whether the tidy `line` starts with a word of `kind` that a colon, a bar or a slash parts from the rest."""
    found = _pattern(kind, True).match(low := simplified(line.lower()).lstrip("（(【[*＊※·•■◆●-—→>▶ "))
    return found is not None and low[found.end() :].lstrip()[:1] in set("：:|｜/／丨")


def holds(kind: str, line: str) -> int:
    """How many words of `kind` stand in `line`."""
    return len(_pattern(kind, False).findall(simplified(line.lower())))


def is_cue(kind: str, words: str) -> bool:
    """Whether `words` are one of `kind`, whole."""
    return simplified(words.strip().lower()) in cues(kind)


def ends_with(kind: str, words: str) -> bool:
    """Whether `words` end in one of `kind`, as a word of its own where they are English."""
    low = simplified(words.strip().lower())
    last = _GAPS.split(low)[-1]
    return last in cues(kind) or (bool(han(last)) and low.endswith(tuple(cues(kind))))


@lru_cache(maxsize=10_000)
def role(name: str) -> str:
    """`interviewer`, `guest` or `other` when `name` is what speakers without a name are called; else empty."""
    low = simplified(_ARTICLE.sub("", name.strip()).lower())
    bare = _NUMBERED.sub("", low).strip() if len(low) > 1 else low
    for kind, words in _by_kind("roles.tsv").items():
        if low in words or (bare in words and (len(bare) > 1 or low[-1].isdigit())):
            return kind
    return ""


@cache
def surnames() -> frozenset[str]:
    """Chinese surnames of one character and of two."""
    return frozenset(part for line in _lines("surnames.txt") for part in _surnames_of(line))


def _surnames_of(line: str) -> list[str]:
    return line.split() if line.startswith(" ") else list(line.strip())


@cache
def sounds() -> frozenset[str]:
    """Characters that foreign names are spelt with."""
    return frozenset("".join(_lines("sounds.txt")))
