"""Interviews without names: questions in bold, as small headings, or behind a mark, the answers below them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from tts.script.formats.blocks import Block, Document, said
from tts.script.speakers.labels import Label
from tts.script.speakers.natures import Nature, nature
from tts.script.speakers.people import name_at_end
from tts.text import ends_question, han, ink, simplified, tidy

ASKED = {True: ("问", "答"), False: ("Q", "A")}
"""What question and answer are called in a Chinese text, in others."""
SHARE = 0.6
"""How many of the marked paragraphs must ask."""

_MARK = re.compile(r"\s*([■◆●▲△▶►○□◇◎※★☆▌▍◼❖✦]|——|--(?=\S))\s*(?=\S)")
_ABOUT_ZH = re.compile(
    r"(?:专访|独家专访|对话|采访|访谈|对谈|独家对话|访)[：:｜|\s丨「“《【]{0,2}([\u4e00-\u9fff·]{2,12}?)(?=[：:，,。！？｜|丨\s”」》】、]|$)"
)
_BEFORE_ZH = re.compile(r"^([\u4e00-\u9fff·]{2,12}?)(?:[：:｜|丨]|专访|访谈|独家)")
_ABOUT_EN = re.compile(
    r"(?:interview(?:ing)?|conversation|q\s?&\s?a|talk(?:ing)?|chat|sitting down|speaks?|minutes|questions)\s(?:with|for|to)\s(?:[a-z,’' ]{0,40}?\s)?([A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){1,3})"
)
_AFTER_EN = re.compile(
    r"(?i:interview|conversation|q\s?&\s?a)\s?[:|–—-]\s?([A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){1,2})(?=$|[\s:,|–—-])"
)
_BEFORE_EN = re.compile(r"^([A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){1,2})(?::|\son\s|,\s|:?\s(?:the\s)?interview)")


def unnamed(document: Document, speech: Mapping[int, Label]) -> tuple[dict[int, Label], set[int], str]:
    """Labels that are not written: block → speaker; blocks whose heading level means a question; the mark, if any.

    Empty unless the text plainly alternates between questions and something else.
    """
    blocks = document.blocks
    asking = _asking(document, speech)
    if not asking:
        return {}, set(), ""
    asks, answers = _names(document, speech)
    found: dict[int, Label] = {}
    previous = ""
    for number, block in enumerate(blocks):
        if block.skip or not any(char.isalnum() for char in said(document.text, block)):
            continue
        if number in asking:
            label = speech.get(number)
            found[number] = label or Label(asks, block.start, _after_mark(document.text, block), "unnamed")
            previous = "question"
        elif number in speech:
            found[number] = speech[number]
            previous = "named"
        elif previous == "question" and not block.level:
            found[number] = Label(answers, block.start, block.start, "unnamed")
            previous = "answer"
        elif block.level:
            previous = previous if previous != "question" else "heading"
    return found, {n for n in asking if blocks[n].level}, asks


def _asking(document: Document, speech: Mapping[int, Label]) -> set[int]:
    """The blocks that ask, when their marking shows it: labelled alone, in bold, as headings, or behind one mark."""
    text, blocks = document.text, document.blocks
    names = {label.name for label in speech.values()}
    if len(names) == 1:
        asked = [n for n in speech if ends_question(said(text, blocks[n]))]
        alone = any(
            n + 1 < len(blocks) and n + 1 not in speech and not blocks[n + 1].skip and not blocks[n + 1].level
            for n in speech
        )
        followed = sum(n + 1 < len(blocks) and n + 1 not in speech and not blocks[n + 1].skip for n in speech)
        if len(speech) >= 2 and alone and len(asked) >= SHARE * len(speech) and followed >= SHARE * len(speech):
            return set(speech)
        return set()
    if names:
        return set()
    live = [(n, block) for n, block in enumerate(blocks) if not block.skip and ink(said(text, block))]
    bold = [n for n, block in live if not block.level and is_bold(text, block)]
    heads = [n for n, block in live if block.level > 1]
    marked: Counter[str] = Counter()
    marks: dict[int, str] = {}
    for n, block in live:
        if not block.level and (found := _MARK.match(text, block.start, block.end)):
            marks[n] = found[1]
            marked[found[1]] += 1
    groups = [bold, heads, *([n for n in marks if marks[n] == mark] for mark in marked)]
    for group in groups:
        asked = [n for n in group if ends_question(said(text, blocks[n]))]
        if len(asked) >= 2 and len(asked) >= SHARE * len(group) and len(group) < len(live) * 0.8:
            return (
                set(asked)
                if group is heads
                else {n for n in group if n in asked or len(ink(said(text, blocks[n]))) > 40}
            )
    return set()


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


def _names(document: Document, speech: Mapping[int, Label]) -> tuple[str, str]:
    """What question and answer are called: the label there is, the person the title names, else 问 and 答."""
    sample = "".join(said(document.text, block) for block in document.blocks[:40] if not block.skip)
    asks, answers = ASKED[han(sample) > len(sample) / 4]
    asks = next((label.name for label in speech.values()), asks)
    title = document.metadata.title or next(
        (tidy(said(document.text, block)) for block in document.blocks if not block.skip), ""
    )
    return asks, interviewee(title, sample) or answers


def interviewee(title: str, sample: str) -> str:
    """The person a title names: `专访马云：…`, `An interview with Jack Ma`."""
    rest = sample.replace(title, "", 1)
    for pattern, sure in (
        (_ABOUT_ZH, True),
        (_ABOUT_EN, True),
        (_AFTER_EN, True),
        (_BEFORE_ZH, False),
        (_BEFORE_EN, False),
    ):
        if found := pattern.search(simplified(title[:120])):
            words = title[slice(*found.span(1))]
            name = name_at_end(words) if han(words) else words
            if nature(name) is Nature.NAME and len(name) > 1 and (sure or name in rest or name.split()[-1] in rest):
                return name
    return ""
