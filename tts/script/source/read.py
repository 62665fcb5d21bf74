"""Source files: their bytes, and what they say in which encoding."""

from __future__ import annotations

import codecs
import re
import sys
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from tts.errors import InputError, Place, reason
from tts.language import tr, trn
from tts.script.source.fetch import address_of
from tts.script.source.fetch import fetch as get

LARGEST = 32 * 1024 * 1024
"""Bytes. The longest interviews have some hundred kilobytes; more than this is another kind of file."""

_DECLARED = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9_-]{3,20})""", re.IGNORECASE)
_GUESSES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "cp1252")
_COMMON = frozenset(
    "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开"
    "這個們來時為說國著後會過對學麼發當沒還樣開從問間讓進點動現經長與產業網記者訪談無關機電實應體，。？！：；、“”‘’（）《》「」『』—…·　"
    "’“”–—éèüöäñçà"
)
"""The characters every Chinese text is full of, simplified and traditional, and the marks of typeset English."""
_LIKELY = 0.15

FEW_CONTROLS = 10
"""Control characters that any text may hold, however short."""
WHOLE_FOR_ONE_BAD = 20
"""Characters beyond ASCII that must be whole for each bad byte, for a text to be UTF-8. Other encodings have hardly any."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_bytes(source: Path, fetch: bool = False) -> bytes:
    """The content of `source`: a file, `-` for standard input, or with `fetch` a web address.

    Raises InputError for what is missing, empty or huge, UnreachableError for a server that cannot be reached.
    """
    address = address_of(source)
    try:
        if address and not fetch:
            raise InputError(
                tr("Is a web address."),
                place=Place(address),
                remedy=tr("Add --fetch to get it, or save the page and give the file."),
            )
        if address:
            data = get(address, LARGEST)
        elif str(source) == "-":
            data = _all_of(sys.stdin.buffer)
        else:
            data = _content(source)
    except FileNotFoundError:
        raise InputError(
            tr("No such file."), place=Place(source), remedy=tr("Check the name of the transcript.")
        ) from None
    except IsADirectoryError:
        raise InputError(tr("Is a folder."), place=Place(source), remedy=tr("Name one transcript in it.")) from None
    except (OSError, ValueError) as error:
        raise InputError(
            tr("Cannot be read: {error}.", error=reason(error)),
            place=Place(source),
            remedy=tr("Check its permissions."),
        ) from None
    return checked_bytes(data, source)


def checked_bytes(data: bytes, source: Path) -> bytes:
    """`data`, the content of `source`. Raises InputError for what is empty or huge."""
    if len(data) > LARGEST:
        raise InputError(
            tr("Is larger than {largest} MB.", largest=LARGEST // 2**20),
            place=Place(source),
            remedy=tr("Give the text of one interview; if this is one, split it."),
        )
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise InputError(tr("Is empty."), place=Place(source), remedy=tr("Give a file with the text of an interview."))
    return data


def _content(source: Path) -> bytes:
    """At most LARGEST bytes, and one more. Raises OSError."""
    if is_stream(source):
        return _poured(source)
    with source.open("rb") as file:
        return file.read(LARGEST + 1)


def is_stream(source: Path) -> bool:
    """Whether `source` is a pipe or a device, which gives what it holds once and may never end: `<(pandoc x.odt)`."""
    return source.exists() and not source.is_file() and not source.is_dir()


@lru_cache(maxsize=8)
def _poured(source: Path) -> bytes:
    """What came out of a pipe, which nobody can read twice."""
    with source.open("rb") as file:
        return file.read(LARGEST + 1)


@lru_cache(maxsize=1)
def _all_of(stream: BinaryIO) -> bytes:
    """Read once: a fallback's script is made from the same text."""
    return stream.read(LARGEST + 1)


def decode(data: bytes, source: Path) -> str:
    """`data` as text, without a byte order mark. Raises InputError for what is no text."""
    text = next((_strict(data, name) for mark, name in _MARKS if data.startswith(mark)), None)
    text = text if text is not None else _unmarked(data, source)
    if text is None or _is_binary(text):
        raise InputError(
            tr("Is not text."),
            place=Place(source),
            remedy=tr("Give a transcript as text, Markdown, HTML, captions, Word, PDF or EPUB, saved as UTF-8."),
        )
    return text


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _unmarked(data: bytes, source: Path) -> str | None:
    """UTF-8 where it can be; else what the page declares; else what the bytes look most like."""
    text = _strict(data, "utf-8")
    if text is None:
        _refuse_bad_bytes(data, source)
    if text is None and (declared := _DECLARED.search(data[:4096])):
        name = declared[1].decode("ascii").lower()
        text = _strict(data, "gb18030" if name in ("gb2312", "gbk") else name)
    if text is not None and "\x00" not in text[:1000]:
        return text
    return _guessed(data)


def _refuse_bad_bytes(data: bytes, source: Path) -> None:
    """Raises InputError for UTF-8 with a few invalid bytes in it: reading it as anything else would make rubbish."""
    bad: list[tuple[int, int]] = []

    def note(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        bad.append((error.start, error.end))
        return "\ufffd", error.end

    codecs.register_error("turncast.note", note)
    text = data.decode("utf-8", "turncast.note")
    beyond = sum(char > "\x7f" for char in text) - len(bad)
    if beyond < WHOLE_FOR_ONE_BAD * len(bad):
        return
    start, end = bad[0]
    line = data.count(b"\n", 0, start) + 1
    before = data[max(0, start - 60) : start].decode("utf-8", "ignore").rpartition("\n")[2][-12:]
    more = (
        trn(", and {number} more place like it", ", and {number} more places like it", len(bad) - 1)
        if len(bad) > 1
        else ""
    )
    raise InputError(
        tr(
            "Byte {number} ({bytes}), behind “{before}”, is no UTF-8 as the rest is{more}.",
            number=start + 1,
            bytes=data[start:end].hex(" ").upper(),
            before=before,
            more=more,
        ),
        place=Place(source, line),
        remedy=tr("Open the file in an editor, put the character right or delete it, and save it as UTF-8."),
    )


def _guessed(data: bytes) -> str | None:
    """Chinese encodings and UTF-16 told apart by what they decode to: common words, or rubbish."""
    found = [(_likeness(text), text) for name in _GUESSES if (text := _strict(data, name)) is not None]
    best = max(found, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] > _LIKELY else None


def _likeness(text: str) -> float:
    """Share of the characters beyond ASCII that every text uses; of all characters, for a text in Latin letters."""
    sample = text[:20_000]
    foreign = [char for char in sample if char > "\x7f"]
    if "\x00" in sample:
        return 0.0
    if len(foreign) * 10 < len(sample):
        return sum(char.isalpha() or char.isspace() for char in sample) / len(sample)
    return sum(char in _COMMON for char in foreign) / len(foreign)


def _is_binary(text: str) -> bool:
    """Controls that no writing uses, more than one in a hundred characters, in a sample from the start."""
    sample = text[:100_000]
    controls = sum(char < " " and char not in "\t\n\r\x0b\x0c\x1b" for char in sample)
    return controls > max(FEW_CONTROLS, len(sample) // 100) or "\x00" in sample
