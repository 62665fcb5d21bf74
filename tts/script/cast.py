"""The cast: which voice each speaker has. Named voices first, the pool for everybody else, nobody twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tts.config.schema import POOL, Config, Member
from tts.errors import ConfigError
from tts.language import kept, retell, tr
from tts.nearest import nearest
from tts.script.likeness import Likeness, blends
from tts.script.model import Doubt, Origin, Speaker
from tts.script.people.persons import by_cast
from tts.text import name_key
from tts.voice import Voice, canonical, ids

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
    narrated_by: Origin = "pool"
    """Where the narrator's voice comes from."""


@dataclass(slots=True)
class _Placing:
    """What has been decided so far, while a cast is made."""

    named: dict[str, Voice]
    """Name → the voice that the configuration gives, whether or not it speaks the language."""
    taken: set[str]
    """Voices, and parts of blends, that are somebody's."""
    absent: set[str]
    """Voices of people cast for other episodes, spared as long as there are others."""
    voices: dict[str, tuple[Voice, Origin]] = field(default_factory=dict)
    """Name → the voice it has, and where that comes from."""
    reserved: set[str] = field(default_factory=set)
    """Voices that others would have if nobody were cast by hand, spared too."""

    def place(self, name: str, voice: Voice, origin: Origin) -> None:
        self.voices[name] = voice, origin
        self.taken.add(voice.id)

    def spared(self) -> tuple[set[str], ...]:
        """What is left for others as long as there are enough voices: the most of it first, at last nothing."""
        parts = {each for voice, _ in self.voices.values() for each in ids(voice.id)}
        return self.absent | self.reserved | parts, self.absent | parts, parts, set()


@dataclass(frozen=True, slots=True)
class Casting:
    """What a cast is made from."""

    config: Config
    engine: str
    voices: Mapping[str, str]
    """The engine's voice ids → BCP 47 language. Empty when the engine cannot tell: then nothing is checked."""
    genders: Mapping[str, str] = field(default_factory=dict)
    """The engine's voice ids → `female` or `male`, as far as it tells."""
    earlier: Mapping[str, str] = field(default_factory=dict)
    """Name (the narrator's is empty) → the voice that an earlier build of the episode gave."""
    likeness: Likeness = field(default_factory=Likeness)
    blends: bool = False
    """Whether the engine mixes voices: then blends are made when the pool's own have all been given."""

    def cast(self, parts: Iterable[Part], language: str) -> Cast:
        """A voice for each of `parts` and for the narrator, who reads `language`.

        Whoever is cast by hand has that voice. Everybody else keeps the voice of the earlier build, else has the one
        that the pool would give if nobody were cast by hand: so a voice given by hand changes nobody else's but that of
        the one who had it.
        Raises ConfigError with the key of what is wrong, for whoever knows the file to say the line.
        """
        self._check()
        parts = list(parts)
        keys = self._keys(parts)
        members = {part.name: self.config.cast.get(keys[part.name], Member()) for part in parts}
        members[NARRATOR] = self.config.narrator
        usual = self._usual([Part(NARRATOR, language), *parts])
        reading = Part(NARRATOR, language, gender=self.config.narrator.gender)
        wanting = [reading, *(replace(part, gender=members[part.name].gender or part.gender) for part in parts)]
        host = self._host(keys)
        if host:
            wanting.remove(reading)
        placing = self._placed_by_hand(wanting, keys, members)
        doubts, sharing = list[Doubt](), list[str]()
        self._keep(wanting, members, placing)
        self._take_usual(wanting, members, usual, placing)
        for part in wanting:
            self._take_any(part, members[part.name], placing, sharing, len(parts))
            doubts += self._replaced(part, placing)
        doubts += self._told_of_sharing(sharing)
        if host:
            placing.voices[NARRATOR] = placing.voices[host][0], "settings"
        speakers = tuple(
            Speaker(part.name, members[part.name].role or part.role, voice, part.gender, origin)
            for part in wanting
            if part is not reading
            for voice, origin in [placing.voices[part.name]]
        )
        narrator, narrated_by = placing.voices[NARRATOR]
        return Cast(speakers, narrator, tuple(doubts), narrated_by)

    def _host(self, keys: Mapping[str, str]) -> str:
        """The part whose voice the narrator has, because `narrator: {same-as: NAME}` says so; empty when none has."""
        wanted = self.config.narrator.same_as
        key = by_cast(self.config.cast).get(name_key(wanted), wanted)
        return next((name for name, own in keys.items() if wanted and name_key(own) == name_key(key)), "")

    def _usual(self, parts: Iterable[Part]) -> dict[str, str]:
        """Name → the voice that the pool gives to each of `parts` in their order when nobody is cast by hand."""
        given: dict[str, str] = {}
        taken: set[str] = set()
        for part in parts:
            near = [given[name] for name in sorted(part.beside or ()) if name in given]
            if found := self._from_pool(taken, part, Member(), near):
                given[part.name] = found.id
                taken |= {found.id, *ids(found.id)}
        return given

    def _placed_by_hand(
        self, parts: Iterable[Part], keys: Mapping[str, str], members: Mapping[str, Member]
    ) -> _Placing:
        """Everybody whose own voice speaks their language."""
        given = {part: self._named(keys.get(part.name), members[part.name]) for part in parts}
        named = {part.name: voice for part, voice in given.items() if voice}
        absent = {
            each
            for member in self.config.cast.values()
            if self.engine in member.voice
            for each in ids(canonical(member.voice[self.engine]))
        }
        placing = _Placing(named, {each for voice in named.values() for each in (voice.id, *ids(voice.id))}, absent)
        for part, voice in given.items():
            if voice and self._speaks(voice.id, part.language):
                placing.place(part.name, voice, "settings")
        return placing

    def _keep(self, parts: Iterable[Part], members: Mapping[str, Member], placing: _Placing) -> None:
        """The voice of the earlier build for everybody who has none yet; people of a crowd may go on sharing one."""
        earlier = {name_key(name): voice for name, voice in self.earlier.items()}
        holders: dict[str, set[str]] = {}
        for part in sorted(parts, key=lambda each: each.name == NARRATOR):  # who had the host's voice gives it up
            voice = earlier.get("" if part.name == NARRATOR else name_key(part.name), "")
            if part.name in placing.voices or not voice or not self._suits(voice, part, members[part.name]):
                continue
            others = holders.get(voice, set())
            shared = bool(others) and part.beside is not None and not part.beside & others and NARRATOR not in others
            if voice not in placing.taken or shared:
                placing.place(part.name, self._spoken_by(voice, members[part.name]), "episode")
                holders.setdefault(voice, set()).add(part.name)

    def _take_usual(
        self, parts: Iterable[Part], members: Mapping[str, Member], usual: Mapping[str, str], placing: _Placing
    ) -> None:
        """The usual voice for everybody who has none yet, where nobody else has it and it suits them."""
        placing.reserved = {
            voice
            for part in parts
            if part.name not in placing.voices
            and (voice := usual.get(part.name, ""))
            and self._suits(voice, part, members[part.name])
        }
        for part in parts:
            voice = usual.get(part.name, "")
            if part.name in placing.voices or not voice or voice in placing.taken or voice in placing.absent:
                continue
            if self._suits(voice, part, members[part.name]):
                placing.place(part.name, self._spoken_by(voice, members[part.name]), "pool")

    def _take_any(self, part: Part, member: Member, placing: _Placing, sharing: list[str], people: int) -> None:
        """A voice for `part`, if it has none yet: a free one of the pool, else a blend, else one that it shares, which
        adds it to `sharing`.

        Raises ConfigError when no voice is left.
        """
        if part.name in placing.voices:
            return
        near = [placing.voices[name][0].id for name in sorted(part.beside or ()) if name in placing.voices]
        found = next(
            filter(None, (self._from_pool(placing.taken | each, part, member, near) for each in placing.spared())), None
        )
        own = placing.named.get(part.name)
        voice = found or own or self._blended(part, member, placing, near) or self._shared(part, placing)
        if voice and not (found or own) and voice.id in placing.taken:
            sharing.append(part.name)
        if voice is None:
            raise self._exhausted(part.name, part.language, people)
        placing.place(part.name, voice, "settings" if voice is own else "pool")

    def _replaced(self, part: Part, placing: _Placing) -> Iterator[Doubt]:
        """What is to be told when `part` has not the voice that the configuration gives, or it speaks another language."""
        own = placing.named.get(part.name)
        if own is None or self._speaks(own.id, part.language):
            return
        voice = placing.voices[part.name][0]
        instead = kept("spoken all the same, for want of another")
        taken_as = kept(
            "{message}: the voice {voice} does not speak {language}",
            message=instead if voice == own else kept("spoken by {voice}", voice=voice.id),
            voice=own.id,
            language=part.language,
        )
        yield Doubt(0, part.name, taken_as, 0.5, self._settling(part.name))

    def _suits(self, voice: str, part: Part, member: Member) -> bool:
        """Whether `voice` is there, speaks the part's language, and is not against the gender that the cast says."""
        there = not self.voices or ids(voice) <= set(self.voices)
        return there and self._speaks(voice, part.language) and (not member.gender or self._fits(voice, member.gender))

    def _spoken_by(self, voice: str, member: Member) -> Voice:
        return Voice(self.engine, voice, member.speed, member.pitch)

    def _settling(self, name: str) -> str:
        """The line of voices.yaml that gives `name` another voice."""
        voice = f"{{voice: {{{self.engine}: VOICE}}}}"
        return f"narrator: {voice}" if name == NARRATOR else f"cast: {{{name}: {voice}}}"

    def _shared(self, part: Part, placing: _Placing) -> Voice | None:
        """The voice of somebody who never speaks next to `part`, of those the one that fewest have."""
        if part.beside is None:
            return None
        users: dict[str, list[str]] = {}
        for name, (held, _) in placing.voices.items():
            if name != NARRATOR and self._speaks(held.id, part.language):
                users.setdefault(held.id, []).append(name)
        narrator = placing.voices.get(NARRATOR)
        apart = {
            voice: people
            for voice, people in users.items()
            if not part.beside & set(people) and not (narrator and narrator[0].id == voice)
        }
        if not apart:
            return None
        voice = min(apart, key=lambda each: (not self._fits(each, part.gender), len(apart[each]), each))
        return placing.voices[apart[voice][0]][0]

    def _told_of_sharing(self, sharing: Sequence[str]) -> Iterator[Doubt]:
        """One doubt for all who have somebody else's voice."""
        if sharing:
            told = kept("spoken by voices that others have, too: no other is left")
            yield Doubt(0, ", ".join(sharing), told, 0.5, self._settling(sharing[0]))

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
        if self.config.narrator.same_as:
            everybody = everybody[1:]
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

    def _from_pool(self, taken: set[str], part: Part, member: Member, near: Sequence[str] = ()) -> Voice | None:
        """Of the pool's free voices that speak the part's language the one that fits, is no blend, and is unlike those
        `near`; among equals the pool's first."""
        own = self._pool() != POOL.get(self.engine)
        free: list[tuple[bool, bool, float, int, str]] = []
        for place, entry in enumerate(self._pool()):
            voice = canonical(entry)
            for each in sorted(ids(voice)) if own else ():
                self._known(each, "pool", self.engine, str(place))
            there = not self.voices or ids(voice) <= set(self.voices)
            if voice not in taken and there and self._speaks(voice, part.language):
                alike = self.likeness.nearest(voice, near)
                free.append((not self._fits(voice, part.gender), "+" in voice, alike, place, voice))
        return self._spoken_by(min(free)[-1], member) if free else None

    def _blended(self, part: Part, member: Member, placing: _Placing, near: Sequence[str]) -> Voice | None:
        """A blend of two of the pool's voices that nobody has yet: one that fits and is unlike those `near`. The pool
        that somebody chose is theirs to fill, unless it is a large one."""
        if not self.blends or (self.engine in self.config.pool and len(self._pool()) < FEW):
            return None
        single = [entry for entry in map(canonical, self._pool()) if "+" not in entry]
        able = [v for v in single if self._speaks(v, part.language) and (not self.voices or v in self.voices)]
        free = [
            (not self._fits(voice, part.gender), self.likeness.nearest(voice, near), place, voice)
            for place, voice in enumerate(blends(able))
            if voice not in placing.taken
        ]
        return self._spoken_by(min(free)[-1], member) if free else None

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
