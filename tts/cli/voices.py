"""`turncast voices`: list them, or hear them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from tts.cli.options import JsonOption
from tts.cli.output import padded, print_json, write_whole
from tts.cli.settings import configured
from tts.config.load import ConfigFile
from tts.config.schema import Config
from tts.errors import UsageError
from tts.language import retell, tr
from tts.library.scripts import read
from tts.library.settings import check_engine
from tts.library.speaking import NARRATOR
from tts.show.auditionpage import audition_page
from tts.speech.audition import audition
from tts.speech.cache import Cache
from tts.speech.engine import VoiceInfo
from tts.speech.engines import catalogue, create, names


def voices(
    engine: Annotated[
        str, typer.Option(metavar="NAME", callback=check_engine, help="One engine only; by default all of them.")
    ] = "",
    lang: Annotated[str, typer.Option(metavar="LANGUAGE", help="A language, e.g. `zh` or `en-GB`.")] = "",
    cast: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Who speaks in which voice, and engine settings.")
    ] = None,
    audition: Annotated[
        str, typer.Option(metavar="SPEAKER", help="A speaker: write a page of their first sentence in each voice.")
    ] = "",
    source: Annotated[
        Path | None, typer.Option(metavar="FILE", help="With --audition: the transcript they speak in.")
    ] = None,
    out: Annotated[Path, typer.Option(metavar="FILE", help="With --audition: where the page goes.")] = Path(
        "audition.html"
    ),
    json: JsonOption = False,
) -> None:
    """List the voices there are, or hear a speaker's own first sentence in each that could be theirs."""
    file = configured(cast, [source] if source else ())
    config = file.config
    if audition:
        if source is None:
            raise UsageError(tr("--audition needs the transcript."), remedy=tr("Add --source FILE."))
        document = _audition(audition, source, file, engine or config.engine, out)
        print_json(document) if json else print(out)
        return
    rows = _rows(config, engine, lang)
    if json:
        _print_json(rows)
        return
    for name, voice in rows:
        gender = padded(retell(voice.gender), 7)
        print(f"{name:8} {voice.id:28} {voice.language:8} {gender} {voice.note}".rstrip())


_ALSO = {"cn": "zh", "zh-hans": "zh-cn", "zh-hant": "zh-tw", "chinese": "zh", "中文": "zh", "普通话": "zh",
         "english": "en", "英语": "en", "英文": "en", "uk": "en-gb", "us": "en-us", "jp": "ja"}  # fmt: skip
"""What else languages are called → how voices name them (BCP 47)."""


def _rows(config: Config, engine: str, lang: str) -> list[tuple[str, VoiceInfo]]:
    wanted = _ALSO.get(lang.lower(), lang.lower()).replace("_", "-")
    every = [
        (name, voice)
        for name in ([engine] if engine else names())
        for voice in catalogue(name, config.engines.get(name, {}))
    ]
    found = [(name, voice) for name, voice in every if voice.language.lower().startswith(wanted)]
    if every and not found:
        there = ", ".join(sorted({voice.language.partition("-")[0] for _, voice in every if voice.language}))
        raise UsageError(
            tr("`--lang {lang}`: no voice speaks it.", lang=lang),
            remedy=tr("There are voices for: {there}.", there=there),
        )
    return found


def _print_json(rows: list[tuple[str, VoiceInfo]]) -> None:
    fields = ("id", "language", "gender", "note")
    document = [{"engine": name, **{field: getattr(voice, field) for field in fields}} for name, voice in rows]
    print_json(document)


def _audition(speaker: str, source: Path, file: ConfigFile, engine: str, out: Path) -> dict[str, Any]:
    """Write the page; what `--json` prints about it."""
    config = file.config
    script = read(source, settings=file, engine=engine)
    name = "" if speaker in NARRATOR else speaker
    speaking = create(engine, config.engines.get(engine, {}))
    try:
        sentence, takes = audition(
            script, name, speaking, Cache(), catalogue(engine, config.engines.get(engine, {})),
            lexicon=config.lexicon, progress=lambda voice: print(f"{voice} …", file=sys.stderr),
        )  # fmt: skip
    finally:
        speaking.close()
    current = next((known.voice.id for known in script.speakers if known.name == name), script.narrator.id)
    described = [(v.id, ", ".join(filter(None, (v.language, v.gender, v.note))), clip.path) for v, clip in takes]
    write_whole(audition_page(speaker, sentence, described, current).encode(), out)
    auditioned = [voice.id for voice, _ in takes]
    return {"page": str(out), "speaker": name, "engine": engine, "sentence": sentence, "voices": auditioned}
