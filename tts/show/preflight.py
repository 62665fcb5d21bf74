"""What would stop an episode only after all of it was spoken, looked at before."""

from __future__ import annotations

import re
from pathlib import Path

from tts.config.load import ConfigFile
from tts.config.schema import Config, Music
from tts.errors import ConfigError, InputError, Place
from tts.language import tr
from tts.script.model import Script
from tts.show.listing import listing
from tts.speech import engines
from tts.voice import canonical


def check_files(file: ConfigFile) -> None:
    """Raises ConfigError when the music or the cover that the configuration names cannot be used."""
    music, show = file.config.sound.music, file.config.show
    if isinstance(music, Music):
        for name, sound in music.chosen.items():
            if sound and sound != "default":
                with file.placing():
                    _check_music(name, sound)
    if show.cover:
        from tts.show.site import show_cover

        try:
            show_cover(show, file.folder)
        except ConfigError as error:
            named = tr(" ({place})", place=error.place) if error.place else ""
            place = file.place("show", "cover")
            raise ConfigError(
                tr("{problem}{named}.", problem=error.problem.rstrip(".。"), named=named),
                place=place,
                remedy=error.remedy,
            ) from None


def _check_music(name: str, file: str) -> None:
    from tts.master.decoding import decode_file

    try:
        heard = next(decode_file(Path(file)), None)
        problem, remedy = (
            tr("holds no sound.") if heard is None else "",
            tr("Name a sound file, e.g. MP3, FLAC or WAV."),
        )
    except ConfigError as error:
        problem, remedy = error.problem[:1].lower() + error.problem[1:], error.remedy
    if problem:
        raise ConfigError(
            tr("`sound.music.{name}`: {file} {problem}", name=name, file=file, problem=problem),
            key=("sound", "music", name),
            remedy=remedy,
        )


def check_script(script: Script, source: Path, file: ConfigFile) -> None:
    """Raises InputError for front matter that no feed can carry, ConfigError for a blend where an engine has none."""
    try:
        listing(script)
    except InputError as error:
        raise error.at(_line(source, error.key)) from None
    for name, voice in [("", script.narrator), *((speaker.name, speaker.voice) for speaker in script.speakers)]:
        if "+" in voice.id and not engines.blends(voice.engine):
            raise ConfigError(
                tr(
                    "{name} has the blend `{voice}`, but engine `{engine}` cannot mix voices.",
                    name=name or tr("The narrator"),
                    voice=voice.id,
                    engine=voice.engine,
                ),
                place=file.place(*_giver(file.config, voice.engine, voice.id)),
                remedy=tr("Name one voice; `turncast voices` lists them."),
            )


def _giver(config: Config, engine: str, voice: str) -> tuple[str, ...]:
    """The key in voices.yaml under which `voice` is given to somebody."""
    parts = [(("cast", name), member) for name, member in config.cast.items()] + [(("narrator",), config.narrator)]
    for keys, member in parts:
        if engine in member.voice and canonical(member.voice[engine]) == voice:
            return (*keys, "voice", engine)
    return ("pool", engine)


def _line(source: Path, key: tuple[str, ...]) -> Place:
    """The line of `source` with the front matter's `key`."""
    try:
        lines = source.read_text(encoding="utf-8-sig").splitlines() if source.is_file() else []
    except (OSError, ValueError):
        return Place(source)
    for number, line in enumerate(lines, 1):
        if key and re.match(rf"\s*[\"']?{re.escape(key[0])}[\"']?\s*[:：=]", line, re.IGNORECASE):
            return Place(source, number)
    return Place(source)
