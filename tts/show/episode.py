"""The episode's folder: everything in it made from the script, the mastered audio and the show's settings."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from tts.language import tr
from tts.master.model import Tags
from tts.show import captionfiles, chapters, cover, reading
from tts.show.captions import Caption, captions
from tts.show.chapters import on_the_millisecond
from tts.show.earlier import belongings
from tts.show.edition import Edition
from tts.show.folder import whole_folder
from tts.show.listing import listing
from tts.show.model import NAME, PAGE, Amended, CueMark, Episode, Listing
from tts.show.player import episode_page_parts, page_base
from tts.show.record import amended_of, as_json, describe, episode_of, labels_of
from tts.show.slugs import check_slug
from tts.show.sound import tags_of, write_sound

_log = logging.getLogger(__name__)


def write(edition: Edition, out: Path, tag: Callable[[Path, Tags], None]) -> Path:
    """Write `out/<slug>/`, whole or not at all, and return it.

    `tag` writes the ID3 tag into the file at a path, which it creates if need be, as `tts.master.tags.tag` does.
    Raises WriteError (the disk will not have it) and InputError (front matter that no feed can carry).
    """
    script, mastered, show = edition.script, edition.mastered, edition.config.show
    check_slug(script.slug)
    target = out / script.slug
    belongings(target)  # before anything is written
    amended = amended_of(target)
    entry = _as_amended(listing(script), amended, target)
    marks = on_the_millisecond(mastered.chapters, mastered.duration_s, entry)
    shown = captions(mastered.cues, mastered.duration_s, script.language)
    people = tuple(speaker.name for speaker in script.speakers)
    jpeg = cover.drawn(cover.Artwork(script.slug, show.title, script.title, people))
    labels = labels_of(edition)
    tags = tags_of(edition, jpeg, marks, entry.number, labels)
    with whole_folder(target, lambda: belongings(target)) as folder:
        audio, alternates = write_sound(edition, tags, folder, tag)
        episode = episode_of(edition, audio, marks, entry, labels)
        names = [*(alternate.name for alternate in alternates), *_write_texts(_texts(edition, episode, shown), folder)]
        for name, image in (("cover.jpg", jpeg), ("cover-small.jpg", cover.small(jpeg))):
            (folder / name).write_bytes(image)
            names.append(name)
        files = tuple(describe(folder / name) for name in sorted(names))
        cues = tuple(CueMark(one.start_s, one.end_s, one.speaker, one.text, one.turn, one.sentence) for one in shown)
        episode = dataclasses.replace(episode, cues=cues, files=files, alternates=alternates, amended=amended)
        with (folder / NAME).open("wb") as file:
            file.writelines(as_json(episode))
        with (folder / PAGE).open("w", encoding="utf-8") as page:
            page.writelines(episode_page_parts(episode, show, page_base(show.base_url)))
    return target


def _as_amended(entry: Listing, amended: Amended, target: Path) -> Listing:
    """`entry` with what `turncast episode` changed; where the front matter says otherwise, that is told."""
    if amended.published and entry.published not in ("", amended.published):
        _log.warning(
            tr(
                "{episode} stays dated {date}, as `turncast episode date` said; its front matter says {other}.",
                episode=target.name,
                date=amended.published,
                other=entry.published,
            )
        )
    return dataclasses.replace(entry, guid=amended.guid or entry.guid, published=amended.published or entry.published)


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
