"""The same audio in other formats: M4B for audiobook players, Opus for a third of the size; chapters and cover inside.

Encoded from the samples that went into the MP3 (kept as FLAC while an episode is built), so nothing is lossy twice.
"""

from __future__ import annotations

import base64
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any

import av
import mutagen.flac
import mutagen.mp4
import mutagen.oggopus
import numpy as np

from tts.audio import Pcm
from tts.clock import timestamp
from tts.master import labels
from tts.master.model import Tags
from tts.master.units import RATE
from tts.store import unwritable

M4B_BITRATE = 96_000
"""AAC-LC, bit/s: as the MP3."""
OPUS_BITRATE = 40_000
"""Opus, bit/s: transparent for one voice at 32 kbit/s and above (RFC 7587 recommends 28 to 40 for full-band speech)."""
_OPUS_RATE = 48_000
_AUDIOBOOK = 2
"""`stik`: the media kind under which Apple's players keep their place."""
_COVER_FRONT = 3


class LosslessFile:
    """16-bit FLAC at `RATE`, written as the pieces come. Use with `with`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._at = 0

    def __enter__(self) -> LosslessFile:
        self._container = _create(self.path, "flac")
        self._stream: Any = self._container.add_stream("flac", rate=RATE, layout="mono")
        return self

    def append(self, pcm: Pcm) -> None:
        """Write the next samples."""
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(pcm, np.int16)[None, :], format="s16", layout="mono")
        frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), self._at
        self._container.mux(self._stream.encode(frame))
        self._at += len(pcm)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._container.mux(self._stream.encode(None))
        self._container.close()


def encode_m4b(source: Path, out: Path, tags: Tags) -> None:
    """`source` (a LosslessFile, or any sound) as AAC in MP4 with chapters, cover and tags. Raises WriteError."""
    options = {"movflags": "+faststart", "fflags": "+bitexact", "brand": "M4B "}
    with _create(out, "mp4", options) as container:
        stream = container.add_stream("aac", rate=RATE, layout="mono")
        stream.bit_rate = M4B_BITRATE
        container.set_chapters(
            [
                {
                    "id": index,
                    "start": round(mark.start_s * 1000),
                    "end": round(mark.end_s * 1000),
                    "time_base": Fraction(1, 1000),
                    "metadata": {"title": _short(mark.title)},
                }
                for index, mark in enumerate(tags.chapters)
            ]
        )
        _transcode(source, container, stream, RATE, "fltp")
    _tag_m4b(out, tags)


def encode_opus(source: Path, out: Path, tags: Tags) -> None:
    """`source` as Opus in Ogg with chapters, cover and tags. Raises WriteError."""
    with _create(out, "ogg", {"fflags": "+bitexact"}) as container:
        stream = container.add_stream("libopus", rate=_OPUS_RATE, layout="mono")
        stream.bit_rate = OPUS_BITRATE
        stream.codec_context.options = {"application": "audio"}
        _transcode(source, container, stream, _OPUS_RATE, "flt")
    _tag_opus(out, tags)


def _short(title: str) -> str:
    """As much of `title` as a chapter of MP4 holds: FFmpeg cuts at 255 bytes, through the middle of a character."""
    return title.encode()[:255].decode(errors="ignore")


def _create(path: Path, container_format: str, options: dict[str, str] | None = None) -> Any:
    try:
        path.touch()  # FFmpeg opens it only when the first sound comes
        return av.open(str(path), "w", format=container_format, options=options or {})
    except (av.FFmpegError, OSError) as error:
        raise unwritable(path, error) from error


def _transcode(source: Path, container: Any, stream: Any, rate: int, sample_format: str) -> None:
    resampler = av.AudioResampler(
        format=sample_format, layout="mono", rate=rate, frame_size=stream.codec_context.frame_size
    )
    with av.open(str(source)) as decoded:
        for frame in decoded.decode(audio=0):
            for part in resampler.resample(frame):
                container.mux(stream.encode(part))
    for part in resampler.resample(None):
        container.mux(stream.encode(part))
    container.mux(stream.encode(None))


def _tag_m4b(path: Path, tags: Tags) -> None:
    file: Any = mutagen.mp4.MP4(path)
    file["\xa9nam"], file["\xa9alb"], file["\xa9ART"] = tags.title, tags.album, tags.artist
    file["\xa9gen"], file["\xa9cmt"], file["stik"] = tags.genre, tags.comment, [_AUDIOBOOK]
    if tags.date:
        file["\xa9day"] = tags.date
    if tags.track:
        file["trkn"] = [(tags.track, 0)]
    if tags.lyrics:
        file["\xa9lyr"] = tags.lyrics
    if tags.aigc:
        file[labels.MP4_KEY] = mutagen.mp4.MP4FreeForm(tags.aigc.encode(), mutagen.mp4.AtomDataType.UTF8)
    if tags.cover:
        cover: Any = mutagen.mp4.MP4Cover
        file["covr"] = [cover(tags.cover, imageformat=cover.FORMAT_JPEG)]
    file.save(padding=lambda _: 0)


def _tag_opus(path: Path, tags: Tags) -> None:
    file: Any = mutagen.oggopus.OggOpus(path)
    fields = {
        "title": tags.title,
        "album": tags.album,
        "artist": tags.artist,
        "date": tags.date,
        "genre": tags.genre,
        "comment": tags.comment,
        "contact": tags.source_url,
        "lyrics": tags.lyrics,
        "tracknumber": str(tags.track or ""),
        labels.KEY: tags.aigc,
    }
    for key, value in fields.items():
        if value:
            file[key] = value
    for index, mark in enumerate(tags.chapters):
        file[f"chapter{index:03}"] = timestamp(mark.start_s)
        file[f"chapter{index:03}name"] = mark.title
    if tags.cover:
        picture: Any = mutagen.flac.Picture()
        picture.type, picture.mime, picture.data = _COVER_FRONT, "image/jpeg", tags.cover
        file["metadata_block_picture"] = base64.b64encode(picture.write()).decode("ascii")
    file.save(padding=lambda _: 0)
