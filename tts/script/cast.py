"""The cast: which voice each speaker has. Named voices first, the pool for everybody else, nobody twice."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tts.config.load import place_of
from tts.config.schema import POOL, Config, Member, VoiceId
from tts.errors import ConfigError, Place
from tts.script.model import Speaker
from tts.voice import Voice

NARRATOR = "the narrator"


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody who needs a voice."""

    name: str
    language: str
    """`zh` or `en`: what they speak most."""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody's voice."""

    speakers: tuple[Speaker, ...]
    narrator: Voice
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Casting:
    """What a cast is made from."""

    config: Config
    engine: str
    voices: Mapping[str, str]
    """The engine's voice ids → BCP 47 language. Empty when the engine cannot tell: then nothing is checked."""
    path: Path | None = None
    """Where the configuration stands, for messages."""

    def cast(self, parts: Iterable[Part], language: str) -> Cast:
        """A voice for each of `parts` and for the narrator, who reads `language`. Raises ConfigError."""
        self._check()
        parts = list(parts)
        config, doubts = self.config, list[str]()
        named = {part.name: self._named(part.name, config.cast.get(part.name)) for part in parts}
        narrator = self._named(None, config.narrator)
        taken = {v for voice in (*named.values(), narrator) if voice for v in ids(voice.id)}
        reserved = {
            v for m in config.cast.values() if self.engine in m.voice for v in ids(canonical(m.voice[self.engine]))
        }
        if narrator and not self._speaks(narrator.id, language):
            substitute = self._from_pool(taken | reserved, language, config.narrator)
            if substitute:
                doubts.append(
                    f"The narrator's voice {narrator.id} does not speak {language}; {substitute.id} reads instead."
                )
                narrator = substitute
        if narrator is None:
            narrator = self._from_pool(taken | reserved, language, config.narrator)
            if narrator is None:
                raise self._exhausted(NARRATOR, language, len(parts))
        taken |= ids(narrator.id)
        speakers = []
        for part in parts:
            member = config.cast.get(part.name, Member())
            voice = named[part.name]
            if voice is None:
                voice = self._from_pool(taken | reserved, part.language, member) or self._from_pool(
                    taken, part.language, member
                )
                if voice is None:
                    raise self._exhausted(part.name, part.language, len(parts))
                taken |= ids(voice.id)
            elif not self._speaks(voice.id, part.language):
                doubts.append(f"{part.name} speaks {part.language}, and the voice {voice.id} does not.")
            speakers.append(Speaker(part.name, member.role or part.role, voice))
        return Cast(tuple(speakers), narrator, tuple(doubts))

    def _named(self, name: str | None, member: Member | None) -> Voice | None:
        """The voice that the configuration gives to `name` (None: the narrator) for this engine, if it gives one."""
        if member is None or self.engine not in member.voice:
            return None
        voice = canonical(member.voice[self.engine])
        keys = ("narrator",) if name is None else ("cast", name)
        for each in sorted(ids(voice)):
            self._known(each, *keys, "voice", self.engine)
        return Voice(self.engine, voice, member.speed, member.pitch)

    def _known(self, voice: str, *keys: str) -> None:
        if not self.voices or voice in self.voices:
            return
        close = difflib.get_close_matches(voice, self.voices, n=1, cutoff=0.5)
        raise ConfigError(
            f"`{'.'.join(keys)}`: {self.engine} has no voice `{voice}`.",
            place=self._place(*keys),
            remedy=f"Did you mean `{close[0]}`?" if close else "`turncast voices` lists them.",
        )

    def _check(self) -> None:
        """Refuse a voice that two of the cast, or one of them and the narrator, would share."""
        owners: dict[str, str] = {}
        everybody = [(NARRATOR, self.config.narrator), *self.config.cast.items()]
        for name, member in everybody:
            self._named(None if member is self.config.narrator else name, member)
            given = member.voice.get(self.engine)
            if given is None:
                continue
            voice = canonical(given)
            if voice in owners:
                raise ConfigError(
                    f"`{voice}` is the voice of {owners[voice]} and of {name}.",
                    place=self._place("cast", name, "voice", self.engine),
                    remedy="Give each a voice of their own; `turncast voices` lists them.",
                )
            owners[voice] = name

    def _from_pool(self, taken: set[str], language: str, member: Member) -> Voice | None:
        pool = self.config.pool.get(self.engine, ())
        own = pool != POOL.get(self.engine)
        for place, voice in enumerate(pool):
            if own:
                self._known(voice, "pool", self.engine, str(place))
            if voice not in taken and (not self.voices or voice in self.voices) and self._speaks(voice, language):
                return Voice(self.engine, voice, member.speed, member.pitch)
        if own:
            return None
        spare = sorted(set(self.voices) - taken - set(pool) - SHUNNED)
        return next(
            (Voice(self.engine, v, member.speed, member.pitch) for v in spare if self._speaks(v, language)), None
        )

    def _speaks(self, voice: str, language: str) -> bool:
        """Whether all of a blend speak `language`; voices of unknown language speak any."""
        spoken = {self.voices.get(each, language) for each in ids(voice)}
        return all(tag.split("-")[0].lower() in (language, "multi", "") for tag in spoken)

    def _exhausted(self, name: str, language: str, speakers: int) -> ConfigError:
        pool = self.config.pool.get(self.engine, ())
        able = sum(self._speaks(voice, language) for voice in pool)
        return ConfigError(
            f"No voice is left for {name}: the pool of {self.engine} has {able} voices for {language}, "
            f"and {speakers} speakers and the narrator need one each.",
            place=self._place("pool", self.engine),
            remedy="Add voices to the pool in voices.yaml, or give speakers blends under `cast`; or choose "
            "another engine with --engine.",
        )

    def _place(self, *keys: str) -> Place | None:
        return place_of(self.path, *keys) if self.path and self.path.exists() else None


SHUNNED = frozenset({"zf_xiaoni"})
"""Kept from speakers nobody cast: its tones are off (see `tts.config.schema.POOL`)."""


def canonical(voice: VoiceId) -> str:
    """One spelling for a voice: `id`, or a blend `a:0.6+b:0.4`, weights summing to 1, the heaviest first."""
    if isinstance(voice, str):
        if "+" not in voice and ":" not in voice:
            return voice
        pairs = [part.partition(":") for part in voice.split("+")]
        try:
            weights = {name.strip(): float(weight or 1) for name, _, weight in pairs}
        except ValueError:
            return voice
    else:
        weights = dict(voice)
    weights = {name: weight for name, weight in weights.items() if weight > 0}
    whole = sum(weights.values())
    if len(weights) < 2 or not whole:
        return next(iter(weights), "")
    ordered = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return "+".join(f"{name}:{round(weight / whole, 4):g}" for name, weight in ordered)


def ids(voice: str) -> set[str]:
    """The engine's own ids in a canonical voice."""
    return {part.partition(":")[0] for part in voice.split("+")} if "+" in voice else {voice}
