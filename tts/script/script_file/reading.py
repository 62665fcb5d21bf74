"""YAML as a script."""

from __future__ import annotations

import dataclasses
import io
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO, TypeVar

import msgspec
import yaml

from tts.config import strict
from tts.config.schema import Member, Narrator
from tts.config.yaml_tree import place_in
from tts.errors import ConfigError, InputError
from tts.errors import Place as Where
from tts.language import tr
from tts.script.cast import Cast, Casting, Part
from tts.script.model import Accounting, Chapter, Kind, Script, Turn, Unspoken, Utterance
from tts.script.people.gender import by_pronouns, gender
from tts.script.script_file import checks
from tts.script.script_file.schema import KEY, File, TurnEntry, UtteranceEntry
from tts.script.slug import slug
from tts.script.source.read import LARGEST, is_stream, read_bytes
from tts.script.utterances import build, sentences
from tts.script.utterances.pauses import Neighbour, opening_pause

MOST = 2_000_000
"""Values in a script file; a hundred hours of talk have fewer."""


_BEFORE = ("#", "---", "%YAML")
"""How lines start that may stand before a script's first key."""


def recognised(text: str) -> bool:
    """Whether `text` is a script file."""
    lines = (line for line in text[:4000].splitlines() if line.strip() and not line.startswith(_BEFORE))
    return next(lines, "").startswith(f"{KEY}:")


def read_text(source: Path, content: bytes | None = None) -> str:
    """The text of the script file at `source`, or in its `content`; empty when it is none, or cannot be read."""
    try:
        with _opened(source, content) as file:
            head = file.read(4000)
            return head + file.read() if recognised(head) else ""
    except (OSError, ValueError, InputError):
        return ""


def _opened(source: Path, content: bytes | None) -> TextIO:
    """Raises OSError, ValueError, InputError: for whoever reads the source itself to tell."""
    if content is None and not is_stream(source):
        if source.stat().st_size > LARGEST:
            raise ValueError("too large for a script file")
        return source.open(encoding="utf-8-sig")
    if content is None:
        content = read_bytes(source)
    return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig")


def engine_of(source: Path, content: bytes | None = None) -> str:
    """The engine that the script file at `source`, or in its `content`, gives the narrator a voice of; empty when it is no script file, or
    names none or several. Reads no further than the chapters, so that a book's script costs no time."""
    try:
        with _opened(source, content) as file:
            head = "".join(itertools.takewhile(lambda line: not line.startswith("chapters:"), file))
        said = yaml.safe_load(head) if recognised(head) else {"narrator": {}}
        host = said["narrator"].get("same-as")
        voice = (said["cast"][host] if host else said["narrator"]).get("voice", {})
    except (
        OSError,
        ValueError,
        AttributeError,
        yaml.YAMLError,
        LookupError,
        TypeError,
        RecursionError,
        InputError,
    ):  # AttributeError: `!!timestamp x`
        return ""  # whatever is wrong is said when all of it is read
    return str(next(iter(voice))) if isinstance(voice, dict) and len(voice) == 1 else ""


def load(text: str, source: Path, casting: Casting) -> Script:
    """The script written in `text`, the content of `source`. Raises InputError with the line of a mistake.

    Voices for another engine than the script names are cast anew, by `casting`.
    """
    checks.version(text, source)
    try:
        file = _converted(text, source)
        if file is None or not any(any(turn.says) for chapter in file.chapters for turn in chapter.turns):
            raise InputError(
                tr("Has no turns."), place=Where(source), remedy=tr("Write the script anew: turncast script --write.")
            )
        turns, chapters = _turns(file)
        checks.speakers(file, casting.config.cast, text, source)
        cast = _cast(file, turns, casting, text, source)
    except ConfigError as error:
        if error.place and error.place.file == source:
            raise InputError(error.problem, place=error.place, remedy=error.remedy) from None
        raise
    return Script(
        slug=slug(file.slug, source.stem),
        title=file.title or source.stem,
        date=checks.date(file, text, source),
        language=file.language,
        source_url=file.source.url,
        publisher=file.source.publisher,
        speakers=cast.speakers,
        narrator=cast.narrator,
        narrated_by=cast.narrated_by,
        opening=tuple(_opening(file)),
        chapters=chapters,
        turns=turns,
        accounting=_accounting(file, turns),
        doubts=cast.doubts,
        disclosure=file.disclosure,
        front_matter=tuple(file.front_matter.items()),
    )


def _converted(text: str, source: Path) -> File | None:
    """`text` by the schema. Raises ConfigError, InputError for a text that wants quotes."""
    try:
        return strict.convert(text, source, File, MOST)
    except ConfigError as error:
        raise checks.unquoted(text, source) or error from None


def _accounting(file: File, turns: Sequence[Turn]) -> Accounting:
    """The transcript's, with what was said more or less since; the script's own where it has none of a transcript."""
    counted = file.accounting
    unspoken = tuple(Unspoken(piece.line, piece.text, piece.reason) for piece in counted.unspoken)
    silent = sum(len(piece.text) for piece in unspoken)
    said = build.said_chars(turns)
    known = counted.said_chars and counted.source_chars >= silent
    spoken = max(counted.source_chars - silent + said - counted.said_chars, said) if known else said
    return Accounting(spoken + silent, spoken, unspoken)


def _opening(file: File) -> Iterator[Utterance]:
    utterances = [_utterance(said, file.language) for said in file.opening]
    for number, (said, utterance) in enumerate(zip(file.opening, utterances, strict=True)):
        usual = opening_pause(number, len(utterances), file.pauses)
        yield dataclasses.replace(utterance, pause_after_s=_own_pause(said, usual))


def _turns(file: File) -> tuple[tuple[Turn, ...], tuple[Chapter, ...]]:
    """Empty turns are left out, and chapters without turns."""
    entries = [(number, e) for number, chapter in enumerate(file.chapters) for e in chapter.turns if any(e.says)]
    used = sorted({number for number, _ in entries})
    firsts = {number: next(i for i, (n, _) in enumerate(entries) if n == number) for number in used}
    chapters = tuple(Chapter(file.chapters[number].title, firsts[number]) for number in used)
    neighbours = [
        Neighbour(entry.speaker, _kind(entry), i in firsts.values() and i > 0) for i, (_, entry) in enumerate(entries)
    ]
    turns = []
    for i, (number, entry) in enumerate(entries):
        after = neighbours[i + 1] if i + 1 < len(entries) else None
        paragraphs, lines = _said(entry, file.language)
        timed = build.timed(paragraphs, file.pauses, neighbours[i], after)
        utterances = tuple(
            dataclasses.replace(utterance, pause_after_s=_own_pause(line, utterance.pause_after_s))
            for line, utterance in zip(lines, timed, strict=True)
        )
        text = build.printed(paragraphs)
        turns.append(Turn(entry.speaker, _kind(entry), used.index(number), text, utterances, entry.line))
    return tuple(turns), chapters


def _kind(entry: TurnEntry) -> Kind:
    return entry.kind or ("speech" if entry.speaker else "note")


def _said(entry: TurnEntry, language: str) -> tuple[list[list[Utterance]], list[str | UtteranceEntry]]:
    """The utterances by paragraph, and the lines they were written on."""
    paragraphs: list[list[Utterance]] = [[]]
    for said in entry.says:
        if said is None:
            paragraphs.append([])
        else:
            paragraphs[-1].append(_utterance(said, language))
    return [paragraph for paragraph in paragraphs if paragraph], [said for said in entry.says if said is not None]


def _utterance(said: str | UtteranceEntry, language: str) -> Utterance:
    line = said if isinstance(said, UtteranceEntry) else UtteranceEntry(text=said)
    spoken = line.language or sentences.language_of(line.text, language)
    return Utterance(line.text, 0.0, spoken, line.caption, line.notice)


def _own_pause(said: str | UtteranceEntry, usual_s: float) -> float:
    return said.pause if isinstance(said, UtteranceEntry) and said.pause is not None else usual_s


def _cast(file: File, turns: Sequence[Turn], casting: Casting, text: str, source: Path) -> Cast:
    """Everybody's voice: as the file says, else as the configuration says, else from the pool."""
    said: dict[str, str] = {name: "" for name in file.cast}
    for turn in turns:
        if turn.speaker:
            said[turn.speaker] = said.get(turn.speaker, "") + turn.text
    narrated = "\n".join(turn.text for turn in turns if turn.speaker is None)
    config = casting.config
    cast = {name: _merged(file.cast.get(name), config.cast.get(name, Member()), casting.engine) for name in said}
    narrator = _merged(file.narrator, config.narrator, casting.engine)
    config = msgspec.structs.replace(config, cast=cast, narrator=narrator)
    parts = [
        Part(
            name,
            sentences.language_of(text, file.language),
            gender=gender(name) or by_pronouns(name, list(said), narrated),
        )
        for name, text in said.items()
        if text
    ]
    try:
        made = dataclasses.replace(casting, config=config).cast(parts, file.language)
    except ConfigError as error:
        if any(casting.engine in member.voice for member in file.cast.values()):
            error.at(place_in(text, source, *error.key))
        raise
    speakers = tuple(
        dataclasses.replace(each, origin="script")
        if casting.engine in file.cast.get(each.name, Member()).voice
        else each
        for each in made.speakers
    )
    named = casting.engine in file.narrator.voice or file.narrator.same_as
    return dataclasses.replace(made, speakers=speakers, narrated_by="script" if named else made.narrated_by)


_Part = TypeVar("_Part", bound=Member)


def _merged(member: _Part | None, usual: _Part, engine: str) -> _Part:
    """`member`, with the voice the configuration gives where the script names none for `engine`."""
    said = member is not None and (engine in member.voice or (isinstance(member, Narrator) and bool(member.same_as)))
    if member is not None and (said or usual == type(usual)()):
        return member
    role = member.role if member else ""
    return msgspec.structs.replace(usual, role=role or usual.role)
