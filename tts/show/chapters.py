"""Chapters: one list on the millisecond for the ID3 tag, `chapters.json` and the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tts.master.model import ChapterMark
from tts.show.captions import readable
from tts.show.indented import indented
from tts.show.model import Listing

VERSION = "1.2.0"
"""Of the Podcasting 2.0 JSON chapters format."""


def on_the_millisecond(marks: Sequence[ChapterMark], duration_s: float, entry: Listing) -> tuple[ChapterMark, ...]:
    """`marks` as ID3 can say them: whole milliseconds, inside the episode, each ending where the next starts; with the
    links and pictures that `entry` gives them."""
    links, images = dict(entry.chapter_links), dict(entry.chapter_images)
    limit = int(duration_s * 1000)
    starts = [min(limit, round(mark.start_s * 1000)) for mark in marks]
    ends = [*starts[1:], limit]
    return tuple(
        ChapterMark(
            " ".join(readable(mark.title).split()),
            start / 1000,
            end / 1000,
            links.get(number, ""),
            images.get(number, ""),
        )
        for number, (mark, start, end) in enumerate(zip(marks, starts, ends, strict=True), 1)
    )


def json(chapters: Sequence[ChapterMark], title: str, show: str) -> Iterator[bytes]:
    """`chapters.json`, type `application/json+chapters`, in parts."""
    return indented({"version": VERSION, "title": title, "podcastName": show, "chapters": [*map(_entry, chapters)]})


def _entry(chapter: ChapterMark) -> dict[str, float | str]:
    addresses = {"url": chapter.link, "img": chapter.image}
    told = {key: address for key, address in addresses.items() if address}
    return {"startTime": chapter.start_s, "title": chapter.title, **told}
