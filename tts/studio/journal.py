"""What was done to an episode, so that nothing of it is ever lost: a line of JSON each, on the disk before it counts.

The journal is the truth. The files that people edit are made from it: a server that is killed between two writes finds
here what it had promised.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from tts.errors import InputError, Place, WriteError
from tts.language import tr
from tts.studio.actions import AnyAction
from tts.studio.splices import Splice


class Took(msgspec.Struct, frozen=True, tag_field="do", tag="took"):
    """Somebody changed a file in an editor, and that was taken over."""


class Done(msgspec.Struct, frozen=True, tag_field="is", tag="done"):
    """An action and what it changed."""

    action: AnyAction | Took
    script: tuple[Splice, ...] = ()
    voices: tuple[Splice, ...] = ()


class Undone(msgspec.Struct, frozen=True, tag_field="is", tag="undone"):
    """The last action that counts was taken back."""


class Redone(msgspec.Struct, frozen=True, tag_field="is", tag="redone"):
    """The last action that was taken back counts again."""


class Allowed(msgspec.Struct, frozen=True, tag_field="is", tag="allowed"):
    """The user saw what would be written, and had it written; from here on every action is."""


Record = Done | Undone | Redone | Allowed


class Journal:
    """A file of records that only grows."""

    def __init__(self, path: Path) -> None:
        """Opens the journal at `path`, made if need be. What a kill left half written at its end is cut off.

        Raises InputError for a line that is no record, WriteError where it cannot be kept.
        """
        self.path = path
        try:
            self._file = path.open("ab+")
        except OSError as error:
            raise self._unwritable(error) from None
        self._file.seek(0)
        content = self._file.read()
        whole = content.rfind(b"\n") + 1
        if whole < len(content):
            self._file.truncate(whole)
        decoder = msgspec.json.Decoder(Record)
        self.records = list[Record]()
        for number, line in enumerate(content[:whole].splitlines(), 1):
            try:
                self.records.append(decoder.decode(line))
            except msgspec.DecodeError as error:
                problem = tr("This line of the journal cannot be read: {error}.", error=error)
                raise InputError(
                    problem, place=Place(path, number), remedy=tr("Move the folder away to begin anew from the files.")
                ) from None

    def append(self, record: Record) -> None:
        """Keep `record`: when this returns, it is on the disk. Raises WriteError, and then nothing was kept."""
        size = self._file.seek(0, os.SEEK_END)
        try:
            self._file.write(msgspec.json.encode(record) + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            with suppress(OSError):
                self._file.truncate(size)
            raise self._unwritable(error) from None
        self.records.append(record)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _unwritable(self, error: OSError) -> WriteError:
        return WriteError(
            tr("The journal cannot be written: {error}. Nothing was changed.", error=error.strerror or error),
            place=Place(self.path),
            remedy=tr("Make room on the disk, then do it again."),
        )
