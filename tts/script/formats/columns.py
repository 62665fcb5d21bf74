"""Which column of a table, or which key of a list of records, holds what is said, and which one who says it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tts.text import ends_sentence, ink, name_key

_SAID = frozenset(
    ["body", "text", "transcript", "content", "utterance", "words", "sentence", "line", "dialogue", "dialog", "message",
     "speech", "quote", "said", "caption", "内容", "文本", "发言", "发言内容", "台词", "对白", "原文", "文字", "說話內容", "內容", "發言"]
)  # fmt: skip
"""Names of what is said. They settle a draw; a column with far more text wins over them."""
_SPEAKER = frozenset(
    ["speaker", "speakername", "speakerlabel", "speakerid", "who", "name", "role", "author", "participant", "person",
     "from", "by", "character", "actor", "说话人", "发言人", "讲者", "讲话人", "姓名", "人物", "角色", "名字", "說話人", "發言人", "講者"]
)  # fmt: skip
"""Names of who says it."""
_FIGURES = re.compile(r"[\d\s:.,;/+TZ%-]*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*|[^\s@]++@[^\s@]+")
LONGEST_NAME = 60
"""Characters."""
MOST_ROWS = 2_000
"""Rows that are looked at to tell the columns apart."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns; empty for one that is not there."""

    said: str = ""
    speaker: str = ""


def columns(rows: Sequence[Row]) -> Columns:
    """What the columns of `rows` are: by how much they hold and how it recurs, then by their names."""
    seen = rows[:MOST_ROWS]
    names = list(dict.fromkeys(name for row in seen for name in row))
    held = {name: [row[name].strip() for row in seen if ink(row.get(name, ""))] for name in names}
    sizes = {name: sum(len(ink(value)) for value in values if _is_prose(value)) for name, values in held.items()}
    most = max(sizes.values(), default=0)
    if not most:
        return Columns()
    said = max(sizes, key=lambda name: (_key(name) in _SAID and 2 * sizes[name] >= most, sizes[name]))
    likely = {name: _likeness(values, len(seen)) for name, values in held.items() if name != said}
    for name in likely:
        if _key(name) in _SPEAKER and held[name] and max(map(len, held[name])) <= LONGEST_NAME:
            likely[name] += 2.0
    speaker = max(likely, key=lambda name: likely[name], default="")
    return Columns(said, speaker if speaker and likely[speaker] > 0 else "")


def is_known(name: str) -> bool:
    """Whether `name` is one that columns of speakers or of speech have."""
    return name_key(name) in _SAID | _SPEAKER


def _key(name: str) -> str:
    """What `name` is compared by; behind a tab stands what tells columns of one name apart."""
    return name_key(name.partition("\t")[0])


def _is_prose(value: str) -> bool:
    return not (_FIGURES.fullmatch(value) or _ADDRESS.fullmatch(value))


def _likeness(values: Sequence[str], rows: int) -> float:
    """How much a column is like one of names: short ones that recur and take turns. 0 when it cannot be one."""
    distinct = set(values)
    if len(distinct) < 2 or 2 * len(values) < rows or 2 * len(distinct) > len(values):
        return 0.0
    if any(
        len(value) > LONGEST_NAME or not _is_prose(value) or ends_sentence(value.rstrip(":：")) for value in distinct
    ):
        return 0.0
    changes = sum(a != b for a, b in pairwise(values))
    return 0.1 + changes / len(values)
