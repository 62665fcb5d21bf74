"""The episode's folder: everything in it made from the script, the mastered audio and the show's settings."""

from __future__ import annotations

import dataclasses
import hashlib
import math
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tts import __version__
from tts.config.schema import Config, Signing
from tts.errors import InputError, Place, WriteError
from tts.master.c2pa_seal import SEALED, Seal, named, self_made
from tts.master.labels import AigcLabel, aigc, number_of
from tts.master.model import ChapterMark, Mastered, Tags
from tts.script.model import Line, Script, Speaker
from tts.show import captionfiles, chapters, cover, notes, reading
from tts.show.captions import Caption, captions, readable
from tts.show.chapters import on_the_millisecond
from tts.show.folder import whole_folder, writing
from tts.show.indented import indented
from tts.show.listing import listing
from tts.show.model import (
    NAME,
    PAGE,
    CueMark,
    EngineRecord,
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
from tts.show.player import episode_page_parts
from tts.show.slugs import check_slug
from tts.show.types import mime_type

_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same audio in another format."""

    suffix: str
    """Tells the format: `.m4b`, `.opus`."""
    title: str
    """What a listener calls it, e.g. `Audiobook (AAC)`; at most 32 characters."""
    encode: Callable[[Path, Tags], None]
    """Writes it, tags and all, to a path; as `tts.master.formats` does from the samples kept."""


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything an episode's folder is made from."""

    mastered: Mastered
    """Its MP3 is copied, not moved."""
    script: Script
    script_yaml: str
    """The script as the script stage writes it, or as it was edited."""
    config: Config
    engine: EngineRecord
    alternates: tuple[Alternate, ...] = ()
    split: tuple[Line, ...] = ()
    """Lines that were put together from parts."""
    edited: bool = False
    """Whether its source is the script.yaml in its own folder."""


def write(edition: Edition, out: Path, tag: Callable[[Path, Tags], None]) -> Path:
    """Write `out/<slug>/`, whole or not at all, and return it.

    `tag` writes the ID3 tag into the file at a path, which it creates if need be, as `tts.master.tags.tag` does.
    Raises WriteError (the disk will not have it) and InputError (front matter that no feed can carry).
    """
    script, mastered, show = edition.script, edition.mastered, edition.config.show
    check_slug(script.slug)
    target = out / script.slug
    belongings(target)  # before anything is written
    entry = listing(script)
    marks = on_the_millisecond(mastered.chapters, mastered.duration_s)
    shown = captions(mastered.cues, mastered.duration_s, script.language)
    people = tuple(speaker.name for speaker in script.speakers)
    jpeg = cover.drawn(cover.Artwork(script.slug, show.title, script.title, people))
    seal = _seal(edition)
    with whole_folder(target, lambda: belongings(target)) as folder:
        audio = folder / f"{script.slug}.mp3"
        labels = _labels(edition)
        tags = _tags(edition, jpeg, marks, entry.number, labels)
        # First the tag, then the sound: a tag put before the sound would move all of it once more.
        reserved, fill = seal.room() if seal else (b"", None)
        tag(audio, dataclasses.replace(tags, statement=reserved))
        with mastered.mp3.open("rb") as frames, audio.open("ab") as file:
            shutil.copyfileobj(frames, file, _MB)
        if fill:
            fill(audio)
        alternates = _write_alternates(edition, tags, folder, seal)
        episode = dataclasses.replace(_episode(edition, audio, marks, entry), labels=labels)
        texts = _texts(edition, episode, shown)
        names = [*(alternate.name for alternate in alternates), *_write_texts(texts, folder)]
        for name, image in (("cover.jpg", jpeg), ("cover-small.jpg", cover.small(jpeg))):
            (folder / name).write_bytes(image)
            names.append(name)
        files = tuple(describe(folder / name) for name in sorted(names))
        cues = tuple(CueMark(one.start_s, one.end_s, one.speaker, one.text, one.turn) for one in shown)
        episode = dataclasses.replace(episode, cues=cues, files=files, alternates=alternates)
        with (folder / NAME).open("wb") as file:
            file.writelines(
                indented({field.name: getattr(episode, field.name) for field in dataclasses.fields(episode)})
            )
        with (folder / PAGE).open("w", encoding="utf-8") as page:
            page.writelines(episode_page_parts(episode, show, page_base(show.base_url)))
    return target


class ForeignFolderError(WriteError):
    """What stands where an episode's folder should is somebody's own, or another episode's."""


def belongings(target: Path) -> set[str]:
    """The names in `target` that the next build of this episode may replace: those that its episode.json lists.

    Empty where there is nothing yet. Raises ForeignFolderError for whatever is not a folder of this very episode.
    """
    with writing(target):
        if not os.path.lexists(target) or (target.is_dir() and not target.is_symlink() and not any(target.iterdir())):
            return set()
    try:
        before = None if target.is_symlink() or not target.is_dir() else read(target)
    except InputError:
        before = None
    if before is None or before.slug != target.name:
        raise ForeignFolderError(
            f"This is not a folder of the episode `{target.name}`, and building would replace it.",
            place=Place(target),
            remedy="Move it elsewhere, name another folder with --out, or give the transcript another `slug:`.",
        )
    return before.names


def _write_texts(texts: Iterable[tuple[str, Iterable[bytes]]], folder: Path) -> Iterator[str]:
    """Write each; its name."""
    for name, parts in texts:
        with (folder / name).open("wb") as file:
            file.writelines(parts)
        yield name


def _texts(edition: Edition, episode: Episode, shown: Sequence[Caption]) -> Iterator[tuple[str, Iterable[bytes]]]:
    """(file name, its content in parts) of what is read beside the sound: of ten hours all would take 8 MB."""
    language, title = edition.script.language, edition.script.title
    yield "chapters.json", chapters.json(episode.chapters, title, edition.config.show.title)
    yield "transcript.vtt", map(str.encode, captionfiles.vtt(shown, language))
    yield "transcript.srt", map(str.encode, captionfiles.srt(shown))
    yield "transcript.json", captionfiles.json(shown, language)
    yield "script.yaml", [edition.script_yaml.encode()]
    yield "transcript.html", map(str.encode, reading.page(episode))
    yield "transcript.md", map(str.encode, reading.markdown(episode))


def _episode(edition: Edition, audio: Path, marks: tuple[ChapterMark, ...], entry: Listing) -> Episode:
    """All but its cues and files."""
    script, mastered, config = edition.script, edition.mastered, edition.config
    return Episode(
        turncast=__version__,
        slug=script.slug,
        title=_line(script.title),
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
        narrator=_person(Speaker("", "narrator", script.narrator), script, mastered),
        speakers=tuple(_person(speaker, script, mastered) for speaker in script.speakers),
        chapters=marks,
        turns=_turns(script, mastered),
        cues=(),
        accounting=script.accounting,
        doubts=tuple(str(doubt) for doubt in script.doubts),
        split=tuple(SplitRecord(line.turn, line.utterance.text) for line in edition.split),
        listing=entry,
    )


def _labels(edition: Edition) -> Labels:
    config = edition.config
    producer = config.show.producer or config.show.author
    with edition.mastered.mp3.open("rb") as file:
        number = number_of(hashlib.file_digest(file, "sha256").digest())
    return Labels(config.labels, _line(producer), number, config.sound.rhythm, bool(config.c2pa))


def _seal(edition: Edition) -> Seal | None:
    """What signs the files, if voices.yaml wants them signed. Raises ConfigError."""
    config = edition.config
    if not config.c2pa:
        return None
    own = config.c2pa if isinstance(config.c2pa, Signing) else Signing()
    known = named(Path(own.certificate), Path(own.key)) if own.certificate else self_made(config.show.author)
    return Seal(known, _line(edition.script.title), __version__)


def _tags(edition: Edition, jpeg: bytes, marks: tuple[ChapterMark, ...], number: int, labels: Labels) -> Tags:
    script, show = edition.script, edition.config.show
    return Tags(
        title=_line(script.title),
        album=_line(show.title),
        artist=_line(show.author or show.title),
        date=script.date,
        language=script.language,
        comment=readable(notes.comment(script)),
        source_url=script.source_url,
        cover=jpeg,
        chapters=marks,
        lyrics=readable(notes.lyrics(script.turns, script.language)),
        track=number,
        aigc=aigc(AigcLabel(labels.producer, labels.number)) if labels.regions else "",
    )


def _line(text: str) -> str:
    return " ".join(readable(text).split())


def _write_alternates(edition: Edition, tags: Tags, folder: Path, seal: Seal | None) -> tuple[FileRecord, ...]:
    """The alternates as they lie in `folder` now, sorted by name."""
    written = []
    for alternate in sorted(edition.alternates, key=lambda one: one.suffix):
        path = folder / f"{edition.script.slug}{alternate.suffix}"
        alternate.encode(path, tags)
        if seal and path.suffix in SEALED:
            seal.seal(path)
        plain = describe(path)
        bitrate = round(plain.size * 8 / edition.mastered.duration_s)
        written.append(dataclasses.replace(plain, title=alternate.title, bitrate_bps=bitrate))
    return tuple(written)


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


def _person(speaker: Speaker, script: Script, mastered: Mastered) -> PersonRecord:
    spoken = [
        end - start
        for turn, (start, end) in zip(script.turns, mastered.turns, strict=True)
        if (turn.speaker or "") == speaker.name
    ]
    level = dict(mastered.loudness.speakers_lufs).get(speaker.name)
    return PersonRecord(
        name=speaker.name,
        role=speaker.role,
        voice=speaker.voice,
        loudness_lufs=None if level is None or not math.isfinite(level) else round(level, 2),
        spoken_s=round(sum(spoken), 3),
        turns=len(spoken),
    )


def _turns(script: Script, mastered: Mastered) -> tuple[TurnMark, ...]:
    return tuple(
        TurnMark(turn.speaker, turn.kind, turn.chapter, round(start, 3), round(end, 3), turn.text)
        for turn, (start, end) in zip(script.turns, mastered.turns, strict=True)
    )


def sha256(path: Path) -> str:
    """Of the file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def describe(path: Path) -> FileRecord:
    """What `episode.json` says of a file beside it."""
    return FileRecord(path.name, mime_type(path.name).partition(";")[0], path.stat().st_size, sha256(path))


def page_base(base_url: str) -> str:
    """`base_url` as the pages take it: with a slash at its end, or empty."""
    return base_url.rstrip("/") + "/" if base_url else ""


def read(folder: Path) -> Episode:
    """The episode in `folder`. Raises InputError when there is none, or its `episode.json` is not one."""
    path = folder / NAME
    try:
        return msgspec.json.decode(path.read_bytes(), type=Episode)
    except FileNotFoundError:
        raise InputError(
            "No episode.json here.", place=Place(folder), remedy="Name an episode's folder, or build it again."
        ) from None
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(
            f"Not an episode: {error}.",
            place=Place(path),
            remedy="Move this folder elsewhere, and build the episode again.",
        ) from None
