"""Which voices.yaml a command uses."""

from __future__ import annotations

from pathlib import Path

from tts.config.load import load, parse
from tts.config.schema import Config

DEFAULT = Path("voices.yaml")


def configured(cast: Path | None) -> tuple[Config, Path | None]:
    """The configuration in `cast`; without it that of ./voices.yaml, or the built-in one when there is none.

    Returns it with the file it came from. Raises ConfigError.
    """
    if cast is None and not DEFAULT.exists():
        return parse("", DEFAULT), None
    path = cast or DEFAULT
    return load(path), path
