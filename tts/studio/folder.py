"""The folder that Studio works in: transcripts, scripts and voices.yaml lie in it, and the journals in a hidden one."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tts.config.load import ConfigFile
from tts.errors import InputError, Place, UsageError
from tts.language import tr
from tts.library.scripts import read
from tts.script import script_file
from tts.script.model import Script
from tts.script.slug import slug
from tts.store import unwritable
from tts.studio.files import read_text
from tts.studio.project import BEGINNING, JOURNAL, Beginning, Project
from tts.studio.understanding import config_file
from tts.whole_file import whole_file

HIDDEN = ".studio"
"""Where the journals lie, a folder for each episode."""
MOST_BYTES = 32_000_000
"""The longest transcript, as the command line has it."""
_LONGEST_NAME = 80
"""Characters of a file's name that somebody drops; a name of 255 bytes is the most that disks take."""
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,120}")


@dataclass(frozen=True, slots=True)
class Known:
    """An episode that was edited here before."""

    id: str
    title: str
    file: str
    changed_s: float
    """When it was last changed, seconds since the epoch."""


class Home:
    """All episodes of one folder. Nothing outside of it is read or written, but the voices.yaml that was named."""

    def __init__(self, folder: Path, voices: Path | None = None) -> None:
        """`voices`: by default the folder's own voices.yaml, whether it is there or not."""
        self.folder = folder.resolve()
        self.voices = (voices or self.folder / "voices.yaml").absolute()
        self.site = self.folder / "audio"
        """Where episodes are built, as the command line does."""
        self._open: dict[str, Project] = {}

    def close(self) -> None:
        """Close all projects."""
        for project in self._open.values():
            project.close()
        self._open.clear()

    def project(self, name: str) -> Project:
        """The project of that id. Raises InputError when there is none, UsageError when another Studio has it."""
        if name not in self._open:
            folder = self.folder / HIDDEN / name
            if not _ID.fullmatch(name) or not (folder / BEGINNING).is_file():
                raise InputError(
                    tr("There is no episode `{name}` here.", name=name), remedy=tr("Choose one of the list.")
                )
            self._open[name] = Project(folder, self.folder)
        return self._open[name]

    def episode_file(self, slug: str) -> Path | None:
        """The sound of the episode of that slug, when it is built."""
        path = self.site / slug / f"{slug}.mp3"
        return path if _ID.fullmatch(slug) and path.is_file() else None

    def known(self) -> tuple[Known, ...]:
        """The episodes that were edited here, the latest first."""
        found = list[Known]()
        for path in (self.folder / HIDDEN).glob(f"*/{BEGINNING}"):
            with suppress(OSError, msgspec.DecodeError):
                begun = msgspec.json.decode(path.read_bytes(), type=Beginning)
                journal = path.with_name(JOURNAL)
                changed_s = (journal if journal.exists() else path).stat().st_mtime
                found.append(Known(path.parent.name, begun.title, begun.source or begun.script, changed_s))
        return tuple(sorted(found, key=lambda one: (-one.changed_s, one.id)))

    def open(self, source: Path) -> Project:
        """The project of a transcript or a script in this folder, begun if need be.

        Raises InputError, ConfigError as the command line would, UsageError for a file that lies elsewhere.
        """
        source = source.absolute()
        if not source.resolve().is_relative_to(self.folder) and not source.is_relative_to(self.folder):
            raise UsageError(
                tr("{source} lies outside of {folder}.", source=source, folder=self.folder),
                remedy=tr("Copy it into the folder."),
            )
        own = source if script_file.read_text(source) else _script_beside(source)
        name = self._id_of(own)
        if not (self.folder / HIDDEN / name / BEGINNING).is_file():
            self._begin(name, source, own, self._read(source))
        return self.project(name)

    def add(self, name: str, content: bytes) -> Project:
        """The project of a transcript that somebody dropped or pasted: it is kept in this folder under its own name,
        or under a like one where that is taken. Raises InputError, ConfigError; then nothing is kept."""
        if len(content) > MOST_BYTES:
            raise InputError(
                tr("This file has {number} bytes; the most is {most}.", number=len(content), most=MOST_BYTES)
            )
        target = self._free(_safe(name), content)
        if target.exists():
            return self.open(target)
        folder = self.folder / HIDDEN / f".new-{secrets.token_hex(6)}"
        try:
            folder.mkdir(parents=True)
            trial = folder / target.name
            trial.write_bytes(content)
            try:
                self._read(trial)
            except InputError as error:
                raise error.at(Place(target.name, error.place.line if error.place else None)) from None
            trial.replace(target)
        except OSError as error:
            raise unwritable(target, error) from None
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        return self.open(target)

    def _free(self, name: str, content: bytes) -> Path:
        """A name that is free, or that of a file that says just the same."""
        stem, suffix = Path(name).stem, Path(name).suffix
        for number in range(1, 10_000):
            path = self.folder / (name if number == 1 else f"{stem}-{number}{suffix}")
            if not path.exists() and not path.is_symlink():
                return path
            if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
                return path
        raise InputError(tr("There are too many files called {name}.", name=name))

    def _read(self, source: Path) -> Script:
        text = read_text(self.voices)
        config = config_file(text or "", self.voices)
        return read(source, settings=config if text is not None else ConfigFile(config.config))

    def _begin(self, name: str, source: Path, own: Path, script: Script) -> None:
        there = read_text(own)
        voices = self.voices
        begun = Beginning(
            source="" if own == source else self._relative(source),
            script=self._relative(own),
            voices=self._relative(voices) if voices.is_relative_to(self.folder) else str(voices),
            title=script.title,
            script_text=there if there is not None else script_file.dump(script),
            script_there=there is not None,
            voices_text=read_text(voices),
            doubts=script.doubts,
        )
        folder = self.folder / HIDDEN / name
        try:
            with whole_file(folder / BEGINNING) as beside, beside.open("wb") as file:
                file.write(msgspec.json.encode(begun))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise unwritable(folder, error) from None

    def _relative(self, path: Path) -> str:
        base = path if path.is_relative_to(self.folder) else path.resolve()
        return base.relative_to(self.folder).as_posix()

    def _id_of(self, script: Path) -> str:
        where = self._relative(script)
        return f"{slug('', script.stem)[:80].strip('-')}-{hashlib.sha256(where.encode()).hexdigest()[:6]}"


def _script_beside(source: Path) -> Path:
    """Where the script of a transcript lies, or will: `talk.yaml`, unless that is something else."""
    own = source.with_name(f"{source.stem}.yaml")
    taken = own.exists() and (own == source or not script_file.read_text(own))
    return source.with_name(f"{source.stem}.script.yaml") if taken else own


def _safe(name: str) -> str:
    """A file's name without folders, hidden names and signs that some disk refuses."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    letters = "".join("_" if char in '<>:"|?*' else char for char in last if char.isprintable())
    stem, dot, suffix = letters.strip(" .").rpartition(".")
    if not dot or len(suffix) > 8:
        stem, suffix = letters.strip(" ."), "txt"
    return f"{stem[:_LONGEST_NAME].strip(' .') or 'transcript'}.{suffix}"


def pasted_name(text: str) -> str:
    """A name for a text that has none: its first words."""
    return f"{next(_words(text), 'transcript')}.txt"


def _words(text: str) -> Iterator[str]:
    for line in text.splitlines():
        words = "".join(char if char.isalnum() else " " for char in line).split()
        if words:
            yield "-".join(words)[:40]
