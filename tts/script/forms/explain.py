"""Who is named in which form: the explanation that the whole document supports best."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from tts.script.formats.blocks import Block, Document
from tts.script.forms import evidence, unnamed, weigh
from tts.script.forms.evidence import Group, Scene
from tts.script.forms.labels import Form, Label, labels
from tts.text import ink

SURE = 0.5
"""From this chance on a name is taken for a speaker's."""
IN_COMPANY = 0.15
"""From this chance on what recurs in a form that rules the document is a name."""
NOTICED = 0.005
"""From this chance on a refused name is passed on; whether it is worth telling, its calibrated chance decides."""
UNLIKELY = 0.05
"""From this chance on initials that recur make a full name a speaker's."""
STRAY = 1.5
"""Labels. What a form explains less than this, beside another that explains more, belongs to no form at all."""
RULING = 0.8
"""Share of all blocks that speakers in one form must open for it to rule the document."""
OPENED = 0.34
"""Share of all blocks that names must open which stand but once each."""
GIVEN = Form("given")
"""What labels have that the format names."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Who speaks where, and how sure it is."""

    labels: Mapping[int, Label]
    """Block → the label of the speaker who starts there."""
    chances: Mapping[int, float]
    """Block → how likely that is, for those that were judged."""
    refused: tuple[tuple[Label, float], ...] = ()
    """Labels that were taken for part of the text though they might be none, with their chance, the likeliest first."""
    asks: str = ""
    """What who asks is called, in a talk whose questions only their setting tells apart."""


def explain(
    document: Document, given: Collection[str], settled: Collection[str], refused: Collection[str]
) -> Explanation:
    """Who speaks where. Linear in the document's length.

    `given`: keys of names that probably are speakers'; `settled`: keys of names that are; `refused`: the ink of lines
    that are none.
    """
    named = _by_format(document)
    if len(named) > 1:
        return Explanation(named, {})
    scene, found = proposed(document, {*given, *settled}, refused)
    chances = [1.0 if group.key in settled and _may_settle(group.form) else float(chance)
               for group, chance in zip(found, weigh.chances(scene, found), strict=True)]  # fmt: skip
    chances = _by_family(found, _by_initials(found, _in_company(scene, found, chances)))
    taken, sure = _taken(scene, found, chances)
    _without_title(document, scene, taken)
    answers = unnamed.answers_beside(document, scene, taken)
    unlabelled = unnamed.find(document, scene, {**named, **taken})
    idle = len(taken) < 2 or _mostly_silent(document, scene, taken) or _nobody_recurs(scene, taken)
    if unlabelled is None and not settled and idle:
        taken = {}
    rest = [(group.places[0].label, chance) for group, chance in zip(found, chances, strict=True)
            if NOTICED <= chance <= SURE and group.blocks[0] not in taken]  # fmt: skip
    rest.sort(key=lambda pair: (-pair[1], pair[0].block))
    if unlabelled:
        return Explanation({**named, **unlabelled.labels}, sure, tuple(rest), unlabelled.asks)
    return Explanation({**named, **taken, **(answers if taken else {})}, sure, tuple(rest))


def proposed(document: Document, given: Collection[str], refused: Collection[str] = ()) -> tuple[Scene, list[Group]]:
    """Every name in every form that the document shows. `given`: keys of names that probably are speakers';
    `refused`: the ink of lines that are none."""
    scene = evidence.scene(document, given)
    found = [
        label
        for number in scene.live
        if document.blocks[number].speaker is None
        and (
            not refused
            or ink(document.text[document.blocks[number].start : document.blocks[number].end]) not in refused
        )
        for label in labels(document, number)
        if not (_bare(label.form) and number and _is_picture(document.blocks[number - 1]))
    ]
    return scene, evidence.groups(list(evidence.places(document, found)))


def _bare(form: Form) -> bool:
    """Whether nothing but the line's end tells the name from the text."""
    return form == Form("", own_line=True)


def _is_picture(block: Block) -> bool:
    """Whether it is one; a name alone below it is its caption."""
    return block.skip == "image" or any(cut.reason == "image" for cut in block.cuts)


def _may_settle(form: Form) -> bool:
    """Whether a name the user gives is a speaker's in this form, whatever else speaks against it."""
    return form.separator in (":", "|") or bool(form.bracket or form.bold or form.timed)


def _by_format(document: Document) -> dict[int, Label]:
    """The speakers that the format names; where it only says that somebody new speaks, two take turns."""
    found: dict[int, Label] = {}
    nameless = 0
    for number, block in enumerate(document.blocks):
        if block.speaker is None or block.skip:
            continue
        name = block.speaker or unnamed.TWO_VOICES[nameless % 2]
        nameless += not block.speaker
        found[number] = Label(number, GIVEN, name, block.start, block.start + block.label)
    return found


def _in_company(scene: Scene, found: list[Group], chances: list[float]) -> list[float]:
    """`chances`, where nearly every block is labelled in one form: then what recurs in it is a name, unless nearly all
    speaks against it."""
    total: dict[Form, int] = defaultdict(int)
    sure: dict[Form, int] = defaultdict(int)
    for group, chance in zip(found, chances, strict=True):
        total[group.form] += len(group.places)
        sure[group.form] += len(group.places) if chance > SURE else 0
    ruling = {form for form in total if sure[form] >= RULING * max(total[form], len(scene.live))}
    return [
        max(chance, SURE + 0.05) if group.form in ruling and chance > IN_COMPANY and len(group.places) > 1 else chance
        for group, chance in zip(found, chances, strict=True)
    ]


def _by_family(found: list[Group], chances: list[float]) -> list[float]:
    """`chances`, where a name that speaks before a colon stands before one with nothing said: `**Ana:** [laughs]`."""
    speaks = {(_family(group.form), group.key): chance for group, chance in zip(found, chances, strict=True)
              if chance > SURE and len(group.places) > 1 and group.form.separator == ":" and not group.form.own_line}  # fmt: skip
    return [
        max(chance, speaks.get((_family(group.form), group.key), 0.0))
        for group, chance in zip(found, chances, strict=True)
    ]


def _by_initials(found: list[Group], chances: list[float]) -> list[float]:
    """`chances`, where a document writes `Dave Herman:` once and `DH:` from then on: the full name is a speaker's, too."""
    short = {(group.form, group.key): chance for group, chance in zip(found, chances, strict=True)
             if chance > SURE and len(group.places) > 1}  # fmt: skip

    def initials(name: str) -> str:
        parts = [part for part in re.split(r"[\s-]+", name) if part]
        return (
            "".join(part[0] for part in parts).lower()
            if len(parts) > 1 and name.isascii() and name[0].isupper()
            else ""
        )

    return [
        max(chance, short.get((group.form, initials(group.name)), 0.0)) if chance > UNLIKELY else chance
        for group, chance in zip(found, chances, strict=True)
    ]


def _taken(scene: Scene, found: list[Group], chances: list[float]) -> tuple[dict[int, Label], dict[int, float]]:
    """For each block the label that explains it: of the form that explains most of the document, then the likeliest."""
    explains: dict[Form, float] = defaultdict(float)
    for group, chance in zip(found, chances, strict=True):
        if chance > SURE:
            explains[_family(group.form)] += chance * len(group.places)
    taken: dict[int, Label] = {}
    sure: dict[int, float] = {}
    known = {
        group.key
        for group, chance in zip(found, chances, strict=True)
        if chance > SURE and explains[_family(group.form)] >= 2
    }
    order = sorted(range(len(found)), key=lambda n: (-explains[_family(found[n].form)], -chances[n], n))
    for n in order:
        stray = explains[_family(found[n].form)] < STRAY and found[n].key not in known and bool(known)
        if chances[n] > SURE and not stray:
            for place in found[n].places:
                if place.label.block not in taken:
                    taken[place.label.block] = place.label
                    sure[place.label.block] = chances[n]
    _drop_below_labels(scene, taken)
    return taken, sure


def _family(form: Form) -> Form:
    """`form`, wherever the words stand: a document that writes `答：` above the answer or before it uses one form."""
    return replace(form, own_line=False, timed=False)


def _drop_below_labels(scene: Scene, taken: dict[int, Label]) -> None:
    """What stands directly below a name on its own line is what that person says, and no other label."""
    owner: Label | None = None
    for number in scene.live:
        label = taken.get(number)
        if owner and label and label.form != owner.form and not label.form.separator:
            del taken[number]
            label = None
        owner = label if label and label.form.own_line else None


def _mostly_silent(document: Document, scene: Scene, taken: Mapping[int, Label]) -> bool:
    """Whether most labels have nothing to say, behind or below: short lines, and no names."""
    said = sum(place.rest > 0 for place in evidence.places(document, list(taken.values())))
    said += sum(
        n not in taken and scene.live[rank - 1] in taken and taken[scene.live[rank - 1]].form.own_line
        for rank, n in enumerate(scene.live)
        if rank
    )
    return 2 * said < len(taken)


def _nobody_recurs(scene: Scene, taken: Mapping[int, Label]) -> bool:
    """Whether each name stands once, and they open few of the blocks: notes and lists do, who talks does not."""
    return len({label.key for label in taken.values()}) == len(taken) < OPENED * len(scene.live)


def _without_title(document: Document, scene: Scene, taken: dict[int, Label]) -> None:
    """`余华：写作这件事`: the first line is a title if it ends unlike all the turns, whoever it names."""
    first = scene.live[0] if scene.live else -1
    if document.metadata.title or first not in taken or len(taken) < 4:
        return
    turns = {place.label.block: place for place in evidence.places(document, list(taken.values()))}
    ended = sum(place.ended for place in turns.values() if place.rest)
    if turns[first].rest and not turns[first].ended and turns[first].rest <= 30 and ended >= 0.8 * (len(turns) - 1):
        del taken[first]
