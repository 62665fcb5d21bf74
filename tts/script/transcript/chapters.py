"""Chapters where the transcript has none: at questions, four minutes apart or more, titled by the question's words."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Sequence

from tts.script.transcript.model import Contribution
from tts.text import CLOSERS, ends_question, tidy, width

LEAST_S = 240.0
"""A chapter lasts at least this long, estimated."""
SHORTEST_TALK_S = 600.0
"""Shorter talks need no chapters."""
WIDTHS_PER_S = 4.2
"""Hanzi widths a second, pauses included: the Davos interview's 3,600 characters in 13 minutes and a half."""
LONGEST_TITLE = 60
"""Characters that players show."""

_SENTENCE = re.compile(rf"[^。！？!?…]*[。！？!?…]+[{re.escape(CLOSERS)}]*|[^。！？!?…]+$")


def titled(turns: Sequence[Contribution], text: str) -> tuple[Contribution, ...]:
    """`turns` with chapters at questions, unless there are headings or the talk is short."""
    if any(turn.title for turn in turns):
        return tuple(turns)
    widths = [sum(width(text[p.start : p.end]) for p in turn.paragraphs) for turn in turns]
    left_s = sum(widths) / WIDTHS_PER_S
    if left_s < SHORTEST_TALK_S:
        return tuple(turns)
    asker = _asker(turns, text)
    made, since_s = list[Contribution](), 0.0
    for turn, size in zip(turns, widths, strict=True):
        if (
            since_s >= LEAST_S
            and left_s >= LEAST_S / 2
            and turn.speaker == asker
            and (title := question(_said(turn, text)))
        ):
            made.append(dataclasses.replace(turn, title=title))
            since_s = 0.0
        else:
            made.append(turn)
        since_s += size / WIDTHS_PER_S
        left_s -= size / WIDTHS_PER_S
    return tuple(made)


def _said(turn: Contribution, text: str) -> str:
    return tidy(" ".join(piece for p in turn.paragraphs for piece, said in p.pieces(text) if said))


def _asker(turns: Sequence[Contribution], text: str) -> str | None:
    """Who ends most turns with a question."""
    asked = Counter(
        t.speaker for t in turns if t.speaker and ends_question(text[t.paragraphs[-1].start : t.paragraphs[-1].end])
    )
    return asked.most_common(1)[0][0] if asked else None


def question(said: str) -> str:
    """The longest question in `said`, short enough for a title; empty when there is none."""
    asked = [s.strip() for s in _SENTENCE.findall(said) if ends_question(s)]
    return short_title(max(asked, key=width)) if asked else ""


def short_title(title: str) -> str:
    """`title` in at most 60 characters, cut where a clause ends if it can be."""
    title = tidy(title)
    if len(title) <= LONGEST_TITLE:
        return title
    clauses = [m.end() for m in re.finditer(r"[，。；：！？,;:!?—]", title[: LONGEST_TITLE - 1])]
    if clauses and clauses[-1] > LONGEST_TITLE // 2:
        return title[: clauses[-1] - 1].rstrip() + "…"
    words = title[: LONGEST_TITLE - 1].rsplit(" ", 1)
    kept = words[0] if len(words) > 1 and len(words[0]) > LONGEST_TITLE // 2 else title[: LONGEST_TITLE - 1]
    return kept.rstrip(" ，,、：:") + "…"
