"""Encoded sound from a server → samples, or the certainty that something is missing."""

from __future__ import annotations

import io
from collections import Counter

from tts.audio import Samples
from tts.errors import reason
from tts.language import tr
from tts.speech.engine import BadClipError

_CONSTANT = 0.9
"""Share of equally long packets from which a stream counts as constant bit rate."""

_COMPLETE, _DELAY_S = 0.95, 0.1
"""Share of the length that a file tells of itself which must be there, besides a codec's delay. The length of an MP3
without a header is an estimate from its size."""


def decode(data: bytes) -> tuple[Samples, int]:
    """(mono samples, rate in hertz) of a whole MP3, WAV, FLAC, Opus or AAC file.

    Raises BadClipError unless every byte of it can be decoded. Several channels are mixed.
    """
    import av
    import numpy as np
    from av.audio.fifo import AudioFifo
    from av.audio.resampler import AudioResampler

    sizes: list[int] = []
    whole = AudioFifo()  # frames are joined before numpy sees them: each is a few milliseconds long
    try:
        with av.open(io.BytesIO(data), "r") as container:
            stream = container.streams.audio[0]
            codec, rate = stream.codec_context.name, stream.rate
            told_s = float(stream.duration * stream.time_base) if stream.duration and stream.time_base else 0.0
            for packet in container.demux(stream):
                sizes.append(packet.size)
                for frame in packet.decode():
                    frame.pts = None  # the queue would ask for gapless times, which damaged files do not have
                    whole.write(frame)
            mixer = AudioResampler(format="flt", layout="mono", rate=rate)
            frames = [*mixer.resample(whole.read()), *mixer.resample(None)] if whole.samples else []
            parts = [frame.to_ndarray()[0] for frame in frames]
    except (av.FFmpegError, IndexError, ValueError) as error:  # ValueError: the rate or channels change on the way
        raise BadClipError(
            tr(
                "The {number} bytes of sound cannot be decoded to the end: {error}.",
                number=len(data),
                error=reason(error),
            )
        ) from error
    if codec.startswith("mp3") and _irregular(sizes):
        raise BadClipError(tr("The {number} bytes of MP3 are damaged or end within a frame.", number=len(data)))
    if not parts:
        raise BadClipError(tr("There is no sound in the {number} bytes.", number=len(data)))
    samples = np.concatenate(parts)
    if (codec.startswith("pcm") and _cut(data)) or len(samples) / rate < told_s * _COMPLETE - _DELAY_S:
        raise BadClipError(
            tr("The file says that it is longer than its {read_s:.2f} s of sound.", read_s=len(samples) / rate)
        )
    return samples, rate


def _irregular(sizes: list[int]) -> bool:
    """Whether a constant bit rate stream has a frame of another length: the decoder hides such damage.

    The first frame may hold an encoder's header; a frame may be a byte longer (padding); 0 is the end of the stream.
    """
    sizes = [size for size in sizes[1:] if size]
    if len(sizes) < 2:
        return False
    usual, count = Counter(sizes).most_common(1)[0]
    near = {usual - 1, usual, usual + 1}
    constant = count >= _CONSTANT * len(sizes)
    return constant and (not near.issuperset(sizes) or sizes[-1] < min(sizes[:-1]))


def _cut(data: bytes) -> bool:
    """Whether a WAV file ends before its header says; a streaming server writes 0 or the greatest number."""
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name == b"data":
            return size < 0xFFFFFF00 and at + 8 + size > len(data)
        at += 8 + size + size % 2
    return False
