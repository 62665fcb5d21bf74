"""`turncast say`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from tts.cli.options import ClipsOption, JsonOption
from tts.cli.output import padded, print_json, write_whole
from tts.cli.play import play
from tts.cli.settings import configured
from tts.config.load import ConfigFile
from tts.errors import UsageError
from tts.language import tr
from tts.library.encoding import encode, form_of
from tts.library.settings import check_engine
from tts.library.speaking import Manner, asked, by_sentence, engine_for, how_read
from tts.reading.model import Reading
from tts.script.model import Script
from tts.speech.engine import Request
from tts.speech.shared_cache import cache_at
from tts.speech.synthesis import speak_one


def say(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="What to say; not needed with --sentence.", show_default=False)
    ] = "",
    voice: Annotated[
        str, typer.Option(metavar="VOICE", help="A voice's id, or a blend `zm_yunxi:0.6+zm_yunyang:0.4`.")
    ] = "",
    speaker: Annotated[
        str, typer.Option("--as", metavar="SPEAKER", help="Speak as this speaker of --source; `narrator` is one.")
    ] = "",
    source: Annotated[
        Path | None,
        typer.Option("--source", metavar="FILE", help="The transcript or script for --as and --sentence."),
    ] = None,
    sentence: Annotated[
        int | None,
        typer.Option("--sentence", metavar="N", min=1, help="Say this sentence of --source, as the episode does."),
    ] = None,
    engine: Annotated[
        str, typer.Option(metavar="NAME", callback=check_engine, help="The engine; by default the configuration's.")
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Where the sound goes, as WAV, MP3, FLAC, M4A or Opus; `-`: WAV on standard output."
        ),
    ] = None,
    aloud: Annotated[
        bool, typer.Option("--play", help="Hear it at once, sentence by sentence; no file is written.")
    ] = False,
    reading: Annotated[bool, typer.Option("--reading", help="Show how it is read; speak only with --out.")] = False,
    language: Annotated[
        str, typer.Option("--lang", metavar="LANGUAGE", help="`zh` or `en`; by default what the text is.")
    ] = "",
    speed: Annotated[
        float | None,
        typer.Option(metavar="FACTOR", min=0.5, max=2.0, help="1 is the voice's own; by default the speaker's."),
    ] = None,
    pitch: Annotated[
        float | None,
        typer.Option(metavar="SEMITONES", min=-12.0, max=12.0, help="How much higher; less than 0 is lower."),
    ] = None,
    cast: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The configuration; its lexicon and engine settings apply.")
    ] = None,
    cache: ClipsOption = "",
    json: JsonOption = False,
) -> None:
    """Speak one text, or show how it is read."""
    _refuse_contradictions(text, speaker, source, sentence, out, aloud, json)
    file = configured(cast, [source] if source else ())
    script = _script(source, file, engine) if source else None
    manner = Manner(engine, voice, language, speed, pitch)
    said = script.line(sentence) if script and sentence else text
    request, _ = asked(said, manner, settings=file, script=script, speaker=speaker)
    document: dict[str, Any] = {}
    if reading:
        document = _show(how_read(request.text, request.language, settings=file), json)
    if aloud:
        document |= _play(request, file, cache)
    elif out is not None or not reading:
        document |= _speak(request, file, out or Path("say.wav"), json, cache)
    if json:
        print_json(document)


def _script(source: Path, file: ConfigFile, engine: str) -> Script:
    from tts.library.scripts import read

    return read(source, settings=file, engine=engine)


def _refuse_contradictions(
    text: str, speaker: str, source: Path | None, sentence: int | None, out: Path | None, aloud: bool, json: bool
) -> None:
    """Raises UsageError for options that do not go together."""
    if (speaker or sentence) and source is None:
        named = "--as" if speaker else "--sentence"
        raise UsageError(tr("`{named}` needs the text it is from.", named=named), remedy=tr("Add --source FILE."))
    if sentence and (text or speaker):
        raise UsageError(
            tr("`--sentence` says itself what is said, and by whom."), remedy=tr("Leave out TEXT and --as.")
        )
    if str(out) == "-" and json:
        raise UsageError(tr("`--out -` and `--json` both want standard output."), remedy=tr("Leave one of them out."))
    if aloud and out is not None:
        raise UsageError(tr("`--play` plays and `--out` writes."), remedy=tr("Leave one of them out."))
    if out is not None:
        form_of(out)  # before anything is spoken


def _show(result: Reading, quiet: bool) -> dict[str, Any]:
    document = {
        "text": result.text,
        "normalized": result.normalized,
        "reading": result.reading,
        "phonemes": result.phonemes,
    }
    if not quiet:
        labels = (tr("text"), tr("normalized"), tr("reading"), tr("phonemes"))
        for label, value in zip(labels, document.values(), strict=True):
            print(f"{padded(label, 11)} {value}")
        if result.dropped:
            print(f"{padded(tr('not said'), 11)} {' '.join(result.dropped)}")
    return document


def _speak(request: Request, file: ConfigFile, out: Path, quiet: bool, cache: str) -> dict[str, Any]:
    voice = request.voice
    with engine_for(request, file.config) as engine:
        clip = speak_one(request, engine, cache_at(cache))
    content = encode(clip, form_of(out), settings=file)
    if str(out) == "-":
        sys.stdout.buffer.write(content)
    else:
        write_whole(content, out)
        if not quiet:
            heard = {"duration": clip.duration_s, "engine": voice.engine, "voice": voice.id}
            print(tr("{out}: {duration:.2f} s, {engine} {voice}", out=out, **heard))
    return {"file": str(out), "duration_s": round(clip.duration_s, 3), "engine": voice.engine, "voice": voice.id}


def _play(request: Request, file: ConfigFile, cache: str) -> dict[str, Any]:
    voice = request.voice
    with engine_for(request, file.config) as engine:
        heard_s = play(by_sentence(request, engine, cache))
    return {"duration_s": round(heard_s, 3), "engine": voice.engine, "voice": voice.id}
