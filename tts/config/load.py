"""Read voices.yaml; every error names file, line, key and what to write instead."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tts.config import checks, strict
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
    """`config` with its relative paths taken from `folder`, where voices.yaml lies.

    Not those of engines: each knows itself which of its settings are paths (`tts.speech.engines.located`).
    """
    music = config.sound.music
    if not isinstance(music, Music):
        return config
    files = {name: file and located(file, folder) for name, file in _files(music).items()}
    sound = msgspec.structs.replace(config.sound, music=Music(**files))
    return msgspec.structs.replace(config, sound=sound)


def _files(music: Music) -> dict[str, str | None]:
    return {"opening": music.opening, "sting": music.sting, "closing": music.closing}


def located(path: str, folder: Path) -> str:
    """`path` as it is meant in a file that lies in `folder`; `default` and nothing stay what they are."""
    return path if path in ("", "default") else str(folder / Path(path).expanduser())


def parse(text: str, path: Path | str) -> Config:
    """The configuration written in `text`; `path` is for messages only. Raises ConfigError."""
    config = strict.convert(text, path, Config, MANUAL) or Config()
    for mistake in checks.mistakes(config):
        place = strict.place_in(text, path, *mistake.keys)
        raise ConfigError(f"`{'.'.join(mistake.keys)}`: {mistake.problem}", place=place, remedy=mistake.remedy)
    return msgspec.structs.replace(config, pool=POOL | config.pool)
