"""What commands print."""

from __future__ import annotations

import msgspec


def print_json(document: object) -> None:
    """One JSON document on standard output. Raises TypeError for values that JSON has no form for."""
    print(msgspec.json.format(msgspec.json.encode(document), indent=2).decode())


def count(number: int, what: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
