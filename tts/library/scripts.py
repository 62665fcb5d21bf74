"""`read`: who says what, in which voice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tts.config.schema import Sound
from tts.library.settings import Settings, check_engine, load_settings
from tts.library.sources import Source, located
from tts.master.expected import expected_s
from tts.script.facts import Facts
from tts.script.model import Script
from tts.show.preflight import check_files, check_script
from tts.show.voices import voices_before
from tts.speech.scripts import read_script
from tts.speech.tempo import speech_s, tempo_of


def read(
    source: Source,
    *,
    settings: Settings = None,
    engine: str = "",
    speakers: Sequence[str] = (),
    facts: Facts | None = None,
    fetch: bool = False,
    site: Path | None = None,
) -> Script:
    """The script of `source`, a transcript in any format or a script file: everything that will be spoken.

    Nothing is spoken, and no engine is loaded. `settings`: as for `load_settings`. `engine`: its name; empty: as the
    script file or the settings say. `speakers`: names that are speakers even where the text leaves doubt. `facts`: what
    stands above the transcript's front matter. `fetch`: whether `source` may be the
    path of a web address. `site`: where the episode was built before, whose people keep their voices.
    Raises InputError for what is wrong with the source, ConfigError for the settings, UsageError for the arguments,
    UnreachableError for a page that cannot be fetched.
    """
    file = load_settings(settings)
    check_files(file)
    name, content = located(source)
    script = read_script(
        name,
        file,
        engine=check_engine(engine),
        speakers=speakers,
        fetch=fetch,
        facts=facts,
        content=content,
        earlier=partial(voices_before, site) if site else None,
    )
    check_script(script, name, file)
    return script


def expected_build_s(script: Script, sound: Sound) -> float | None:
    """Seconds that building takes here when nothing of `script` is kept; None where nobody can know, as of a service.

    Raises ConfigError for music that is no sound.
    """
    tempo = tempo_of(script.engine)
    return round(tempo.build_s(speech_s(script), expected_s(script, sound)), 1) if tempo else None
