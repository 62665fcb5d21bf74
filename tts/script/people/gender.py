"""Whether a speaker is a woman or a man, as far as the name and pronouns tell. Else the choice stays open."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

from tts.script import words
from tts.text import han, simplified

_ADDRESSED = {
    "female": ("女士", "小姐", "太太", "夫人", "阿姨", "奶奶", "mrs", "ms", "miss", "lady"),
    "male": ("先生", "爷爷", "叔叔", "mr", "sir", "lord"),
}
"""How women and men are addressed: behind a Chinese name, before an English one."""

_PRONOUN = re.compile(
    r"(?P<female>她(?!们|們)|\b(?:she|hers?|herself)\b)|(?P<male>他(?!们|們|人)|\b(?:he|his|him|himself)\b)",
    re.IGNORECASE,
)
NEAR = 120
"""Characters behind a name in which a pronoun is taken to mean who has it, unless another name comes first."""
LEAST_PRONOUNS = 2
MOST_OTHERS = 60
"""People; in a greater crowd pronouns are anybody's, and each look costs a pass over all their names."""


@cache
def _names() -> Mapping[tuple[str, str], frozenset[str]]:
    """(gender, `en` or `zh`) → given names in lower case, or characters of given names."""
    text = (files("tts.script.words") / "given-names.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {(gender, script): frozenset(names.split() if script == "en" else names) for gender, script, names in rows}


def gender(name: str) -> str:
    """`female`, `male`, or empty where the name does not tell: 张伟, Nora, 李女士, Mr. Rose."""
    plain = simplified(name.strip())
    low = plain.lower().replace(".", "").split()
    for kind, addressed in _ADDRESSED.items():
        if plain.endswith(tuple(word for word in addressed if han(word))) or (len(low) > 1 and low[0] in addressed):
            return kind
    if not low or words.role(plain):
        return ""
    if not han(plain):
        return _only([kind for kind in _ADDRESSED if low[0] in _names()[kind, "en"]])
    if "·" in plain or len(plain) > 4 or plain[0] not in words.surnames():
        return ""
    given = plain[2:] if plain[:2] in words.surnames() else plain[1:]
    return _only([kind for kind in _ADDRESSED if any(char in _names()[kind, "zh"] for char in given)])


def _only(kinds: list[str]) -> str:
    return kinds[0] if len(kinds) == 1 else ""


def by_pronouns(name: str, others: Collection[str], told: str) -> str:
    """`female`, `male` or empty: what the pronouns behind `name` say in what the narrator has `told`, all of one kind.

    `others`: who else speaks; a pronoun behind their name is theirs.
    """
    if len(name) < 2 or words.role(name) or name not in told or len(others) > MOST_OTHERS:
        return ""
    apart = re.compile("|".join(re.escape(other) for other in others if other != name) or r"(?!)")
    kinds: list[str] = []
    at = told.find(name)
    while at >= 0:
        start = at + len(name)
        following = told.find(name, start)
        end = min(start + NEAR, following if following >= 0 else len(told))
        other = apart.search(told, start, end)
        kinds += [found.lastgroup or "" for found in _PRONOUN.finditer(told, start, other.start() if other else end)]
        at = following
    return _only(sorted(set(kinds))) if len(kinds) >= LEAST_PRONOUNS else ""
