"""Which labels name speakers. Recurrence decides, then the form of the words, then what the user settled."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from tts.script import declarations, people, questions
from tts.script.blocks import Block, Document, said
from tts.script.characters import ends_question, ends_sentence, han, ink, name_key, width
from tts.script.labels import Label, labels
from tts.script.natures import Nature, nature

LONG_ENOUGH = 45.0
"""Hanzi widths (`characters.width`). A labelled paragraph this long is speech even when no full stop ends it."""


UNNAMED = ("Speaker 1", "Speaker 2")
"""What two voices are called that take turns without names."""


_JOINT = re.compile(r"\s*[、&/＆]\s*|\s+and\s+|[和与]")
SCRIPT_SHARE = 0.7
_SPEAKERS = (Nature.ROLE, Nature.NAME, Nature.OTHER)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One label at one place."""

    block: int
    """Index into `Document.blocks`."""
    label: Label
    key: str
    nature: Nature
    rest: float
    """How much follows the label in its paragraph, hanzi widths."""
    asks: bool
    """Whether the paragraph ends with a question."""
    ended: bool
    """Whether the paragraph ends as a sentence does."""


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
    """Which blocks start a turn. `settled`: names that are speakers; `headings`: lines that are none. Linear."""
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
        for sighting in _sightings(document, number, block)
    ]
    certain = _certain(sightings, names, _is_script(document, sightings))
    accepted, doubts = _singles(document, sightings, certain)
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


def _sightings(document: Document, number: int, block: Block) -> list[Sighting]:
    text = document.text
    found = []
    for label in labels(text, block):
        cuts = tuple(cut for cut in block.cuts if cut.start >= label.end)
        rest = said(text, replace(block, start=label.end, cuts=cuts))
        found.append(
            Sighting(
                number,
                label,
                name_key(label.name),
                nature(label.name),
                width(rest),
                ends_question(rest),
                ends_sentence(rest),
            )
        )
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


def _singles(
    document: Document, sightings: list[Sighting], certain: set[tuple[str, str]]
) -> tuple[set[tuple[str, str]], list[tuple[int, str]]]:
    """Names seen once: accepted when they speak in the company of others, doubted otherwise."""
    accepted, doubts = set(certain), list[tuple[int, str]]()
    known = {key for _, key in certain}
    spelled = {s.label.name for s in sightings if s.key in known and s.nature is Nature.NAME}
    if len(spelled) > people.CROWD:
        spelled = set()
    shapes = {shape for shape, _ in certain}
    alike = ("colon", "bracket", "pipe", "stop")
    names = [s for s in sightings if s.nature in (Nature.NAME, Nature.OTHER) and s.label.shape in alike]
    names = [s for s in names if (s.label.shape, s.key) not in certain]
    alone = {(s.label.shape, s.key) for s in names if s.nature is Nature.NAME and s.ended and s.rest}
    if not certain and len(alone) > 1:
        return alone, doubts
    kin = spelled | {s.label.name for s in names[: people.CROWD] if s.nature is Nature.NAME}
    for s in names:
        line = document.blocks[s.block].line
        if s.nature is Nature.NAME and any(people.is_short_for(name, s.label.name) for name in spelled):
            accepted.add((s.label.shape, s.key))
            continue
        if s.nature is Nature.OTHER:
            if s.ended and any(
                s.key.endswith(key) and len(key) > 1 and people.is_calling(s.key[: -len(key)]) for key in known
            ):
                accepted.add((s.label.shape, s.key))
            continue
        longer = any(s.key.startswith(key) and s.key != key for key in known if len(key) > 1)
        if s.label.shape in shapes and (s.ended or s.rest > LONG_ENOUGH) and s.rest and not longer:
            accepted.add((s.label.shape, s.key))
            if not _has_kin(s.label.name, kin):
                doubts.append((line, f"`{s.label.name}` speaks only here; taken as a speaker."))
        elif s.label.shape == "colon":
            doubts.append((line, f"`{s.label.name}` could be a speaker; taken as part of the text."))
    keys = {key for _, key in accepted}
    for s in names:
        parts = [name_key(part) for part in _JOINT.split(s.label.name)]
        if len(parts) > 1 and all(part in keys for part in parts):
            accepted.add((s.label.shape, s.key))
    return accepted, doubts


def _has_kin(name: str, others: set[str]) -> bool:
    """Whether another label spells the same person's name longer or shorter."""
    return any(people.is_short_for(name, other) or people.is_short_for(other, name) for other in others)
