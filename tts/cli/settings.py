"""Which voices.yaml a command uses, checked against everything that stands in other tables than its own schema."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from tts.config.load import ConfigFile, load, parse
from tts.config.schema import Config
from tts.errors import ConfigError
from tts.nearest import suggestion
from tts.reading.lexicon import parse as parse_entry
from tts.show.feed.categories import CATEGORIES
from tts.speech import engines

DEFAULT = Path("voices.yaml")


def configured(cast: Path | None, sources: Sequence[Path] = ()) -> ConfigFile:
    """The configuration in `cast`; without it that of ./voices.yaml, of the voices.yaml beside all of `sources`, or the
    built-in one when there is none.

    Raises ConfigError for any mistake in it, used or not.
    """
    path = cast or (DEFAULT if DEFAULT.exists() else _beside(sources))
    if path is None:
        return ConfigFile(parse("", DEFAULT))
    file = ConfigFile(load(path), path)
    with file.placing():
        _check_engines(file.config)
        _check_category(file.config)
    _check_lexicon(file)
    return ConfigFile(_with_engines(file), path)


def _beside(sources: Sequence[Path]) -> Path | None:
    """The voices.yaml in the folder that all `sources` lie in."""
    folders = {source.parent for source in sources if source.is_file()}
    path = folders.pop() / DEFAULT if len(folders) == 1 else DEFAULT
    if not path.exists():
        return None
    print(f"turncast: settings from {path}", file=sys.stderr)
    return path


def _check_lexicon(file: ConfigFile) -> None:
    if not file.config.lexicon:
        return

    for word, how in file.config.lexicon.items():
        with file.placing("lexicon", word):
            parse_entry(word, how)


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
                f"`{'.'.join(keys)}`: There is no engine `{name}`.", key=tuple(keys), remedy=suggestion(name, known)
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
        problem, remedy = f"`{parent}` is not one of Apple's categories.", suggestion(parent, tuple(CATEGORIES))
    elif child and child not in CATEGORIES[parent]:
        known = CATEGORIES[parent]
        problem = f"`{child}` is not a subcategory of `{parent}`."
        remedy = suggestion(child, known) if known else "It has none."
    if problem:
        raise ConfigError(f"`show.category`: {problem}", key=("show", "category"), remedy=remedy)
