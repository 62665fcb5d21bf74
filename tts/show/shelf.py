"""A folder of other people's that files of ours are put into: what is theirs is neither replaced nor removed."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from tts.errors import Place, WriteError
from tts.language import tr
from tts.show.folder import write_whole, writing
from tts.whole_file import whole_file

JOURNAL = ".turncast-export"
"""A line of JSON for each file that was put here: name, bytes, SHA-256. Written before the file is, so that a stick
pulled out at any moment holds nothing of ours that the journal does not know."""
_OPTION = "--to"


class Shelf:
    """The folder, and what of it is ours."""

    def __init__(self, folder: Path) -> None:
        """Made when it is not there. Raises WriteError."""
        self._folder = folder
        with writing(folder, _OPTION):
            folder.mkdir(parents=True, exist_ok=True)
            if (folder / JOURNAL).is_symlink():  # on somebody's stick: what it leads to is not to be written to
                (folder / JOURNAL).unlink()
            self._put = set(_read(folder / JOURNAL))

    def refuse_foreign(self, names: Sequence[str]) -> None:
        """Raises WriteError when one of `names` is there and nothing of it was ever ours."""
        ours = {name for name, _, _ in self._put}
        for name in names:
            if name not in ours and (self._folder / name).exists():
                raise WriteError(
                    tr("This file is there already, and no earlier export put it there."),
                    place=Place(self._folder / name),
                    remedy=tr("Move it elsewhere, or name another folder with --to."),
                )

    def put(self, name: str, source: Path) -> bool:
        """Copy the file at `source` here as `name`, whole or not at all. False when exactly that is there already."""
        path = self._folder / name
        wanted = (name, source.stat().st_size, _sha256(source))
        with writing(path, _OPTION):
            if self._is(wanted):
                self._note(wanted)
                return False
            self.refuse_foreign([name])
            self._note(wanted)
            with whole_file(path) as fresh:
                shutil.copyfile(source, fresh)
        return True

    def keep_only(self, names: Sequence[str]) -> int:
        """Remove what was put here, is as it was put, and is none of `names`; how many those are."""
        removed = 0
        for name, size, digest in sorted(self._put):
            path = self._folder / name
            if name not in names and self._is((name, size, digest)):
                with writing(path, _OPTION):
                    path.unlink()
                removed += 1
        self._put = {one for one in self._put if one[0] in names and self._is(one)}
        write_whole(self._folder / JOURNAL, b"".join(map(_line, sorted(self._put))), _OPTION)
        return removed

    def _is(self, wanted: tuple[str, int, str]) -> bool:
        path = self._folder / wanted[0]
        with writing(path, _OPTION):
            return path.is_file() and path.stat().st_size == wanted[1] and _sha256(path) == wanted[2]

    def _note(self, put: tuple[str, int, str]) -> None:
        if put not in self._put:
            self._put.add(put)
            with (self._folder / JOURNAL).open("ab") as journal:
                journal.write(_line(put))


def _line(put: tuple[str, int, str]) -> bytes:
    return msgspec.json.encode(put) + b"\n"


def _read(journal: Path) -> Iterator[tuple[str, int, str]]:
    """A line that was cut short is left out; a name that leads out of the folder is not ours."""
    for line in journal.read_bytes().splitlines() if journal.is_file() else ():
        try:
            name, size, digest = msgspec.json.decode(line, type=tuple[str, int, str])
        except (msgspec.MsgspecError, UnicodeDecodeError):
            continue
        if not set(name) & set("/\\") and name not in ("", ".", ".."):
            yield name, size, digest


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
