"""What SubRip and WebVTT have in common: lines cut where the time was, to be joined to paragraphs again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tts.script.formats.blocks import Block, Cut
from tts.text import ends_sentence, ink

SILENCE_S = 2.5
"""Seconds without captions after which a new paragraph starts, if a sentence has ended."""
LONGEST = 350
"""Characters after which a paragraph ends with its sentence."""

_MARKUP = re.compile(r"</?(?:c|i|b|u|ruby|rt|lang|font|v)\b[^<>\n]{0,200}>|</?\d[\d:.]*>|\{\\[^}\n]{1,40}\}")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{1,80})?[ \t]+([^<>\n]{1,200})>")
_NAMED = re.compile(
    r"\s{0,9}(?:[^\s：:。！？!?,，][^：:。！？!?,，\n]{0,39}[：:](?!\d|//)|[【\[［][^】\]］\n]{1,40}[】\]］])"
)
"""A line that may start with a name: `Anna: …`, `【马云】…`."""
_NEW = re.compile(r"[-–—][ \t]*(?=\S)|>{2,3}[ \t]*(?=\S)")


@dataclass(frozen=True, slots=True)
class SubtitleCue:
    """A caption's lines as (start, end, line number)."""

    start_s: float
    end_s: float
    lines: tuple[tuple[int, int, int], ...]


class Joiner:
    """Makes paragraphs of cues; what stands between their lines is cut."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._blocks: list[Block] = []
        self._spans: list[tuple[int, int, str]] = []
        self._heard_s = 0.0
        self._previous = ""

    def blocks(self, cues: list[SubtitleCue], furniture: list[Block]) -> list[Block]:
        """The paragraphs, and the `furniture` (numbers, times) outside of them, in order."""
        between = {block.start: block for block in furniture}
        starts = sorted(between)
        for cue in cues:
            for number, (start, end, line) in enumerate(cue.lines):
                self._line(cue, start, end, line, number)
        inside: set[int] = set()
        position = 0
        made = []
        for block in self._blocks:
            cuts = list(block.cuts)
            while position < len(starts) and starts[position] < block.end:
                piece = between[starts[position]]
                if piece.start > block.start:
                    cuts.append(Cut(piece.start, piece.end, piece.skip))
                    inside.add(piece.start)
                position += 1
            made.append(_with(block, cuts))
        return sorted((*made, *(b for s, b in between.items() if s not in inside)), key=lambda b: b.start)

    def _line(self, cue: SubtitleCue, start: int, end: int, line: int, number: int) -> None:
        text = self._text
        raw = text[start:end]
        cuts = [Cut(start + m.start(), start + m.end(), "markup") for m in _MARKUP.finditer(raw)]
        if ink(raw) == self._previous and len(self._previous) > 8:
            cuts = [Cut(start, end, "repeated caption")]
            self._extend(end, cuts, Block(start, end, line, cuts=tuple(cuts)))
            return
        self._previous = ink(raw)
        voice, new = _VOICE.match(raw.lstrip()), _NEW.match(raw.lstrip())
        lead = len(raw) - len(raw.lstrip())
        if voice:
            after = lead + voice.end()
            cuts = [c for c in cuts if c.start >= start + after]
            self._blocks.append(
                Block(start, end, line, speaker=voice[1].strip(), label=after, cuts=tuple(cuts), loose=False)
            )
        elif new and (number == 0 or self._dashed) and not self._named(start + lead + new.end(), end):
            self._blocks.append(Block(start, end, line, speaker="", label=lead + new.end(), cuts=tuple(cuts)))
        elif new or self._starts(cue, start, end):
            skip = (Cut(start, start + lead + new.end(), "markup"),) if new else ()
            cuts = [c for c in cuts if not new or c.start >= start + lead + new.end()]
            self._blocks.append(Block(start, end, line, cuts=(*skip, *cuts)))
        else:
            self._extend(end, cuts, Block(start, end, line, cuts=tuple(cuts)))
        self._dashed = bool(new)
        self._heard_s = cue.end_s

    _dashed = False

    def _starts(self, cue: SubtitleCue, start: int, end: int) -> bool:
        if not self._blocks:
            return True
        last = self._blocks[-1]
        ended = ends_sentence(self._text[last.start : last.end])
        if ended and (cue.start_s - self._heard_s > SILENCE_S or last.end - last.start > LONGEST):
            return True
        return self._named(start, end)

    def _named(self, start: int, end: int) -> bool:
        """Whether what stands there may start with a name."""
        return bool(_NAMED.match(self._text, start, end))

    def _extend(self, end: int, cuts: list[Cut], alone: Block) -> None:
        if not self._blocks:
            self._blocks.append(alone)
            return
        last = self._blocks[-1]
        self._blocks[-1] = _with(last, [*last.cuts, *cuts], end)


def _with(block: Block, cuts: list[Cut], end: int | None = None) -> Block:
    return Block(
        block.start, end or block.end, block.line, speaker=block.speaker, label=block.label,
        cuts=tuple(sorted(cuts, key=lambda cut: cut.start)), loose=block.loose,
    )  # fmt: skip


def seconds(clock: str) -> float:
    """`01:02:03,500` or `02:03.500` in seconds."""
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total
