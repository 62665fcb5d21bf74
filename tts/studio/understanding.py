"""What the two files of a project mean: read as a build would read them, from text that may not be on the disk yet."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import yaml

from tts.config.load import ConfigFile, parse
from tts.config.schema import Config
from tts.errors import ConfigError, InputError, Place
from tts.language import tr
from tts.library.settings import check_settings
from tts.reading.people import as_lexicon
from tts.script import script_file
from tts.script.cast import Casting
from tts.script.model import Script
from tts.speech import engines
from tts.speech.engine import VoiceInfo
from tts.studio.doing import Plain, engine_named
from tts.studio.roundtrip import read


@dataclass(frozen=True, slots=True)
class Understood:
    """A script with its voices, and how words are said."""

    script: Script
    config: Config
    plain: Plain
    """The script file's own values."""
    lexicon: Mapping[str, str]
    """Names of the cast read as names, and above them what voices.yaml says."""

    @property
    def voices(self) -> tuple[VoiceInfo, ...]:
        """All voices of the engine that speaks it."""
        return catalogue(self.script.engine, self.config)


def understand(
    script_text: str, script: Path, voices_text: str, voices: Path, plain: Plain | None = None
) -> Understood:
    """What the texts of the files `script` and `voices` mean. Raises InputError, ConfigError with the place.

    `plain`: what `script_text` says, for whoever knows.
    """
    config = config_file(voices_text, voices).config
    try:
        plain = plain or read(script_text)
    except yaml.YAMLError:
        plain = None
    if not isinstance(plain, dict) or not script_file.recognised(script_text):
        raise InputError(
            tr("Is no script any more."), place=Place(script), remedy=tr("Undo what was last changed there.")
        )
    name = engine_named(plain, config.engine)
    known = catalogue(name, config)
    casting = Casting(
        config, name, {v.id: v.language for v in known}, {v.id: v.gender for v in known if v.gender}
    )  # fmt: skip
    made = script_file.load(script_text.removeprefix("\ufeff"), script, casting)
    return Understood(made, config, plain, as_lexicon(s.name for s in made.speakers) | config.lexicon)


@functools.lru_cache(4)
def config_file(text: str, path: Path) -> ConfigFile:
    """voices.yaml as it is meant where it lies, whether it says `text` there yet or not. Raises ConfigError."""
    config = parse(text, path)
    try:
        check_settings(ConfigFile(config))  # without its place: the lines on the disk may be others
    except ConfigError as error:
        raise error.at(error.place or Place(path)) from None
    located = {name: engines.resolve_paths(name, said, path.parent) for name, said in config.engines.items()}
    return ConfigFile(msgspec.structs.replace(config, engines=located), path)


def catalogue(engine: str, config: Config) -> tuple[VoiceInfo, ...]:
    """All voices of `engine`, as far as they are known without asking anybody. Raises ConfigError."""
    return engines.catalogue(engine, config.engines.get(engine, {}))


def options_of(engine: str, config: Config) -> Mapping[str, Any]:
    """What `engine` is set up from."""
    return config.engines.get(engine, {})
