"""A YAML file as a tree that knows its lines. What no file of ours may hold is refused: bombs, keys given twice."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import yaml

from tts.errors import ConfigError, Place
from tts.language import kept, retell, tr
from tts.text import CONTROL

_log = logging.getLogger(__name__)

PROBLEMS = (
    kept("mapping values are not allowed here"),
    kept("could not find expected ':'"),
    kept("expected <block end>, but found {token}"),
    kept("expected ',' or ']', but got {token}"),
    kept("expected ',' or '}}', but got {token}"),
    kept("found character {char} that cannot start any token"),
    kept("found unexpected end of stream"),
    kept("found undefined alias {name}"),
    kept("found unknown escape character {char}"),
)
"""What PyYAML says most of files that are no YAML."""


def place_of(path: Path, *keys: str) -> Place:
    """Where in the file at `path` the value under `keys` stands, for errors found later than at reading."""
    return place_in(path.read_text(encoding="utf-8-sig"), path, *keys)


def place_in(text: str, path: Path | str, *keys: str) -> Place:
    """The same for a file that says `text`; a place with the file alone when it says nothing."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    return Place(path) if root is None else Place(path, find(root, list(keys))[1])


def find(root: yaml.Node, steps: list[str]) -> tuple[yaml.Node, int]:
    """The deepest node that `steps` leads to, and the 1-based line of the key (or item) that holds it."""
    node, line = root, root.start_mark.line + 1
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == step:
                    node, line = value, key.start_mark.line + 1
                    break
        elif isinstance(node, yaml.SequenceNode) and step.isdigit() and int(step) < len(node.value):
            node = node.value[int(step)]
            line = node.start_mark.line + 1
    return node, line


def read_tree(text: str, path: Path | str, most: int) -> tuple[yaml.Node | None, Any]:
    """The YAML tree, for the lines of its keys, and the plain values built from it. Raises ConfigError.

    `path` is for messages only. More than `most` values are a bomb.
    """
    try:
        text.encode()  # a lone surrogate (`\ud800`) passes YAML and breaks everything after it
        loader, root = _parse(text)
        if root is not None:
            _refuse_bombs(root, path, most)
            _leave_out_controls(root, path)
        data = _construct(loader, root, path) if root is not None else None
        msgspec.json.encode(data, enc_hook=str)
    except yaml.MarkedYAMLError as error:
        raise _malformed(error, text, path) from None
    except (yaml.YAMLError, UnicodeEncodeError, RecursionError, ValueError) as error:
        problem = tr("nested too deeply") if isinstance(error, RecursionError) else str(error)
        raise ConfigError(
            tr("Not valid YAML: {problem}.", problem=problem),
            place=Place(path),
            remedy=tr("Check its indentation and quotes, or begin anew from a file that works."),
        ) from None
    if root is not None:
        _refuse_duplicate_keys(root, path)
    return root, data


def _parse(text: str) -> tuple[Any, yaml.Node | None]:
    """The tree of `text`, and the loader that makes values of it. Raises yaml.YAMLError, RecursionError, ValueError.

    libyaml takes a tenth of the time; what it refuses is read again by PyYAML itself, which says why in known words.
    """
    with suppress(yaml.YAMLError, ValueError, AttributeError):  # AttributeError: a PyYAML that was built without it
        loader = yaml.CSafeLoader(text)
        return loader, loader.get_single_node()
    plain = yaml.SafeLoader(text)
    return plain, plain.get_single_node()


_WIDE_COLON = re.compile(r"""\s*([^\s#"':：-][^:：]*)：\s*(.*)""")
"""A key with the colon that a Chinese keyboard types, which YAML takes for a letter. Items of a list may have one."""
_NEAR = 3
"""Lines above the one where YAML gives up, in which its cause is looked for."""


def refuse_wide_colon(lines: list[str], at: int, path: Path | str, told: int = 0) -> None:
    """Raises ConfigError when the line `at` (0-based), or one just above, has a fullwidth colon behind its key.

    `told`: the 1-based line to tell, where `lines` is not the whole file; 0: as found.
    """
    for number in range(min(at, len(lines) - 1), max(-1, at - 1 - _NEAR), -1):
        if (found := _WIDE_COLON.fullmatch(lines[number])) and ": " not in lines[number]:
            raise _wide_colon(found[1], found[2], path, told or number + 1)


def _wide_colon(key: str, rest: str, path: Path | str, line: int) -> ConfigError:
    return ConfigError(
        tr("The colon behind `{key}` is a fullwidth one (：), which YAML does not take for a colon.", key=key),
        place=Place(path, line),
        remedy=tr("Write: {line}", line=f"{key}: {rest}".rstrip()),
    )


_BRACED_COLON = re.compile(r"([^\s{},：]+)：\s*([{\[\w].*)")
"""The same inside braces, before what follows it."""
_TWO_COLONS = re.compile(r"\s*(?:- )?([^\s:#\"'][^:#]*): +([^\"'\[{|>&*!].*: .*?)\s*")
"""A text with a colon and a space of its own, which wants quotes."""


def _malformed(error: yaml.MarkedYAMLError, text: str, path: Path | str) -> ConfigError:
    """What is wrong with a `text` that is no YAML, with the line to write for what is wrong most."""
    mark, lines = error.problem_mark or error.context_mark, text.splitlines()
    at = mark.line if mark else 0
    refuse_wide_colon(lines, at, path)
    here = lines[at] if at < len(lines) else ""
    if (found := _BRACED_COLON.search(here)) and (not mark or found.end(1) <= mark.column + 1):
        return _wide_colon(found[1], re.sub(r"\}\s*$", "", found[2]), path, at + 1)
    remedy = tr("Check indentation, colons and quotes on this line and the one before.")
    if (found := _TWO_COLONS.fullmatch(here)) and "mapping values" in str(error.problem):
        quoted = found[2].replace("\\", "\\\\").replace('"', '\\"')
        remedy = tr("What has a colon in it goes in quotes. Write: {line}", line=f'{found[1]}: "{quoted}"')
    elif "\t" in here[: len(here) - len(here.lstrip())]:
        remedy = tr("Indent with spaces: YAML takes no tabs.")
    return ConfigError(
        tr("Not valid YAML: {problem}.", problem=retell(error.problem or "")),
        place=Place(path, mark.line + 1 if mark else None),
        remedy=remedy,
    )


def _construct(loader: Any, root: yaml.Node, path: Path | str) -> Any:
    """The plain values of `root`. Raises ConfigError for a value that its own tag refuses, such as `!!timestamp x`."""
    try:
        return loader.construct_document(root)
    except (yaml.YAMLError, RecursionError):
        raise
    except Exception:  # what PyYAML's constructors raise for a wrong value depends on the type
        for node in _scalars(root):
            try:
                loader.construct_document(node)
            except Exception:
                kind = node.tag.replace("tag:yaml.org,2002:", "!!")
                raise ConfigError(
                    tr("Not valid YAML: `{value}` is no `{kind}`.", value=node.value, kind=kind),
                    place=Place(path, node.start_mark.line + 1),
                    remedy=tr("Correct the value, or leave out the type before it."),
                ) from None
        raise


def _scalars(root: yaml.Node) -> Iterator[yaml.ScalarNode]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.ScalarNode):
            yield node
        elif isinstance(node, yaml.MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)


def _leave_out_controls(root: yaml.Node, path: Path | str) -> None:
    """Escapes can say what a file cannot hold: `"\\a"`. Nobody would miss it, no feed could carry it."""
    for node in _scalars(root):
        clean = CONTROL.sub("", node.value)
        if clean != node.value:
            _log.warning(
                tr(
                    "{place}: {value!r} has control characters; they are left out.",
                    place=Place(path, node.start_mark.line + 1),
                    value=node.value,
                )
            )
            node.value = clean


def _refuse_bombs(root: yaml.Node, path: Path | str, most: int) -> None:
    """Aliases of aliases unfold to billions of values; no file that people write has so many."""
    waiting, seen = [root], 0
    while waiting:
        node = waiting.pop()
        seen += 1
        if seen > most:
            raise ConfigError(
                tr("Expands to too many values."),
                place=Place(path),
                remedy=tr("Write the values out instead of using aliases (`*`)."),
            )
        if isinstance(node, yaml.MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)


def _refuse_duplicate_keys(node: yaml.Node, path: Path | str) -> None:
    """YAML keeps the last of two equal keys in silence; a cast must not lose a speaker that way."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise ConfigError(
                        tr("The key `{value}` appears twice.", value=key.value),
                        place=Place(path, key.start_mark.line + 1),
                        remedy=tr("Keep one of them."),
                    )
                seen.add(key.value)
            _refuse_duplicate_keys(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_duplicate_keys(item, path)
