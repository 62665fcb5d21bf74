"""One clip as one file: a 16-bit mono WAV that carries its word boundaries and proves that it is whole.

After the sound stand two chunks of our own, which players skip: `turn` (JSON: the clip's key and words) and
`sha2` (SHA-256 of every byte before that chunk). One file, so that one rename makes it appear, whoever else writes it.
"""

from __future__ import annotations

import hashlib
import io
import json
import struct
import wave
from pathlib import Path

from tts.audio import Samples, Speech, Word
from tts.errors import TurncastError
from tts.speech.model import Clip

_DIGEST_BYTES = 32
_TAIL_BYTES = 8 + _DIGEST_BYTES
"""The `sha2` chunk with its header; always the last thing in the file."""


class DamagedClipError(TurncastError):
    """The bytes are not what was once written. Never reaches the user: the clip is made again."""


def encode(key: str, speech: Speech) -> bytes:
    """The file for `speech`. Samples outside -1.0 to 1.0 are clipped."""
    import numpy as np

    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(speech.rate)
        file.writeframes(np.round(np.clip(speech.samples, -1.0, 1.0) * 32767.0).astype("<i2").tobytes())
    words = [(word.text, word.start_s, word.end_s) for word in speech.words]
    note = json.dumps({"key": key, "words": words}, ensure_ascii=False, separators=(",", ":")).encode()
    note += b" " * (len(note) % 2)  # RIFF chunks have even lengths
    body = buffer.getvalue() + struct.pack("<4sI", b"turn", len(note)) + note
    body = body[:4] + struct.pack("<I", len(body) + _TAIL_BYTES - 8) + body[8:]
    return body + struct.pack("<4sI", b"sha2", _DIGEST_BYTES) + hashlib.sha256(body).digest()


def decode(key: str, data: bytes, path: Path) -> Clip:
    """The clip in `data`, which lies at `path`. Raises DamagedClipError unless every byte is as `encode` wrote it."""
    body, tail = data[:-_TAIL_BYTES], data[-_TAIL_BYTES:]
    if tail[:4] != b"sha2" or hashlib.sha256(body).digest() != tail[8:]:
        raise DamagedClipError("The checksum does not match.")
    with wave.open(io.BytesIO(data)) as file:
        rate, samples = file.getframerate(), file.getnframes()
    # 44 bytes of header, as `wave` writes it, then two bytes a sample, then our chunk.
    note = json.loads(body[44 + 2 * samples + 8 :])
    if note["key"] != key:
        raise DamagedClipError(f"It is the clip {note['key']}.")
    return Clip(key, path, rate, samples, tuple(Word(*word) for word in note["words"]))


def samples_of(clip: Clip) -> Samples:
    """The clip's sound, float32, -1.0 to 1.0."""
    import numpy as np

    with wave.open(str(clip.path)) as file:
        frames = file.readframes(file.getnframes())
    return np.frombuffer(frames, "<i2").astype(np.float32) / np.float32(32767.0)
