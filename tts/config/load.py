"""Read voices.yaml; every error names file, line, key and what to write instead."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Any

import msgspec
import yaml

from tts.config.schema import Config
from tts.errors import ConfigError, Place

_PATH = re.compile(r" - at `(?:key in )?(\$[^`]*)`$")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")


def load(path: Path) -> Config:
    """The configuration in `path`. Raises ConfigError for anything wrong with the file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError("No such file.", place=Place(path), remedy="Name a cast with --cast.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"Cannot be read: {error}.", place=Place(path), remedy="Save it as UTF-8 text.") from None
    return parse(text, path)


def parse(text: str, path: Path | str) -> Config:
    """The configuration written in `text`; `path` is for messages only. Raises ConfigError."""
    root = _compose(text, path)
    if root is None:
        return Config()
    _refuse_duplicate_keys(root, path)
    data = yaml.safe_load(text)
    try:
        return msgspec.convert(data, Config)
    except msgspec.ValidationError as error:
        raise _explain(error, root, data, path) from None


def place_of(path: Path, *keys: str) -> Place:
    """Where in the file at `path` the value under `keys` stands, for errors found later than at reading."""
    root = _compose(path.read_text(encoding="utf-8-sig"), path)
    return Place(path) if root is None else Place(path, _find(root, list(keys))[1])


def _compose(text: str, path: Path | str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise ConfigError(
            f"Not valid YAML: {error.problem}.",
            place=Place(path, line),
            remedy="Check indentation, colons and quotes on this line and the one before.",
        ) from None
    except yaml.YAMLError as error:
        raise ConfigError(f"Not valid YAML: {error}.", place=Place(path), remedy="Save it as plain text.") from None


def _refuse_duplicate_keys(node: yaml.Node, path: Path | str) -> None:
    """YAML keeps the last of two equal keys in silence; a cast must not lose a speaker that way."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise ConfigError(
                        f"The key `{key.value}` stands here twice.",
                        place=Place(path, key.start_mark.line + 1),
                        remedy="Keep one of them.",
                    )
                seen.add(key.value)
            _refuse_duplicate_keys(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_duplicate_keys(item, path)


def _explain(error: msgspec.ValidationError, root: yaml.Node, data: Any, path: Path | str) -> ConfigError:
    """msgspec knows the path of the wrong value; the YAML tree knows its line."""
    message = str(error)
    found = _PATH.search(message)
    steps = [a or b for a, b in _STEP.findall(found.group(1))] if found else []
    steps = _concrete(data, steps)
    problem = _PATH.sub("", message)
    unknown = re.match(r"Object contains unknown field `(.+)`", problem)
    if unknown:
        steps.append(unknown.group(1))
    node, line = _find(root, steps)
    key = ".".join(steps) or "the whole file"
    if unknown:
        known = [name for name in _fields(steps[:-1]) if name]
        close = difflib.get_close_matches(unknown.group(1), known, n=1)
        hint = f"Did you mean `{close[0]}`?" if close else f"Known here: {', '.join(known)}."
        return ConfigError(f"Unknown key `{key}`.", place=Place(path, line), remedy=hint)
    value = f" (found `{node.value}`)" if isinstance(node, yaml.ScalarNode) else ""
    return ConfigError(
        f"`{key}`: {problem}{value}.", place=Place(path, line), remedy="See docs/voices.md for what it takes."
    )


def _concrete(data: Any, steps: list[str]) -> list[str]:
    """msgspec writes `...` for a mapping's key: find the key by reading with each one alone."""
    while "..." in steps:
        depth = steps.index("...")
        for key in _at(data, steps[:depth]):
            try:
                msgspec.convert(_only(data, steps[:depth], key), Config)
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


def _fields(steps: list[str]) -> list[str]:
    """The keys a user may write at `steps`, from the schema itself."""
    info: Any = msgspec.inspect.type_info(Config)
    for step in steps:
        info = _inside(info, step)
    fields = getattr(_inside(info, None), "fields", None)
    return [f.encode_name for f in fields] if fields else []


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
    return getattr(info, "value_type", None)
