"""Talks in which nobody is named: questions that only their setting tells from the answers, or answers without name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tts.script.formats.blocks import Block, Document, said
from tts.script.forms.evidence import Scene
from tts.script.forms.labels import Form, Label
from tts.text import ends_question, han, ink

TWO_VOICES = ("Speaker 1", "Speaker 2")
"""What two voices are called that take turns without names."""
ASKED = {True: ("问", "答"), False: ("Q", "A")}
"""What question and answer are called in a Chinese text, in others."""
SHARE = 0.6
"""How many of the paragraphs set alike must ask, and must have something else below them."""
LONG_QUESTION = 40
"""Characters of ink. What is set like the questions and as long as this asks, though no question mark ends it."""
UNNAMED = Form("unnamed")
LEAST_MARKED = 3
"""Questions in bold, and answers that are not, that make a habit."""
_MARK = re.compile(r"\s*([■◆●▲△▶►○□◇◎※★☆▌▍◼❖✦]|——|--(?=\S))\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Questions and answers that are told apart by their setting."""

    labels: Mapping[int, Label]
    asks: str


def find(document: Document, scene: Scene, named: Mapping[int, Label]) -> Unnamed | None:
    """Labels that are not written. None unless the text plainly alternates between questions and something else."""
    asking = _asking(document, scene, named)
    if not asking:
        return None
    sample = "".join(said(document.text, document.blocks[n]) for n in scene.live[:40])
    asks, answers = ASKED[han(sample) > len(sample) / 4]
    asks = next((label.name for label in named.values()), asks)
    found: dict[int, Label] = {}
    previous = ""
    for number in scene.live:
        block = document.blocks[number]
        if number in asking:
            end = _after_mark(document.text, block)
            found[number] = named.get(number) or Label(number, UNNAMED, asks, block.start, end)
            previous = "question"
        elif number in named:
            found[number] = named[number]
            previous = "named"
        elif previous == "question" and not block.level:
            found[number] = Label(number, UNNAMED, answers, block.start, block.start)
            previous = "answer"
        elif block.level and previous == "question":
            previous = "heading"
    return Unnamed(found, asks)


def answers_beside(document: Document, scene: Scene, taken: Mapping[int, Label]) -> dict[int, Label]:
    """Labels that an editor forgot: below a question that is all in bold, in a talk whose questions all are and whose
    answers, named like them, never are, plain words without name are the other person's."""
    bold = {n for n in taken if is_bold(document.text, document.blocks[n])}
    plain = set(taken) - bold
    if min(len(bold), len(plain)) < LEAST_MARKED or {taken[n].key for n in bold} & {taken[n].key for n in plain}:
        return {}
    found: dict[int, Label] = {}
    answers = taken[min(plain)].name
    behind: dict[int, int] = {}
    """Block → the next label behind it; where that is an answer, this is a remark and not one."""
    following = -1
    for number in reversed(scene.live):
        behind[number] = following
        following = number if number in taken else following
    for number in scene.live:
        if number in plain:
            answers = taken[number].name
        above = scene.live[scene.rank[number] - 1] if scene.rank[number] else -1
        block = document.blocks[number]
        if (
            above in bold
            and behind.get(number) in bold
            and number not in taken
            and not (block.level or is_bold(document.text, block))
        ):
            found[number] = Label(number, UNNAMED, answers, block.start, block.start)
    return found if 2 * len(found) < len(bold) else {}


def _asking(document: Document, scene: Scene, named: Mapping[int, Label]) -> set[int]:
    """The blocks that ask: those of the one person who is named, or those that are set alike."""
    text, blocks = document.text, document.blocks
    if named:
        if len({label.key for label in named.values()}) > 1:
            return set()
        return set(named) if _alternates(document, scene, set(named), named) else set()
    best: set[int] = set()
    for group in _settings(document, scene):
        asked = {n for n in group if ends_question(said(text, blocks[n]))}
        if len(asked) >= SHARE * len(group) and len(group) < 0.8 * len(scene.live) and len(asked) > len(best):
            whole = (
                asked
                if blocks[min(group)].level
                else asked | {n for n in group if len(ink(said(text, blocks[n]))) > LONG_QUESTION}
            )
            if _alternates(document, scene, whole, {}):
                best = whole
    return best


def _alternates(document: Document, scene: Scene, group: set[int], named: Mapping[int, Label]) -> bool:
    """Whether most of the group asks, twice at least, and has an answer below."""
    asked = sum(ends_question(said(document.text, document.blocks[n])) for n in group)
    taken = {-1, *group, *named}
    followed = sum(_next(scene, n) not in taken for n in group)
    return len(group) >= 2 and asked >= 2 and asked >= SHARE * len(group) and followed >= SHARE * len(group)


def _next(scene: Scene, number: int) -> int:
    rank = scene.rank[number] + 1 if number in scene.rank else len(scene.live)
    return scene.live[rank] if rank < len(scene.live) else -1


def _settings(document: Document, scene: Scene) -> Iterator[set[int]]:
    """Blocks that are set alike: in bold, in italics, as headings of one level, behind one mark, in quotes."""
    alike: dict[object, set[int]] = {}
    for number in scene.live:
        block = document.blocks[number]
        if block.level > 0:
            alike.setdefault(("heading", block.level), set()).add(number)
            continue
        if is_bold(document.text, block):
            alike.setdefault("bold", set()).add(number)
        if block.aside:
            alike.setdefault("italics", set()).add(number)
        if block.quote:
            alike.setdefault("quote", set()).add(number)
        if block.bullet:
            alike.setdefault(("list", block.bullet[-1]), set()).add(number)
        if mark := _MARK.match(document.text, block.start, block.end):
            alike.setdefault(("mark", mark[1]), set()).add(number)
    yield from alike.values()


def is_bold(text: str, block: Block) -> bool:
    """Whether all of the block is set in bold, marks and white space aside."""
    if not block.strong or len(block.strong) > 20:
        return False
    covered = sum(len(ink(text[a:b])) for a, b in block.strong)
    cut = sum(len(ink(text[c.start : c.end])) for c in block.cuts if any(a <= c.start < b for a, b in block.strong))
    return covered > 0 and covered - cut >= 0.95 * len(ink(said(text, block)))


def _after_mark(text: str, block: Block) -> int:
    found = _MARK.match(text, block.start, block.end)
    return found.end() if found else block.start
