"""`turncast say`."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from tts.cli.options import ClipsOption, JsonOption, known_engine
from tts.cli.output import print_json
from tts.cli.play import play, spoken
from tts.cli.settings import configured
from tts.config.schema import Config
from tts.errors import UsageError, WriteError
from tts.master.labels import AigcLabel, label_wav, number_of
from tts.nearest import nearest
from tts.reading import Reading, read
from tts.script.cast import canonical, ids
from tts.script.model import Utterance
from tts.speech.engine import Request
from tts.speech.engines import create, known_voices
from tts.speech.model import Clip
from tts.speech.pace import syllables
from tts.speech.shared_cache import cache_at
from tts.speech.synthesis import request_for, speak_one
from tts.text import han
from tts.voice import Voice
from tts.whole_file import whole_file


def say(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What to say.")],
    voice: Annotated[
        str, typer.Option(metavar="VOICE", help="A voice's id, or a blend `zm_yunxi:0.6+zm_yunyang:0.4`.")
    ] = "",
    engine: Annotated[
        str, typer.Option(metavar="NAME", callback=known_engine, help="The engine; by default the configuration's.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where the WAV goes; `-` is standard output.")
    ] = None,
    aloud: Annotated[
        bool, typer.Option("--play", help="Hear it at once, sentence by sentence; no file is written.")
    ] = False,
    reading: Annotated[bool, typer.Option("--reading", help="Show how it is read; speak only with --out.")] = False,
    language: Annotated[
        str, typer.Option("--lang", metavar="LANGUAGE", help="`zh` or `en`; by default what the text is.")
    ] = "",
    speed: Annotated[float, typer.Option(metavar="FACTOR", min=0.5, max=2.0, help="1 is the voice's own.")] = 1.0,
    pitch: Annotated[
        float, typer.Option(metavar="SEMITONES", min=-12.0, max=12.0, help="How much higher; less than 0 is lower.")
    ] = 0.0,
    cast: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The configuration; its lexicon and engine settings apply.")
    ] = None,
    cache: ClipsOption = "",
    json: JsonOption = False,
) -> None:
    """Speak one text, or show how it is read."""
    config = configured(cast).config
    if language and language[:2] not in ("zh", "en"):
        raise UsageError(f"`--lang {language}` is not a language Turncast reads.", remedy="Take zh or en.")
    if str(out) == "-" and json:
        raise UsageError("`--out -` and `--json` both want standard output.", remedy="Leave one of them out.")
    if aloud and out is not None:
        raise UsageError("`--play` plays and `--out` writes.", remedy="Leave one of them out.")
    if not syllables(text):
        raise UsageError("There is nothing to say.", remedy="Give a text.")
    if out is not None and str(out) != "-" and out.suffix.lower() not in ("", ".wav"):
        problem = f"`--out {out}`: say writes WAV, and the name says something else."
        raise UsageError(problem, remedy=f"Write --out {out.with_suffix('.wav')}.")
    name = engine or config.engine
    _check_voice(voice, name, config)
    spoken_in = (language or _language_of(text))[:2]
    document: dict[str, Any] = {}
    if reading:
        document = _reading(text, spoken_in, config, json)
    if out is not None or aloud or not reading:
        chosen = Voice(name, voice or default_voice(name, spoken_in, config), speed, pitch)
        request = request_for(Utterance(text, 0.0, spoken_in), chosen, config.lexicon)
        if aloud:
            document |= _play(request, config, cache)
        else:
            document |= _speak(request, config, out or Path("say.wav"), json, cache)
    if json:
        print_json(document)


def _reading(text: str, language: str, config: Config, quiet: bool) -> dict[str, Any]:
    result = read(text, language, tuple((word, how) for word, how in sorted(config.lexicon.items()) if word in text))
    if not quiet:
        _show(result)
    return {
        "text": text,
        "normalized": result.normalized,
        "reading": result.reading,
        "phonemes": result.phonemes,
    }


def _show(result: Reading) -> None:
    print(f"text        {result.text}")
    print(f"normalized  {result.normalized}")
    print(f"reading     {result.reading}")
    print(f"phonemes    {result.phonemes}")
    if result.dropped:
        print(f"not said    {' '.join(result.dropped)}")


def _speak(request: Request, config: Config, out: Path, quiet: bool, cache: str) -> dict[str, Any]:
    clips, voice = cache_at(cache), request.voice
    engine = create(voice.engine, config.engines.get(voice.engine, {}))
    try:
        clip = speak_one(request, engine, clips)
    finally:
        engine.close()
    if str(out) == "-":
        sys.stdout.buffer.write(_labelled(clip, config))
    else:
        write_whole(_labelled(clip, config), out)
        if not quiet:
            print(f"{out}: {clip.duration_s:.2f} s, {voice.engine} {voice.id}")
    return {"file": str(out), "duration_s": round(clip.duration_s, 3), "engine": voice.engine, "voice": voice.id}


def _play(request: Request, config: Config, cache: str) -> dict[str, Any]:
    voice = request.voice
    engine = create(voice.engine, config.engines.get(voice.engine, {}))
    try:
        heard_s = play(spoken(request, engine, cache_at(cache)))
    finally:
        engine.close()
    return {"duration_s": round(heard_s, 3), "engine": voice.engine, "voice": voice.id}


def _labelled(clip: Clip, config: Config) -> bytes:
    """The clip as a WAV that says it is synthetic, as `labels` in voices.yaml want it."""
    content = clip.path.read_bytes()
    if not config.labels:
        return content
    number = number_of(hashlib.sha256(content).digest())
    return label_wav(content, AigcLabel(config.show.producer or config.show.author, number))


def write_whole(content: bytes, out: Path) -> None:
    """A file that appears whole or not at all. A folder that is not there may be mistyped: it is not made.

    Raises WriteError.
    """

    if not out.parent.is_dir():
        raise WriteError(f"{out} cannot be written: no folder {out.parent}.", remedy="Name another with --out.")
    try:
        with whole_file(out) as beside:
            beside.write_bytes(content)
    except OSError as error:
        raise WriteError(f"{out} cannot be written: {error.strerror}.", remedy="Name another with --out.") from None


def default_voice(engine: str, language: str, config: Config) -> str:
    """The narrator's voice, the pool's first of the language, or the engine's first."""
    voices = known_voices(engine, config.engines.get(engine, {}))
    wanted = [canonical(config.narrator.voice[engine])] if engine in config.narrator.voice else []
    wanted += [*config.pool.get(engine, ()), *voices]
    for voice in wanted:
        if (_tongue(voice, voices) or language).startswith(language):
            return voice
    raise UsageError(f"No voice of {engine} speaks `{language}`.", remedy="Choose one with --voice.")


def _check_voice(voice: str, engine: str, config: Config) -> None:
    """Raises UsageError for a voice, or a part of a blend, that `engine` is known not to have."""
    known = known_voices(engine, config.engines.get(engine, {}))
    for each in sorted(ids(canonical(voice))) if voice and known else ():
        if each not in known:
            near = nearest(each, known, cutoff=0.5)
            remedy = f"Did you mean `{near}`?" if near else f"`turncast voices --engine {engine}` lists them."
            raise UsageError(f"`--voice`: {engine} has no voice `{each}`.", remedy=remedy)


def _tongue(voice: str, voices: Mapping[str, str]) -> str:
    """The language of `voice`, of a blend that of its first part; empty for any, or unknown."""
    return voices.get(voice) or voices.get(voice.split(":", maxsplit=1)[0], "")


def _language_of(text: str) -> str:
    """Chinese as soon as it has one Chinese character: English words in it are said anyway."""
    return "zh" if han(text) else "en"
