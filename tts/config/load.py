"""Read voices.yaml; every error names file, line, key and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tts.config import checks, strict
from tts.config.schema import POOL, Config, Music
from tts.config.yaml_tree import place_in, place_of
from tts.errors import ConfigError, Place, reason
from tts.language import tr
from tts.store import user_path


@dataclass(frozen=True, slots=True)
class ConfigFile:
    """A configuration, and the file that it was read from."""

    config: Config
    path: Path | None = None
    """None for the built-in configuration."""

    @property
    def folder(self) -> Path:
        """What relative paths in the file are relative to."""
        return self.path.parent if self.path else Path()

    def place(self, *key: str) -> Place | None:
        """Where the value under `key` stands; None when there is no file, or none any more."""
        return place_of(self.path, *key) if self.path and self.path.exists() else None

    @contextmanager
    def placing(self, *prefix: str) -> Iterator[None]:
        """A ConfigError from within that names its key, but no place, gets the place of `prefix` and key."""
        try:
            yield
        except ConfigError as error:
            if error.place is None and (prefix or error.key):
                error.at(self.place(*prefix, *error.key))
            raise


LARGEST = 8 * 2**20
"""Bytes. A lexicon of a hundred thousand words has fewer; what has more is something else, or a device without end."""


def load(path: Path) -> Config:
    """The configuration in `path`. Raises ConfigError for anything wrong with the file, all else in its `more`."""
    config, errors = load_all(path)
    strict.refuse(errors)
    return config


def load_all(path: Path) -> tuple[Config, list[ConfigError]]:
    """The configuration in `path`, as far as it makes sense, and the mistakes in it. Raises ConfigError for no file."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n") if len(data) <= LARGEST else ""
    except FileNotFoundError:
        raise ConfigError(tr("No such file."), place=Place(path), remedy=tr("Name a cast with --cast.")) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            tr("Cannot be read: {error}.", error=reason(error)), place=Place(path), remedy=tr("Save it as UTF-8 text.")
        ) from None
    if len(data) > LARGEST:
        raise ConfigError(
            tr("Is larger than {largest} MB.", largest=LARGEST // 2**20),
            place=Place(path),
            remedy=tr("Name a cast with --cast."),
        )
    config, errors = parse_all(text, path)
    return _beside(config, path.parent), errors


def _beside(config: Config, folder: Path) -> Config:
    """`config` with its relative paths taken from `folder`, where voices.yaml lies.

    Not those of engines: each knows itself which of its settings are paths (`tts.speech.engines.resolve_paths`).
    """
    music = config.sound.music
    if not isinstance(music, Music):
        return config
    files = {name: file and resolve(file, folder) for name, file in music.chosen.items()}
    sound = msgspec.structs.replace(config.sound, music=Music(**files))
    return msgspec.structs.replace(config, sound=sound)


def resolve(path: str, folder: Path) -> str:
    """`path` as it is meant in a file that lies in `folder`; `default` and nothing stay what they are."""
    return path if path in ("", "default") else str(folder / user_path(path))


def parse(text: str, path: Path | str) -> Config:
    """The configuration written in `text`; `path` is for messages only. Raises ConfigError, all else in its `more`."""
    config, errors = parse_all(text, path)
    strict.refuse(errors)
    return config


def parse_all(text: str, path: Path | str) -> tuple[Config, list[ConfigError]]:
    """The configuration written in `text`, as far as it makes sense, and the mistakes in it.

    Raises ConfigError for what is no YAML.
    """
    made, errors = strict.convert_all(text, path, Config)
    config = made or Config()
    for mistake in checks.find_mistakes(config):
        place = place_in(text, path, *mistake.keys)
        problem = f"`{'.'.join(mistake.keys)}`: {mistake.problem}"
        errors.append(ConfigError(problem, place=place, remedy=mistake.remedy, key=mistake.keys))
    return msgspec.structs.replace(config, pool=POOL | config.pool), errors
