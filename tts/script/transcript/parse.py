"""Documents become transcripts: turns, notes, headings, and what nobody says."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tts.script.dates import iso_date
from tts.script.formats.blocks import Block, Document, said
from tts.script.model import Kind
from tts.script.speakers import people, questions
from tts.script.speakers.decide import Verdict, decide
from tts.script.speakers.labels import Label
from tts.script.transcript import chapters, headings
from tts.script.transcript.model import Contribution, Paragraph, Person, Transcript
from tts.script.unsaid import furniture
from tts.text import ends_sentence, ink, name_key, simplified, tidy, width


@dataclass(frozen=True, slots=True)
class Settled:
    """What the user decided beforehand."""

    speakers: Collection[str] = ()
    headings: Collection[str] = ()
    spellings: Mapping[str, str] = field(default_factory=dict)
    """`name_key` of a spelling → the cast's name."""
    chapters: bool = True
    """Whether to make chapters where the transcript has no headings."""


_ABOUT = re.compile(r"\s?(?:[，,（(]|是|现为|现任|著有|’s|'s|\s(?:is|was|has|lives|teaches|writes)\b)")


@dataclass(slots=True)
class _Open:
    """A turn being read."""

    speaker: str | None
    kind: Kind
    label: tuple[int, int] | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)


def parse(document: Document, settled: Settled | None = None) -> Transcript:
    """Who says what in `document`. Never fails; what could have gone the other way is among the doubts."""
    return _Reader(document, settled or Settled()).read()


class _Reader:
    """Walks over a document's blocks once, and knows which turn is being read."""

    def __init__(self, document: Document, settled: Settled) -> None:
        self.document, self.settled = document, settled
        self.text = document.text
        self.metadata = document.metadata
        names = {*settled.speakers, *document.metadata.speakers, *settled.spellings.values(), *settled.spellings}
        self.verdict: Verdict = decide(document, names, settled.headings)
        self.refused = {ink(heading) for heading in settled.headings}
        self.last_speech = max(self.verdict.speech, default=-1)
        self.whose, self.people = self._people()
        self.turns: list[_Open] = []
        self.unspoken: list[tuple[int, int, str]] = []
        self.titles: list[tuple[int, int]] = []
        self.spoken = False
        self.before: set[int] = set()
        self.credited = False

    def _people(self) -> tuple[dict[str, str], tuple[Person, ...]]:
        speech = sorted(self.verdict.speech.items())
        first = min(self.verdict.speech, default=0)
        opening = " ".join(
            [
                self.metadata.title,
                *(self.text[b.start : b.end] for b in self.document.blocks[: first + 1] if not b.skip),
            ]
        )[:20_000]
        names = list(dict.fromkeys(label.name for _, label in speech))
        declared = people.declared_in(opening) | self.verdict.declared | people.translated(names, self.text)
        spellings = [people.Spelling(label.name, label.role) for _, label in speech]
        return people.people(spellings, self.settled.spellings, declared, opening, self.verdict.guests)

    def read(self) -> Transcript:
        following = self._following()
        self.before = {
            number for number, speaks in enumerate(following) if speaks and number not in self.verdict.speech
        }
        for number, block in enumerate(self.document.blocks):
            self._block(number, block, following[number])
        turns = tuple(
            Contribution(turn.speaker, turn.kind, tuple(turn.paragraphs), turn.label, self._title(turn))
            for turn in self.turns
            if turn.paragraphs
        )
        self.unspoken += [(*turn.label, "says nothing") for turn in self.turns if turn.label and not turn.paragraphs]
        if self.settled.chapters:
            turns = chapters.titled(turns, self.text)
        doubts = tuple(f"Line {line}: {doubt}" if line else doubt for line, doubt in sorted(set(self._doubts())))
        heard = {turn.speaker for turn in turns}
        persons = tuple(person for person in self.people if person.name in heard)
        return Transcript(self.text, self.metadata, persons, turns, tuple(self.titles), tuple(self.unspoken), doubts)

    def _following(self) -> list[bool]:
        """For each block, whether the next one that is read starts a speaker's turn."""
        found, speaks = [], False
        for number in range(len(self.document.blocks) - 1, -1, -1):
            found.append(speaks)
            block = self.document.blocks[number]
            if not block.skip and any(char.isalnum() for char in said(self.text, block)[:400]):
                speaks = number in self.verdict.speech
        return found[::-1]

    def _block(self, number: int, block: Block, before_speech: bool) -> None:
        words = said(self.text, block)
        label = self.verdict.speech.get(number)
        around = not self.spoken or number > self.last_speech
        if block.skip:
            self.unspoken.append((block.start, block.end, block.skip))
        elif number in self.verdict.declares:
            self.unspoken.append((block.start, block.end, "names the speakers"))
        elif label:
            self._speech(block, label)
        elif not any(char.isalnum() for char in words):
            self._wordless(block)
        elif why := self._furniture(number, words, around):
            self._facts(why, words)
            self.unspoken.append((block.start, block.end, why))
        elif (
            number in self.verdict.notes
            or self._is_about(number, words)
            or headings.editorial(words)
            or (block.aside and len(ink(words)) > 30)
        ):
            self._narrate(block)
        elif self._is_title(number, block, words):
            self._title_block(block, words)
        elif self._is_heading(number, block, words, before_speech):
            self._heading(block)
        else:
            self._prose(block)

    def _furniture(self, number: int, words: str, around: bool) -> str:
        credit, self.credited = self.credited, False
        if number in self.verdict.credits and around:
            self.credited = ink(words).endswith(("：", ":"))
            return "credit"
        if credit and around and width(words) <= headings.WIDEST:
            return "credit"
        if ink(words) in self.refused or (self.turns and not self.turns[-1].paragraphs):
            return ""  # below a name that stands alone, anything is speech
        return furniture.reason(words, around)

    def _facts(self, why: str, words: str) -> None:
        """What a byline or dateline tells, where the metadata does not."""
        date = self.metadata.date or ("" if self.spoken or why == "link" else iso_date(words))
        self.metadata = dataclasses.replace(self.metadata, date=date)

    def _is_title(self, number: int, block: Block, words: str) -> bool:
        title = self.metadata.title
        if self.spoken or self.titles or ink(words) in self.refused or (self.turns and not title):
            return False
        if title:
            return ink(words) == ink(title) or (block.level == 1 and ink(words) in ink(title))
        if block.level == 1:
            return True
        return len(self.document.blocks) > 1 and headings.titles(words) and not self._is_first_of_series(number, words)

    def _is_first_of_series(self, number: int, words: str) -> bool:
        """Whether the line stands above a turn as later lines do that are made like it: `谈童年：…`, `谈写作：…`."""
        if number not in self.before or self.last_speech <= number:
            return False
        later = [
            tidy(said(self.text, self.document.blocks[n]))
            for n in sorted(self.before)
            if n > number and n not in self.verdict.speech and not self.document.blocks[n].skip
        ]
        later = [line for line in later if headings.short(line)]
        return len(later) > 0 and all(headings.alike(tidy(words), line) for line in later)

    def _title_block(self, block: Block, words: str) -> None:
        self.metadata = dataclasses.replace(self.metadata, title=self.metadata.title or tidy(words))
        at = block.start
        for cut in block.cuts:
            self.titles.append((at, cut.start))
            self.unspoken.append((cut.start, cut.end, cut.reason))
            at = cut.end
        self.titles.append((at, block.end))

    def _is_heading(self, number: int, block: Block, words: str, before_speech: bool) -> bool:
        if ink(words) in self.refused or (block.level > 0 and width(words) <= 2 * headings.WIDEST):
            return True
        if headings.number_only(words) and number + 1 in self.before and number < self.last_speech:
            return True
        if number in self.verdict.bold and headings.short(words) and not ends_sentence(words):
            return self.spoken or before_speech
        if not self.spoken and not block.loose and not self._after_number():
            return False  # a line below the title is its second line
        return headings.heads(words, before_speech, self.spoken, number > self.last_speech)

    def _heading(self, block: Block) -> None:
        """A new heading, or the words to the number on the line before."""
        if self._after_number():
            self._add(block, block.start)
        else:
            self._start(None, "heading", block)

    def _after_number(self) -> bool:
        last = self.turns[-1] if self.turns else None
        if last is None or last.kind != "heading" or len(last.paragraphs) != 1:
            return False
        return headings.number_only(self.text[last.paragraphs[0].start : last.paragraphs[0].end])

    def _speech(self, block: Block, label: Label) -> None:
        self.spoken = True
        speaker = self.whose[name_key(label.name)]
        last = self.turns[-1] if self.turns else None
        goes_on = label.shape == "voice" and last and last.kind == "speech" and last.speaker == speaker
        if goes_on and last:
            if label.end > label.start:
                self.unspoken.append((label.start, label.end, "markup"))
        else:
            span = (label.start, label.end) if label.end > label.start else None
            self.turns.append(_Open(speaker, "speech", span))
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

    def _is_about(self, number: int, words: str) -> bool:
        """Whether a paragraph behind the talk tells who the speakers are: `顾澜，心理学者，著有…`."""
        if number <= self.last_speech or not self.spoken or self.turns[-1].label is None:
            return False
        line = tidy(words)
        known = [*(person.name for person in self.people), questions.interviewee(self.metadata.title, "")]
        full = [name for name in known if len(name_key(name)) > 1 and (" " in name or not name.isascii())]
        return any(line.startswith(name) and _ABOUT.match(simplified(line[len(name) :])) for name in full)

    def _narrate(self, block: Block) -> None:
        last = self.turns[-1] if self.turns else None
        if last and last.kind == "note":
            self._add(block, block.start)
        else:
            self._start(None, "note", block)

    def _wordless(self, block: Block) -> None:
        """Nothing to say: a stage direction of its own belongs to what was said before, the rest to nobody."""
        last = self.turns[-1].paragraphs if self.turns else []
        shown = any(cut.shown for cut in block.cuts)
        gap = ink(self.text[last[-1].end : block.start]) if last else "x"
        if shown and last and not gap and not ink(said(self.text, block)):
            before = last[-1]
            last[-1] = dataclasses.replace(before, end=block.end, cuts=before.cuts + block.cuts)
            return
        reason = next((cut.reason for cut in block.cuts if ink(self.text[cut.start : cut.end])), "ornament")
        self.unspoken.append((block.start, block.end, reason))

    def _add(self, block: Block, start: int) -> None:
        """What follows `start` in the block is a paragraph of the open turn."""
        cuts = tuple(cut for cut in block.cuts if cut.start >= start)
        rest = dataclasses.replace(block, start=start, cuts=cuts)
        if not ink(self.text[start : block.end]):
            return
        if any(char.isalnum() for char in said(self.text, rest)):
            line = block.line + self.text.count("\n", block.start, start)
            self.turns[-1].paragraphs.append(Paragraph(start, block.end, line, cuts))
        else:
            self._wordless(rest)

    def _title(self, turn: _Open) -> str:
        if turn.kind != "heading":
            return ""
        pieces = [piece for p in turn.paragraphs for piece, spoken in p.pieces(self.text) if spoken]
        return chapters.short_title(" ".join(pieces))

    def _doubts(self) -> list[tuple[int, str]]:
        found = list(self.verdict.doubts)
        if not any(turn.kind == "speech" for turn in self.turns):
            found.append((0, "No speaker was found; the narrator reads everything. --speaker NAME names one."))
        for turn, after in zip(self.turns, self.turns[1:], strict=False):
            if turn.kind == "speech" and len(turn.paragraphs) == 1 and after.speaker == turn.speaker:
                paragraph = turn.paragraphs[0]
                words = self.text[paragraph.start : paragraph.end]
                if not ends_sentence(words) and width(words) <= headings.WIDEST:
                    found.append((paragraph.line, f"“{tidy(words)}” could be a heading; taken as speech."))
        return found
