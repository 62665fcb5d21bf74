"""An engine's own settings from `engines:` in voices.yaml, checked against the engine's own schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from tts.errors import ConfigError

Settings = TypeVar("Settings", bound=msgspec.Struct)


def read_options(engine: str, options: Mapping[str, Any], schema: type[Settings]) -> Settings:
    """`options` as a `schema`. Raises ConfigError naming the key and the keys there are."""
    try:
        return msgspec.convert(dict(options), schema)
    except msgspec.ValidationError as error:
        keys = ", ".join(field.encode_name for field in msgspec.structs.fields(schema))
        raise ConfigError(
            f"Wrong settings under `engines: {engine}:`: {error}.",
            remedy=f"It takes: {keys}." if keys else "It takes no settings.",
        ) from None
