"""Documents become transcripts: turns, notes, headings, and what nobody says."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tts.script import headings, people
from tts.script.blocks import Block, Document
from tts.script.characters import ends_sentence, ink, name_key, tidy, width
from tts.script.labels import Label
from tts.script.model import Kind
from tts.script.speakers import Verdict, decide
from tts.script.transcript import Contribution, Paragraph, Transcript


@dataclass(frozen=True, slots=True)
class Settled:
    """What the user decided beforehand."""

    speakers: Collection[str] = ()
    headings: Collection[str] = ()
    spellings: Mapping[str, str] = field(default_factory=dict)
    """`name_key` of a spelling → the cast's name."""


@dataclass(slots=True)
class _Open:
    """A turn being read."""

    speaker: str | None
    kind: Kind
    label: tuple[int, int] | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)


class _Reader:
    """Walks over a document's blocks once, and knows which turn is being read."""

    def __init__(self, document: Document, settled: Settled) -> None:
        self.document = document
        self.settled = settled
        names = {*settled.speakers, *document.metadata.speakers, *settled.spellings.values(), *settled.spellings}
        self.verdict: Verdict = decide(document, names, settled.headings)
        self.whose, self.people = people.people(
            (label.name for _, label in sorted(self.verdict.speech.items())), settled.spellings
        )
        self.turns: list[_Open] = []
        self.unspoken: list[tuple[int, int, str]] = []
        self.titles: list[tuple[int, int]] = []
        self.title = document.metadata.title
        self.spoken = False

    def read(self) -> Transcript:
        blocks = self.document.blocks
        following = self._following()
        for number, block in enumerate(blocks):
            self._block(number, block, following[number])
        turns = tuple(
            Contribution(turn.speaker, turn.kind, tuple(turn.paragraphs), turn.label, self._chapter(turn))
            for turn in self.turns
            if turn.paragraphs
        )
        lost = [turn.label for turn in self.turns if not turn.paragraphs and turn.label]
        self.unspoken += [(start, end, "says nothing") for start, end in lost]
        metadata = dataclasses.replace(self.document.metadata, title=self.title)
        doubts = tuple(f"Line {line}: {doubt}" for line, doubt in sorted(self._doubts()))
        return Transcript(
            self.document.text, metadata, self.people, turns, tuple(self.titles), tuple(self.unspoken), doubts
        )

    def _following(self) -> list[bool]:
        """For each block, whether the next one that is read starts a speaker's turn."""
        found, speaks = [], False
        for number in range(len(self.document.blocks) - 1, -1, -1):
            found.append(speaks)
            if not self.document.blocks[number].skip:
                speaks = number in self.verdict.speech
        return found[::-1]

    def _block(self, number: int, block: Block, before_speech: bool) -> None:
        line = self._said(block)
        label = self.verdict.speech.get(number)
        if block.skip:
            self.unspoken.append((block.start, block.end, block.skip))
        elif label:
            self._speech(block, label)
        elif number in self.verdict.credits and (not self.spoken or not before_speech):
            self.unspoken.append((block.start, block.end, "credit"))
        elif number in self.verdict.notes:
            self._start(None, "note", block)
        elif self._is_title(block, line):
            self.title = tidy(line)
            self.titles.append((block.start, block.end))
        elif self._is_heading(block, line, before_speech):
            self._start(None, "heading", block)
        else:
            self._prose(block)

    def _said(self, block: Block) -> str:
        paragraph = Paragraph(block.start, block.end, block.line, block.cuts)
        return "".join(piece for piece, said in paragraph.pieces(self.document.text) if said)

    def _is_title(self, block: Block, line: str) -> bool:
        if self.turns or self.titles:
            return False
        if self.title:
            return ink(line) == ink(self.title)
        return block.level == 1 or (len(self.document.blocks) > 1 and headings.titles(line))

    def _is_heading(self, block: Block, line: str, before_speech: bool) -> bool:
        if ink(line) in {ink(heading) for heading in self.settled.headings}:
            return True
        return block.level > 0 or headings.heads(line, before_speech, self.spoken)

    def _speech(self, block: Block, label: Label) -> None:
        self.spoken = True
        self.turns.append(_Open(self.whose[name_key(label.name)], "speech", (label.start, label.end)))
        self._add(block, label.end)

    def _start(self, speaker: str | None, kind: Kind, block: Block) -> None:
        self.turns.append(_Open(speaker, kind))
        self._add(block, block.start)

    def _prose(self, block: Block) -> None:
        """A paragraph without label: the speaker goes on; before anybody spoke, it is the narrator's."""
        last = self.turns[-1] if self.turns else None
        if last is None or last.kind == "heading":
            speaker = next((turn.speaker for turn in reversed(self.turns) if turn.kind == "speech"), None)
            self._start(speaker, "speech" if speaker else "note", block)
        else:
            self._add(block, block.start)

    def _add(self, block: Block, start: int) -> None:
        if ink(self.document.text[start : block.end]):
            cuts = tuple(cut for cut in block.cuts if cut.start >= start)
            line = block.line + self.document.text.count("\n", block.start, start)
            self.turns[-1].paragraphs.append(Paragraph(start, block.end, line, cuts))

    def _chapter(self, turn: _Open) -> str:
        if turn.kind != "heading":
            return ""
        return tidy("".join(self.document.text[p.start : p.end] for p in turn.paragraphs))

    def _doubts(self) -> list[tuple[int, str]]:
        found = list(self.verdict.doubts)
        if not any(turn.kind == "speech" for turn in self.turns):
            found.append((1, "no speaker was found; the narrator reads everything. --speaker NAME names one."))
        for turn, after in zip(self.turns, self.turns[1:], strict=False):
            if turn.kind == "speech" and len(turn.paragraphs) == 1 and after.speaker == turn.speaker:
                paragraph = turn.paragraphs[0]
                said = self.document.text[paragraph.start : paragraph.end]
                if not ends_sentence(said) and width(said) <= headings.WIDEST:
                    found.append((paragraph.line, f"“{tidy(said)}” could be a heading; taken as speech."))
        return found


def parse(document: Document, settled: Settled | None = None) -> Transcript:
    """Who says what in `document`. Never fails; what could have gone the other way is among the doubts."""
    return _Reader(document, settled or Settled()).read()
