"""`episode.json`: what it says of an edition, and an episode read back from it."""

from __future__ import annotations

import dataclasses
import hashlib
import math
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from tts.config.schema import Member
from tts.errors import InputError, Place, reason
from tts.language import tr
from tts.master.labels import number_of
from tts.master.model import ChapterMark, Mastered
from tts.script.model import Doubt, Script, Speaker
from tts.show import notes
from tts.show.captions import readable
from tts.show.edition import Edition
from tts.show.indented import indented
from tts.show.model import (
    NAME,
    Amended,
    Episode,
    FileRecord,
    Labels,
    Listing,
    LoudnessRecord,
    PersonRecord,
    SourceRecord,
    SplitRecord,
    TurnMark,
)
from tts.show.types import mime_type
from tts.version import __version__


def episode_of(
    edition: Edition, audio: Path, marks: tuple[ChapterMark, ...], entry: Listing, labels: Labels
) -> Episode:
    """What `episode.json` says of `edition`, whose MP3 is `audio`; its cues and files are still to come."""
    script, mastered, config = edition.script, edition.mastered, edition.config
    return Episode(
        turncast=__version__,
        slug=script.slug,
        title=one_line(script.title),
        show=config.show.title,
        author=config.show.author,
        date=script.date,
        language=script.language,
        description=readable(notes.description(script)),
        disclosure=readable(script.disclosure),
        source=SourceRecord(script.source_url, script.publisher, edition.edited),
        audio=audio.name,
        duration_s=round(mastered.duration_s, 3),
        size=audio.stat().st_size,
        sha256=sha256(audio),
        bitrate_kbps=config.sound.bitrate,
        engine=edition.engine,
        loudness=_loudness(edition),
        narrator=_person(Speaker("", "narrator", script.narrator), script, mastered, {}),
        speakers=tuple(_person(speaker, script, mastered, config.cast) for speaker in script.speakers),
        chapters=marks,
        turns=_turns(script, mastered),
        cues=(),
        accounting=script.accounting,
        doubts=tuple(map(_doubted, script.doubts)),
        split=tuple(SplitRecord(line.turn, line.utterance.text) for line in edition.split),
        listing=entry,
        labels=labels,
    )


def labels_of(edition: Edition) -> Labels:
    """How the episode is marked as synthetic speech."""
    config = edition.config
    producer = config.show.producer or config.show.author
    with edition.mastered.mp3.open("rb") as file:
        number = number_of(hashlib.file_digest(file, "sha256").digest())
    return Labels(config.labels, one_line(producer), number, config.sound.rhythm, bool(config.c2pa))


def _doubted(doubt: Doubt) -> str:
    """In English, whoever builds it: nothing in a file depends on the builder's language."""
    where = f"Line {doubt.line}: " if doubt.line else ""
    taken = f"“{doubt.text}” taken as {doubt.taken_as} ({doubt.probability:.0%} sure)"
    return f"{where}{taken}. To settle it: {doubt.settle}"


def one_line(text: str) -> str:
    """`text` as a tag or a feed takes it: printable, in one line."""
    return " ".join(readable(text).split())


def _loudness(edition: Edition) -> LoudnessRecord:
    measured, sound = edition.mastered.loudness, edition.config.sound
    return LoudnessRecord(
        integrated_lufs=_level(measured.integrated_lufs),
        true_peak_dbtp=_level(measured.true_peak_dbtp),
        target_lufs=sound.loudness,
        limit_dbtp=sound.true_peak,
    )


def _level(measured: float) -> float:
    """Two decimals; silence measures minus infinity, which JSON cannot say: -70 is BS.1770's absolute gate."""
    return round(measured, 2) if math.isfinite(measured) else -70.0


def _person(speaker: Speaker, script: Script, mastered: Mastered, cast: Mapping[str, Member]) -> PersonRecord:
    spoken = [
        end - start
        for turn, (start, end) in zip(script.turns, mastered.turns, strict=True)
        if (turn.speaker or "") == speaker.name
    ]
    level = dict(mastered.loudness.speakers_lufs).get(speaker.name)
    member = cast.get(speaker.name, Member())
    return PersonRecord(
        name=speaker.name,
        role=speaker.role,
        voice=speaker.voice,
        loudness_lufs=None if level is None or not math.isfinite(level) else round(level, 2),
        spoken_s=round(sum(spoken), 3),
        turns=len(spoken),
        link=member.link,
        image=member.image,
    )


def _turns(script: Script, mastered: Mastered) -> tuple[TurnMark, ...]:
    return tuple(
        TurnMark(turn.speaker, turn.kind, turn.chapter, round(start, 3), round(end, 3), turn.text)
        for turn, (start, end) in zip(script.turns, mastered.turns, strict=True)
    )


def as_json(episode: Episode) -> Iterator[bytes]:
    """`episode.json`, in parts."""
    return indented({field.name: getattr(episode, field.name) for field in dataclasses.fields(episode)})


def sha256(path: Path) -> str:
    """Of the file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def describe(path: Path) -> FileRecord:
    """What `episode.json` says of a file beside it."""
    return FileRecord(path.name, mime_type(path.name).partition(";")[0], path.stat().st_size, sha256(path))


def read(folder: Path) -> Episode:
    """The episode in `folder`. Raises InputError when there is none, or its `episode.json` is not one."""
    path = folder / NAME
    try:
        return msgspec.json.decode(path.read_bytes(), type=Episode)
    except FileNotFoundError:
        raise InputError(
            tr("No episode.json here."), place=Place(folder), remedy=tr("Name an episode's folder, or build it again.")
        ) from None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(
            tr("Not an episode: {error}.", error=reason(error)),
            place=Place(path),
            remedy=tr("Move this folder elsewhere, and build the episode again."),
        ) from None


def amended_of(folder: Path) -> Amended:
    """What was changed of the episode in `folder` since it was first built; nothing where there is none."""
    try:
        return read(folder).amended
    except InputError:
        return Amended()
