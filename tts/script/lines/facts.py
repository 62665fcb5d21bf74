"""What can be seen of a line, and around it, that says what it is. General facts: no document's own words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tts.script import words
from tts.script.dates import iso_date
from tts.script.formats.blocks import Block, Document, said
from tts.script.forms.unnamed import is_bold
from tts.text import ends_question, ends_sentence, ink, simplified, tidy, width

CUES = ("credit", "fact", "note", "caption", "related", "end", "people")
"""Kinds of words that say something at the start of a line."""
HELD = ("call", "edited", "interview", "credit", "fact", "related", "break")
"""Kinds of words that say something anywhere in it."""
SHORT = 25.0
"""Hanzi widths up to which a line is short."""
LONG = 90.0
"""Hanzi widths; longer lines are paragraphs, and what words they hold says little."""

_NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}\s?[、.．]|第[一二三四五六七八九十\d]{1,3}[章节部分篇]|[（(][一二三四五六七八九十\d]{1,2}[）)]|"
    r"\d{1,2}(?:[.、．)]|\s)\s?(?=\D)|0\d(?!\d|:)|(?:part|chapter|section|act)\s(?:\d+|[ivx]+|one|two|three|four|five)\b)",
    re.IGNORECASE,
)
"""How a heading starts that counts: 一、 第二章 1. 02 Part Two."""
_NUMBER = re.compile(
    r"(?:(?:part|chapter)\s)?(?:0?\d{1,2}|[一二三四五六七八九十]{1,3}|[ivx]{1,4})\s?[.、．]?", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://|www\.|[\w.+-]{1,64}@[\w-]{1,64}\.\w{2,}")
_ONLY_ADDRESS = re.compile(
    r"<?(?:https?://|www\.)\S+>?|[\w.+-]{1,64}@[\w-]{1,64}\.\w{2,}|@\w{2,30}|#\S{1,30}(?:\s#\S{1,30})*#?"
)
_PARTED = re.compile(r"^[^。！？]{1,14}[|｜/／丨:：]\s?\S")
"""A few words, a bar, slash or colon, and something: 编辑 | 张三."""
_BRACKETS = re.compile(r"[（(\[【][^（）()\[\]【】]*[）)\]】]\W?")
_ATTRIBUTED = re.compile(r"[。！？.!?][”」』\"]?\s*(?:—|–|-){1,2}\s*\S")
"""An epigraph: a sentence, a dash, and who said it."""
_ORDINARY = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Unlabelled:
    """A block that no label opens, as the classifier sees it."""

    number: int
    """Index into `Document.blocks`."""
    region: str
    """`before` the first label, `inside` the talk, `after` the last one; `all` where nobody is named."""
    facts: Mapping[str, float]


def lines(
    document: Document, live: tuple[int, ...], labelled: Collection[int], names: Collection[str]
) -> list[Unlabelled]:
    """Every live block without label, with its facts. `names`: speakers, as written. Linear."""
    seen = [_Seen(document, number, number in labelled) for number in live]
    spoken = [rank for rank, number in enumerate(live) if number in labelled]
    first, last = (spoken[0], spoken[-1]) if spoken else (len(live), -1)
    apart = _apart(seen, live, labelled)
    series = Counter(_series(each) for rank, each in enumerate(seen) if live[rank] not in labelled)
    found = []
    for rank, number in enumerate(live):
        if number in labelled:
            continue
        region = "all" if not spoken else "before" if rank < first else "after" if rank > last else "inside"
        facts = dict(seen[rank].facts)
        facts |= _around(document, seen, rank, live, labelled)
        facts |= _placed(rank, first, last, len(live), region)
        facts["section without speakers"] = apart[rank]
        facts["series"] = float(_series(seen[rank]) != "" and series[_series(seen[rank])] > 1)
        facts["names a speaker"] = float(any(seen[rank].text.startswith(name) for name in names))
        found.append(Unlabelled(number, region, {name: value for name, value in facts.items() if value}))
    return found


def _apart(seen: Sequence[_Seen], live: Sequence[int], labelled: Collection[int]) -> list[float]:
    """For each line the share of the other sections in which somebody speaks, if nobody does in its own, below a
    heading: where an epilogue stands, or how the interview came about."""
    section, speaks, headed = [0] * len(seen), [False], [False]
    for rank, each in enumerate(seen):
        if each.block.level or (each.facts.get("bold") and each.wide <= SHORT and not each.facts["ended"]):
            speaks.append(False)
            headed.append(True)
        section[rank] = len(speaks) - 1
        speaks[-1] |= live[rank] in labelled
    share = sum(speaks) / max(1, len(speaks) - 1)
    return [share if headed[n] and not speaks[n] else 0.0 for n in section]


def _series(seen: _Seen) -> str:
    """What short lines have in common that are made alike: `谈童年：…`, `谈写作：…`; empty for others."""
    if seen.wide > SHORT or seen.facts["ended"]:
        return ""
    return f"{seen.text[:1]}{'：' if '：' in seen.text else ':' if ':' in seen.text else ''}{seen.block.level}"


class _Seen:
    """A block's own facts; of one that a label opens, only those that its neighbours look at."""

    __slots__ = ("block", "facts", "text", "wide")

    def __init__(self, document: Document, number: int, labelled: bool) -> None:
        self.block = document.blocks[number]
        self.text = tidy(said(document.text, self.block))
        self.wide = width(self.text)
        if labelled:
            self.facts = {"ended": float(ends_sentence(self.text)), "links": 0.0}
        else:
            self.facts = _set(document.text, self.block) | _written(self.text, self.wide)


def _set(text: str, block: Block) -> dict[str, float]:
    """How the format sets the block."""
    inked = max(1, len(ink(said(text, block))))
    linked = sum(len(ink(text[start:end])) for start, end in block.links[:200])
    return {
        "heading": float(block.level > 0), "top heading": float(block.level == 1), "low heading": block.level / 6,
        "bold": float(is_bold(text, block)), "italics": float(block.aside), "quote": float(block.quote),
        "item": float(block.kind == "item" or bool(block.bullet)), "table": float(block.kind == "table"),
        "code": float(block.kind == "code"), "figure": float(block.kind == "caption"), "loose": float(block.loose),
        "links": min(1.0, linked / inked), "only links": float(linked >= 0.9 * inked), "linked": float(linked > 0),
    }  # fmt: skip


def _written(line: str, wide: float) -> dict[str, float]:
    """What the words look like."""
    ended, marks = ends_sentence(line), sum(char in "。！？!?；;" or char == "." for char in line[:600])
    found = {
        "short": float(wide <= 12), "middling": float(12 < wide <= SHORT), "longer": float(SHORT < wide <= 42),
        "paragraph": float(wide > LONG), "length": math.log1p(wide) / 5,
        "ended": float(ended), "short and unended": float(wide <= SHORT and not ended), "asks": float(ends_question(line)),
        "colon at end": float(line.endswith(("：", ":"))), "open end": float(line.endswith(("，", ",", "、"))),
        "sentences": min(1.0, marks / 4), "brackets": float(bool(_BRACKETS.fullmatch(line))),
        "attributed": float(bool(_ATTRIBUTED.search(line[:300]))), "quoted": float(line[:1] in "“「\"『"),
        "commas": min(1.0, sum(char in "，,、" for char in line[:300]) / 3),
    }  # fmt: skip
    plain = simplified(line[:300])
    if wide > LONG:
        return (
            found
            | {f"{kind} starts long": float(words.starts_with(kind, plain)) for kind in ("note",)}
            | {"note named": float(words.names("note", plain))}
        )
    latin = _ORDINARY.findall(line) if line.isascii() else []
    found |= {f"{kind} starts": float(words.starts_with(kind, plain)) for kind in CUES}
    found |= {
        f"{kind} named": float(words.names(kind, plain)) for kind in ("credit", "fact", "note", "people", "caption")
    }
    found |= {f"{kind} held": min(1.0, words.holds(kind, plain) / 2) for kind in HELD}
    return found | {
        "numbered": float(bool(_NUMBERED.match(plain))), "number": float(bool(_NUMBER.fullmatch(plain))),
        "address": float(bool(_ADDRESS.search(line))), "only address": float(bool(_ONLY_ADDRESS.fullmatch(line))),
        "date": float(iso_date(line) != ""), "mostly date": float(iso_date(line) != "" and wide < 12),
        "digits": sum(char.isdigit() for char in line) / max(1, len(line)),
        "parted": float(bool(_PARTED.match(line))), "ends in end": float(words.is_cue("end", line.strip("（()）[]【】—-· "))),
        "capitals": sum(word[0].isupper() for word in latin) / len(latin) if len(latin) > 1 else 0.0,
        "shouted": float(len(latin) > 1 and line.isupper()), "rights": float("©" in line or "版权" in plain),
    }  # fmt: skip


def _around(
    document: Document, seen: list[_Seen], rank: int, live: tuple[int, ...], labelled: Collection[int]
) -> dict[str, float]:
    """What stands before and behind."""
    number = live[rank]
    before = seen[rank - 1] if rank else None
    after = seen[rank + 1] if rank + 1 < len(seen) else None
    between = document.blocks[live[rank - 1] + 1 if rank else 0 : number]
    short = [each is not None and each.wide <= SHORT and not each.facts["ended"] for each in (before, after)]
    return {
        "before a label": float(after is not None and live[rank + 1] in labelled),
        "behind a label": float(before is not None and live[rank - 1] in labelled),
        "behind a heading": float(before is not None and before.block.level > 0),
        "before a heading": float(after is not None and after.block.level > 0),
        "below a picture": float(any(cut.reason == "image" for block in between for cut in block.cuts) or any(block.skip == "image" for block in between)),
        "below a rule": float(any(block.skip == "markup" for block in between)),
        "behind a colon": float(before is not None and before.text.endswith(("：", ":"))),
        "behind unended": float(before is not None and not before.facts["ended"] and not before.block.level),
        "among short lines": sum(short) / 2,
        "between short lines": float(all(short)),
        "behind links": before.facts["links"] if before else 0.0,
        "before links": after.facts["links"] if after else 0.0,
        "first": float(rank == 0), "last": float(rank == len(seen) - 1),
    }  # fmt: skip


def _placed(rank: int, first: int, last: int, count: int, region: str) -> dict[str, float]:
    """How far from the talk and from the document's ends."""
    near = first - rank if region == "before" else rank - last if region == "after" else 0
    return {
        "far from the talk": math.log1p(near) / 4,
        "next to the talk": float(near == 1),
        "near the top": 1 / (1 + rank),
        "near the end": 1 / (count - rank),
    }
