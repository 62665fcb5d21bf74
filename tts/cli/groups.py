"""Options that several commands take together: one frozen class of them, which a command names as one parameter."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable
from typing import Any, get_type_hints


def with_groups(command: Callable[..., None]) -> Callable[..., None]:
    """`command` as typer shall see it: each parameter whose type is a class of options, by default made without
    arguments, replaced by the options."""
    groups: dict[str, tuple[type, list[str]]] = {}
    parameters: list[inspect.Parameter] = []
    hints = get_type_hints(command, include_extras=True)
    for parameter in inspect.signature(command).parameters.values():
        kind = hints[parameter.name]
        if not dataclasses.is_dataclass(kind):
            parameters.append(parameter.replace(annotation=kind))
            continue
        assert isinstance(kind, type)
        options = list(_options(kind))
        groups[parameter.name] = kind, [option.name for option in options]
        parameters += options

    def called(**given: Any) -> None:
        made = {name: kind(**{each: given.pop(each) for each in names}) for name, (kind, names) in groups.items()}
        command(**given, **made)

    called.__name__, called.__doc__, called.__module__ = command.__name__, command.__doc__, command.__module__
    called.__annotations__ = {each.name: each.annotation for each in parameters}
    keyword = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in parameters]
    setattr(called, "__signature__", inspect.Signature(keyword))  # noqa: B010  # no type has this attribute
    return called


def _options(kind: type) -> list[inspect.Parameter]:
    """The fields of `kind` as parameters."""
    hints = get_type_hints(kind, include_extras=True)
    return [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name]
        )
        for field in dataclasses.fields(kind)
    ]
