"""What would stop an episode only after all of it was spoken, looked at before."""

from __future__ import annotations

import re
from pathlib import Path

from tts.config.load import place_of
from tts.config.schema import Config, Music
from tts.errors import ConfigError, InputError, Place
from tts.script.cast import canonical
from tts.script.model import Script
from tts.show.listing import listing
from tts.speech import engines


def check_files(config: Config, path: Path | None) -> None:
    """Raises ConfigError when the music or the cover that `config`, read from `path`, names cannot be used."""
    music = config.sound.music
    if isinstance(music, Music):
        for name, file in (("opening", music.opening), ("sting", music.sting), ("closing", music.closing)):
            if file and file != "default":
                _check_music(name, file, path)
    if config.show.cover:
        from tts.show.site import show_cover

        try:
            show_cover(config.show, path.parent if path else Path())
        except ConfigError as error:
            file = f" ({error.place})" if error.place else ""
            place = _place(path, "show", "cover")
            raise ConfigError(f"{error.problem.rstrip('.')}{file}.", place=place, remedy=error.remedy) from None


def _check_music(name: str, file: str, path: Path | None) -> None:
    from tts.master.decoding import decode_file

    try:
        heard = next(decode_file(Path(file).expanduser()), None)
        problem, remedy = "holds no sound." if heard is None else "", "Name a sound file, e.g. MP3, FLAC or WAV."
    except ConfigError as error:
        problem, remedy = error.problem[:1].lower() + error.problem[1:], error.remedy
    if problem:
        place = _place(path, "sound", "music", name)
        raise ConfigError(f"`sound.music.{name}`: {file} {problem}", place=place, remedy=remedy)


def check_script(script: Script, source: Path, config: Config, path: Path | None) -> None:
    """Raises InputError for front matter that no feed can carry, ConfigError for a blend where an engine has none."""
    try:
        listing(script)
    except InputError as error:
        raise InputError(error.problem, place=_line(source, error.problem), remedy=error.remedy) from None
    for name, voice in [("", script.narrator), *((speaker.name, speaker.voice) for speaker in script.speakers)]:
        if "+" in voice.id and not engines.blends(voice.engine):
            raise ConfigError(
                f"{name or 'The narrator'} has the blend `{voice.id}`, but engine `{voice.engine}` cannot mix voices.",
                place=_giver(config, voice.engine, voice.id, path),
                remedy="Name one voice; `turncast voices` lists them.",
            )


def _giver(config: Config, engine: str, voice: str, path: Path | None) -> Place | None:
    """Where in voices.yaml `voice` is given to somebody."""
    parts = [(("cast", name), member) for name, member in config.cast.items()] + [(("narrator",), config.narrator)]
    for keys, member in parts:
        if engine in member.voice and canonical(member.voice[engine]) == voice:
            return _place(path, *keys, "voice", engine)
    return _place(path, "pool", engine)


def _place(path: Path | None, *keys: str) -> Place | None:
    return place_of(path, *keys) if path and path.exists() else None


def _line(source: Path, problem: str) -> Place:
    """The line of `source` with the front matter's key that `problem` begins with."""
    key = re.match(r"`([\w-]+)", problem)
    try:
        lines = source.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError):
        return Place(source)
    for number, line in enumerate(lines, 1):
        if key and re.match(rf"\s*[\"']?{re.escape(key[1])}[\"']?\s*[:：=]", line, re.IGNORECASE):
            return Place(source, number)
    return Place(source)
