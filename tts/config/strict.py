"""YAML read strictly into a schema: every mistake is named with its line, its key and a hint."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from tts.errors import ConfigError, Place
from tts.nearest import suggestion
from tts.text import CONTROL

_log = logging.getLogger(__name__)

_PATH = re.compile(r" - at `(?:key in )?(\$[^`]*)`$")
_UNKNOWN = re.compile(r"Object contains unknown field `(.+?)`")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")
_Kind = TypeVar("_Kind", bound=msgspec.Struct)


def convert(text: str, path: Path | str, kind: type[_Kind], manual: str, most: int = 100_000) -> _Kind | None:
    """What `text` says, as a `kind`; None when it says nothing. Raises ConfigError.

    `path` is for messages only; `manual` is the page that explains the file. More than `most` values are a bomb.
    """
    root, data = _read(text, path, manual, most)
    if root is None:
        return None
    _refuse_duplicate_keys(root, path)
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise _explain(error, root, data, path, kind, manual) from None


def place_of(path: Path, *keys: str) -> Place:
    """Where in the file at `path` the value under `keys` stands, for errors found later than at reading."""
    return place_in(path.read_text(encoding="utf-8-sig"), path, *keys)


def place_in(text: str, path: Path | str, *keys: str) -> Place:
    """The same for a file that says `text`; a place with the file alone when it says nothing."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    return Place(path) if root is None else Place(path, _find(root, list(keys))[1])


def _read(text: str, path: Path | str, manual: str, most: int) -> tuple[yaml.Node | None, Any]:
    """The YAML tree, for the lines of its keys, and the plain values built from it."""
    try:
        text.encode()  # a lone surrogate (`\ud800`) passes YAML and breaks everything after it
        loader = yaml.SafeLoader(text)
        root = loader.get_single_node()
        if root is not None:
            _refuse_bombs(root, path, most)
            _leave_out_controls(root, path)
        data = _construct(loader, root, path) if root is not None else None
        msgspec.json.encode(data, enc_hook=str)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _refuse_wide_colon(text.splitlines(), mark.line if mark else 0, path)
        raise ConfigError(
            f"Not valid YAML: {error.problem}.",
            place=Place(path, mark.line + 1 if mark else None),
            remedy="Check indentation, colons and quotes on this line and the one before.",
        ) from None
    except (yaml.YAMLError, UnicodeEncodeError, RecursionError, ValueError) as error:
        problem = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise ConfigError(
            f"Not valid YAML: {problem}.", place=Place(path), remedy=f"See {manual} for an example."
        ) from None
    return root, data


_WIDE_COLON = re.compile(r"""\s*([^\s#"':：-][^:：]*)：\s*(.*)""")
"""A key with the colon that a Chinese keyboard types, which YAML takes for a letter. Items of a list may have one."""
_NEAR = 3
"""Lines above the one where YAML gives up, in which its cause is looked for."""


def _refuse_wide_colon(lines: list[str], at: int, path: Path | str) -> None:
    """Raises ConfigError when the line `at` (0-based), or one just above, has a fullwidth colon behind its key."""
    for number in range(min(at, len(lines) - 1), max(-1, at - 1 - _NEAR), -1):
        if (found := _WIDE_COLON.fullmatch(lines[number])) and ": " not in lines[number]:
            raise ConfigError(
                f"The colon behind `{found[1]}` is a fullwidth one (：), which YAML does not take for a colon.",
                place=Place(path, number + 1),
                remedy=f"Write: {found[1]}: {found[2]}".rstrip(),
            )


def _construct(loader: yaml.SafeLoader, root: yaml.Node, path: Path | str) -> Any:
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
                    f"Not valid YAML: `{node.value}` is no `{kind}`.",
                    place=Place(path, node.start_mark.line + 1),
                    remedy="Correct the value, or leave out the type before it.",
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
                "%s: %r has control characters; they are left out.", Place(path, node.start_mark.line + 1), node.value
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
                "Expands to too many values.",
                place=Place(path),
                remedy="Write the values out instead of using aliases (`*`).",
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
                        f"The key `{key.value}` appears twice.",
                        place=Place(path, key.start_mark.line + 1),
                        remedy="Keep one of them.",
                    )
                seen.add(key.value)
            _refuse_duplicate_keys(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_duplicate_keys(item, path)


def faulty_key(error: msgspec.ValidationError) -> tuple[str, ...]:
    """The keys that lead to what `error` refuses, an unknown key included; `...` stands for a key of a mapping."""
    message = str(error)
    found = _PATH.search(message)
    steps = [a or b for a, b in _STEP.findall(found.group(1))] if found else []
    unknown = _UNKNOWN.match(message)
    return (*steps, unknown.group(1)) if unknown else tuple(steps)


def _explain(  # noqa: PLR0913, PLR0917  # all that is known of one mistake
    error: msgspec.ValidationError,
    root: yaml.Node,
    data: Any,
    path: Path | str,
    kind: type[msgspec.Struct],
    manual: str,
) -> ConfigError:
    """msgspec knows the path of the wrong value; the YAML tree knows its line."""
    steps = _concrete(data, list(faulty_key(error)), kind)
    problem = _PATH.sub("", str(error))
    unknown = _UNKNOWN.match(problem)
    node, line = _find(root, steps)
    key = ".".join(steps) or "the whole file"
    if unknown:
        known = [name for name in _fields(steps[:-1], kind) if name]
        hint = suggestion(unknown.group(1), known)
        return ConfigError(f"Unknown key `{key}`.", place=Place(path, line), remedy=hint)
    if isinstance(node, yaml.ScalarNode) and problem.startswith("Expected `object`"):
        _refuse_wide_colon(["" for _ in range(node.start_mark.line)] + [node.value], node.start_mark.line, path)
    value = f" (found `{node.value}`)" if isinstance(node, yaml.ScalarNode) and node.value else ""
    return ConfigError(
        f"`{key}`: {_plain(problem)}{value}.",
        place=Place(path, line),
        remedy=_remedy(problem, steps, node, _choices(steps, kind)) or f"See {manual} for what it takes.",
    )


_PLAIN = {
    "object": "keys with values below it",
    "array": "a list",
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
}
"""JSON's names of types, which msgspec uses, in the words of people who write YAML."""


def _plain(problem: str) -> str:
    """`Expected `object`, got `str`` → `takes keys with values below it, not text`."""
    found = re.fullmatch(r"Expected `([^`]+)`, got `([^`]+)`", problem)
    if not found:
        return re.sub(r"^Invalid enum value .*", "is not one of the values there are", problem)
    wanted = " or ".join(_PLAIN.get(kind, kind) for kind in found[1].split(" | "))
    return f"takes {wanted}, not {_PLAIN.get(found[2], found[2])}"


def _remedy(problem: str, steps: list[str], node: yaml.Node, choices: list[str]) -> str:
    """What to write instead, for the mistakes that are made most; empty for others."""
    if choices:
        return f"Write {' or '.join(f'`{choice}`' for choice in choices)}."
    last = steps[-1] if steps else ""
    if "Expected `object`" in problem and last == "voice":
        voice = node.value if isinstance(node, yaml.ScalarNode) and node.value else "zm_yunxi"
        return f"Name the engine too: `voice: {{kokoro: {voice}}}`."
    if "Expected `object`, got `null`" in problem:
        return "Write its settings below it, or leave the line out."
    return ""


def _concrete(data: Any, steps: list[str], kind: type[msgspec.Struct]) -> list[str]:
    """msgspec writes `...` for a mapping's key: find the key by reading with each one alone."""
    for depth, step in enumerate(steps):
        if step != "...":  # a user's key may be called so: each place is looked at once
            continue
        for key in _at(data, steps[:depth]):
            try:
                msgspec.convert(_only(data, steps[:depth], key), kind)
            except msgspec.ValidationError:
                steps = [*steps[:depth], str(key), *steps[depth + 1 :]]
                data = _only(data, steps[:depth], key)
                break
        else:
            return steps[:depth]
    return steps


def _at(data: Any, steps: list[str]) -> Any:
    for step in steps:
        data = data[int(step)] if isinstance(data, list) else data[step]
    return data


def _only(data: Any, steps: list[str], key: Any) -> Any:
    """`data` with all keys but `key` left out of the mapping at `steps`."""
    if not steps:
        return {key: data[key]}
    return {**data, steps[0]: _only(data[steps[0]], steps[1:], key)}


def _find(root: yaml.Node, steps: list[str]) -> tuple[yaml.Node, int]:
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


def _fields(steps: list[str], kind: type[msgspec.Struct]) -> list[str]:
    """The keys a user may write at `steps`, from the schema itself."""
    info: Any = msgspec.inspect.type_info(kind)
    for step in steps:
        info = _inside(info, step)
    fields = getattr(_inside(info, None), "fields", None)
    return [f.encode_name for f in fields] if fields else []


def _choices(steps: list[str], kind: type[msgspec.Struct]) -> list[str]:
    """The values that may stand at `steps`, where these are few."""
    info: Any = msgspec.inspect.type_info(kind)
    for step in steps:
        info = _inside(info, step)
    return [str(value) for value in getattr(info, "values", ())] if steps else []


def _inside(info: Any, step: str | None) -> Any:
    """The type one step further in (None: the same); unions are searched for the section or mapping among them."""
    info = getattr(info, "type", info) if isinstance(info, msgspec.inspect.Metadata) else info
    if isinstance(info, msgspec.inspect.UnionType):
        structured = (msgspec.inspect.StructType, msgspec.inspect.DictType)
        info = next((t for t in info.types if isinstance(t, structured)), info)
    if step is None:
        return info
    if isinstance(info, msgspec.inspect.StructType):
        return next((f.type for f in info.fields if f.encode_name == step), None)
    return getattr(info, "value_type", None) or getattr(info, "item_type", None)
