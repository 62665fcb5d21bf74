"""What commands print."""

from __future__ import annotations

import json

import msgspec


def print_json(document: object) -> None:
    """One JSON document on standard output. Raises TypeError for values that JSON has no form for."""
    # Python's own: msgspec's refuses file names that are no UTF-8, of which standard output makes `?`.
    print(json.dumps(msgspec.to_builtins(document), ensure_ascii=False, indent=2))


def count(number: int, what: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
