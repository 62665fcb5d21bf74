"""The description of the interface at `/api`, made from the same table and types that the server works with."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from tts.version import __version__


@dataclass(frozen=True, slots=True)
class Route:
    """One thing that can be asked."""

    method: str
    path: str
    """With names in braces, as aiohttp and OpenAPI both write it."""
    handler: Callable[..., Any]
    summary: str
    body: Any = None
    """The type of the JSON that is sent; `bytes` for a file as it is."""
    answer: Any = None
    """The type of the JSON that comes back; a text for another media type."""
    query: dict[str, str] = field(default_factory=dict)
    """Parameter → `integer`, `string` or `string?` when it may be left out."""


class ErrorBody(msgspec.Struct, frozen=True):
    """Why it was not done."""

    kind: str
    """`input`, `config`, `engine`, `write`, `usage`; `stale`: look again; `outside`: an editor changed a file."""
    problem: str
    place: str = ""
    remedy: str = ""


def describe(routes: Sequence[Route]) -> dict[str, Any]:
    """An OpenAPI 3.1 document."""
    types = [t for route in routes for t in (route.body, route.answer) if t not in (None, bytes) and _is_type(t)]
    schemas, components = msgspec.json.schema_components(
        [*types, ErrorBody], ref_template="#/components/schemas/{name}"
    )
    by_type = {id(t): schema for t, schema in zip([*types, ErrorBody], schemas, strict=True)}
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, by_type)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Turncast Studio",
            "version": __version__,
            "description": "Every request needs `Authorization: Bearer TOKEN`, with the token of the address that "
            "`turncast studio` prints. What changes an episode names the revision that it saw.",
        },
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{"token": []}],
    }


def _is_type(value: Any) -> bool:
    return not isinstance(value, str)


def _operation(route: Route, by_type: dict[int, Any]) -> dict[str, Any]:
    named = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"\{(\w+)\}", route.path)
    ] + [
        {"name": name, "in": "query", "required": not kind.endswith("?"), "schema": {"type": kind.rstrip("?")}}
        for name, kind in route.query.items()
    ]
    made: dict[str, Any] = {"summary": route.summary, "operationId": route.handler.__name__.strip("_")}
    if named:
        made["parameters"] = named
    if route.body is bytes:
        binary = {"schema": {"type": "string", "format": "binary"}}
        made["requestBody"] = {"required": True, "content": {"application/octet-stream": binary}}
    elif route.body is not None:
        content = {"application/json": {"schema": by_type[id(route.body)]}}
        made["requestBody"] = {"required": True, "content": content}
    said: dict[str, Any] = {"description": "Done."}
    if isinstance(route.answer, str):
        said["content"] = {route.answer: {"schema": {"type": "string", "format": "binary"}}}
    elif route.answer is not None:
        said["content"] = {"application/json": {"schema": by_type[id(route.answer)]}}
    refused = {"description": "Not done.", "content": {"application/json": {"schema": by_type[id(ErrorBody)]}}}
    made["responses"] = {"200" if route.answer else "204": said, "default": refused}
    return made
