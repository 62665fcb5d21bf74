"""`turncast script`: who speaks what in which voice, how long it will be, and what could be read otherwise."""

from __future__ import annotations

import dataclasses
import sys
from collections import defaultdict
from pathlib import Path
from typing import Annotated, Any

import typer

from tts.cli.explain import show_origins
from tts.cli.groups import with_groups
from tts.cli.options import JsonOption, ReadOptions
from tts.cli.output import console, print_json
from tts.cli.settings import configured
from tts.cli.uncertain import show_risky, warn_of_unsayable
from tts.clock import clock
from tts.config.schema import Sound
from tts.errors import Place, WriteError, reason
from tts.language import retell, tr, trn
from tts.library.scripts import expected_build_s, read
from tts.master.expected import expected_s
from tts.script.model import Script, Turn
from tts.script.script_file import dump, read_text
from tts.script.utterances.estimate import estimate
from tts.voice import Voice
from tts.whole_file import whole_file

SHOWN = 44
"""Characters of each turn in the listing."""


@with_groups
def script(
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="A transcript, a script file, or - for standard input.")
    ],
    options: ReadOptions,
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="The site; an episode built there keeps its voices.")
    ] = Path("audio"),
    write: Annotated[
        Path | None, typer.Option("--write", metavar="FILE", help="Write the script here, to edit and build from.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say which value comes from where.")] = False,
    risky: Annotated[bool, typer.Option("--risky", help="List the words whose reading is uncertain.")] = False,
    json: JsonOption = False,
) -> None:
    """Show who speaks what in which voice, and how long it will be. Nothing is spoken."""
    if write and write.is_file() and source.is_file() and write.samefile(source):
        raise WriteError(
            tr("This is the source itself."), place=Place(write), remedy=tr("Name another file with --write.")
        )
    file = configured(options.cast, [source])
    config = file.config
    made = read(
        source,
        settings=file,
        engine=options.engine,
        speakers=options.speakers,
        facts=options.facts,
        fetch=options.fetch,
        site=out,
    )
    if write:
        _write(made, write)
    if explain:
        show_origins(made, source, file, options, json)
        return
    if risky:
        show_risky(made, config.lexicon, json)
        return
    warn_of_unsayable(made, config.engines, config.lexicon)
    if json:
        print_json(document(made, config.sound))
        return
    for doubt in made.doubts:
        print(f"turncast: {doubt}", file=sys.stderr)
    if not write:
        _list(made, config.sound)


def document(script: Script, sound: Sound) -> dict[str, Any]:
    """What `--json` prints."""
    sentences = _sentences(script)
    return {
        "title": script.title,
        "slug": script.slug,
        "date": script.date,
        "language": script.language,
        "source": {"url": script.source_url, "publisher": script.publisher},
        "speakers": [
            {"name": s.name, "role": s.role, "gender": s.gender or None, "voice": _voice(s.voice)}
            for s in script.speakers
        ],
        "narrator": {"voice": _voice(script.narrator)},
        "opening": sentences[None],
        "disclosure": script.disclosure,
        "chapters": [{"title": chapter.title, "first_turn": chapter.first_turn} for chapter in script.chapters],
        "turns": [
            {
                "speaker": turn.speaker,
                "kind": turn.kind,
                "chapter": turn.chapter,
                "line": turn.line,
                "text": turn.text,
                "utterances": sentences[number],
            }
            for number, turn in enumerate(script.turns)
        ],
        "accounting": {
            "source_chars": script.accounting.source_chars,
            "spoken_chars": script.accounting.spoken_chars,
            "unspoken": [
                {"line": piece.line, "text": piece.text, "reason": piece.reason} for piece in script.accounting.unspoken
            ],
        },
        "doubts": [dataclasses.asdict(doubt) for doubt in script.doubts],
        "estimate": {
            "duration_s": expected_s(script, sound),
            "characters": estimate(script).characters,
            "build_s": expected_build_s(script, sound),
        },
    }


def _how_long(script: Script, sound: Sound) -> str:
    """How long the episode will be, and how long it takes here to make it. Raises ConfigError."""
    duration, build_s = clock(round(expected_s(script, sound))), expected_build_s(script, sound)
    if build_s is None:
        return tr("about {time} long", time=duration)
    return tr("about {time} long, made here in about {build}", time=duration, build=clock(round(build_s)))


def _sentences(script: Script) -> dict[int | None, list[dict[str, Any]]]:
    """Turn (None: the opening) → its sentences, with the numbers that messages, page and `--sentence` know them by."""
    found: dict[int | None, list[dict[str, Any]]] = defaultdict(list)
    for line in script.lines():
        said = line.utterance
        made = {"sentence": line.number, "text": said.text, "pause_after_s": said.pause_after_s}
        found[line.turn].append(made | ({"caption": said.caption} if said.caption else {}))
    return found


def _voice(voice: Voice) -> dict[str, Any]:
    made: dict[str, Any] = {"engine": voice.engine, "id": voice.id, "speed": voice.speed}
    return made | ({"pitch_semitones": voice.pitch_semitones} if voice.pitch_semitones else {})


def _write(script: Script, path: Path) -> None:
    """Whole or not at all. What somebody may have edited is kept."""
    content = dump(script).encode()
    if path.is_file() and not read_text(path):
        raise WriteError(
            tr("This is no script, and would be lost."), place=Place(path), remedy=tr("Name another with --write.")
        )
    try:
        with whole_file(path) as beside:
            beside.write_bytes(content)
            _keep_aside(path, content)
    except OSError as error:
        raise WriteError(
            tr("Cannot be written: {strerror}.", strerror=reason(error)),
            place=Place(path),
            remedy=tr("Name a file you may write."),
        ) from None
    print(f"turncast: {tr('wrote {path}. Edit it, then: turncast build {path}', path=path)}", file=sys.stderr)


def _keep_aside(path: Path, new: bytes) -> None:
    """An older script at `path` that is not just `new`, under the first free name of `talk.yaml.1`, `.2`, …"""
    if not path.is_file() or path.read_bytes() == new:
        return
    number = 1
    while (aside := path.with_name(f"{path.name}.{number}")).exists():
        number += 1
    aside.write_bytes(path.read_bytes())
    print(f"turncast: {tr('the script that was there is now {aside}', aside=aside)}", file=sys.stderr)


def _list(script: Script, sound: Sound) -> None:
    """The script for people, on standard output."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    screen = console()
    facts = [
        script.publisher,
        script.date,
        script.language,
        trn("{number} character", "{number} characters", estimate(script).characters),
        _how_long(script, sound),
    ]
    screen.print(Text(script.title, "bold"), " · ".join(fact for fact in facts if fact), "", sep="\n")
    people = Table(tr("speaker"), tr("role"), tr("voice"), tr("turns"), box=box.SIMPLE_HEAD)
    for name, role, voice in [(s.name, s.role, s.voice) for s in script.speakers] + [
        ("", tr("narrator"), script.narrator)
    ]:
        turns = sum((turn.speaker or "") == name for turn in script.turns)
        people.add_row(name, retell(role), voice.id, str(turns))
    screen.print(people)
    lines = Table(tr("sentence"), tr("line"), tr("speaker"), tr("says"), tr("characters"), box=box.SIMPLE_HEAD)
    firsts = {line.turn: str(line.number) for line in reversed(list(script.lines()))}
    starts = {chapter.first_turn: chapter.title for chapter in script.chapters}
    for number, turn in enumerate(script.turns):
        if number in starts:
            lines.add_row("", "", "", Text(starts[number], "bold"))
        if turn.kind != "heading":
            lines.add_row(
                firsts.get(number, ""),
                str(turn.line or ""),
                turn.speaker or tr("narrator"),
                _start(turn),
                str(len(turn.text)),
            )
    screen.print(lines)
    silent = script.accounting.unspoken
    if silent:
        reasons = tr(", ").join(sorted({retell(piece.reason) for piece in silent}))
        unspoken = sum(len(piece.text) for piece in silent)
        screen.print(
            trn(
                "Not spoken: {number} character ({reasons}).",
                "Not spoken: {number} characters ({reasons}).",
                unspoken,
                reasons=reasons,
            )
        )


def _start(turn: Turn) -> str:
    text = " ".join(turn.text.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
