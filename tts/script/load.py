"""From a source file to a script: the whole stage in one call."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from tts.config.schema import Config
from tts.errors import InputError, Place, UsageError
from tts.language import kept, tr
from tts.script import script_file
from tts.script.cast import Casting, Part
from tts.script.dates import iso_date
from tts.script.formats import binary_format, text_format
from tts.script.formats.blocks import Document, Metadata
from tts.script.likeness import Likeness
from tts.script.model import Doubt, Script
from tts.script.people.gender import by_pronouns, gender
from tts.script.people.persons import by_cast
from tts.script.reasons import INAUDIBLE
from tts.script.slug import slug
from tts.script.source.fetch import address_of, name_of, publishable
from tts.script.source.read import checked_bytes, decode, read_bytes
from tts.script.title import made_title
from tts.script.transcript.model import Transcript
from tts.script.transcript.parse import Settled, parse
from tts.script.unsaid import asides
from tts.script.unsaid.accounting import account
from tts.script.utterances import build, notice, sentences
from tts.text import CONTROL, everyday, one_line, tidy

Earlier: TypeAlias = Callable[[str], Mapping[str, str]]
"""An episode's slug → the voice ids that its last build gave, by name, the narrator's empty."""
_NO_NUMBER = re.compile(r"[/\s]|^.{13}")
"""What no number holds that somebody miswrote."""


def load_script(  # noqa: PLR0913  # the pipeline names each by its keyword
    source: Path,
    config: Config,
    *,
    engine: str,
    voices: Mapping[str, str],
    max_chars: int = 120,
    genders: Mapping[str, str] | None = None,
    likeness: Likeness | None = None,
    blends: bool = False,
    speakers: Sequence[str] = (),
    fetch: bool = False,
    facts: Mapping[str, str] | None = None,
    content: bytes | None = None,
    earlier: Earlier | None = None,
) -> Script:
    """The script of `source`: a transcript in any format, or a script written by `turncast script --write`.

    `voices`: the engine's voice ids → BCP 47 language. `genders`, `likeness`, `blends`: what else is known of its
    voices, and whether it mixes them. `speakers`: names that are speakers in any case.
    `fetch`: whether `source` may be a web address. `facts`: keys of front matter (`title`, `slug`, `date`, `season`,
    `episode`) that stand above the transcript's own. `content`: that of a source in memory; no file is read then, and
    `source` is what it is called. `earlier`: the voices of the episode's last build, which people keep.
    Raises InputError for what is wrong with the source, ConfigError with its key for what is wrong with the cast, and
    UsageError for `facts` of a script file, which says its own.
    """
    data = read_bytes(source, fetch) if content is None else checked_bytes(content, source)
    casting = Casting(config, engine, voices, genders or {}, likeness=likeness or Likeness(), blends=blends)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"#", b"---", b"%YAML", b"turncast-script")):
        text = decode(data, source)
        if script_file.recognised(text):
            if facts:
                key = next(iter(facts))
                raise UsageError(
                    tr("{source} is a script: it says its own `{key}`.", source=source, key=key),
                    remedy=tr("Write it there, without --{key}.", key=key),
                )
            return script_file.load(text, source, casting)
    transcript = load_transcript(source, data, config, speakers, facts or {})
    return _assemble(transcript, source, config, casting, max_chars, earlier)


def load_transcript(
    source: Path,
    data: bytes,
    config: Config,
    speakers: Sequence[str] = (),
    facts: Mapping[str, str] = MappingProxyType({}),
) -> Transcript:
    """What `data`, the content of `source`, says and who says it; `facts` as for `load_script`. Raises InputError."""
    page, cleaned = _cleaned_document(source, data, facts)
    settled = Settled((*config.speakers, *speakers), config.headings, by_cast(config.cast), config.chapters)
    transcript = parse(page, settled)
    if not transcript.turns:
        raise InputError(
            tr("Holds no text to speak."), place=Place(source), remedy=tr("Give a file with the text of an interview.")
        )
    return dataclasses.replace(transcript, doubts=(*cleaned, *transcript.doubts))


def _foreign(said: Metadata) -> tuple[Metadata, tuple[Doubt, ...]]:
    """`said` without what other sites write under our keys, such as a path as `episode:`; what only looks like a slip
    of the pen stays, and is an error where it is read."""
    wrong = [(key, value) for key, value in said.entries if key in ("season", "episode") and _NO_NUMBER.search(value)]
    if not wrong:
        return said, ()
    told = tuple(
        Doubt(0, f"{key}: {value}"[:60], "another site's, left out: it is no number", 0.8, f"--{key} N")
        for key, value in wrong
    )
    return dataclasses.replace(said, entries=tuple(pair for pair in said.entries if pair not in wrong)), told


def _with_facts(said: Metadata, facts: Mapping[str, str]) -> Metadata:
    if not facts:
        return said
    return dataclasses.replace(
        said,
        title=facts.get("title", said.title),
        slug=facts.get("slug", said.slug),
        date=facts.get("date", said.date),
        entries=tuple({**dict(said.entries), **facts}.items()),
    )


def _cleaned(page: Document) -> tuple[Document, tuple[Doubt, ...]]:
    """`page` without the control characters that nobody hears and no XML takes, and the sentence that says so."""
    found = [match.start() for match in CONTROL.finditer(page.text)]
    facts = page.metadata
    facts = dataclasses.replace(
        facts,
        title=one_line(facts.title),
        publisher=tidy(facts.publisher),
        url=tidy(facts.url),
        entries=tuple((tidy(key), "\n".join(map(one_line, value.split("\n")))) for key, value in facts.entries),
    )
    blocks = tuple(
        dataclasses.replace(block, speaker=CONTROL.sub("", block.speaker)) if block.speaker else block
        for block in page.blocks
    )
    page = dataclasses.replace(page, text=CONTROL.sub("\u200b", page.text), blocks=blocks, metadata=facts)
    if not found:
        return page, ()
    line = page.text.count("\n", 0, found[0]) + 1
    one = len(found) == 1
    count = kept("1 control character") if one else kept("{number} control characters", number=len(found))
    return page, (Doubt(line, count, INAUDIBLE, 0.99, kept("take them out of the source")),)


def read_document(source: Path, data: bytes) -> Document:
    """The document in `data`, with what nobody says cut out of its blocks. Raises InputError that names `source`."""
    return _cleaned_document(source, data)[0]


def _cleaned_document(
    source: Path, data: bytes, facts: Mapping[str, str] = MappingProxyType({})
) -> tuple[Document, tuple[Doubt, ...]]:
    page = _read(source, data)
    said, foreign = _foreign(_with_facts(page.metadata, facts))
    page, cleaned = _cleaned(dataclasses.replace(page, metadata=said))
    return asides.cut(dataclasses.replace(page, text=everyday(page.text))), (*foreign, *cleaned)


def _read(source: Path, data: bytes) -> Document:
    """The document in `data`, in whichever format. Raises InputError that names `source`."""
    try:
        archive = binary_format(source.name, data)
        if archive:
            return archive.read(data)
        text = decode(data, source)
        return text_format(source.name, text).read(text)
    except InputError as error:
        raise error.at(Place(source, error.place.line if error.place else None)) from None


def _titled(name: str, people: Sequence[str], language: str) -> tuple[str, tuple[Doubt, ...]]:
    title, doubt = made_title(name, people, language)
    return title, (doubt,)


def _neighbours(transcript: Transcript) -> dict[str, frozenset[str]]:
    """Speaker → those who speak just before or behind, or once more removed."""
    found: dict[str, set[str]] = {person.name: set() for person in transcript.people}
    order = [turn.speaker for turn in transcript.turns if turn.speaker is not None]
    for number, name in enumerate(order):
        for other in order[number + 1 : number + 3]:
            if other != name:
                found[name].add(other)
                found[other].add(name)
    return {name: frozenset(others) for name, others in found.items()}


def _assemble(  # noqa: PLR0913, PLR0917  # all that a script is made from
    transcript: Transcript, source: Path, config: Config, casting: Casting, max_chars: int, earlier: Earlier | None
) -> Script:
    facts = transcript.metadata
    accounting = account(transcript, source)
    address = address_of(source)
    stem = name_of(address) if address else "stdin" if str(source) == "-" else source.stem
    url = publishable(facts.url or address) if address else facts.url
    spoken = [transcript.text[p.start : p.end] for turn in transcript.turns for p in turn.paragraphs]
    language = facts.language or sentences.language_of("\n".join(spoken), "zh")
    named = stem.encode("utf-8", "replace").decode()  # names of files need not be UTF-8
    people = [person.name for person in transcript.people]
    title, untitled = (facts.title, ()) if facts.title else _titled(named, people, language)
    turns = build.turns(transcript, language, config.pauses, max_chars, source)
    said = {person.name: "" for person in transcript.people}
    for turn in turns:
        if turn.speaker is not None:
            said[turn.speaker] += turn.text  # what a script file holds, so that it gives everybody the same voice
    beside = _neighbours(transcript)
    narrated = "\n".join(turn.text for turn in turns if turn.speaker is None)
    parts = [
        Part(
            p.name,
            sentences.language_of(said[p.name], language),
            p.role,
            beside[p.name],
            gender(p.name) or by_pronouns(p.name, people, narrated),
        )
        for p in transcript.people
        if said[p.name]
    ]
    name = slug(facts.slug, stem)
    cast = dataclasses.replace(casting, earlier=earlier(name) if earlier else {}).cast(parts, language)
    opening, disclosure = build.opening(title, language, config, max_chars)
    script = Script(
        slug=name,
        title=title,
        date=facts.date or iso_date(facts.title or named),
        language=language,
        source_url=url,
        publisher=facts.publisher,
        speakers=cast.speakers,
        narrator=cast.narrator,
        narrated_by=cast.narrated_by,
        opening=opening,
        chapters=build.chapters(transcript, language),
        turns=turns,
        accounting=accounting,
        doubts=(*untitled, *transcript.doubts, *cast.doubts),
        disclosure=disclosure,
        front_matter=facts.entries,
    )
    return notice.remind(script, config, max_chars)
