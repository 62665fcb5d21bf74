"""What commands print."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from tts.errors import WriteError, reason
from tts.language import tr
from tts.show.lines import columns
from tts.whole_file import whole_file

if TYPE_CHECKING:
    from rich.console import Console


def console(*, stderr: bool = False) -> Console:
    """Where people read. Text is printed as it is: `[bold]` and `3:x:1` in a transcript are nobody's mark-up, so what
    is to look different is a `rich.text.Text` with a style of its own."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, emoji=False, highlight=False)


def print_json(document: object) -> None:
    """One JSON document on standard output. Raises TypeError for values that JSON has no form for."""
    # Python's own: msgspec's refuses file names that are no UTF-8, of which standard output makes `?`.
    print(json.dumps(msgspec.to_builtins(document), ensure_ascii=False, indent=2))


def padded(text: str, width: int) -> str:
    """`text` with spaces behind it up to `width` columns; a Chinese character takes two."""
    return text + " " * (width - columns(text))


def write_whole(content: bytes, out: Path) -> None:
    """A file that appears whole or not at all. A folder that is not there may be mistyped: it is not made.

    Raises WriteError.
    """

    if not out.parent.is_dir():
        raise WriteError(
            tr("{out} cannot be written: no folder {parent}.", out=out, parent=out.parent),
            remedy=tr("Name another with --out."),
        )
    try:
        with whole_file(out) as beside:
            beside.write_bytes(content)
    except OSError as error:
        raise WriteError(
            tr("{out} cannot be written: {strerror}.", out=out, strerror=reason(error)),
            remedy=tr("Name another with --out."),
        ) from None
