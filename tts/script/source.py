"""Source files: their bytes, and what they say in which encoding."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path

from tts.errors import InputError, Place

LARGEST = 64 * 1024 * 1024
"""Bytes. The longest interviews have some hundred kilobytes; more than this is another kind of file."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_bytes(source: Path) -> bytes:
    """The content of `source`, `-` being standard input. Raises InputError for what is missing, empty or huge."""
    try:
        if str(source) == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with source.open("rb") as file:
                data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise InputError("No such file.", place=Place(source), remedy="Check the name of the transcript.") from None
    except IsADirectoryError:
        raise InputError("Is a folder.", place=Place(source), remedy="Name one transcript in it.") from None
    except (OSError, ValueError) as error:
        raise InputError(f"Cannot be read: {error}.", place=Place(source), remedy="Check its permissions.") from None
    if len(data) > LARGEST:
        raise InputError(
            f"Is larger than {LARGEST // 2**20} MB.",
            place=Place(source),
            remedy="Give the text of one interview; if this is one, split it.",
        )
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise InputError("Is empty.", place=Place(source), remedy="Give a file with the text of an interview.")
    return data


def decode(data: bytes, source: Path) -> str:
    """`data` as text, without a byte order mark. Raises InputError for what is no text."""
    text = next((_strict(data, name) for mark, name in _MARKS if data.startswith(mark)), None)
    text = text if text is not None else _unmarked(data)
    if text is None or _is_binary(text):
        raise InputError(
            "Is not text.",
            place=Place(source),
            remedy="Give a transcript as text, Markdown, HTML, captions, Word or EPUB, saved as UTF-8.",
        )
    return text


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _unmarked(data: bytes) -> str | None:
    return _strict(data, "utf-8")


def _is_binary(text: str) -> bool:
    """Controls that no writing uses, more than one in a hundred characters, in a sample from the start."""
    sample = text[:100_000]
    controls = sum(char < " " and char not in "\t\n\r\x0b\x0c\x1b" for char in sample)
    return controls * 100 > len(sample) or "\x00" in sample
