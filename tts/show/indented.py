"""JSON that people can read, written as it is made: a book's captions need not be in memory as one text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec


def indented(document: Mapping[str, object]) -> Iterator[bytes]:
    """`document` in parts, one per item of its lists; together what `msgspec.json.format` makes of it, and a line end.

    Values are whatever msgspec encodes; iterators stand for lists.
    """
    before = b"{"
    for name, value in document.items():
        yield before + b"\n " + msgspec.json.encode(name) + b": "
        if isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping)):
            yield from _items(value)
        else:
            yield _text(value, 1)
        before = b","
    yield b"\n}\n"


def _items(values: Iterable[object]) -> Iterator[bytes]:
    before = b"["
    for value in values:
        yield before + b"\n  " + _text(value, 2)
        before = b","
    yield b"[]" if before == b"[" else b"\n ]"


def _text(value: object, depth: int) -> bytes:
    # Inside strings line ends are escaped: those that are left are between the values.
    return msgspec.json.format(msgspec.json.encode(value), indent=1).replace(b"\n", b"\n" + b" " * depth)
