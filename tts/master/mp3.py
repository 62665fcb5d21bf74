"""Constant-bit-rate MP3 in pieces that join sample by sample.

LAME (lameenc) encodes; this module keeps the pieces on the frame grid. A piece begins and ends in digital silence, so
its first frame needs nothing of the bit reservoir and its last leaves nothing in the overlap: its frames put behind
another piece's frames decode to the same samples as by themselves (`tests/master/test_mp3.py` proves it).
"""

from __future__ import annotations

import lameenc
import numpy as np

from tts.audio import Pcm
from tts.config.schema import BITRATES_KBPS
from tts.errors import ConfigError
from tts.language import tr
from tts.master.units import FRAME, RATE

_QUALITY = 3
"""LAME's own default (`lame -q 3`): 0 is best and slowest, 9 the reverse."""
_LOOKAHEAD = 4 * FRAME
"""Silence fed behind a piece, so that all its own frames come out whole before LAME's padding."""


def check_bitrate(bitrate_kbps: int) -> None:
    """Raises ConfigError for a bit rate MPEG-1 Layer III does not have."""
    if bitrate_kbps not in BITRATES_KBPS:
        raise ConfigError(
            tr("`sound.bitrate` is {bitrate_kbps}; MP3 has no such bit rate.", bitrate_kbps=bitrate_kbps),
            remedy=tr("Choose one of {known}.", known=", ".join(map(str, BITRATES_KBPS))),
        )


def scale(bitrate_kbps: int) -> float:
    """What LAME turns everything down by (its presets' `scale`; measured): 0.45 dB, 0.26 dB at 192 kbit/s."""
    return 0.97 if bitrate_kbps >= 192 else 0.95


def encode(pcm: Pcm, bitrate_kbps: int) -> bytes:
    """The frames of one piece: one per `FRAME` samples of `pcm`, whose length is a multiple of that."""
    if len(pcm) % FRAME:
        raise ValueError(f"{len(pcm)} samples are no whole number of frames")
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(bitrate_kbps)
    encoder.set_channels(1)
    encoder.set_in_sample_rate(RATE)
    encoder.set_out_sample_rate(RATE)
    encoder.set_quality(_QUALITY)
    fed = np.concatenate([pcm, np.zeros(_LOOKAHEAD, np.int16)])
    stream = bytes(encoder.encode(np.ascontiguousarray(fed, "<i2"))) + bytes(encoder.flush())
    return stream[: frames_end(stream, len(pcm) // FRAME)]


def frames_end(stream: bytes, count: int) -> int:
    """Where the first `count` frames of `stream` end, in bytes."""
    position = 0
    for _ in range(count):
        position += frame_bytes(stream[position : position + 4])
    return position


def frame_bytes(header: bytes) -> int:
    """Length of the frame that begins with these 4 bytes (MPEG-1 Layer III at 44.1 kHz). ValueError for no header."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xFE != 0xFA or header[2] & 0x0C:
        raise ValueError(f"no MPEG-1 Layer III frame at 44.1 kHz begins with {header.hex()}")
    bitrate = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)[header[2] >> 4]
    padding = header[2] >> 1 & 1
    return 144 * bitrate * 1000 // RATE + padding
