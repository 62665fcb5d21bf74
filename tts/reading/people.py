"""The names of the people of a transcript, as entries of a lexicon."""

from __future__ import annotations

from collections.abc import Iterable

from tts import reading
from tts.reading.zh.people import may_differ, said_as_names


def as_lexicon(names: Iterable[str]) -> dict[str, str]:
    """Name → `pinyin: …`, for the Chinese ones of `names` that are read otherwise than their words would be.

    A user's own lexicon goes before it. Where no name has such a character, nothing is read.
    """
    plain = {name: reading.read(name).reading.split() for name in names if may_differ(name)}
    return {name: "pinyin: " + " ".join(said) for name, said in said_as_names(plain).items()}
