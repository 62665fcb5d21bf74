"""Whether a speaker is a woman or a man, as far as the name tells. Where it does not, the choice stays open."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tts.script import words
from tts.text import han, simplified

_ADDRESSED = {
    "female": ("女士", "小姐", "太太", "夫人", "阿姨", "奶奶", "mrs", "ms", "miss", "lady"),
    "male": ("先生", "爷爷", "叔叔", "mr", "sir", "lord"),
}
"""How women and men are addressed: behind a Chinese name, before an English one."""


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
    if not plain or words.role(plain):
        return ""
    if not han(plain):
        return _only([kind for kind in _ADDRESSED if low[0] in _names()[kind, "en"]])
    if "·" in plain or len(plain) > 4 or plain[0] not in words.surnames():
        return ""
    given = plain[2:] if plain[:2] in words.surnames() else plain[1:]
    return _only([kind for kind in _ADDRESSED if any(char in _names()[kind, "zh"] for char in given)])


def _only(kinds: list[str]) -> str:
    return kinds[0] if len(kinds) == 1 else ""
