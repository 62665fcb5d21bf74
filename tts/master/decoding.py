"""MP3 frames and sound files back to samples, with FFmpeg's decoders through PyAV."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av

from tts.audio import Samples
from tts.errors import ConfigError, Place, reason
from tts.language import tr
from tts.master.units import RATE


def decode_frames(stream: bytes) -> Iterator[Samples]:
    """Every sample of bare MP3 frames, frame by frame, the decoder's delay included."""
    decoder: Any = av.CodecContext.create("mp3float", "r")
    for packet in [*decoder.parse(stream), *decoder.parse(), None]:
        yield from (frame.to_ndarray()[0] for frame in decoder.decode(packet))


def decode_file(path: Path) -> Iterator[Samples]:
    """A sound file's first audio stream, piece by piece, as mono at `RATE`.

    Raises ConfigError when FFmpeg finds no sound in it: the files come from voices.yaml.
    """
    try:
        with av.open(str(path)) as container:
            resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
            for frame in container.decode(audio=0):
                yield from (part.to_ndarray()[0] for part in resampler.resample(frame))
            yield from (part.to_ndarray()[0] for part in resampler.resample(None))
    except (av.FFmpegError, OSError, IndexError) as error:
        raise ConfigError(
            tr("This is not sound that can be decoded: {error}.", error=reason(error)),
            place=Place(path),
            remedy=tr("Name a sound file, e.g. MP3, FLAC, WAV or Opus."),
        ) from error
