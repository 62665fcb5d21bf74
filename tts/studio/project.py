"""One episode being edited: a source, its script file and voices.yaml, and all that was done to them."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import msgspec
import yaml

from tts.errors import InputError, Place, TurncastError, UsageError
from tts.language import tr
from tts.locks import locked
from tts.script.model import Doubt
from tts.studio.actions import AnyAction, Assign, Drop, Settle
from tts.studio.doing import FileContents, Plain, do
from tts.studio.files import WatchedFile, diff
from tts.studio.history import Texts, fold
from tts.studio.journal import Allowed, Done, Journal, Record, Redone, Took, Undone
from tts.studio.roundtrip import read, rewrite
from tts.studio.splices import difference, splice
from tts.studio.understanding import Understood, understand

JOURNAL, BEGINNING, LOCK = "journal.jsonl", "project.json", "lock"


class Beginning(msgspec.Struct, frozen=True):
    """What a project began with; never written again. Paths are relative to the folder that Studio works in."""

    source: str
    """The transcript; empty when the script itself was opened."""
    script: str
    voices: str
    title: str
    script_text: str
    script_there: bool
    """Whether the script file was there already."""
    voices_text: str | None
    """None: there was no voices.yaml."""
    doubts: tuple[Doubt, ...] = ()
    """What could have been read otherwise in the transcript."""


class StaleError(TurncastError):
    """Another page has changed the episode since this one looked."""


class ChangedOutsideError(TurncastError):
    """A file was changed in an editor: somebody has to say which version counts."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A file that will be written."""

    name: str
    new: bool
    """Whether there is none yet."""
    diff: str
    """What changes in it; of a new file, what was changed of it by hand so far."""


@dataclass(frozen=True, slots=True)
class Outside:
    """A file that somebody else changed."""

    name: str
    diff: str
    """From ours to theirs."""
    problem: str = ""
    """Why theirs cannot be taken; empty when it can."""


class Project:
    """Holds its lock until closed: two servers never write one journal. Not safe for several threads at once."""

    def __init__(self, folder: Path, home: Path) -> None:
        """The project kept in `folder`, whose files lie in `home`.

        Raises UsageError when another Studio has it open, InputError for a journal that cannot be read.
        """
        self.id, self.home = folder.name, home
        self._held = ExitStack()
        if not self._held.enter_context(locked(folder / LOCK, wait=False)):
            raise UsageError(tr("This episode is open in another Studio."), remedy=tr("Go on there, or end that one."))
        try:
            begun = msgspec.json.decode((folder / BEGINNING).read_bytes(), type=Beginning)
            self.beginning = begun
            self._first = Texts(begun.script_text, begun.voices_text or "")
            self._journal = Journal(folder / JOURNAL)
            self._held.callback(self._journal.close)
            self.history = fold(self._first, self._journal.records)
            self._script = WatchedFile(home / begun.script, begun.script_text if begun.script_there else None)
            theirs = any(isinstance(done, Done) and isinstance(done.action, Took) for done in self._journal.records)
            absent = begun.voices_text is None and not theirs
            self._voices = WatchedFile(home / begun.voices, begun.voices_text, absent)
            self._understood: tuple[Texts, Understood] | None = None
            self._recover()
        except BaseException:
            self._held.close()
            raise

    def close(self) -> None:
        """Let go of the journal and the lock."""
        self._held.close()

    def _recover(self) -> None:
        """Finish what a killed server had promised; what an editor changed meanwhile stays, and is asked about."""
        if not self.history.allowed:
            return
        for file, now, before in self._each():
            there = file.read()
            ours = (now, None) if file.absent_first and now == self._first.voices else (now,)
            file.seen = there if there in (*ours, before) else now
        self._write()

    def _each(self) -> tuple[tuple[WatchedFile, str, str], ...]:
        texts, before = self.history.texts, self.history.before
        return (self._script, texts.script, before.script), (self._voices, texts.voices, before.voices)

    @property
    def script_path(self) -> Path:
        return self._script.path

    @property
    def voices_path(self) -> Path:
        return self._voices.path

    def understood(self) -> Understood:
        """What the two files mean now. Raises InputError, ConfigError."""
        if self._understood is None or self._understood[0] != self.history.texts:
            self._understood = self.history.texts, self._understand(self.history.texts)
        return self._understood[1]

    def _understand(self, texts: Texts, plain: Plain | None = None) -> Understood:
        return understand(texts.script, self._script.path, texts.voices, self._voices.path, plain)

    def do(self, action: AnyAction, revision: int) -> None:
        """Do it, keep it, and write the files when that is allowed.

        Raises StaleError, ChangedOutsideError, InputError and ConfigError when it makes no sense, WriteError. What
        raises has changed nothing.
        """
        self._check(revision)
        done = self._planned(action)
        if done.script or done.voices or isinstance(action, Settle):
            self._keep(done)

    def _planned(self, action: AnyAction) -> Done:
        texts = self.history.texts
        old = FileContents(self.understood().plain, read(texts.voices) or {})
        new = do(old, action)
        script = rewrite(texts.script, new.script, old.script)
        voices = rewrite(texts.voices, new.voices, old.voices)
        self._sensible(Texts(splice(texts.script, script), splice(texts.voices, voices)), new.script)
        return Done(action, script, voices)

    def _sensible(self, texts: Texts, plain: Plain) -> None:
        """Raises InputError or ConfigError unless a command line would take the files."""
        if texts != self.history.texts:
            self._understood = texts, self._understand(texts, plain)

    def undo(self, revision: int) -> None:
        """Take the last action back. Raises as `do`."""
        self._check(revision)
        self._keep(Undone())

    def redo(self, revision: int) -> None:
        """Do again what was taken back. Raises as `do`."""
        self._check(revision)
        self._keep(Redone())

    def allow(self) -> None:
        """From here on the files are written: now, and with every action. Raises ChangedOutsideError, WriteError."""
        self._refuse_others()
        if not self.history.allowed:
            self._keep(Allowed())

    def allow_build(self) -> None:
        """Raises InputError until the files may be written, ChangedOutsideError: a build reads what lies there."""
        if not self.history.allowed:
            raise InputError(tr("The files are not written yet."), remedy=tr("See what will be written, and write it."))
        self._refuse_others()
        self._write()

    def pending(self) -> tuple[Pending, ...]:
        """What `allow` would write."""
        first, found = (self._first.script, self._first.voices), list[Pending]()
        for (file, text, _), begun in zip(self._each(), first, strict=True):
            fresh = file.seen is None
            if text != (file.seen or "") and (text != begun or not file.absent_first):
                found.append(
                    Pending(file.path.name, fresh, diff(file.path.name, begun if fresh else file.seen or "", text))
                )
        return tuple(found)

    def outside(self) -> tuple[Outside, ...]:
        """The files that somebody else has changed."""
        found = list[Outside]()
        for file, text, _ in self._each():
            theirs, problem = file.other(), ""
            if theirs is False:
                continue
            try:
                self._took(file, theirs)
            except (TurncastError, yaml.YAMLError) as error:
                problem = str(error)
            found.append(Outside(file.path.name, diff(file.path.name, text, str(theirs or "")), problem))
        return tuple(found)

    def take(self) -> None:
        """Take over what others made of the files; it can be undone. Raises InputError, ConfigError when it cannot."""
        for file, *_ in self._each():
            theirs = file.other()
            if theirs is not False:
                done = self._took(file, theirs)
                file.saw(theirs)
                self._keep(done)

    def keep(self) -> None:
        """Write ours over what others made of the files. Theirs is kept in the journal, where `redo` finds it."""
        for file, text, _ in self._each():
            theirs = file.other()
            if theirs is False:
                continue
            name = "script" if file is self._script else "voices"
            change = difference(text, str(theirs or ""))
            file.saw(theirs)
            for record in (Done(Took(), **{name: change}), Undone()):
                self._journal.append(record)
                self.history = self.history.after(record)
        self._write()

    def _took(self, file: WatchedFile, theirs: str | bool | None) -> Done:
        texts, text = self.history.texts, str(theirs or "")
        if file is self._script:
            self._understand(Texts(text, texts.voices))
            return Done(Took(), script=difference(texts.script, text))
        self._understand(Texts(texts.script, text))
        return Done(Took(), voices=difference(texts.voices, text))

    def _check(self, revision: int) -> None:
        if revision != self.history.revision:
            raise StaleError(
                tr("The episode was changed in another window."),
                remedy=tr("What is shown now is the newest; do it again."),
            )
        self._refuse_others()

    def _refuse_others(self) -> None:
        for file, *_ in self._each():
            if file.other() is not False:
                raise ChangedOutsideError(
                    tr("This file was changed in another program."),
                    place=Place(file.path),
                    remedy=tr("Take that version, or keep Studio's."),
                )

    def _keep(self, record: Record) -> None:
        after = self.history.after(record)
        self._journal.append(record)
        self.history = after
        self._write()

    def _write(self) -> None:
        if self.history.allowed:
            self._script.write(self.history.texts.script, self._first.script)
            self._voices.write(self.history.texts.voices, self._first.voices)

    def settled(self) -> frozenset[int]:
        """The numbers of the doubts that somebody has decided."""
        actions = [done.action for done in self.history.done]
        kept = {action.doubt for action in actions if isinstance(action, Settle)}
        decided = {action.settles for action in actions if isinstance(action, Assign | Drop)}
        return frozenset(kept | {number for number in decided if number is not None})
