"""Documents become transcripts: turns, notes, headings, and what nobody says."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tts.script import words
from tts.script.formats.blocks import Document, said
from tts.script.forms import languages
from tts.script.forms.evidence import scene
from tts.script.forms.explain import GIVEN, Explanation, explain
from tts.script.forms.unnamed import UNNAMED
from tts.script.lines.classify import Judged, classify
from tts.script.people import persons
from tts.script.people.declared import OPENING, Declared, declared, explained
from tts.script.people.names import full_names, interviewee
from tts.script.transcript import chapters, doubts
from tts.script.transcript.assemble import Assembled, Assembler
from tts.script.transcript.facts import completed
from tts.script.transcript.model import Person, Transcript
from tts.text import ink, name_key, tidy


@dataclass(frozen=True, slots=True)
class Settled:
    """What the user decided beforehand."""

    speakers: Collection[str] = ()
    headings: Collection[str] = ()
    spellings: Mapping[str, str] = field(default_factory=dict)
    """`name_key` of a spelling → the cast's name."""
    chapters: bool = True
    """Whether to make chapters where the transcript has no headings."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was decided about a document before its turns are put together."""

    explanation: Explanation
    kinds: Mapping[int, Judged]
    """Block → what it is, where no label opens it."""
    declared: Declared
    whose: Mapping[str, str]
    """`name_key` of a label → the person's name."""
    people: tuple[Person, ...]
    refused: frozenset[str]
    """The ink of lines that the user says are headings."""


def parse(document: Document, settled: Settled | None = None) -> Transcript:
    """Who says what in `document`. Never fails; what could have gone the other way is among the doubts. Linear."""
    settled = settled or Settled()
    document, twice_told = languages.in_one(document)
    found = _decided(document, settled)
    made = _assembled(document, found)
    if not made.turns:  # a text of nothing but a title and furniture is a text
        found = dataclasses.replace(found, kinds={n: Judged("note", {"note": 1.0}) for n in found.kinds})
        made = _assembled(document, found)
    turns = chapters.titled(made.turns, document.text) if settled.chapters else made.turns
    heard = {turn.speaker for turn in turns}
    transcript = Transcript(
        document.text, made.metadata, tuple(person for person in found.people if person.name in heard), turns,
        made.titles, made.unspoken,
    )  # fmt: skip
    told = doubts.find_doubts(document, transcript, found.explanation, found.kinds)
    return dataclasses.replace(transcript, doubts=(*twice_told, *told))


def _assembled(document: Document, found: Found) -> Assembled:
    labels = found.explanation.labels
    document = dataclasses.replace(document, metadata=completed(document, found.kinds, labels))
    return Assembler(document, labels, found.kinds, found.declared.blocks, found.whose, found.refused).assembled()


def _decided(document: Document, settled: Settled) -> Found:
    refused = frozenset(ink(line) for line in settled.headings)
    known = declared(document)
    opening = "\n".join(document.text[b.start : b.end] for b in document.blocks[:40] if not b.skip)[:OPENING]
    spelled = explained(opening)
    given = (
        {name_key(name) for name in (*document.metadata.speakers, *known.speakers)} | set(known.names) | set(spelled)
    )
    sure = {name_key(name) for name in (*settled.speakers, *settled.spellings.values())} | set(settled.spellings)
    page = document
    if known.blocks:
        page = dataclasses.replace(document, blocks=tuple(
            dataclasses.replace(b, skip="names the speakers") if n in known.blocks else b for n, b in enumerate(document.blocks)
        ))  # fmt: skip
    explanation = _named_answers(page, explain(page, given, sure, refused), opening)
    whose, people = _people(document, explanation, settled, known.names | spelled, known.speakers, opening)
    names = {name for name in whose.values() if len(name) > 1 and not words.role(name)}
    kinds = _kinds(page, explanation, names)
    return Found(explanation, kinds, known, whose, people, refused)


def _kinds(page: Document, explanation: Explanation, names: Collection[str]) -> dict[int, Judged]:
    """What each line without label is. Where the format names the speakers, lines inside the talk go on with it."""
    kinds = classify(page, scene(page, ()).live, explanation.labels, names)
    given = [n for n, label in explanation.labels.items() if label.form == GIVEN]
    if not given:
        return kinds
    return {n: judged for n, judged in kinds.items() if not min(given) < n or page.blocks[n].level}


def _named_answers(document: Document, explanation: Explanation, opening: str) -> Explanation:
    """Where only the questions are marked, the answers are given the name of the person the title names."""
    if not explanation.asks:
        return explanation
    title = document.metadata.title or next((tidy(said(document.text, b)) for b in document.blocks if not b.skip), "")
    name = interviewee(title, opening.replace(title, "", 1))
    if not name:
        return explanation
    labels = {
        n: dataclasses.replace(label, name=name) if label.form == UNNAMED and label.name != explanation.asks else label
        for n, label in explanation.labels.items()
    }  # fmt: skip
    return dataclasses.replace(explanation, labels=labels)


def _front_matter_names(document: Document) -> list[str]:
    """Full names that stand alone in the front matter, whatever key they have: `author: Arvind Parekh`."""
    return [value for _, value in document.metadata.entries if len(value) <= 40 and full_names(value) == [value]]


def _people(  # noqa: PLR0913, PLR0917  # what the document says of its people, from five places
    document: Document, explanation: Explanation, settled: Settled, declared_names: Mapping[str, str],
    guests: Collection[str], opening: str,
) -> tuple[dict[str, str], tuple[Person, ...]]:  # fmt: skip
    labels = [label for _, label in sorted(explanation.labels.items())]
    names = list(dict.fromkeys(label.name for label in labels))
    spelled = {**declared_names, **persons.translated(names, document.text)}
    return persons.persons(
        [persons.Spelling(label.name, label.role) for label in labels],
        settled.spellings,
        spelled,
        f"{document.metadata.title}\n{opening}",
        (*document.metadata.speakers, *guests, *_front_matter_names(document)),
    )
