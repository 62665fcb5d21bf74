"""An engine's own settings from `engines:` in voices.yaml, checked against the engine's own schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from tts.config.strict import faulty_key
from tts.errors import ConfigError

Settings = TypeVar("Settings", bound=msgspec.Struct)


def convert_settings(engine: str, mapping: Mapping[str, Any], schema: type[Settings]) -> Settings:
    """`mapping` as a `schema`. Raises ConfigError with the key below `engines: <engine>:` and the keys there are."""
    try:
        return msgspec.convert(dict(mapping), schema)
    except msgspec.ValidationError as error:
        keys = ", ".join(field.encode_name for field in msgspec.structs.fields(schema))
        raise ConfigError(
            f"Wrong settings under `engines: {engine}:`: {error}.",
            remedy=f"It takes: {keys}." if keys else "It takes no settings.",
            key=faulty_key(error),
        ) from None
