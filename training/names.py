"""Names for invented speakers: Chinese and foreign ones, roles, handles; as odd as people are."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

PAIRS = {
    "zh": (("问", "答"), ("记者", ""), ("主持人", ""), ("Q", "A"), ("采访者", "受访者"), ("提问", "回答"), ("", "")),
    "en": (("Q", "A"), ("Interviewer", ""), ("Host", "Guest"), ("Question", "Answer"), ("Moderator", ""), ("", "")),
}
"""What interviewer and guest may be called; empty for a name."""


@cache
def _parts(kind: str) -> tuple[str, ...]:
    """The parts of `kind` in `names.tsv`."""
    for line in Path(__file__).with_suffix(".tsv").read_text("utf-8").splitlines():
        if line.startswith(kind + "\t"):
            parts = line.partition("\t")[2]
            return tuple(parts.split()) if " " in parts else tuple(parts)
    raise KeyError(kind)


def name(rng: random.Random, language: str) -> str:
    """One invented name."""
    kind = rng.random()
    if kind < 0.08:
        return rng.choice(_parts("handle"))
    if language == "en":
        first, last = rng.choice(_parts("first.en")), rng.choice(_parts("last.en"))
        return rng.choice((f"{first} {last}", f"{first} {last}", first, last, f"Mr. {last}", f"Dr. {first} {last}"))
    surname = rng.choice(_parts("surname.zh"))
    given = "".join(rng.sample(_parts("given.zh"), rng.choice((1, 2, 2))))
    if kind < 0.2:
        return (
            "".join(rng.sample(_parts("sounds.zh"), rng.choice((2, 3))))
            + "·"
            + "".join(rng.sample(_parts("sounds.zh"), rng.choice((2, 3))))
        )
    if kind < 0.3:
        return rng.choice(
            (surname + rng.choice(("教授", "老师", "总", "女士", "先生")), "老" + surname, "小" + surname)
        )
    if kind < 0.38:
        return rng.choice(_parts("first.en"))
    return surname + given


def cast(rng: random.Random, language: str, count: int) -> list[str]:
    """`count` different names; where there are two, perhaps a pair of roles."""
    if count == 2:
        asks, answers = rng.choice(PAIRS[language])
        names = [asks or name(rng, language), answers or name(rng, language)]
        if names[0] != names[1]:
            return names
    found: list[str] = (
        [rng.choice(("主持人", "记者") if language == "zh" else ("Host", "Moderator"))] if rng.random() < 0.3 else []
    )
    while len(found) < count:
        new = name(rng, language)
        if new not in found:
            found.append(new)
    return found
