"""The Info frame: a silent first frame that tells players the exact length, where to seek, and what to leave out.

lameenc writes none. The fields are those of Xing's header and of LAME's extension to it, in the order of LAME's
VbrTag.c; players that know neither play 26 ms of silence.
"""

from __future__ import annotations

import struct

from fastcrc import crc16

from tts.master.mp3 import frame_bytes
from tts.master.units import ENCODER_DELAY

_SIDE_INFO_BYTES = 17
"""Bytes of side information in a mono MPEG-1 frame (ISO 11172-3)."""
_CONTENT_BYTES = 4 + _SIDE_INFO_BYTES + 120 + 36
_ALL_FIELDS = 0x0F
"""Frames, bytes, seek table and quality are there."""
_QUALITY = 57
"""LAME's scale: 100 - 10 × VBR quality (4, its default) - 3, for `-q 3`."""
_HEADER_VERSION = b"LAME3.100"
"""The release whose header this is; the encoder may be newer (lameenc 1.9 says LAME4.0 in its frames)."""
_CBR = 1
_ATH_TYPE = 4
"""LAME's default hearing threshold, with its psychoacoustic model (bit 4)."""
_BITRATE_CODE = {32: 1, 40: 2, 48: 3, 56: 4, 64: 5, 80: 6, 96: 7, 112: 8, 128: 9, 160: 10, 192: 11}


def audio_crc(frames: bytes, before: int = 0) -> int:
    """CRC-16 of `frames` behind frames whose CRC is `before`."""
    return int(crc16.arc(frames, before))


def info_frame_bytes(bitrate_kbps: int) -> int:
    """How long the frame is for audio of `bitrate_kbps`."""
    return frame_bytes(_header(bitrate_kbps))


def info_frame(bitrate_kbps: int, frames: int, audio_bytes: int, crc: int, padding: int) -> bytes:
    """The frame to stand before `frames` frames of `audio_bytes` bytes in all, whose CRC-16 is `crc`.

    `padding`: samples at the end that are not part of the episode, the decoder's delay included.
    """
    header = _header(bitrate_kbps)
    size = frame_bytes(header)
    total = size + audio_bytes
    seek = bytes((size + audio_bytes * percent // 100) * 256 // total for percent in range(100))
    body = header + bytes(_SIDE_INFO_BYTES)
    body += b"Info" + struct.pack(">III", _ALL_FIELDS, frames, total) + seek + struct.pack(">I", _QUALITY)
    body += _HEADER_VERSION + bytes([_CBR, _low_pass(bitrate_kbps)]) + bytes(8)  # no peak, no replay gain
    body += bytes([0x10 | _ATH_TYPE, bitrate_kbps]) + (ENCODER_DELAY << 12 | padding).to_bytes(3, "big")
    body += bytes(4) + struct.pack(">IH", total, crc)
    body += struct.pack(">H", crc16.arc(body))
    return body.ljust(size, b"\0")


def _header(bitrate_kbps: int) -> bytes:
    """A frame header of the audio's own bit rate, or of the lowest at which the fields have room."""
    rate = next(rate for rate in _BITRATE_CODE if rate >= bitrate_kbps and 144_000 * rate // 44_100 >= _CONTENT_BYTES)
    return bytes([0xFF, 0xFB, _BITRATE_CODE[rate] << 4, 0xC4])  # unprotected, 44.1 kHz, mono, original


def _low_pass(bitrate_kbps: int) -> int:
    """The cut-off LAME chooses for a mono bit rate, in units of 100 Hz (its optimum_bandwidth table)."""
    table = ((32, 118), (40, 130), (48, 141), (56, 150), (64, 160), (80, 172), (96, 181), (112, 192))
    return next((cut for rate, cut in table if bitrate_kbps <= rate), 200)
