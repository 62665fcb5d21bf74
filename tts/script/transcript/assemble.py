"""Puts a document's blocks together into turns, when it is known who speaks where and what each line is."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tts.script.formats.blocks import Block, Document, Metadata, said
from tts.script.forms.labels import Label
from tts.script.forms.unnamed import is_bold
from tts.script.lines.classify import Judged
from tts.script.model import Kind
from tts.script.transcript import chapters
from tts.script.transcript.model import Contribution, Paragraph
from tts.script.unsaid import asides
from tts.text import ink, name_key, tidy

REASONS = {"credit": "credit", "caption": "picture caption", "furniture": "page furniture"}
"""What a line is → why nobody says it."""
_NUMBER = re.compile(
    r"(?:(?:part|chapter)\s)?(?:0?\d{1,2}|[一二三四五六七八九十]{1,3}|[ivx]{1,4})\s?[.、．]?", re.IGNORECASE
)
"""A chapter's number, its title on the next line."""


@dataclass(slots=True)
class _Open:
    """A turn being read."""

    speaker: str | None
    kind: Kind
    label: tuple[int, int] | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Assembled:
    """What a document is made of."""

    metadata: Metadata
    turns: tuple[Contribution, ...]
    titles: tuple[tuple[int, int], ...]
    unspoken: tuple[tuple[int, int, str], ...]


@dataclass(slots=True)
class Assembler:
    """Walks over a document's blocks once, and knows which turn is being read."""

    document: Document
    labels: Mapping[int, Label]
    kinds: Mapping[int, Judged]
    declares: Collection[int]
    whose: Mapping[str, str]
    refused: Collection[str]
    turns: list[_Open] = field(default_factory=list)
    unspoken: list[tuple[int, int, str]] = field(default_factory=list)
    titles: list[tuple[int, int]] = field(default_factory=list)
    spoken: bool = False

    def assembled(self) -> Assembled:
        """The turns, and where everything else went."""
        for number, block in enumerate(self.document.blocks):
            self._block(number, block)
        self._without_idle_headings()
        turns = tuple(
            Contribution(turn.speaker, turn.kind, tuple(turn.paragraphs), turn.label, self._chapter(turn))
            for turn in self.turns
            if turn.paragraphs
        )
        silent = [(*turn.label, "says nothing") for turn in self.turns if turn.label and not turn.paragraphs]
        return Assembled(self.document.metadata, turns, tuple(self.titles), (*self.unspoken, *silent))

    def _without_idle_headings(self) -> None:
        """Headings at the end with nothing to say below them head what is not read: links, thanks, pictures."""
        while len(self.turns) > 1 and self.turns[-1].kind == "heading":
            for paragraph in self.turns.pop().paragraphs:
                self.unspoken.append((paragraph.start, paragraph.end, REASONS["furniture"]))

    def _block(self, number: int, block: Block) -> None:
        words = said(self.document.text, block)
        label = self.labels.get(number)
        if block.skip:
            self.unspoken.append((block.start, block.end, block.skip))
        elif number in self.declares:
            self.unspoken.append((block.start, block.end, "names the speakers"))
        elif label:
            self._speech(block, label)
        elif not any(char.isalnum() for char in words):
            self._wordless(block)
        elif self.turns and not self.turns[-1].paragraphs:
            self._add(block, block.start)  # below a name that stands alone, anything is speech
        elif self._is_title(block, words):
            self._title(block)
        elif ink(words) in self.refused:
            self._heading(block)
        else:
            self._as_judged(number, block)

    def _as_judged(self, number: int, block: Block) -> None:
        kind = self.kinds[number].kind if number in self.kinds else "speech"
        if kind in REASONS:
            self.unspoken.append((block.start, block.end, REASONS[kind]))
        elif kind == "heading" or (kind == "title" and (block.level or self._is_set_off(number, block))):
            self._heading(block)
        elif kind == "speech":
            self._prose(block)
        else:
            self._narrate(block)

    def _is_set_off(self, number: int, block: Block) -> bool:
        """Whether a line that could be a title, but is not the document's, is one of the talk: bold, and not behind it."""
        return number < max(self.labels, default=-1) and is_bold(self.document.text, block)

    def _is_title(self, block: Block, words: str) -> bool:
        """Whether the block is the title that the document is known by; the opening speaks it."""
        title = ink(self.document.metadata.title)
        if self.spoken or self.titles or not title or ink(words) in self.refused:
            return False
        return ink(words) == title or (block.level == 1 and ink(words) in title)

    def _title(self, block: Block) -> None:
        at = block.start
        for cut in block.cuts:
            self.titles.append((at, cut.start))
            self.unspoken.append((cut.start, cut.end, cut.reason))
            at = cut.end
        self.titles.append((at, block.end))

    def _heading(self, block: Block) -> None:
        """A new heading, or the words to the number on the line before."""
        last = self.turns[-1] if self.turns else None
        if last and last.kind == "heading" and len(last.paragraphs) == 1:
            above = last.paragraphs[0]
            if _NUMBER.fullmatch(tidy(self.document.text[above.start : above.end])):
                self._add(block, block.start)
                return
        self._start(None, "heading", block)

    def _speech(self, block: Block, label: Label) -> None:
        self.spoken = True
        speaker = self.whose[name_key(label.name)]
        last = self.turns[-1] if self.turns else None
        if label.form.separator == "given" and last and last.kind == "speech" and last.speaker == speaker:
            if label.end > label.start:
                self.unspoken.append((label.start, label.end, "markup"))
        else:
            self.turns.append(_Open(speaker, "speech", (label.start, label.end) if label.end > label.start else None))
        self._add(block, label.end)

    def _start(self, speaker: str | None, kind: Kind, block: Block) -> None:
        self.turns.append(_Open(speaker, kind))
        self._add(block, block.start)

    def _prose(self, block: Block) -> None:
        """A paragraph without label: the speaker goes on; before anybody spoke, it is the narrator's."""
        last = self.turns[-1] if self.turns else None
        if last is None or last.kind == "heading" or (last.kind == "note" and self.spoken):
            speaker = next((turn.speaker for turn in reversed(self.turns) if turn.kind == "speech"), None)
            self._start(speaker, "speech" if speaker else "note", block)
        else:
            self._add(block, block.start)

    def _narrate(self, block: Block) -> None:
        last = self.turns[-1] if self.turns else None
        if last and last.kind == "note":
            self._add(block, block.start)
        else:
            self._start(None, "note", block)

    def _wordless(self, block: Block) -> None:
        """Nothing to say: a stage direction of its own belongs to what was said before, the rest to nobody."""
        text = self.document.text
        last = self.turns[-1].paragraphs if self.turns else []
        shown = any(cut.shown for cut in block.cuts)
        gap = ink(text[last[-1].end : block.start]) if last else "x"
        if shown and last and not gap and not ink(said(text, block)):
            before = last[-1]
            last[-1] = dataclasses.replace(before, end=block.end, cuts=before.cuts + block.cuts)
            return
        reason = next((cut.reason for cut in block.cuts if ink(text[cut.start : cut.end])), "ornament")
        self.unspoken.append((block.start, block.end, reason))

    def _add(self, block: Block, start: int) -> None:
        """What follows `start` in the block is a paragraph of the open turn."""
        text = self.document.text
        cuts = tuple(cut for cut in block.cuts if cut.start >= start)
        rest = asides.without_addresses(text, dataclasses.replace(block, start=start, cuts=cuts))
        if not ink(text[start : block.end]):
            return
        if any(char.isalnum() for char in said(text, rest)):
            line = block.line + text.count("\n", block.start, start)
            self.turns[-1].paragraphs.append(Paragraph(start, block.end, line, rest.cuts))
        else:
            self._wordless(rest)

    def _chapter(self, turn: _Open) -> str:
        if turn.kind != "heading":
            return ""
        pieces = [piece for p in turn.paragraphs for piece, spoken in p.pieces(self.document.text) if spoken]
        return chapters.short_title(" ".join(pieces))
