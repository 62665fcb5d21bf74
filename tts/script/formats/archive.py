"""Zip archives from strangers: what is in them, without letting a bomb go off."""

from __future__ import annotations

import zipfile
from io import BytesIO

from tts.errors import InputError, Place

LARGEST = 64 * 1024 * 1024
"""Bytes that all members together may unfold to, pictures left out."""
MOST_MEMBERS = 10_000
_SOURCE = "the transcript"
_PICTURES = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".tif",
    ".tiff",
    ".emf",
    ".wmf",
    ".svg",
    ".ttf",
    ".otf",
    ".woff",
    ".mp3",
    ".mp4",
)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """`data` as an archive whose texts are small enough to read. Raises InputError."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError(
            f"Is damaged: {error}.", place=Place(_SOURCE), remedy="Save or download the file again."
        ) from None
    unfolded = sum(member.file_size for member in members if not member.filename.lower().endswith(_PICTURES))
    if unfolded > LARGEST or len(members) > MOST_MEMBERS:
        raise InputError(
            f"Unpacks to {unfolded // 2**20} MB in {len(members)} files.",
            place=Place(_SOURCE),
            remedy="That is too much for a transcript; if it is one, save it as plain text.",
        )
    if any(member.flag_bits & 1 for member in members):
        raise InputError("Is encrypted.", place=Place(_SOURCE), remedy="Save it without a password.")
    return archive


def member(archive: zipfile.ZipFile, name: str) -> bytes:
    """The content of the member `name`. Raises InputError when it is missing, damaged or larger than it says."""
    try:
        with archive.open(name) as file:
            content = file.read(LARGEST + 1)
    except (KeyError, zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        raise InputError(
            f"Is damaged: {name}: {error}.", place=Place(_SOURCE), remedy="Save or download the file again."
        ) from None
    except Exception as error:  # zlib.error and its kin have no common base
        raise InputError(
            f"Is damaged: {name}: {error}.", place=Place(_SOURCE), remedy="Save or download the file again."
        ) from None
    if len(content) > LARGEST:
        raise InputError(f"{name} is too large.", place=Place(_SOURCE), remedy="Save its text as plain text.")
    return content
