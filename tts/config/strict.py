"""YAML read strictly into a schema: every mistake is named with its line, its key and a hint."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from tts.config.yaml_tree import find, read_tree, refuse_wide_colon
from tts.errors import ConfigError, Place
from tts.language import kept, retell, tr
from tts.nearest import suggestion

_PATH = re.compile(r" - at `(?:key in )?(\$[^`]*)`$")
_UNKNOWN = re.compile(r"Object contains unknown field `(.+?)`")
_STEP = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")
_Kind = TypeVar("_Kind", bound=msgspec.Struct)


MOST_MISTAKES = 20
"""Told of one file; where there are more, it is another kind of file."""


def convert(text: str, path: Path | str, kind: type[_Kind], most: int = 100_000) -> _Kind | None:
    """What `text` says, as a `kind`; None when it says nothing. Raises ConfigError, with all others in its `more`.

    `path` is for messages only. More than `most` values are a bomb.
    """
    value, errors = convert_all(text, path, kind, most)
    refuse(errors)
    return value


def convert_all(
    text: str, path: Path | str, kind: type[_Kind], most: int = 100_000
) -> tuple[_Kind | None, list[ConfigError]]:
    """As `convert`, with the mistakes beside what the rest of `text` says. Raises ConfigError for what is no YAML."""
    root, data = read_tree(text, path, most)
    errors: list[ConfigError] = []
    while root is not None and len(errors) < MOST_MISTAKES:
        try:
            return msgspec.convert(data, kind), errors
        except msgspec.ValidationError as error:
            steps = _concrete(data, list(_faulty_key(error)), kind)
            try:
                errors.append(_explain(error, root, steps, path, kind))
            except ConfigError as better:
                errors.append(better)
            wrong = list(itertools.takewhile(lambda step: not step.isdigit(), steps))
            if not wrong:
                break
            data = _without(data, wrong)
    return None, errors


def refuse(errors: Sequence[ConfigError]) -> None:
    """Raise the first of `errors`, with the others in its `more`, if there are any."""
    if errors:
        first, *others = sorted(errors, key=lambda error: (error.place and error.place.line) or 0)
        first.more = tuple(others)
        raise first


def _without(data: Any, steps: list[str]) -> Any:
    """`data` without the key at `steps`."""
    if len(steps) == 1:
        return {key: value for key, value in data.items() if str(key) != steps[0]}
    return {key: _without(value, steps[1:]) if str(key) == steps[0] else value for key, value in data.items()}


def convert_settings(engine: str, settings: Mapping[str, Any], kind: type[_Kind]) -> _Kind:
    """An engine's own settings, from `engines: <engine>:`, as its `kind`. Raises ConfigError, which names the key."""
    try:
        return msgspec.convert(dict(settings), kind)
    except msgspec.ValidationError as error:
        keys = ", ".join(field.encode_name for field in msgspec.structs.fields(kind))
        raise ConfigError(
            tr("Wrong settings under `engines: {engine}:`: {error}.", engine=engine, error=error),
            remedy=tr("It takes: {keys}.", keys=keys) if keys else tr("It takes no settings."),
            key=_faulty_key(error),
        ) from None


def _faulty_key(error: msgspec.ValidationError) -> tuple[str, ...]:
    """The keys that lead to what `error` refuses, an unknown key included; `...` stands for a key of a mapping."""
    message = str(error)
    found = _PATH.search(message)
    steps = [a or b for a, b in _STEP.findall(found.group(1))] if found else []
    unknown = _UNKNOWN.match(message)
    return (*steps, unknown.group(1)) if unknown else tuple(steps)


def _explain(
    error: msgspec.ValidationError,
    root: yaml.Node,
    steps: list[str],
    path: Path | str,
    kind: type[msgspec.Struct],
) -> ConfigError:
    """msgspec knows the path of the wrong value, `steps`; the YAML tree knows its line."""
    problem = _PATH.sub("", str(error))
    unknown = _UNKNOWN.match(problem)
    node, line = find(root, steps)
    key = ".".join(steps) or tr("the whole file")
    if unknown:
        known = [name for name in _fields(steps[:-1], kind) if name]
        hint = suggestion(unknown.group(1), known)
        return ConfigError(tr("Unknown key `{key}`.", key=key), place=Place(path, line), remedy=hint)
    if steps and "：" in steps[-1] and "got `null`" in problem:
        refuse_wide_colon([steps[-1]], 0, path, line)
    if isinstance(node, yaml.ScalarNode) and problem.startswith("Expected `object`"):
        refuse_wide_colon(["" for _ in range(node.start_mark.line)] + [node.value], node.start_mark.line, path)
    value = tr(" (found `{value}`)", value=node.value) if isinstance(node, yaml.ScalarNode) and node.value else ""
    return ConfigError(
        tr("`{key}`: {problem}{value}.", key=key, problem=_plain(problem), value=value),
        place=Place(path, line),
        remedy=_remedy(problem, steps, node, _choices(steps, kind)) or tr("Correct the value, or leave the line out."),
    )


_PLAIN = {
    "object": tr("keys with values below it"),
    "array": tr("a list"),
    "str": tr("text"),
    "int": tr("a whole number"),
    "float": tr("a number"),
    "bool": tr("true or false"),
    "null": tr("nothing"),
}
"""JSON's names of types, which msgspec uses, in the words of people who write YAML."""


_BOUNDS = (
    kept("Expected `{kind}` >= {least}"),
    kept("Expected `{kind}` <= {most}"),
    kept("Expected `str` of length >= {least}"),
    kept("Expected `str` of length <= {most}"),
)
"""What msgspec says of values of the right type."""


def _plain(problem: str) -> str:
    """`Expected `object`, got `str`` → `takes keys with values below it, not text`."""
    found = re.fullmatch(r"Expected `([^`]+)`, got `([^`]+)`", problem)
    if not found:
        return (
            tr("is not one of the values there are") if problem.startswith("Invalid enum value ") else retell(problem)
        )
    wanted = tr(" or ").join(_PLAIN.get(kind, kind) for kind in found[1].split(" | "))
    return tr("takes {wanted}, not {found}", wanted=wanted, found=_PLAIN.get(found[2], found[2]))


def _remedy(problem: str, steps: list[str], node: yaml.Node, choices: list[str]) -> str:
    """What to write instead, for the mistakes that are made most; empty for others."""
    if choices:
        return tr("Write {choices}.", choices=tr(" or ").join(f"`{choice}`" for choice in choices))
    last = steps[-1] if steps else ""
    if "Expected `object`" in problem and last == "voice":
        voice = node.value if isinstance(node, yaml.ScalarNode) and node.value else "zm_yunxi"
        return tr("Name the engine too: `voice: {{kokoro: {voice}}}`.", voice=voice)
    given = node.value if isinstance(node, yaml.ScalarNode) else ""
    if problem == "Expected `object`, got `str`" and (last == "narrator" or steps[-2:-1] == ["cast"]):
        return tr("Write: {line}.", line=f"{last}: {{voice: {{kokoro: {given}}}}}")
    if problem.startswith("Expected `array`, got `str`"):
        return tr("Write: {line}.", line=f"{last}: [{', '.join(re.split('[,，、;；] *', given))}]")
    if "Expected `object`, got `null`" in problem:
        return tr("Write its settings below it, or leave the line out.")
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
