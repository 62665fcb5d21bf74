"""Publish into a folder: a web server's, a mounted disk's, a checkout's."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from tts.show.folder import writing
from tts.show.publish.item import Item
from tts.store import user_path
from tts.whole_file import whole_file

_OPTION = "--to"


class FolderTarget:
    """A folder on this machine."""

    at_once = 1

    def __init__(self, address: str) -> None:
        self._root = user_path(address.removeprefix("file://"))

    def names(self) -> set[str]:
        """Hidden files and folders are not the site's, and left alone."""
        found = (path.relative_to(self._root) for path in self._root.rglob("*") if path.is_file())
        return {path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts)}

    def up_to_date(self, items: Sequence[Item]) -> set[str]:
        """Compared byte by byte, through their hashes."""
        return {item.name for item in items if self._holds(item)}

    def _holds(self, item: Item) -> bool:
        path = self._root / item.name
        if not path.is_file() or path.stat().st_size != item.size:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == item.digest("sha256")

    def put(self, item: Item) -> None:
        """Copied beside, then renamed."""
        path = self._root / item.name
        with writing(path, _OPTION), whole_file(path) as fresh:
            if isinstance(item.content, bytes):
                fresh.write_bytes(item.content)
            else:
                shutil.copyfile(item.content, fresh)

    def read(self, name: str) -> bytes | None:
        """None when there is no such file."""
        path = self._root / name
        return path.read_bytes() if path.is_file() else None

    def delete(self, name: str) -> None:
        """And the folders that it leaves empty."""
        path = self._root / name
        with writing(path, _OPTION):
            path.unlink(missing_ok=True)
            for parent in path.relative_to(self._root).parents:
                folder = self._root / parent
                if parent != Path() and folder.is_dir() and not any(folder.iterdir()):
                    folder.rmdir()

    def close(self) -> None:
        """Nothing is open."""
