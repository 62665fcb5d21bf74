"""Which voices.yaml a command uses, checked against everything that stands in other tables than its own schema."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from tts.config.checks import nearest
from tts.config.load import load, parse, place_of
from tts.config.schema import Config
from tts.errors import ConfigError

DEFAULT = Path("voices.yaml")


def configured(cast: Path | None) -> tuple[Config, Path | None]:
    """The configuration in `cast`; without it that of ./voices.yaml, or the built-in one when there is none.

    Returns it with the file it came from. Raises ConfigError for any mistake in it, used or not.
    """
    if cast is None and not DEFAULT.exists():
        return parse("", DEFAULT), None
    path = cast or DEFAULT
    config = load(path)
    _check_engines(config, path)
    _check_category(config, path)
    for word, how in config.lexicon.items():
        from tts.reading.lexicon import parse as meaning

        with _at(path, "lexicon", word):
            meaning(word, how)
    return _with_engines(config, path), path


def _with_engines(config: Config, path: Path) -> Config:
    """`config` with the paths among the engines' settings as they are meant at `path`; each is checked."""
    from tts.speech import engines

    located = {}
    for name, options in config.engines.items():
        try:
            located[name] = engines.located(name, options, path.parent)
            engines.check(name, located[name])
        except ConfigError as error:
            # Of the settings, the one that the message names.
            key = next((key for key in options if f"`{key}`" in error.problem or f".{key}" in error.problem), "")
            keys = ("engines", name, key) if key else ("engines", name)
            raise ConfigError(error.problem, place=place_of(path, *keys), remedy=error.remedy) from None
    return msgspec.structs.replace(config, engines=located)


def _check_engines(config: Config, path: Path) -> None:
    from tts.speech import engines

    known = engines.names()
    for name, *keys in _named_engines(config):
        if name not in known:
            raise ConfigError(
                f"`{'.'.join(keys)}`: There is no engine `{name}`.",
                place=place_of(path, *keys),
                remedy=nearest(name, known),
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


def _check_category(config: Config, path: Path) -> None:
    from tts.show.feed.categories import CATEGORIES

    parent, _, child = (part.strip() for part in config.show.category.partition(">"))
    problem = remedy = ""
    if parent not in CATEGORIES:
        problem, remedy = f"`{parent}` is not one of Apple's categories.", nearest(parent, tuple(CATEGORIES))
    elif child and child not in CATEGORIES[parent]:
        known = CATEGORIES[parent]
        problem = f"`{child}` is not a subcategory of `{parent}`."
        remedy = nearest(child, known) if known else "It has none."
    if problem:
        raise ConfigError(f"`show.category`: {problem}", place=place_of(path, "show", "category"), remedy=remedy)


@contextmanager
def _at(path: Path, *keys: str) -> Iterator[None]:
    """An error that does not say where gets the place of `keys`."""
    try:
        yield
    except ConfigError as error:
        if error.place:
            raise
        raise ConfigError(error.problem, place=place_of(path, *keys), remedy=error.remedy) from None
