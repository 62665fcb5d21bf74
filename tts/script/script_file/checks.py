"""What is wrong with a script file, said in the words of somebody who edits it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import msgspec
import yaml

from tts.errors import InputError, Place
from tts.language import tr
from tts.nearest import nearest
from tts.script.dates import iso_date
from tts.script.script_file.schema import KEY, VERSION, File, UtteranceEntry

_VERSION = re.compile(rf"^{KEY}:[ \t]*['\"]?(\d[\w.]*)", re.MULTILINE)
_TEXTS = ("title", "speaker", "text", "caption")
"""Keys that take text."""
_LISTS = ("says", "opening")
"""Keys that take a list of texts."""
_OWN = frozenset(field.encode_name for field in msgspec.structs.fields(UtteranceEntry))
"""The keys of an utterance that is more than its text."""
_TEXT, _NOTHING = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"


def version(text: str, source: Path) -> None:
    """Raises InputError when `text` is written in another version of the format."""
    found = _VERSION.search(text[:4000])
    if found and found[1] != str(VERSION):
        raise InputError(
            tr(
                "Is a script of version {written}; this Turncast reads version {version}.",
                written=found[1],
                version=VERSION,
            ),
            place=Place(source, text.count("\n", 0, found.start()) + 1),
            remedy=tr("Update Turncast, or write the script anew: turncast script --write."),
        )


def unquoted(text: str, source: Path) -> InputError | None:
    """The first place where YAML reads as something else what was meant as text (`- Note: so it is`, `- 1983`)."""
    root = _compose(text)
    for node in _texts(root) if root is not None else ():
        if isinstance(node, yaml.ScalarNode) and node.tag in (_TEXT, _NOTHING):
            continue
        if isinstance(node, yaml.MappingNode) and any(key.value in _OWN for key, _ in node.value):
            continue
        line = node.start_mark.line
        written = text.splitlines()[line].strip().removeprefix("- ")
        return InputError(
            tr("“{written}” is not read as text.", written=written[:60]),
            place=Place(source, line + 1),
            remedy=tr("Put it in quotes."),
        )
    return None


def _texts(root: yaml.Node) -> Iterator[yaml.Node]:
    """The nodes where a text belongs, in the file's order; what aliases repeat, once."""
    waiting, seen = [root], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += reversed(node.value)
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value in _TEXTS:
                    yield value
                elif key.value in _LISTS and isinstance(value, yaml.SequenceNode) and id(value) not in seen:
                    yield from value.value
            waiting += [value for key, value in reversed(node.value) if key.value not in (*_TEXTS, "opening")]


def date(file: File, text: str, source: Path) -> str:
    """The script's date as `2015-01-24`; empty when it has none. Raises InputError for what is no date."""
    value: Any = file.date
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if value in ("", None):
        return ""
    if isinstance(value, str) and (found := iso_date(value)):
        return found
    raise InputError(
        tr("`date`: `{value}` is not a date.", value=value),
        place=_place(text, source, ["date"]),
        remedy=tr("Write year, month and day, as in 2015-01-24, or leave it empty."),
    )


def speakers(file: File, known: Collection[str], text: str, source: Path) -> None:
    """Raises InputError for a turn whose speaker is neither in the script's cast nor in `known`, the configuration's."""
    if not file.cast:
        return
    for number, chapter in enumerate(file.chapters):
        for turn, entry in enumerate(chapter.turns):
            name = entry.speaker
            if name and name not in file.cast and name not in known:
                near = nearest(name, file.cast, cutoff=0.4)
                remedy = tr("Add `{name}: {{}}` to `cast`.", name=name)
                if near:
                    remedy = tr("Did you mean `{near}`? If not, add `{name}: {{}}` to `cast`.", near=near, name=name)
                raise InputError(
                    tr("The speaker `{name}` is not in `cast`.", name=name),
                    place=_place(text, source, ["chapters", number, "turns", turn, "speaker"]),
                    remedy=remedy,
                )


def _compose(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


def _place(text: str, source: Path, steps: list[str | int]) -> Place:
    """Where the value that `steps` lead to stands."""
    node = _compose(text)
    for step in steps:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
    return Place(source, node.start_mark.line + 1 if node is not None else None)
