"""`say`: one text, or one line of a script, as sound; `how_read`: how it will be said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from tts import reading
from tts.config.schema import Config
from tts.errors import UsageError
from tts.language import tr
from tts.library.settings import Settings, check_engine, load_settings
from tts.nearest import nearest
from tts.reading.model import Reading
from tts.reading.people import as_lexicon
from tts.script.model import Line, Script, Utterance
from tts.script.utterances.sentences import pieces
from tts.speech.engine import Engine, Request
from tts.speech.engines import known_voices
from tts.speech.engines.running import Engines
from tts.speech.model import Clip
from tts.speech.pace import syllables
from tts.speech.shared_cache import cache_at
from tts.speech.synthesis import request_for, speak_one
from tts.text import han
from tts.voice import Voice, canonical, ids

NARRATOR = frozenset({"narrator", "旁白"})
"""What the narrator answers to where a speaker is asked for."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a text is to be said; what is left out is chosen."""

    engine: str = ""
    """Empty: that of the script, else as the settings say."""
    voice: str = ""
    """A voice's id, or a blend `zm_yunxi:0.6+zm_yunyang:0.4`; empty: the speaker's, else one of the language."""
    language: str = ""
    """`zh` or `en`; empty: what the text is."""
    speed: float | None = None
    """0.5 to 2.0, 1.0 is the voice's own; None: the speaker's."""
    pitch_semitones: float | None = None
    """-12 to 12; None: the speaker's."""

    def __post_init__(self) -> None:
        """Raises UsageError for an unknown engine, a language nobody reads, a speed or pitch beyond its range."""
        check_engine(self.engine)
        if self.language and self.language[:2] not in ("zh", "en"):
            raise UsageError(
                tr("`{language}` is not a language Turncast reads.", language=self.language),
                remedy=tr("Take zh or en."),
            )
        if self.speed is not None and not 0.5 <= self.speed <= 2.0:
            raise UsageError(tr("`speed`: {speed} is out of range.", speed=self.speed), remedy=tr("Take 0.5 to 2.0."))
        if self.pitch_semitones is not None and not -12.0 <= self.pitch_semitones <= 12.0:
            raise UsageError(
                tr("`pitch`: {pitch} is out of range.", pitch=self.pitch_semitones),
                remedy=tr("Take -12 to 12."),
            )


def say(
    text: str | Line,
    manner: Manner | None = None,
    *,
    settings: Settings = None,
    script: Script | None = None,
    speaker: str = "",
    cache: str = "",
    engines: Engines | None = None,
) -> Clip:
    """The sound of `text`, from the cache or made now: `clip.path` is a WAV; `encode` gives it as bytes, labelled.

    A Line out of `script.lines()` sounds as it does in the episode, and is not spoken again when that is built.
    `speaker`: whose voice of `script` says the text; `narrator` for the narrator's. `cache`: as in BuildOptions.
    `engines`: those that are open already; without them the engine is loaded and closed.
    Raises UsageError, ConfigError, EngineError, UnreachableError, InputError, WriteError.
    """
    request, config = asked(text, manner, settings=settings, script=script, speaker=speaker)
    with engine_for(request, config, engines) as engine:
        return speak_one(request, engine, cache_at(cache), alone=engines is None)


def how_read(text: str, language: str = "", *, settings: Settings = None) -> Reading:
    """How `text` will be said: normalised, in pinyin, in phonemes. Raises ConfigError, UsageError."""
    config = load_settings(settings).config
    spoken_in = _language(text, Manner(language=language))
    return reading.read(text, spoken_in, tuple(sorted((w, how) for w, how in config.lexicon.items() if w in text)))


def asked(
    text: str | Line,
    manner: Manner | None = None,
    *,
    settings: Settings = None,
    script: Script | None = None,
    speaker: str = "",
) -> tuple[Request, Config]:
    """What an engine is asked for `text`, and the configuration of `settings`; arguments as for `say`.

    Raises UsageError, ConfigError, InputError.
    """
    config, manner = load_settings(settings).config, manner or Manner()
    names = as_lexicon(each.name for each in script.speakers) if script else {}
    if isinstance(text, Line):
        utterance, voice = text.utterance, text.voice
    else:
        if not syllables(text):
            raise UsageError(tr("There is nothing to say."), remedy=tr("Give a text."))
        utterance = Utterance(text, 0.0, _language(text, manner))
        voice = _voice(manner, utterance.language, config, script, speaker)
    return request_for(utterance, _mannered(voice, manner), names | config.lexicon), config


@contextmanager
def engine_for(request: Request, config: Config, engines: Engines | None = None) -> Iterator[Engine]:
    """The engine that `request` is for: out of `engines`, else one that is closed when left."""
    name = request.voice.engine
    with Engines() as own:
        yield (engines or own).get(name, config.engines.get(name, {}))


def by_sentence(request: Request, engine: Engine, cache: str = "") -> Iterator[Clip]:
    """The clips of the sentences of `request`, each as soon as it is there. Raises EngineError, WriteError."""
    clips = cache_at(cache)
    for piece in pieces(request.text, engine.max_chars):
        if said := request.text[piece.start : piece.end].strip():
            lexicon = tuple((word, how) for word, how in request.lexicon if word in said)
            yield speak_one(replace(request, text=said, lexicon=lexicon), engine, clips)


def voice_of(speaker: str, script: Script) -> Voice:
    """The voice of `speaker` in `script`. Raises UsageError when nobody there is called so."""
    if speaker in NARRATOR:
        return script.narrator
    voices = {each.name: each.voice for each in script.speakers}
    if speaker not in voices:
        near = nearest(speaker, voices, cutoff=0.4)  # of two characters one is half
        there = tr("There are: {names}.", names=", ".join([*voices, "narrator"]))
        raise UsageError(
            tr("Nobody called “{speaker}” speaks here.", speaker=speaker),
            remedy=tr("Did you mean `{near}`?", near=near) if near else there,
        )
    return voices[speaker]


def default_voice(engine: str, language: str, config: Config) -> str:
    """The narrator's voice, the pool's first of the language, or the engine's first. Raises UsageError."""
    voices = known_voices(engine, config.engines.get(engine, {}))
    wanted = [canonical(config.narrator.voice[engine])] if engine in config.narrator.voice else []
    wanted += [*config.pool.get(engine, ()), *voices]
    for voice in wanted:
        if (_tongue(voice, voices) or language).startswith(language):
            return voice
    raise UsageError(
        tr("No voice of {engine} speaks `{language}`.", engine=engine, language=language),
        remedy=tr("Choose one with --voice."),
    )


def _voice(manner: Manner, language: str, config: Config, script: Script | None, speaker: str) -> Voice:
    if speaker and script is None:
        raise UsageError(
            tr("Who is “{speaker}”? No script says.", speaker=speaker), remedy=tr("Give the script they speak in.")
        )
    cast = voice_of(speaker, script) if speaker and script else None
    engine = manner.engine or (cast.engine if cast else config.engine)
    if cast and not manner.voice and engine == cast.engine:
        return cast
    _check_voice(manner.voice, engine, config)
    return Voice(engine, manner.voice or default_voice(engine, language, config))


def _mannered(voice: Voice, manner: Manner) -> Voice:
    speed, pitch = manner.speed, manner.pitch_semitones
    return replace(
        voice,
        speed=voice.speed if speed is None else speed,
        pitch_semitones=voice.pitch_semitones if pitch is None else pitch,
    )


def _check_voice(voice: str, engine: str, config: Config) -> None:
    """Raises UsageError for a voice, or a part of a blend, that `engine` is known not to have."""
    known = known_voices(engine, config.engines.get(engine, {}))
    for each in sorted(ids(canonical(voice))) if voice and known else ():
        if each not in known:
            near = nearest(each, known, cutoff=0.5)
            remedy = (
                tr("Did you mean `{near}`?", near=near)
                if near
                else tr("`turncast voices --engine {engine}` lists them.", engine=engine)
            )
            raise UsageError(tr("{engine} has no voice `{each}`.", engine=engine, each=each), remedy=remedy)


def _tongue(voice: str, voices: Mapping[str, str]) -> str:
    """The language of `voice`, of a blend that of its first part; empty for any, or unknown."""
    return voices.get(voice) or voices.get(voice.split(":", maxsplit=1)[0], "")


def _language(text: str, manner: Manner) -> str:
    """Chinese as soon as it has one Chinese character: English words in it are said anyway."""
    return (manner.language or ("zh" if han(text) else "en"))[:2]
