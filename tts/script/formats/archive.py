"""Zip archives from strangers: what is in them, without letting a bomb go off."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from tts.errors import InputError, Place
from tts.language import tr

LARGEST = 64 * 1024 * 1024
"""Bytes that all texts of a document together may unfold to."""
MOST_MEMBERS = 10_000
_SOURCE = tr("the transcript")
_TEXTS = (".xml", ".rels", ".opf", ".xhtml", ".html", ".htm", ".ncx", ".txt", ".vml")
"""What is read. Pictures, fonts and the like are not even opened."""


class Archive:
    """A zip archive of texts, with one budget for all that is read from it."""

    def __init__(self, data: bytes) -> None:
        """Raises InputError for what is damaged, encrypted, or unfolds to too much."""
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, LookupError) as error:
            raise _damaged(str(error)) from None
        self.names = {member.filename: member for member in members}
        unfolded = sum(member.file_size for member in members if is_text(member.filename))
        if unfolded > LARGEST or len(members) > MOST_MEMBERS:
            raise InputError(
                tr("Unpacks to {unfolded} MB in {number} files.", unfolded=unfolded // 2**20, number=len(members)),
                place=Place(_SOURCE),
                remedy=tr("That is too much for a transcript; if it is one, save it as plain text."),
            )
        if any(member.flag_bits & 1 for member in members):
            raise InputError(tr("Is encrypted."), place=Place(_SOURCE), remedy=tr("Save it without a password."))
        self._left = LARGEST

    def read(self, name: str) -> bytes:
        """The text `name`. Raises InputError when it is missing, damaged, or more than is left of the budget."""
        if name not in self.names:
            raise _damaged(tr("it lacks {name}", name=name))
        try:
            with self._zip.open(self.names[name]) as file:
                content = file.read(self._left + 1)
        except Exception as error:  # zlib.error, struct.error and their kin have no common base
            raise _damaged(f"{name}: {error}") from None
        self._left -= len(content)
        if self._left < 0:
            raise InputError(
                tr("Unpacks to more than {largest} MB.", largest=LARGEST // 2**20),
                place=Place(_SOURCE),
                remedy=tr("Save its text as plain text."),
            )
        return content

    def texts(self) -> Iterator[tuple[str, bytes]]:
        """(name, content) of every text."""
        for name in self.names:
            if is_text(name):
                yield name, self.read(name)


def is_text(name: str) -> bool:
    """Whether the member `name` holds text, by its ending."""
    return name.lower().endswith(_TEXTS)


def _damaged(how: str) -> InputError:
    return InputError(
        tr("Is damaged: {how}.", how=how), place=Place(_SOURCE), remedy=tr("Save or download the file again.")
    )
