"""A source's script, cast with the voices of the engine that will speak it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tts.config.load import ConfigFile
from tts.script.facts import Facts
from tts.script.likeness import Likeness
from tts.script.load import load_script
from tts.script.model import Script
from tts.script.script_file.reading import engine_of
from tts.speech import engines


def read_script(  # noqa: PLR0913  # the pipeline names each by its keyword
    source: Path,
    file: ConfigFile,
    *,
    engine: str = "",
    speakers: Sequence[str] = (),
    fetch: bool = False,
    facts: Facts | None = None,
    content: bytes | None = None,
    earlier: Callable[[str, str], Mapping[str, str]] | None = None,
) -> Script:
    """What `source` will sound like, without speaking: who says what in which voice. No engine is loaded.

    `engine`: its name; by default the one that the script file, or else voices.yaml, names. `speakers`: names that are
    speakers even where the text leaves doubt. `fetch`: whether `source` may be a web address.
    `facts`: keys of front matter, such as `title`, that stand above the transcript's own. `content`: that of a source
    in memory; no file is read then, and `source` is what it is called.
    `earlier`: (slug, engine) → the voice ids of the episode's last build, by name, the narrator's empty.
    Raises InputError, ConfigError, UsageError.
    """
    config = file.config
    name = engine or engine_of(source, content) or config.engine
    known = engines.catalogue(name, config.engines.get(name, {}))
    voices = {voice.id: voice.language for voice in known}
    genders = {voice.id: voice.gender for voice in known if voice.gender}
    with file.placing():
        return load_script(
            source,
            config,
            engine=name,
            voices=voices,
            genders=genders,
            likeness=Likeness({voice.id: voice.timbre for voice in known if voice.timbre}),
            blends=engines.blends(name),
            speakers=tuple(speakers),
            fetch=fetch,
            facts=facts.entries() if facts else None,
            content=content,
            earlier=(lambda slug: earlier(slug, name)) if earlier else None,
        )
