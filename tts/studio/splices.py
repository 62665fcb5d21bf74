"""Changes of a text as values: where, what went, what came. They can be kept, applied again, and taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tts.errors import TurncastError
from tts.language import tr


@dataclass(frozen=True, slots=True)
class Splice:
    """One stretch of a text, replaced."""

    at: int
    """Offset into the text before any of the change, characters."""
    removed: str
    inserted: str


def splice(text: str, splices: Sequence[Splice]) -> str:
    """`text` with all of `splices`, which stand in order and do not overlap.

    Raises TurncastError where they do not fit: whoever changes another text than was meant would damage it.
    """
    parts, done = list[str](), 0
    for one in splices:
        if one.at < done or text[one.at : one.at + len(one.removed)] != one.removed:
            raise TurncastError(tr("A change at character {at} does not fit its text.", at=one.at))
        parts += [text[done : one.at], one.inserted]
        done = one.at + len(one.removed)
    return "".join(parts) + text[done:]


def inverse(splices: Iterable[Splice]) -> tuple[Splice, ...]:
    """What takes `splices` back, for the text that they made."""
    shift, made = 0, list[Splice]()
    for one in splices:
        made.append(Splice(one.at + shift, one.inserted, one.removed))
        shift += len(one.inserted) - len(one.removed)
    return tuple(made)


def difference(old: str, new: str) -> tuple[Splice, ...]:
    """The one stretch in which `new` differs from `old`; nothing when it does not."""
    if old == new:
        return ()
    start = _alike(old, new)
    end = min(_alike(old[::-1], new[::-1]), min(len(old), len(new)) - start)
    return (Splice(start, old[start : len(old) - end], new[start : len(new) - end]),)


def _alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    shorter = min(len(one), len(other))
    return next((n for n in range(shorter) if one[n] != other[n]), shorter)
