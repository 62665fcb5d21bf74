"""Names that stand before one paragraph only: somebody who speaks once, or part of what somebody else says."""

from __future__ import annotations

import re

from tts.script.formats.blocks import Document
from tts.script.speakers import people
from tts.script.speakers.natures import Nature
from tts.script.speakers.sightings import LONG_ENOUGH, Sighting
from tts.text import name_key

Group = tuple[str, str]
"""(shape, name_key) of a label."""

_ALIKE = ("colon", "bracket", "pipe", "stop")
"""Shapes in which one name vouches for another."""
_JOINT = re.compile(r"\s*[、&/＆]\s*|\s+and\s+|[和与與]")


def singles(
    document: Document, sightings: list[Sighting], certain: set[Group]
) -> tuple[set[Group], list[tuple[int, str]]]:
    """`certain`, and the names accepted because they speak in the company of others; (line, doubt) for the rest."""
    known = {key for _, key in certain}
    names = [s for s in sightings if s.nature in (Nature.NAME, Nature.OTHER) and s.label.shape in _ALIKE]
    names = [s for s in names if (s.label.shape, s.key) not in certain]
    alone = {(s.label.shape, s.key) for s in names if s.nature is Nature.NAME and s.ended and s.rest}
    if not certain and len(alone) > 1:
        return alone, []
    spelled = {s.label.name for s in sightings if s.key in known and s.nature is Nature.NAME}
    spelled = spelled if len(spelled) <= people.CROWD else set()
    kin = spelled | {s.label.name for s in names[: people.CROWD] if s.nature is Nature.NAME}
    shapes = {shape for shape, _ in certain}
    accepted, doubts = set(certain), list[tuple[int, str]]()
    starts = {s.block for s in sightings if (s.label.shape, s.key) in certain}
    apart = sum(document.blocks[n].loose for n in starts) > 0.8 * len(starts)
    for s in names:
        line, loose, name = document.blocks[s.block].line, document.blocks[s.block].loose, s.label.name
        if _is_known(s, known, spelled):
            accepted.add((s.label.shape, s.key))
        elif s.nature is Nature.NAME and s.label.shape in shapes and _speaks(s, known) and (loose or not apart):
            accepted.add((s.label.shape, s.key))
            if not any(people.is_short_for(name, other) or people.is_short_for(other, name) for other in kin):
                doubts.append((line, f"`{name}` speaks only here; taken as a speaker."))
        elif s.nature is Nature.NAME and s.label.shape == "colon":
            doubts.append((line, f"`{name}` could be a speaker; taken as part of the text."))
    return accepted | _joint(names, {key for _, key in accepted}), doubts


def _is_known(s: Sighting, known: set[str], spelled: set[str]) -> bool:
    """Whether the label is a known speaker's name in full, or with a calling before it."""
    if s.nature is Nature.NAME:
        return any(people.is_short_for(name, s.label.name) for name in spelled)
    ends = ((s.key[:n], s.key[n:]) for n in range(1, len(s.key) - 1))
    return s.ended and any(name in known and people.is_calling(calling) for calling, name in ends)


def _speaks(s: Sighting, known: set[str]) -> bool:
    """Whether what follows is speech: a sentence or a long paragraph, and no heading about a known speaker."""
    about = any(s.key[:n] in known for n in range(2, len(s.key)))
    return bool(s.rest) and (s.ended or s.rest > LONG_ENOUGH) and not about


def _joint(names: list[Sighting], keys: set[str]) -> set[Group]:
    """`俞、徐`: several known speakers at once."""
    split = ((s, [name_key(part) for part in _JOINT.split(s.label.name)]) for s in names)
    return {(s.label.shape, s.key) for s, parts in split if len(parts) > 1 and all(part in keys for part in parts)}
