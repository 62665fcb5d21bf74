"""Read voices.yaml; every error names file, line, key and what to write instead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from tts.config import strict
from tts.config.schema import POOL, Config, Music
from tts.config.strict import place_of
from tts.errors import ConfigError, Place

__all__ = ["load", "parse", "place_of"]

MANUAL = "docs/voices.md"


def load(path: Path) -> Config:
    """The configuration in `path`. Raises ConfigError for anything wrong with the file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError("No such file.", place=Place(path), remedy="Name a cast with --cast.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"Cannot be read: {error}.", place=Place(path), remedy="Save it as UTF-8 text.") from None
    return _beside(parse(text, path), path.parent)


def _beside(config: Config, folder: Path) -> Config:
    """`config` with its relative paths taken from `folder`, where voices.yaml lies."""
    engines = {
        name: {key: _resolve(value, folder) if key in ("model", "voices") else value for key, value in options.items()}
        for name, options in config.engines.items()
    }
    config = msgspec.structs.replace(config, engines=engines)
    music = config.sound.music
    if not isinstance(music, Music):
        return config
    files = {key: value if value == "default" else _resolve(value, folder) for key, value in _files(music).items()}
    sound = msgspec.structs.replace(config.sound, music=Music(**files))
    return msgspec.structs.replace(config, sound=sound)


def _files(music: Music) -> dict[str, str | None]:
    return {"opening": music.opening, "sting": music.sting, "closing": music.closing}


def _resolve(value: Any, folder: Path) -> Any:
    return str(folder / value) if isinstance(value, str) else value


def parse(text: str, path: Path | str) -> Config:
    """The configuration written in `text`; `path` is for messages only. Raises ConfigError."""
    config = strict.convert(text, path, Config, MANUAL) or Config()
    return msgspec.structs.replace(config, pool=POOL | config.pool)
