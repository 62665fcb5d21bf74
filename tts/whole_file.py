"""Files that appear whole or not at all: written beside their place, then renamed into it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NAME_CHARS = 16
"""Characters of the file's own name in the temporary one: enough to see what it was going to be."""


@contextmanager
def whole_file(path: Path, *, shared: bool = False) -> Iterator[Path]:
    """Where to write the file, beside `path`: leaving the block renames it to `path`, an error leaves all as it was.

    `shared`: others may be writing the same file at once, so each takes a name of its own. Otherwise the name is
    always the same, and what a killed process left is replaced. Folders are made. Raises OSError.
    """
    if path.exists() and not path.is_file():  # a device or a pipe takes what is written, and cannot be replaced
        yield path
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    name = f".{path.name[:_NAME_CHARS]}.{secrets.token_hex(6)}.tmp" if shared else f".{path.name}.new"
    beside = path.with_name(name)
    beside.unlink(missing_ok=True)  # what was left there may be a link that leads elsewhere
    try:
        yield beside
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
