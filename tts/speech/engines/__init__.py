"""The table of engines. A new one is one file (or folder) and one row; other packages bring theirs by entry point."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, NamedTuple, cast

from tts.errors import ConfigError
from tts.language import tr
from tts.nearest import suggestion
from tts.speech.engine import Engine, VoiceInfo
from tts.store import user_path

ENTRY_POINTS = "turncast.engines"
"""The entry-point group of engines in other packages: `name = "module:Class"`."""


class Row(NamedTuple):
    engine: str
    """`module:Class`; the class is called with the engine's mapping under `engines:` in voices.yaml."""
    catalogue: str
    """`module:function`, from the same mapping to the voices known without asking anybody; imports nothing heavy."""
    privacy: str
    """What leaves the machine, a sentence for users."""
    check: str
    """`module:function`, which raises ConfigError for a mapping that makes no sense; imports nothing heavy."""
    paths: tuple[str, ...] = ()
    """The settings that are paths: relative ones are meant from where voices.yaml lies."""
    blends: bool = False
    """Whether it mixes voices."""


_NOTHING = tr("Nothing leaves this machine.")


ENGINES: dict[str, Row] = {
    "edge": Row(
        "tts.speech.engines.edge.engine:Edge",
        "tts.speech.engines.edge.voices:list_voices",
        tr(
            "Every sentence that is spoken goes, encrypted, to Microsoft's read-aloud service "
            "(speech.platform.bing.com) or the `endpoint` set in its place, with the voice's "
            "name; no account, no file names."
        ),
        "tts.speech.engines.edge.options:read_settings",
    ),
    "kokoro": Row(
        "tts.speech.engines.kokoro.engine:Kokoro",
        "tts.speech.engines.kokoro.voices:list_voices",
        _NOTHING,
        "tts.speech.engines.kokoro.voices:list_voices",
        paths=("model", "voices", "config"),
        blends=True,
    ),
    "openai": Row(
        "tts.speech.engines.openai.engine:OpenAI",
        "tts.speech.engines.openai.options:list_voices",
        tr(
            "Every sentence that is spoken goes to the server at `base-url` (by default "
            "api.openai.com), with the voice's name, the settings under `engines: openai:` and "
            "the key from the environment."
        ),
        "tts.speech.engines.openai.options:read_settings",
        blends=True,  # some servers do; they say themselves what they do not know
    ),
    "tone": Row(
        "tts.speech.engines.tone:Tone",
        "tts.speech.engines.tone:list_voices",
        _NOTHING,
        "tts.speech.engines.tone:read_settings",
    ),
}


def names() -> tuple[str, ...]:
    """Every engine there is: Turncast's own, then those of other packages."""
    return (*ENGINES, *sorted(set(_third_party()) - set(ENGINES)))


def create(name: str, options: Mapping[str, Any]) -> Engine:
    """The engine `name`, set up from its `options`. Raises ConfigError for an unknown name or wrong options."""
    if name in ENGINES:
        return cast(Engine, _load(ENGINES[name].engine)(options))
    engine = _foreign(name)(options)
    if not isinstance(engine, Engine):
        wanted = ("name", "identity", "parallel", "max_chars", "voices", "speak", "close")
        missing = [member for member in wanted if not hasattr(engine, member)]
        raise ConfigError(
            tr("The engine `{name}` lacks {missing}.", name=name, missing=", ".join(missing)),
            remedy=tr("Report it to the package that brings it."),
        )
    return engine


def check(name: str, options: Mapping[str, Any]) -> None:
    """Raises ConfigError for an unknown engine, or `options` that its own schema refuses. Loads nothing heavy.

    Engines of other packages check theirs when they are made.
    """
    if name in ENGINES:
        _load(ENGINES[name].check)(options)
    elif name not in _third_party():
        _foreign(name)


def resolve_paths(name: str, options: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """`options` with those that are paths as they are meant in a file that lies in `folder`.

    An engine of another package names its own in an attribute `paths`.
    """
    if name in ENGINES:
        paths = ENGINES[name].paths
    else:
        paths = tuple(getattr(_foreign(name), "paths", ())) if name in _third_party() else ()
    return {
        key: str(folder / user_path(value)) if key in paths and value and isinstance(value, str) else value
        for key, value in options.items()
    }


def blends(name: str) -> bool:
    """Whether engine `name` mixes voices. One of another package that does not say, with `blends`, is believed to."""
    return ENGINES[name].blends if name in ENGINES else bool(getattr(_foreign(name), "blends", True))


def known_voices(name: str, options: Mapping[str, Any]) -> dict[str, str]:
    """Voice id → language (BCP 47) of engine `name`, without loading a model or using the network.

    Empty when the engine cannot know its voices: then any id may be written. Raises ConfigError for an unknown name.
    """
    return {voice.id: voice.language for voice in catalogue(name, options)}


def catalogue(name: str, options: Mapping[str, Any]) -> tuple[VoiceInfo, ...]:
    """Like `known_voices`, with all that is known of each voice."""
    if name in ENGINES:
        return cast(tuple[VoiceInfo, ...], _load(ENGINES[name].catalogue)(options))
    engine = create(name, options)
    try:
        return engine.voices()
    finally:
        engine.close()


def privacy(name: str) -> str:
    """What leaves the machine when engine `name` speaks. Raises ConfigError for an unknown name."""
    if name in ENGINES:
        return ENGINES[name].privacy
    return str(
        getattr(_foreign(name), "privacy", tr("It comes with another package, which does not say what it sends."))
    )


def is_local(name: str) -> bool:
    """Whether engine `name` speaks without sending anything anywhere. Raises ConfigError for an unknown name."""
    return privacy(name) == _NOTHING


def _third_party() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=ENTRY_POINTS)}


def _foreign(name: str) -> Any:
    """The class behind another package's engine."""
    point = _third_party().get(name)
    if point is None:
        raise ConfigError(tr("There is no engine `{name}`.", name=name), remedy=suggestion(name, names()))
    try:
        return point.load()
    except Exception as error:  # another package's import may fail in any way; the user needs to know which
        raise ConfigError(
            tr("The engine `{name}` ({value}) cannot be loaded: {error}.", name=name, value=point.value, error=error),
            remedy=tr("Reinstall the package that brings it."),
        ) from error


def _load(path: str) -> Any:
    module, _, attribute = path.partition(":")
    return getattr(import_module(module), attribute)
