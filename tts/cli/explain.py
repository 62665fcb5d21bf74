"""`turncast script --explain`: which value came from where, so that nothing governs without being seen."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tts.cli.options import ReadOptions
from tts.cli.output import console, print_json
from tts.config.load import ConfigFile
from tts.config.schema import Config
from tts.language import tr
from tts.script.model import Origin, Script
from tts.script.script_file import read_text
from tts.script.script_file.reading import engine_of


class Origination(NamedTuple):
    """A value and where it comes from."""

    what: str
    value: str
    source: str


def show_origins(script: Script, source: Path, file: ConfigFile, options: ReadOptions, json: bool) -> None:
    """Print where each value of `script` comes from."""
    rows = [*_facts(script, source, options), *_voices(script, source, file, options), *_settings(file)]
    if json:
        print_json([{"what": row.what, "value": row.value, "from": row.source} for row in rows])
        return
    from rich import box
    from rich.table import Table

    table = Table(tr("what"), tr("value"), tr("from"), box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*row)
    console().print(table)


def _facts(script: Script, source: Path, options: ReadOptions) -> list[Origination]:
    said, given = dict(script.front_matter), options.facts.entries()
    written = bool(read_text(source))
    from_name = {doubt.text for doubt in script.doubts if "file's name" in doubt.taken_as}

    def origin(key: str, otherwise: str) -> str:
        if written:
            return tr("the script file")
        if key in given:
            return f"--{key}"
        return tr("front matter") if key in said else otherwise

    name, text = tr("the file's name"), tr("the text")
    rows = [
        Origination(tr("title"), script.title, origin("title", name if script.title in from_name else text)),
        Origination(tr("episode"), script.slug, origin("slug", name)),
        Origination(tr("date"), script.date, origin("date", text if script.date else "")),
        Origination(tr("language"), script.language, origin("language", text)),
    ]
    return rows + [Origination(key, said[key], origin(key, "")) for key in ("season", "episode") if key in said]


def _voices(script: Script, source: Path, file: ConfigFile, options: ReadOptions) -> list[Origination]:
    settings = str(file.path) if file.path else tr("built in")
    chosen = settings if file.config.engine != Config().engine else tr("built in")
    engine = "--engine" if options.engine else tr("the script file") if engine_of(source) else chosen
    told: dict[Origin, str] = {
        "settings": settings,
        "script": tr("the script file"),
        "episode": tr("the episode's last build"),
        "pool": tr("the pool"),
    }
    people = [(each.name, each.voice.id, each.origin) for each in script.speakers]
    people.append((tr("narrator"), script.narrator.id, script.narrated_by))
    return [
        Origination(tr("engine"), script.engine, engine),
        *(Origination(tr("voice of {name}", name=name), voice, told[origin]) for name, voice, origin in people),
    ]


def _settings(file: ConfigFile) -> list[Origination]:
    """What the settings say otherwise than the built-in ones, by section."""
    usual, place = Config(), str(file.path) if file.path else tr("built in")
    sections = ("show", "lexicon", "pauses", "sound", "disclosure", "labels", "speakers", "headings")
    rows = []
    for name in sections:
        value = getattr(file.config, name)
        own = value != getattr(usual, name)
        shown = ", ".join(value) if isinstance(value, dict | tuple) else value.title if name == "show" else ""
        rows.append(
            Origination(name, shown or (tr("as written there") if own else ""), place if own else tr("built in"))
        )
    return rows
