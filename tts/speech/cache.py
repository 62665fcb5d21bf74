"""Clips by the content of their request: what was spoken once is never spoken again, and never trusted unread."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

from tts.audio import Speech
from tts.errors import reason
from tts.language import tr
from tts.speech.clip_file import DamagedClipError, decode, encode, glance
from tts.speech.engine import Engine, Request, TakesText
from tts.speech.model import CLIPS, Clip
from tts.store import Store, StoredFile, note_use, unwritable
from tts.whole_file import whole_file

_log = logging.getLogger(__name__)

_TALLY = "tally.json"

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
        self._store = Store(CLIPS, folder)
        self.folder = self._store.folder
        self._place = str(self.folder)

    def path_of(self, key: str) -> Path:
        return Path(self._store.file_of(key))

    def get(self, key: str) -> Clip | None:
        """The clip, every byte verified; None when there is none. A damaged one is reported and removed."""
        return self._look(key, lambda: decode(key, self.path_of(key).read_bytes(), self._place))

    def find(self, key: str) -> Clip | None:
        """As `get`, for a clip whose sound may never be needed: only its beginning, end and length are looked at.

        Whoever reads its sound verifies it (`tts.speech.clip_file.frames_of`).
        """
        return self._look(key, lambda: glance(key, self._place))

    def _look(self, key: str, read: Callable[[], Clip]) -> Clip | None:
        file = self._store.file_of(key)
        try:
            clip = read()
            note_use(file)
            return clip
        except FileNotFoundError:
            return None
        except DamagedClipError as error:
            _log.warning(tr("A cached clip is damaged and will be made again: {error}", error=error))
            self.remove(key)
            return None
        except OSError as error:  # a disk that is away for a moment: the clip itself may be whole
            _log.warning(
                tr(
                    "A cached clip cannot be read and will be made again: {file}: {reason}",
                    file=file,
                    reason=reason(error),
                )
            )
            return None

    def put(self, key: str, speech: Speech) -> Clip:
        """Keep `speech`. Raises WriteError when the folder cannot be written."""
        data = encode(key, speech)
        self._keep(key, data)
        return decode(key, data, self._place)

    def _keep(self, key: str, data: bytes) -> None:
        try:
            self._store.write(key, data)
        except OSError as error:
            raise unwritable(self.folder, error, "--cache") from error

    def remove(self, key: str) -> None:
        """Forget a clip; nothing happens when there is none or it cannot be removed."""
        try:
            self.path_of(key).unlink(missing_ok=True)
        except OSError as error:
            _log.warning(tr("{file} cannot be removed: {reason}", file=self.path_of(key), reason=reason(error)))

    def exists(self) -> bool:
        """Whether anything was ever kept here."""
        return self.folder.is_dir()

    def forget(self, clip: StoredFile) -> None:
        """Remove one of `files` from wherever this cache keeps it. Raises OSError when it cannot be removed."""
        clip.path.unlink(missing_ok=True)

    def files(self) -> Iterator[StoredFile]:
        """Every clip, and what a killed build left of one, in order; no other file of the folder."""
        files = (file for file in self._store.files() if file.path.parent != self.folder)
        yield from sorted(files, key=lambda file: str(file.path))

    def damaged(self) -> Iterator[StoredFile]:
        """Every clip that is not what was once written; they stay where they are."""
        for file in self.files():
            if file.path.suffix != CLIPS.suffix:
                continue
            try:
                decode(file.path.stem, self.content(file), self._place)
            except (OSError, DamagedClipError):
                yield file

    def content(self, clip: StoredFile) -> bytes:
        """The bytes of one of `files`. Raises OSError."""
        return clip.path.read_bytes()

    def tally(self, asked: int, found: int) -> None:
        """Count how often clips were there when a build asked for them. Counts only; a lost one does no harm."""
        before = self.read_tally()
        note = {"asked": before[0] + asked, "found": before[1] + found}
        with contextlib.suppress(OSError), whole_file(self.folder / _TALLY, shared=True) as beside:
            beside.write_text(json.dumps(note), encoding="utf-8")

    def read_tally(self) -> tuple[int, int]:
        """(clips asked for, clips found) in all builds so far."""
        try:
            note = json.loads((self.folder / _TALLY).read_text(encoding="utf-8"))
            return int(note["asked"]), int(note["found"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, 0
