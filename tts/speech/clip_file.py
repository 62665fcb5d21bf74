"""One clip as one file: a 16-bit mono WAV that carries its word boundaries and proves that it is whole.

After the sound stand two chunks of our own, which players skip: `turn` (JSON: the clip's key and words) and
`sha2` (SHA-256 of every byte before that chunk). One file, so that one rename makes it appear, whoever else writes it.
"""

from __future__ import annotations

import hashlib
import io
import json
import struct
from pathlib import Path

from tts.audio import Samples, Speech, Word, from_pcm, to_pcm
from tts.errors import ExitCode, Place, TurncastError, reason
from tts.language import tr
from tts.speech.model import CLIPS, Clip

_HEADER_BYTES = 44
"""As `wave` writes it; the length of the sound is its last word."""
_DIGEST_BYTES = 32
_TAIL = struct.pack("<4sI", b"sha2", _DIGEST_BYTES)
"""The header of the chunk that is always the last thing in the file."""
_TAIL_BYTES = len(_TAIL) + _DIGEST_BYTES
_CONTENT_BYTES = 16
"""Bytes of the digest that are kept in memory with each of the ten thousand clips of a long episode."""


class DamagedClipError(TurncastError):
    """The bytes are not what was once written, or have gone. The clip is then made again."""

    exit_code = ExitCode.BAD_INPUT

    def __init__(self, problem: str, file: str | Path) -> None:
        super().__init__(problem, place=Place(file), remedy=tr("Build again: it will be spoken anew."))


def encode(key: str, speech: Speech) -> bytes:
    """The file for `speech`. Samples outside -1.0 to 1.0 are clipped."""
    sound = to_pcm(speech.samples).tobytes()
    words = [(word.text, word.start_s, word.end_s) for word in speech.words]
    notes = {"key": key, "words": words} | ({"split": True} if speech.split else {})
    note = json.dumps(notes, ensure_ascii=False, separators=(",", ":")).encode()
    note += b" " * (len(note) % 2)  # RIFF chunks have even lengths
    behind = struct.pack("<4sI", b"turn", len(note)) + note
    body = _header(speech.rate, len(sound), _HEADER_BYTES + len(sound) + len(behind) + _TAIL_BYTES) + sound + behind
    return body + _TAIL + hashlib.sha256(body).digest()


def decode(key: str, data: bytes, folder: str) -> Clip:
    """The clip in `data`, which lies in `folder`. Raises DamagedClipError unless every byte is as `encode` wrote it."""
    _verified(data, CLIPS.file_of(folder, key))
    return _clip(key, folder, data[:_HEADER_BYTES], data[_note_at(data) :], len(data))


def glance(key: str, folder: str) -> Clip:
    """The clip in `folder`, of which only beginning and end are read: the sound is verified when it is.

    Raises FileNotFoundError, OSError; DamagedClipError for what can be told from beginning, end and length.
    """
    file = CLIPS.file_of(folder, key)
    with io.open_code(file) as opened:
        header = opened.read(_HEADER_BYTES)
        length = opened.seek(0, io.SEEK_END)
        if len(header) < _HEADER_BYTES:
            raise DamagedClipError(tr("The file is too short."), file)
        opened.seek(_note_at(header))
        return _clip(key, folder, header, opened.read(), length)


def _clip(key: str, folder: str, header: bytes, end: bytes, length: int) -> Clip:
    """`end`: everything behind the head of our own chunk. `length`: bytes of the whole file."""
    file = CLIPS.file_of(folder, key)
    rate, sound_bytes = struct.unpack_from("<I", header, 24)[0], struct.unpack_from("<I", header, _HEADER_BYTES - 4)[0]
    if header != _header(rate, sound_bytes, length) or end[-_TAIL_BYTES:][:8] != _TAIL:
        raise DamagedClipError(tr("Its beginning or end is not as it was written."), file)
    try:
        note = json.loads(end[:-_TAIL_BYTES])
        other, words = note["key"], tuple(Word(*word) for word in note["words"])
        split = bool(note.get("split"))
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedClipError(tr("Its notes cannot be read: {error}.", error=error), file) from None
    if other != key:
        raise DamagedClipError(tr("The file holds another clip, {other}.", other=other), file)
    return Clip(folder, bytes.fromhex(key), rate, sound_bytes // 2, _content(end), words, split)


def _content(end: bytes) -> bytes:
    """`Clip.content` from the last bytes of its file."""
    return end[-_DIGEST_BYTES:][:_CONTENT_BYTES]


def _header(rate: int, sound_bytes: int, length: int) -> bytes:
    """The first bytes of a file of `length` bytes: 16-bit mono PCM, as `wave` writes it."""
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, 2 * rate % 2**32, 2, 16)
    return struct.pack("<4sI4s", b"RIFF", length - 8, b"WAVE") + form + struct.pack("<4sI", b"data", sound_bytes)


def _verified(data: bytes, file: str) -> None:
    body, tail = memoryview(data)[:-_TAIL_BYTES], data[-_TAIL_BYTES:]
    if tail[:8] != _TAIL or hashlib.sha256(body).digest() != tail[8:]:
        raise DamagedClipError(tr("The checksum of the clip does not match."), file)


def _note_at(header: bytes) -> int:
    """Where the JSON of our chunk begins in the file with this `header`."""
    sound_bytes: int = struct.unpack_from("<I", header, _HEADER_BYTES - 4)[0]
    return _HEADER_BYTES + sound_bytes + 8


def frames_of(clip: Clip) -> bytes:
    """The clip's sound, 16-bit mono.

    Raises DamagedClipError unless every byte of the file is as it was when the clip was looked up.
    """
    try:
        data = clip.path.read_bytes()
    except OSError as error:
        raise DamagedClipError(tr("The clip cannot be read: {strerror}.", strerror=reason(error)), clip.file) from error
    _verified(data, clip.file)
    if _content(data) != clip.content:
        raise DamagedClipError(tr("Another build has put a new take in its place."), clip.file)
    return data[_HEADER_BYTES : _note_at(data) - 8]


def samples_of(clip: Clip) -> Samples:
    """The clip's sound, float32, -1.0 to 1.0. Raises DamagedClipError as `frames_of`."""
    return from_pcm(frames_of(clip))
