"""Clips by the content of their request: what was spoken once is never spoken again, and never trusted unread."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tts.audio import Speech
from tts.cache_folder import Kept, cache_folder, used
from tts.errors import WriteError
from tts.speech.clip_file import DamagedClipError, decode, encode, glance
from tts.speech.engine import Engine, Request, TakesText
from tts.speech.model import Clip, file_of
from tts.whole_file import whole_file

_log = logging.getLogger(__name__)

_TALLY = "tally.json"

PART = "clips"

CLIP_NAME = re.compile(r"[0-9a-f]{64}\.wav|\.[0-9a-f]{16}\.[0-9a-f]{12}\.tmp")
"""Names of clips, whole and unfinished: a shared folder may hold other things."""

_LAYOUT = "clip 1"
"""Part of every key: a change of what a clip is must not find the old ones."""


def key_of(engine: Engine, request: Request) -> str:
    """SHA-256 (hex) over everything that decides the sound of `request`."""
    voice, text, lexicon = request.voice, request.text, request.lexicon
    if lexicon and isinstance(engine, TakesText):
        text, lexicon = engine.sent(request), ()
    parts = [
        *(_LAYOUT, engine.name, engine.identity),
        *(voice.id, float(voice.speed), float(voice.pitch_semitones)),
        *(request.language, text, lexicon),
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


class Cache:
    """Clips in one folder, `ab/abcd….wav`. Any number of processes and machines may share it: files appear whole,
    and two that make the same clip at once each leave a whole one."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` is made when the first clip is written; by default `clips` in the user's cache folder."""
        self.folder = folder or cache_folder() / "clips"
        self._place = str(self.folder)  # not a Path: every name made of one stays in memory

    def path_of(self, key: str) -> Path:
        return Path(file_of(self._place, key))

    def get(self, key: str) -> Clip | None:
        """The clip, every byte verified; None when there is none. A damaged one is reported and removed."""
        return self._sought(key, lambda: decode(key, self.path_of(key).read_bytes(), self._place))

    def find(self, key: str) -> Clip | None:
        """As `get`, for a clip whose sound may never be needed: only its beginning, end and length are looked at.

        Whoever reads its sound verifies it (`tts.speech.clip_file.frames_of`).
        """
        return self._sought(key, lambda: glance(key, self._place))

    def _sought(self, key: str, read: Callable[[], Clip]) -> Clip | None:
        file = file_of(self._place, key)
        try:
            clip = read()
            used(file)
            return clip
        except FileNotFoundError:
            return None
        except DamagedClipError as error:
            _log.warning("A cached clip is damaged and will be made again: %s", error)
            self.remove(key)
            return None
        except OSError as error:  # a disk that is away for a moment: the clip itself may be whole
            _log.warning("A cached clip cannot be read and will be made again: %s: %s", file, error.strerror or error)
            return None

    def put(self, key: str, speech: Speech) -> Clip:
        """Keep `speech`. Raises WriteError when the folder cannot be written."""
        data = encode(key, speech)
        self._keep(self.path_of(key), data)
        return decode(key, data, self._place)

    def _keep(self, path: Path, data: bytes) -> None:
        try:
            with whole_file(path, shared=True) as beside:
                beside.write_bytes(data)
        except OSError as error:
            raise WriteError(
                f"The cache folder {self.folder} cannot be written: {error.strerror or error}.",
                remedy="Make room or set TURNCAST_CACHE to another folder.",
            ) from error

    def remove(self, key: str) -> None:
        """Forget a clip; nothing happens when there is none or it cannot be removed."""
        try:
            self.path_of(key).unlink(missing_ok=True)
        except OSError as error:
            _log.warning("%s cannot be removed: %s", self.path_of(key), error)

    def exists(self) -> bool:
        """Whether anything was ever kept here."""
        return self.folder.is_dir()

    def forget(self, clip: Kept) -> None:
        """Remove one of `files` from wherever this cache keeps it. Raises OSError when it cannot be removed."""
        clip.path.unlink(missing_ok=True)

    def files(self) -> Iterator[Kept]:
        """Every clip, in order of its key, and what a killed build left of one; no other file of the folder."""
        for path in sorted((*self.folder.glob("??/*.wav"), *self.folder.glob("??/.*.tmp"))):
            if CLIP_NAME.fullmatch(path.name):
                with contextlib.suppress(OSError):  # it has just gone
                    found = path.stat()
                    yield Kept(path, PART, found.st_size, found.st_mtime)

    def damaged(self) -> Iterator[Kept]:
        """Every clip that is not what was once written; they stay where they are."""
        for file in self.files():
            if file.path.suffix != ".wav":
                continue
            try:
                decode(file.path.stem, self.content(file), self._place)
            except (OSError, DamagedClipError):
                yield file

    def content(self, clip: Kept) -> bytes:
        """The bytes of one of `files`. Raises OSError."""
        return clip.path.read_bytes()

    def tally(self, asked: int, found: int) -> None:
        """Count how often clips were there when a build asked for them. Counts only; a lost one does no harm."""
        before = self.tallied()
        note = {"asked": before[0] + asked, "found": before[1] + found}
        with contextlib.suppress(OSError), whole_file(self.folder / _TALLY, shared=True) as beside:
            beside.write_text(json.dumps(note), encoding="utf-8")

    def tallied(self) -> tuple[int, int]:
        """(clips asked for, clips found) in all builds so far."""
        try:
            note = json.loads((self.folder / _TALLY).read_text(encoding="utf-8"))
            return int(note["asked"]), int(note["found"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, 0
