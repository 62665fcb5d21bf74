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
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

from tts.audio import Samples, Speech, Word
from tts.errors import InputError, Place, TurncastError
from tts.speech.model import Clip

_HEADER_BYTES = 44
"""As `wave` writes it; the length of the sound is its last word."""
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
    content = memoryview(data)
    body, tail = content[:-_TAIL_BYTES], content[-_TAIL_BYTES:]
    if bytes(tail[:4]) != b"sha2" or hashlib.sha256(body).digest() != tail[8:]:
        raise DamagedClipError("The checksum does not match.")
    with wave.open(io.BytesIO(data[:_HEADER_BYTES])) as file:
        rate, samples = file.getframerate(), file.getnframes()
    note = json.loads(bytes(body[_note_at(data) :]))
    if note["key"] != key:
        raise DamagedClipError(f"It is the clip {note['key']}.")
    return Clip(key, str(path), rate, samples, KeptWords(str(path)) if note["words"] else ())


def _note_at(header: bytes) -> int:
    """Where the JSON of our chunk begins in the file with this `header`."""
    sound_bytes: int = struct.unpack_from("<I", header, _HEADER_BYTES - 4)[0]
    return _HEADER_BYTES + sound_bytes + 8


class KeptWords(Sequence[Word]):
    """The boundaries in a clip's file, read whenever they are asked for: those of ten hours would take 35 MB."""

    __slots__ = ("_file",)

    def __init__(self, file: str) -> None:
        self._file = file

    def read(self) -> tuple[Word, ...]:
        """Raises InputError when the clip has gone since it was verified."""
        try:
            with Path(self._file).open("rb") as file:
                file.seek(_note_at(file.read(_HEADER_BYTES)))
                note = json.loads(file.read()[:-_TAIL_BYTES])
        except (OSError, ValueError, struct.error) as error:
            raise InputError(
                f"The clip cannot be read: {error}.",
                place=Place(Path(self._file)),
                remedy="Build again: it will be spoken anew.",
            ) from error
        return tuple(Word(*word) for word in note["words"])

    def __iter__(self) -> Iterator[Word]:
        return iter(self.read())

    def __len__(self) -> int:
        return len(self.read())

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, index: int | slice) -> Word | tuple[Word, ...]:
        return self.read()[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.read() == tuple(other)

    def __hash__(self) -> int:
        return hash(self.read())


def samples_of(clip: Clip) -> Samples:
    """The clip's sound, float32, -1.0 to 1.0."""
    import numpy as np

    with wave.open(str(clip.path)) as file:
        frames = file.readframes(file.getnframes())
    return np.frombuffer(frames, "<i2").astype(np.float32) / np.float32(32767.0)
