"""Captions: the episode's cues cut to what fits on a screen, each piece timed inside its utterance."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tts.audio import Word
from tts.master.model import Cue
from tts.show.lines import columns, group_lines, split_lines

_LONGEST_LABEL = 20
"""Columns of a line that a speaker's name may take in captions without speaker tags."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands on the screen at once. Times on the millisecond; captions are in order and never overlap."""

    start_s: float
    end_s: float
    speaker: str | None
    """None for the narrator."""
    turn: int | None
    lines: tuple[str, ...]
    """One or two, at most 32 columns each, the label included."""
    label: str = ""
    """`Name: ` that opens the first line where the speaker changes; empty elsewhere."""
    sentence: int = 0
    """The number of the sentence that it is of, or is a part of; 0 when unknown."""

    @property
    def text(self) -> str:
        """The lines as one, without the label."""
        return self.joined().removeprefix(self.label)

    def joined(self) -> str:
        """The lines as one, with a blank between Latin words."""
        whole = self.lines[0]
        for line in self.lines[1:]:
            whole += ("" if columns(whole[-1]) == 2 or columns(line[0]) == 2 else " ") + line
        return whole


def narrator_name(language: str) -> str:
    """What captions call the narrator."""
    return "旁白" if language.startswith("zh") else "Narrator"


def captions(cues: Iterable[Cue], duration_s: float, language: str) -> tuple[Caption, ...]:
    """The cues as captions, inside 0 to `duration_s`; a cue with nothing to read or no time gives none."""
    made: list[Caption] = []
    clock_ms, limit_ms = 0, int(duration_s * 1000)
    previous: tuple[str | None, int | None] | None = None
    for cue in cues:
        text = " ".join(readable(cue.text).split())
        start_ms = max(clock_ms, round(cue.start_s * 1000))
        end_ms = min(limit_ms, round(cue.end_s * 1000))
        if not text or end_ms <= start_ms:
            continue
        speaks = (cue.speaker, cue.turn)
        label = "" if speaks == previous else _label(cue.speaker, language)
        made += _cut(cue, text, label, start_ms, end_ms)
        clock_ms, previous = end_ms, speaks
    return tuple(made)


def readable(text: str) -> str:
    """`text` without control and direction-override characters, which no caption, tag or feed may carry."""
    return _UNREADABLE.sub(" ", text)


_UNREADABLE = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\u202a-\\u202e\\u2066-\\u2069\\ufeff\\ufffe\\uffff]"
)
"""Unicode's Cc but line feed and tab, Cs, what turns the direction of text, and what is no character."""


def _label(speaker: str | None, language: str) -> str:
    if speaker is None:
        return ""
    name = " ".join(readable(speaker).split())
    while columns(name) > _LONGEST_LABEL:
        name = name.removesuffix("…")[:-1] + "…"
    return f"{name}：" if language.startswith("zh") else f"{name}: "


def _cut(cue: Cue, text: str, label: str, start_ms: int, end_ms: int) -> list[Caption]:
    # The label is glued to the text by characters that no line breaks between.
    groups = group_lines(_labelled_lines(label, text))
    if end_ms - start_ms < len(groups):
        groups = groups[:1]
    offsets, at = [0], -len(label)
    for group in groups:
        at += sum(map(len, group))
        offsets.append(at)
    times = _times(text, offsets, cue.words, start_ms, end_ms)
    return [
        Caption(
            start_s=times[i] / 1000,
            end_s=times[i + 1] / 1000,
            speaker=cue.speaker,
            turn=cue.turn,
            lines=tuple(line.strip() for line in group),
            label=label if i == 0 else "",
            sentence=cue.sentence,
        )
        for i, group in enumerate(groups)
    ]


def _labelled_lines(label: str, text: str) -> list[str]:
    if not label:
        return split_lines(text)
    # Stand-ins as wide as the label and without a place to break: the label never ends a line.
    stand_in = "\u2060".join("x" * columns(label)) + "\u2060" if columns(text[0]) == 1 else "(" * columns(label)
    lines = split_lines(stand_in + text)
    return [label + lines[0].removeprefix(stand_in), *lines[1:]]


def _times(text: str, offsets: Sequence[int], words: Iterable[Word], start_ms: int, end_ms: int) -> list[int]:
    """Milliseconds of each offset into `text`: by word boundaries where told, by the characters' weights between."""
    if len(offsets) == 2:  # one caption: no boundary inside it is asked for
        return [start_ms, end_ms]
    knots = _knots(text, words, start_ms, end_ms)
    times = [start_ms]
    for index, offset in enumerate(offsets[1:], start=1):
        left = max(i for i, knot in enumerate(knots) if knot[0] <= offset)
        (a, at_a), (b, at_b) = knots[left], knots[min(left + 1, len(knots) - 1)]
        whole = _weight(text[a:b])
        share = _weight(text[a:offset]) / whole if whole else 0.0
        # Every piece keeps at least a millisecond, and leaves one to each that follows.
        latest = end_ms - (len(offsets) - 1 - index)
        times.append(min(latest, max(times[-1] + 1, round(at_a + share * (at_b - at_a)))))
    times[-1] = end_ms
    return times


def _knots(text: str, words: Iterable[Word], start_ms: int, end_ms: int) -> list[tuple[int, float]]:
    """(offset into `text`, milliseconds), both ascending: where each told word starts."""
    knots: list[tuple[int, float]] = [(0, start_ms)]
    cursor = 0
    for word in words:
        at = text.find(word.text, cursor) if word.text else -1
        time = word.start_s * 1000
        if at > knots[-1][0] and knots[-1][1] <= time <= end_ms:
            knots.append((at, time))
        if at >= 0:
            cursor = at + len(word.text)
    return [*knots, (len(text), end_ms)] if text else knots


def _weight(text: str) -> float:
    """How long `text` takes to say, in syllables, roughly: what divides an utterance's time among its pieces."""
    return sum(map(_syllables, text))


@functools.cache
def _syllables(char: str) -> float:
    if char.isdigit():
        return 1.0
    if char.isalpha():
        return 1.0 if unicodedata.east_asian_width(char) in ("W", "F") else 0.4
    if char in "。！？!?….；;":
        return 1.5
    return 1.0 if char in "，,：:、—" else 0.1
