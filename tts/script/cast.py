"""The cast: which voice each speaker has. Named voices first, the pool for everybody else, nobody twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from tts.config.schema import POOL, Config, Member, VoiceId
from tts.errors import ConfigError
from tts.language import kept, retell, tr
from tts.nearest import nearest
from tts.script.model import Doubt, Speaker
from tts.script.people.persons import by_cast
from tts.text import name_key
from tts.voice import Voice

NARRATOR = kept("the narrator")
FEW = 12
"""People who never have to share a voice, however small the pool: they are given others by hand."""


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody who needs a voice."""

    name: str
    language: str
    """`zh` or `en`: what they speak most."""
    role: str = ""
    beside: frozenset[str] | None = None
    """Names of those who speak next to them; None when nobody knows: then no voice is shared."""
    gender: str = ""
    """`female`, `male`, or empty when unknown."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody's voice."""

    speakers: tuple[Speaker, ...]
    narrator: Voice
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Casting:
    """What a cast is made from."""

    config: Config
    engine: str
    voices: Mapping[str, str]
    """The engine's voice ids → BCP 47 language. Empty when the engine cannot tell: then nothing is checked."""
    genders: Mapping[str, str] = field(default_factory=dict)
    """The engine's voice ids → `female` or `male`, as far as it tells."""

    def cast(self, parts: Iterable[Part], language: str) -> Cast:
        """A voice for each of `parts` and for the narrator, who reads `language`.

        Raises ConfigError with the key of what is wrong, for whoever knows the file to say the line.
        """
        self._check()
        parts = list(parts)
        keys, doubts = self._keys(parts), list[Doubt]()
        parts = [
            replace(part, gender=self.config.cast.get(keys[part.name], Member()).gender or part.gender)
            for part in parts
        ]
        named = {part.name: self._named(keys[part.name], self.config.cast.get(keys[part.name])) for part in parts}
        reader = self._named(None, self.config.narrator)
        taken = {v for voice in (*named.values(), reader) if voice for v in (voice.id, *ids(voice.id))}
        absent = {
            v
            for member in self.config.cast.values()
            if self.engine in member.voice
            for v in ids(canonical(member.voice[self.engine]))
        }
        reading = Part(NARRATOR, language, gender=self.config.narrator.gender)
        narrator = self._suited(reading, reader, self.config.narrator, taken, absent, doubts)
        if narrator is None:
            raise self._exhausted(NARRATOR, language, len(parts))
        speakers = list[Speaker]()
        for part in parts:
            member = self.config.cast.get(keys[part.name], Member())
            voice = self._suited(part, named[part.name], member, taken, absent, doubts)
            voice = voice or self._shared(part, speakers, doubts)
            if voice is None:
                raise self._exhausted(part.name, part.language, len(parts))
            speakers.append(Speaker(part.name, member.role or part.role, voice, part.gender))
        return Cast(tuple(speakers), narrator, tuple(doubts))

    def _suited(  # noqa: PLR0913, PLR0917  # the part, then what has been decided so far
        self, part: Part, voice: Voice | None, member: Member, taken: set[str], absent: set[str], doubts: list[Doubt]
    ) -> Voice | None:
        """`voice` when it speaks the part's language, else one of the pool, which it adds to `taken`.

        `absent`: voices of people cast for other episodes, spared as long as there are others.
        """
        if voice and self._speaks(voice.id, part.language):
            return voice
        found = self._from_pool(taken | absent, part, member) or self._from_pool(taken, part, member)
        if voice:
            instead = (
                kept("spoken by {voice}", voice=found.id) if found else kept("spoken all the same, for want of another")
            )
            taken_as = kept(
                "{message}: the voice {voice} does not speak {language}",
                message=instead,
                voice=voice.id,
                language=part.language,
            )
            doubts.append(Doubt(0, part.name, taken_as, 0.5, self._settling(part.name)))
        if found:
            taken |= {found.id, *ids(found.id)}
        return found or voice

    def _settling(self, name: str) -> str:
        """The line of voices.yaml that gives `name` another voice."""
        voice = f"{{voice: {{{self.engine}: VOICE}}}}"
        return f"narrator: {voice}" if name == NARRATOR else f"cast: {{{name}: {voice}}}"

    def _shared(self, part: Part, speakers: list[Speaker], doubts: list[Doubt]) -> Voice | None:
        """The voice of somebody who never speaks next to `part`, of those the one that fewest have."""
        if part.beside is None:
            return None
        users: dict[str, list[Speaker]] = {}
        for speaker in speakers:
            if self._speaks(speaker.voice.id, part.language):
                users.setdefault(speaker.voice.id, []).append(speaker)
        apart = {voice: people for voice, people in users.items() if not part.beside & {each.name for each in people}}
        if not apart:
            return None
        voice = min(apart, key=lambda each: (len(apart[each]), each))
        others = ", ".join(each.name for each in apart[voice])
        taken_as = kept("spoken by {voice}, as {others} is: no other voice is left", voice=voice, others=others)
        doubts.append(Doubt(0, part.name, taken_as, 0.5, self._settling(part.name)))
        return apart[voice][0].voice

    def _keys(self, parts: Iterable[Part]) -> dict[str, str]:
        """Each part's name → the cast's name for the same person; its own when the cast does not know it."""
        known = by_cast(self.config.cast)
        return {part.name: known.get(name_key(part.name), part.name) for part in parts}

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
        near = nearest(voice, self.voices, cutoff=0.5)
        raise ConfigError(
            tr("`{keys}`: {engine} has no voice `{voice}`.", keys=".".join(keys), engine=self.engine, voice=voice),
            key=keys,
            remedy=tr("Did you mean `{near}`?", near=near) if near else tr("`turncast voices` lists them."),
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
            if voice in owners and len(everybody) <= max(len(self._pool()), FEW):
                raise ConfigError(
                    tr(
                        "`{voice}` is the voice of {other} and of {name}.",
                        voice=voice,
                        other=retell(owners[voice]),
                        name=retell(name),
                    ),
                    key=("cast", name, "voice", self.engine),
                    remedy=tr("Give each a voice of their own; `turncast voices` lists them."),
                )
            owners[voice] = name

    def _from_pool(self, taken: set[str], part: Part, member: Member) -> Voice | None:
        """The first voice of the pool that is free and speaks the part's language; one that fits goes before."""
        pool = sorted(enumerate(self._pool()), key=lambda entry: not self._fits(canonical(entry[1]), part.gender))
        own = self._pool() != POOL.get(self.engine)
        for place, entry in pool:
            voice = canonical(entry)
            for each in sorted(ids(voice)) if own else ():
                self._known(each, "pool", self.engine, str(place))
            there = not self.voices or ids(voice) <= set(self.voices)
            if voice not in taken and there and self._speaks(voice, part.language):
                return Voice(self.engine, voice, member.speed, member.pitch)
        return None

    def _fits(self, voice: str, gender: str) -> bool:
        """Whether nothing is known against the voice: a woman's for a woman, a man's for a man."""
        return not gender or {self.genders.get(each, gender) for each in ids(voice)} == {gender}

    def _pool(self) -> tuple[str, ...]:
        """An engine for which nobody has chosen a pool offers all it has."""
        return self.config.pool.get(self.engine) or tuple(sorted(self.voices))

    def _speaks(self, voice: str, language: str) -> bool:
        """Whether all of a blend speak `language`; voices of unknown language speak any."""
        spoken = {self.voices.get(each, language) for each in ids(voice)}
        return all(tag.split("-")[0].lower() in (language, "multi", "") for tag in spoken)

    def _exhausted(self, name: str, language: str, speakers: int) -> ConfigError:
        pool = self._pool()
        able = sum(self._speaks(canonical(voice), language) for voice in pool)
        return ConfigError(
            tr(
                "No voice is left for {name}: the pool of {engine} has {able} for {language}, but "
                "{speakers} are needed, one for each speaker and the narrator.",
                name=retell(name),
                engine=self.engine,
                able=able,
                language=language,
                speakers=speakers + 1,
            ),
            key=("pool", self.engine),
            remedy=tr(
                "Add voices to the pool in voices.yaml, or give speakers blends under `cast`; or "
                "choose another engine with --engine."
            ),
        )


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
