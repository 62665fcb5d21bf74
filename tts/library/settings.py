"""The configuration, checked against everything that stands in other tables than its own schema."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import msgspec

from tts.config.load import ConfigFile, load, parse
from tts.config.schema import Config
from tts.errors import ConfigError, UsageError
from tts.language import tr
from tts.nearest import suggestion
from tts.reading.lexicon import parse as parse_entry
from tts.show.feed.categories import CATEGORIES
from tts.speech import engines

USUAL = Path("voices.yaml")

Settings: TypeAlias = ConfigFile | str | os.PathLike[str] | None
"""A configuration that has been loaded; YAML as text; a path to it; None for the built-in one."""


def load_settings(given: Settings = None) -> ConfigFile:
    """The configuration in `given`, which is a path to a voices.yaml or what stands in one; None: the built-in one.

    No file is looked for: `find_settings` does that. Relative paths in a text are taken from the working folder.
    Raises ConfigError for any mistake in it, used or not.
    """
    if isinstance(given, ConfigFile):
        return given
    if given is None:
        return ConfigFile(parse("", USUAL))
    path = None if isinstance(given, str) else Path(given)
    return check_settings(ConfigFile(load(path), path) if path else ConfigFile(parse(str(given), USUAL)))


def check_settings(file: ConfigFile) -> ConfigFile:
    """`file`, with the paths among its engines' settings as they are meant where it lies.

    Raises ConfigError for what its own schema does not see: engines, their settings, categories, the lexicon.
    """
    with file.placing():
        _check_engines(file.config)
        _check_category(file.config)
    for word, how in file.config.lexicon.items():
        with file.placing("lexicon", word):
            parse_entry(word, how)
    return ConfigFile(_with_engines(file), file.path)


def find_settings(sources: Sequence[Path] = ()) -> Path | None:
    """./voices.yaml, else the voices.yaml in the folder that all `sources` lie in; None when there is neither."""
    if USUAL.exists():
        return USUAL
    folders = {source.parent for source in sources if source.is_file()}
    path = folders.pop() / USUAL if len(folders) == 1 else USUAL
    return path if path.exists() else None


def check_engine(name: str) -> str:
    """`name`, if there is such an engine or it is empty. Raises UsageError."""
    if name and name not in engines.names():
        raise UsageError(tr("There is no engine `{name}`.", name=name), remedy=suggestion(name, engines.names()))
    return name


def _with_engines(file: ConfigFile) -> Config:
    """The configuration with the paths among the engines' settings as they are meant there; each is checked."""
    located = {}
    for name, options in file.config.engines.items():
        with file.placing("engines", name):
            located[name] = engines.resolve_paths(name, options, file.folder)
            engines.check(name, located[name])
    return msgspec.structs.replace(file.config, engines=located)


def _check_engines(config: Config) -> None:
    known = engines.names()
    for name, *keys in _named_engines(config):
        if name not in known:
            raise ConfigError(
                tr("`{keys}`: There is no engine `{name}`.", keys=".".join(keys), name=name),
                key=tuple(keys),
                remedy=suggestion(name, known),
            )


def _named_engines(config: Config) -> Iterator[tuple[str, ...]]:
    """Every engine that is named, and where."""
    yield config.engine, "engine"
    for section, names in (("engines", config.engines), ("pool", config.pool)):
        for name in names:
            yield name, section, name
    for who, member in config.cast.items():
        for name in member.voice:
            yield name, "cast", who, "voice", name
    for name in config.narrator.voice:
        yield name, "narrator", "voice", name


def _check_category(config: Config) -> None:
    parent, _, child = (part.strip() for part in config.show.category.partition(">"))
    problem = remedy = ""
    if parent not in CATEGORIES:
        problem, remedy = (
            tr("`{parent}` is not one of Apple's categories.", parent=parent),
            suggestion(parent, tuple(CATEGORIES)),
        )
    elif child and child not in CATEGORIES[parent]:
        known = CATEGORIES[parent]
        problem = tr("`{child}` is not a subcategory of `{parent}`.", child=child, parent=parent)
        remedy = suggestion(child, known) if known else tr("It has none.")
    if problem:
        raise ConfigError(tr("`show.category`: {problem}", problem=problem), key=("show", "category"), remedy=remedy)
