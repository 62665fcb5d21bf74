"""What an engine is. To add one: one file (or folder) under `engines/`, and one row in its table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from tts.audio import Speech
from tts.errors import EngineError
from tts.language import kept, tr
from tts.voice import Voice

UNUSUAL = re.compile("[^\\W\\d_A-Za-z\u4e00-\u9fff]")
"""Letters beside the everyday Chinese and Latin ones. Only texts with any are shown to `Scrupulous.unsaid` beforehand:
to have all of them read would take ten hours' texts a minute."""

GENDERS = (kept("female"), kept("male"))
"""What a voice sounds like."""
SAY_HOW = tr("Say how under `lexicon:` in voices.yaml, or take it out of the text.")
"""The remedy for what an engine has no sounds for."""


class BadClipError(EngineError):
    """The engine answered, but with sound that cannot be right; asking again, or for less at once, may help."""


@dataclass(frozen=True, slots=True)
class Request:
    """Everything an engine may look at for one utterance; with `Engine.identity` it decides every sample."""

    text: str
    """One utterance, at most `Engine.max_chars` characters."""
    language: str
    """`zh` or `en`."""
    voice: Voice
    lexicon: tuple[tuple[str, str], ...] = ()
    """(word, how to say it), sorted; only the entries whose word occurs in `text`."""


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice an engine offers."""

    id: str
    language: str
    """BCP 47, e.g. `zh-CN`, `en-US`; empty: any, or unknown."""
    gender: str
    """`female`, `male` or empty."""
    note: str = ""
    timbre: tuple[float, ...] = ()
    """Where it lies among the engine's voices: those that sound alike point the same way. Empty: unknown."""


@runtime_checkable
class Scrupulous(Protocol):
    """An optional ability: the engine knows which letters of a text it would leave out."""

    def unsaid(self, request: Request) -> str:
        """The letters that would be left out, mostly none. Must be quick: it is asked before anything is spoken."""
        ...


@runtime_checkable
class Focused(Protocol):
    """An optional ability: the engine can put all its cores to work on a single text."""

    def focus(self) -> None:
        """Speak one text at a time from now on: the same sound, sooner."""
        ...


@runtime_checkable
class TakesText(Protocol):
    """An engine that takes text alone: the lexicon reaches it as another spelling."""

    def sent(self, request: Request) -> str:
        """The text that is sent for `request`: with voice and language it decides the sound, lexicon and all."""
        ...


@runtime_checkable
class AsksService(Protocol):
    """An engine that asks a service, whose answers may be bad today and good tomorrow."""

    attempts: int
    """How often one text is asked for before the engine gives up."""


@runtime_checkable
class Engine(Protocol):
    """Speaks one utterance at a time. Constructed from its own mapping under `engines:` in voices.yaml."""

    name: str
    identity: str
    """Library, model and frontend versions in one line: part of every cache key, so no change reuses old sound."""
    parallel: int
    """How many `speak` calls at once are worth while; `speak` is safe to call from that many threads."""
    max_chars: int
    """The longest text `speak` takes well, in characters."""

    def voices(self) -> tuple[VoiceInfo, ...]:
        """All voices, sorted by id. May raise EngineError."""
        ...

    def speak(self, request: Request) -> Speech:
        """Mono speech for the whole text, never for a part of it. Raises EngineError when it cannot."""
        ...

    def close(self) -> None:
        """Free sessions, threads, sockets. Safe to call twice."""
        ...
