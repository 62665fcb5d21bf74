"""Two texts and all that was done to them: what counts, what was taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tts.errors import InputError
from tts.language import tr
from tts.studio.journal import Allowed, Done, Record, Redone, Undone
from tts.studio.splices import Splice, inverse, splice


@dataclass(frozen=True, slots=True)
class Texts:
    """The two files of a project, as text."""

    script: str
    voices: str


@dataclass(frozen=True, slots=True)
class History:
    """Where a project stands."""

    texts: Texts
    before: Texts
    """As it was before the last record: what may still lie on the disk after a kill."""
    done: tuple[Done, ...] = ()
    undone: tuple[Done, ...] = ()
    """What was taken back, the latest last."""
    allowed: bool = False
    """Whether the files may be written."""
    revision: int = 0
    """Counts every change of the texts."""

    def after(self, record: Record) -> History:
        """Where it stands after `record`. Raises InputError when there is nothing to take back."""
        match record:
            case Done():
                made = replace(self, done=(*self.done, record), undone=())
                return made._with(record.script, record.voices, self.texts)
            case Undone():
                if not self.done:
                    raise InputError(tr("There is nothing to undo."))
                last = self.done[-1]
                made = replace(self, done=self.done[:-1], undone=(*self.undone, last))
                return made._with(inverse(last.script), inverse(last.voices), self.texts)
            case Redone():
                if not self.undone:
                    raise InputError(tr("There is nothing to redo."))
                last = self.undone[-1]
                made = replace(self, done=(*self.done, last), undone=self.undone[:-1])
                return made._with(last.script, last.voices, self.texts)
            case Allowed():
                return replace(self, allowed=True, before=self.texts)

    def _with(self, script: Sequence[Splice], voices: Sequence[Splice], before: Texts) -> History:
        texts = Texts(splice(before.script, script), splice(before.voices, voices))
        return replace(self, texts=texts, before=before, revision=self.revision + 1)


def fold(first: Texts, records: Iterable[Record]) -> History:
    """Where a project stands that began with `first`, after all `records`."""
    history = History(first, first)
    for record in records:
        history = history.after(record)
    return history
