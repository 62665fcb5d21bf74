"""The two files of a project on the disk: read with every byte, written whole, and watched for other hands."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path

from tts.errors import InputError, Place, reason
from tts.language import tr
from tts.store import unwritable
from tts.whole_file import whole_file


@dataclass(slots=True)
class WatchedFile:
    """A file that we write and others may edit."""

    path: Path
    seen: str | None
    """What it said when we last read or wrote it; None: it was not there."""
    absent_first: bool = False
    """Whether it was not there when the project began: then it goes again when nothing is left of what was done."""
    _looked: tuple[int, int, int] = field(default=(0, 0, 0), init=False)
    """Inode, modification time in nanoseconds and size at the last look that found it as it was left."""

    def read(self) -> str | None:
        """What it says now; None when it is not there. Raises InputError when it cannot be read."""
        return read_text(self.path)

    def other(self) -> str | bool | None:
        """What somebody else made of it, None: they removed it; False when it is as it was left. Raises InputError."""
        try:
            status = self.path.stat()
            looked = (status.st_ino, status.st_mtime_ns, status.st_size)
        except OSError:
            looked = (0, 0, 0)
        if looked == self._looked and looked != (0, 0, 0):
            return False
        now = self.read()
        if now == self.seen:
            self._looked = looked
            return False
        return now

    def saw(self, theirs: str | bool | None) -> None:
        """Note what somebody else made of it: from here on it is theirs, too, and stays."""
        self.seen = theirs if isinstance(theirs, str) else None
        self.absent_first = False

    def write(self, text: str, first: str) -> None:
        """Make it say `text`, unless it does, or somebody else changed it a moment ago: that is asked about first.

        `first`: what the project began with. Raises WriteError.
        """
        wanted = None if self.absent_first and text == first else text
        if wanted == self.seen or self.other() is not False:
            return
        try:
            if wanted is None:
                self.path.unlink(missing_ok=True)
            else:
                with whole_file(self.path) as beside:
                    beside.write_bytes(wanted.encode())
        except OSError as error:
            raise unwritable(self.path, error) from None
        self.seen = wanted
        self._looked = (0, 0, 0)


def read_text(path: Path) -> str | None:
    """The text of the file at `path`, line ends as they are; None when there is none. Raises InputError."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            tr("Cannot be read: {error}.", error=reason(error)), place=Place(path), remedy=tr("Save it as UTF-8 text.")
        ) from None


def diff(name: str, old: str, new: str) -> str:
    """The difference as `diff -u` shows it; empty when there is none."""
    lines = unified_diff(old.splitlines(), new.splitlines(), f"a/{name}", f"b/{name}", lineterm="", n=2)
    return "".join(f"{line}\n" for line in lines)
