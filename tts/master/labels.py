"""The label of synthetic speech inside a file, as China's TC260 asks for it: one JSON object under the key `AIGC`.

Practice guide of 2025-08-28 to 标识办法, Art. 5, and GB 45438-2025: `TXXX:AIGC` in MP3, `----:com.apple.iTunes:AIGC` in
MP4, the comment `AIGC` in Ogg and FLAC, a chunk `AIGC` in WAV. A file carries one only: writing it replaces any other.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

KEY = "AIGC"
MP4_KEY = f"----:com.apple.iTunes:{KEY}"
IS_GENERATED = "1"
"""What `Label` says of sound that is generated; "2" would be may be, "3" is suspected to be."""


@dataclass(frozen=True, slots=True)
class AigcLabel:
    """Who made the sound, and its number with them."""

    producer: str
    """A name, or a Chinese organisation's unified social credit code; empty when nobody said."""
    number: str
    """Tells this sound from all others of the producer."""


def number_of(sound: bytes) -> str:
    """The number of a content whose SHA-256 is `sound`: half of it, in hex. The same sound has the same number."""
    return sound[:16].hex()


def aigc(label: AigcLabel) -> str:
    """The JSON object. Who propagates a file fills in the empty half."""
    return msgspec.json.encode(
        {
            "Label": IS_GENERATED,
            "ContentProducer": label.producer,
            "ProduceID": label.number,
            "ReservedCode1": "",
            "ContentPropagator": "",
            "PropagateID": "",
            "ReservedCode2": "",
        }
    ).decode()


def read_aigc(path: Path) -> list[str]:
    """The values under `AIGC` in the sound file at `path`, one if it is as it should be. Raises OSError, and
    MutagenError or ValueError for a file that is not what its name says."""
    return _READERS[path.suffix.lower()](path)


def _from_id3(path: Path) -> list[str]:
    from mutagen.id3 import ID3

    tag: Any = ID3(path)
    return [str(frame) for frame in tag.getall(f"TXXX:{KEY}")]


def _from_mp4(path: Path) -> list[str]:
    from mutagen.mp4 import MP4

    file: Any = MP4(path)
    return [bytes(value).decode() for value in (file.tags or {}).get(MP4_KEY, [])]


def _from_comments(path: Path) -> list[str]:
    import mutagen

    file: Any = mutagen.File(path)
    return list((file.tags if file is not None and file.tags else {}).get(KEY, []))


def _from_wav(path: Path) -> list[str]:
    return [content.rstrip(b"\0").decode() for name, content in _chunks(path.read_bytes()) if name == KEY.encode()]


_READERS: Mapping[str, Callable[[Path], list[str]]] = {
    ".mp3": _from_id3,
    ".m4a": _from_mp4,
    ".m4b": _from_mp4,
    ".opus": _from_comments,
    ".flac": _from_comments,
    ".wav": _from_wav,
}


def _chunks(wav: bytes) -> list[tuple[bytes, bytes]]:
    """(name, content) of each chunk. Raises ValueError for what is no WAV."""
    if wav[:4] != b"RIFF" or wav[8:12] != b"WAVE":
        raise ValueError("not a WAV file")
    found, at = [], 12
    while at + 8 <= len(wav):
        name, size = struct.unpack_from("<4sI", wav, at)
        found.append((name, wav[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    return found


def label_wav(wav: bytes, label: AigcLabel) -> bytes:
    """`wav` with the label behind its sound: players skip chunks they do not know. Raises ValueError."""
    kept = [chunk for chunk in _chunks(wav) if chunk[0] != KEY.encode()]
    chunks = [*kept, (KEY.encode(), aigc(label).encode())]
    body = b"".join(struct.pack("<4sI", name, len(data)) + data + b"\0" * (len(data) % 2) for name, data in chunks)
    return struct.pack("<4sI4s", b"RIFF", len(body) + 4, b"WAVE") + body
