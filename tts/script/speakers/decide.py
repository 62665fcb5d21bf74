"""Which labels name speakers. Recurrence decides, then the form of the words, then what the user settled."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from tts.script.formats.blocks import Document
from tts.script.speakers import declarations, people, questions
from tts.script.speakers.labels import Label
from tts.script.speakers.natures import Nature
from tts.script.speakers.sightings import LONG_ENOUGH, Sighting
from tts.script.speakers.sightings import sightings as sightings_in
from tts.script.speakers.singles import singles
from tts.text import han, ink, name_key

UNNAMED = ("Speaker 1", "Speaker 2")
"""What two voices are called that take turns without names."""


SCRIPT_SHARE = 0.7
"""Of all paragraphs: as many start with a label in the text of a programme."""
_SPEAKERS = (Nature.ROLE, Nature.NAME, Nature.OTHER)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who speaks where."""

    speech: dict[int, Label]
    """Block index → the label of the speaker who starts there."""
    notes: frozenset[int] = frozenset()
    """Blocks that start with a label the narrator reads (`编者按：`)."""
    credits: frozenset[int] = frozenset()
    """Blocks that start with a label nobody reads (`责任编辑：`)."""
    bold: frozenset[int] = frozenset()
    """Blocks set in bold that nobody is named for."""
    declares: frozenset[int] = frozenset()
    """Blocks that only say who is who."""
    declared: dict[str, str] = field(default_factory=dict)
    """Spelling (as `name_key`) → full name, as the text declares it."""
    guests: tuple[str, ...] = ()
    """Full names that the text lists as speakers."""
    doubts: tuple[tuple[int, str], ...] = ()
    """(line, sentence); line 0 for the whole text."""


def decide(document: Document, settled: Collection[str], headings: Collection[str]) -> Verdict:
    """Which blocks start a turn. `settled`: names that are speakers; `headings`: lines that start no turn. Linear."""
    refused = {ink(line) for line in headings}
    known = declarations.declared(document)
    opening = " ".join(document.text[b.start : b.end] for b in document.blocks[:40] if not b.skip)[:8000]
    names = (
        {name_key(name) for name in (*settled, *known.speakers)} | set(known.names) | set(people.declared_in(opening))
    )
    sightings = [
        sighting
        for number, block in enumerate(document.blocks)
        if not (block.skip or block.level or block.speaker is not None)
        and number not in known.blocks
        and ink(document.text[block.start : block.end]) not in refused
        for sighting in sightings_in(document, number, block)
    ]
    certain = _certain(sightings, names, _is_script(document, sightings))
    accepted, doubts = singles(document, sightings, certain)
    speech = _given(document)
    for sighting in sightings:
        if (sighting.label.shape, sighting.key) in accepted:
            speech.setdefault(sighting.block, sighting.label)
    if not document.metadata.title:
        _drop_title(document, sightings, speech)
    found, _, _ = questions.unnamed(document, speech)
    speech.update(found)
    guests = (*document.metadata.speakers, *known.speakers)
    colons = [s for s in sightings if s.label.shape in ("colon", "bracket") and s.block not in speech]
    notes = frozenset(s.block for s in colons if s.nature is Nature.NOTE)
    credit_blocks = frozenset(s.block for s in colons if s.nature is Nature.CREDIT and s.rest <= LONG_ENOUGH)
    bold = frozenset(
        n for n, b in enumerate(document.blocks) if b.strong and n not in speech and questions.is_bold(document.text, b)
    )
    return Verdict(
        speech, notes, credit_blocks - notes, bold, frozenset(known.blocks), known.names, guests, tuple(doubts)
    )  # fmt: skip


def _drop_title(document: Document, sightings: list[Sighting], speech: dict[int, Label]) -> None:
    """`余华：写作这件事`: the first line is a title if it ends unlike all the turns, whoever it names."""
    first = next((n for n, block in enumerate(document.blocks) if not block.skip), -1)
    if first not in speech or len(speech) < 4:
        return
    turns = {s.block: s for s in sightings if s.block in speech and s.rest}
    ended = sum(s.ended for s in turns.values())
    if first in turns and not turns[first].ended and turns[first].rest <= 30 and ended >= 0.8 * (len(turns) - 1):
        del speech[first]


def _given(document: Document) -> dict[int, Label]:
    """The speakers that the format names; where it only says that somebody new speaks, two take turns."""
    found: dict[int, Label] = {}
    unnamed = 0
    for number, block in enumerate(document.blocks):
        if block.speaker is None or block.skip:
            continue
        name = block.speaker
        if not name:
            name = UNNAMED[unnamed % 2]
            unnamed += 1
        found[number] = Label(name, block.start, block.start + block.label, "voice")
    return found


def _is_script(document: Document, sightings: list[Sighting]) -> bool:
    """Whether nearly every paragraph starts with a label, as in the text of a programme: then odd names are names."""
    live = sum(not block.skip for block in document.blocks)
    labelled = {s.block for s in sightings if s.label.shape in ("colon", "bracket") and s.nature in _SPEAKERS}
    return len(labelled) >= 4 and len(labelled) >= SCRIPT_SHARE * live


def _certain(sightings: list[Sighting], settled: set[str], script: bool) -> set[tuple[str, str]]:
    """(shape, key) of labels that need no witness. `script`: nearly every paragraph has one."""
    counts = Counter((s.label.shape, s.key) for s in sightings)
    voices: dict[str, set[str]] = defaultdict(set)
    for s in sightings:
        voices[s.label.shape].add(s.key)
    accepted = set()
    for s in sightings:
        group = (s.label.shape, s.key)
        if s.key in settled or _recurs(s, counts[group], len(voices[s.label.shape]), script):
            accepted.add(group)
    return accepted


def _recurs(s: Sighting, count: int, company: int, script: bool) -> bool:
    if s.nature in (Nature.NEVER, Nature.NOTE, Nature.CREDIT):
        return False
    if s.nature is Nature.ROLE:
        return s.label.shape == "colon" or count >= 2 or s.label.timed
    if s.label.shape in ("alone", "dash", "letter", "stop"):
        return (
            s.nature is Nature.NAME
            and count >= (1 if s.label.timed and s.label.shape == "alone" else 2)
            and company > 1
        )
    if s.nature is Nature.NAME:
        return count >= 2
    short = han(s.label.name) <= 8 and len(s.label.name.split()) <= 4
    return short and company > 1 and (count >= 3 or (count == 2 and (s.asks or script)))
