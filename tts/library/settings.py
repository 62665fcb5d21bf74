"""The configuration, checked against everything that stands in other tables than its own schema."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import msgspec

from tts.config.load import ConfigFile, load_all, parse, parse_all
from tts.config.schema import Config
from tts.config.strict import refuse
from tts.config.yaml_tree import place_in
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
    text = None if path else str(given)
    config, errors = load_all(path) if path else parse_all(str(given), USUAL)
    return check_settings(ConfigFile(config, path), errors, text)


def check_settings(file: ConfigFile, known: Sequence[ConfigError] = (), text: str | None = None) -> ConfigFile:
    """`file`, with the paths among its engines' settings as they are meant where it lies.

    `known`: mistakes that were found before; `text`: what it was read from, where that is no file.
    Raises ConfigError for what its own schema does not see, engines, their settings, categories, the lexicon, with all
    other mistakes in its `more`.
    """
    errors, config = list(known), file.config
    errors += (
        error.at(file.place(*error.key) if text is None else place_in(text, USUAL, *error.key))
        for error in (*_unknown_engines(config), *_wrong_category(config))
    )
    for word, how in config.lexicon.items():
        with _gathered(errors, file, "lexicon", word):
            parse_entry(word, how)
    located = {}
    for name, options in config.engines.items():
        with _gathered(errors, file, "engines", name):
            located[name] = engines.resolve_paths(name, options, file.folder)
            engines.check(name, located[name])
    refuse([error for place, error in enumerate(errors) if _key_of(error) not in map(_key_of, errors[:place])])
    return ConfigFile(msgspec.structs.replace(config, engines=located), file.path)


@contextmanager
def _gathered(errors: list[ConfigError], file: ConfigFile, *key: str) -> Iterator[None]:
    """What is wrong with the value under `key` goes to `errors`, with its line."""
    try:
        with file.placing(*key):
            yield
    except ConfigError as error:
        errors.append(error)


def _key_of(error: ConfigError) -> tuple[str, str]:
    """One mistake is told once, whichever check has found it."""
    return str(error.place), error.problem


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


def _unknown_engines(config: Config) -> Iterator[ConfigError]:
    known = engines.names()
    for name, *keys in _named_engines(config):
        if name not in known:
            yield ConfigError(
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


def _wrong_category(config: Config) -> Iterator[ConfigError]:
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
        yield ConfigError(tr("`show.category`: {problem}", problem=problem), key=("show", "category"), remedy=remedy)
