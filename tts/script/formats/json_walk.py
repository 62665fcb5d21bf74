"""What a JSON transcript holds: the segments that are said, and every other text in it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tts.errors import InputError, Place
from tts.language import tr
from tts.script.formats.columns import columns
from tts.text import LATIN, ink, tidy, whole_signs

_TEXT = ("body", "text", "transcript", "content", "utterance", "words", "sentence")
_SPEAKER = ("speaker", "speaker_name", "speakerName", "name", "speaker_label", "speaker_id", "role", "author")
_INHERITED = ("speaker", "speaker_name", "speakerName", "speaker_label", "speaker_id")
"""What names the speaker of all that lies inside; `name` and `author` there are those of the programme."""
_READINGS = "alternatives"
"""The key under which recognisers list several readings of the same words, the likeliest first."""
_ITEM = "[]"
_NEARLY = 0.9
"""Share of the longest text that the same text, cut or punctuated otherwise, has at least."""
MOST = 2_000_000
"""Values that are looked at; a hundred hours of talk have fewer."""
_LOOKED_THROUGH = 1_000_000_000
"""Characters that are compared to find repetitions; what is not compared is listed."""

_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""What half a sign looks like: programs that cut texts by UTF-16 units write such halves."""

Path = tuple[str, ...]


def load(text: str) -> Any:
    """What the JSON `text` holds, without halves of signs. Raises ValueError, RecursionError."""
    data = json.loads(text)
    return json.loads(whole_signs(json.dumps(data, ensure_ascii=False))) if _HALF.search(text) else data


@dataclass(frozen=True, slots=True)
class JsonSegment:
    """Something said."""

    speaker: str | None
    body: str
    string: int
    """Index into `Contents.strings`."""


@dataclass(slots=True)
class Contents:
    """All texts of a file, in its order."""

    strings: list[tuple[str, str]] = field(default_factory=list)
    """(key, value)"""
    lists: dict[Path, list[JsonSegment]] = field(default_factory=lambda: defaultdict(list))
    """The objects with a text that stand in lists, by the keys that lead there: sibling lists are one."""
    single: dict[Path, list[JsonSegment]] = field(default_factory=lambda: defaultdict(list))
    """The objects with a text that stand in no list."""
    rows: dict[Path, list[dict[str, int]]] = field(default_factory=lambda: defaultdict(list))
    """All objects that stand in lists: key → index into `strings`."""


def contents(data: Any) -> Contents:
    """What `data` holds. Iterative: files nest as deep as somebody likes. Raises InputError for too many values."""
    found = Contents()
    waiting: list[tuple[Any, Path, str | None]] = [(data, (), None)]
    looked = 0
    while waiting:
        node, path, speaker = waiting.pop()
        looked += 1
        if looked > MOST:
            raise InputError(
                tr("Holds more than {most} values.", most=MOST),
                place=Place(tr("the transcript")),
                remedy=tr("Export it without a time for every word, or split it."),
            )
        if isinstance(node, str):
            found.strings.append((next((key for key in reversed(path) if key != _ITEM), ""), node))
        elif isinstance(node, list):
            waiting += [(item, _inside(path, n), speaker) for n, item in reversed(list(enumerate(node)))
                        if isinstance(item, str | list | dict)]  # fmt: skip
        elif isinstance(node, dict):
            speaker = _speaker(node, _INHERITED) or speaker
            _segment(found, node, path, speaker)
            waiting += [(value, (*path, key), speaker) for key, value in reversed(node.items())
                        if isinstance(value, list | dict)]  # fmt: skip
    return found


def _inside(path: Path, number: int) -> Path:
    """The path of a list's item. Other readings than the first are lists of their own, so that words are said once."""
    another = number and path[-1:] == (_READINGS,)
    return (*path, f"{_ITEM}{number}" if another else _ITEM)


def _segment(found: Contents, node: dict[str, Any], path: Path, inherited: str | None) -> None:
    """Note the strings of `node`, and what it says, if it does."""
    said = next((key for key in _TEXT if isinstance(node.get(key), str) and ink(node[key])), None)
    row: dict[str, int] = {}
    if path and path[-1].startswith(_ITEM):
        found.rows[path].append(row)
    for key, value in node.items():
        if isinstance(value, str):
            row[key] = len(found.strings)
            found.strings.append((key, value))
            if key == said:
                where = found.lists if path and path[-1].startswith(_ITEM) else found.single
                who = _speaker(node, _SPEAKER) or inherited
                where[path].append(JsonSegment(who, tidy(value), len(found.strings) - 1))


def _speaker(node: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    who = next((node[key] for key in keys if node.get(key) not in (None, "")), None)
    if isinstance(who, dict):
        who = who.get("name")
    return None if who is None or isinstance(who, list) else tidy(str(who)) or None


def talk(found: Contents) -> list[JsonSegment]:
    """The segments of the talk: the longest text; of those that are nearly as long the one that names speakers."""
    lists = found.lists or _by_content(found) or found.single
    sizes = {path: sum(len(segment.body) for segment in said) for path, said in lists.items()}
    longest = max(sizes.values(), default=0)
    near = [path for path, size in sizes.items() if size >= _NEARLY * longest]
    return max(
        (lists[path] for path in near),
        key=lambda said: (any(segment.speaker for segment in said), sum(len(ink(segment.body)) for segment in said)),
        default=[],
    )


def _by_content(found: Contents) -> dict[Path, list[JsonSegment]]:
    """The lists whose keys have names of their own, but hold what somebody says and who says it."""
    made: dict[Path, list[JsonSegment]] = {}
    for path, rows in found.rows.items():
        texts = [{key: found.strings[index][1] for key, index in row.items()} for row in rows]
        known = columns(texts)
        if known.said and known.speaker:
            made[path] = [
                JsonSegment(tidy(text.get(known.speaker, "")) or None, tidy(text[known.said]), row[known.said])
                for text, row in zip(texts, rows, strict=True)
                if ink(text.get(known.said, ""))
            ]
    return made


def beside(found: Contents, said: list[JsonSegment], title: str) -> Iterator[str]:
    """The texts that are neither said nor only repeat what is: summaries, chapters' titles, other readings."""
    spoken = {segment.string for segment in said}
    known = {segment.speaker for segment in said} | {title}
    words = _SaidText(segment.body for segment in said)
    for number, (key, value) in enumerate(found.strings):
        text = tidy(value)
        if number not in spoken and text not in known and _is_text(key, text) and text not in words:
            yield text


def _is_text(key: str, value: str) -> bool:
    """Whether somebody wrote `value` to be read: `en-US`, `speaker_0` and addresses are for programs."""
    if not any(char.isalpha() for char in value) or value.startswith(("http://", "https://")):
        return False
    return key in _TEXT or len(value.split()) > 1 or any(char.isalpha() and not LATIN.match(char) for char in value)


class _SaidText:
    """What is said, letters and figures alone: knows whether it holds a text."""

    def __init__(self, bodies: Iterator[str]) -> None:
        self._run = "".join(map(_letters, bodies))
        self._left = _LOOKED_THROUGH

    def __contains__(self, text: str) -> bool:
        self._left -= len(self._run)
        return self._left > 0 and _letters(text) in self._run


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
