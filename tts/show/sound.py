"""The sound files of an episode's folder, with their tags, labels and seals."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

from tts.config.schema import Signing
from tts.master.c2pa_seal import SEALED, Seal, named, self_made
from tts.master.labels import AigcLabel, aigc
from tts.master.model import ChapterMark, Tags
from tts.show import cover, notes
from tts.show.captions import readable
from tts.show.edition import Edition
from tts.show.model import FileRecord, Labels
from tts.show.record import describe, one_line
from tts.version import __version__

_MB = 1 << 20


def tags_of(edition: Edition, jpeg: bytes, marks: tuple[ChapterMark, ...], number: int, labels: Labels) -> Tags:
    """What the tags of `edition` say; `jpeg` is its cover, `number` its place in the season or 0."""
    script, show = edition.script, edition.config.show
    return Tags(
        title=one_line(script.title),
        album=one_line(show.title),
        artist=one_line(show.author or show.title),
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


def write_sound(
    edition: Edition, tags: Tags, folder: Path, tag: Callable[[Path, Tags], None]
) -> tuple[Path, tuple[FileRecord, ...]]:
    """Write the MP3 and the alternates into `folder`; the MP3's path, and the alternates sorted by name.

    `tag`: as for `tts.show.episode.write`. Raises WriteError, and ConfigError for a certificate that does not sign.
    """
    audio, seal = folder / f"{edition.script.slug}.mp3", _seal(edition)
    reserved, fill = seal.room() if seal else (b"", None)
    # First the tag, then the sound: a tag put before the sound would move all of it once more.
    tag(audio, dataclasses.replace(tags, statement=reserved))
    with edition.mastered.mp3.open("rb") as frames, audio.open("ab") as file:
        shutil.copyfileobj(frames, file, _MB)
    if fill:
        fill(audio)
    return audio, _write_alternates(edition, tags, folder, seal)


def _seal(edition: Edition) -> Seal | None:
    """What signs the files, if voices.yaml wants them signed. Raises ConfigError."""
    config = edition.config
    if not config.c2pa:
        return None
    own = config.c2pa if isinstance(config.c2pa, Signing) else Signing()
    known = named(Path(own.certificate), Path(own.key)) if own.certificate else self_made(config.show.author)
    return Seal(known, one_line(edition.script.title), __version__)


def _write_alternates(edition: Edition, tags: Tags, folder: Path, seal: Seal | None) -> tuple[FileRecord, ...]:
    """The alternates as they lie in `folder` now, sorted by name."""
    written = []
    for alternate in sorted(edition.alternates, key=lambda one: one.suffix):
        path = folder / f"{edition.script.slug}{alternate.suffix}"
        own = dataclasses.replace(tags, cover=cover.small(tags.cover)) if alternate.small_cover else tags
        alternate.encode(path, own)
        if seal and path.suffix in SEALED:
            seal.seal(path)
        plain = describe(path)
        bitrate = round(plain.size * 8 / edition.mastered.duration_s)
        written.append(dataclasses.replace(plain, title=alternate.title, bitrate_bps=bitrate))
    return tuple(written)
