"""What at the start of a line could name a speaker. Whether it does is for `tts.script.speakers.decide`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tts.script.formats.blocks import Block, view
from tts.script.unsaid.asides import TIME
from tts.text import DOTS, LATIN, ends_sentence, han, ink, simplified, tidy

LONGEST_NAME = 40
"""Characters. Longer ones are sentences."""
LOOKED_AT = 200
"""Characters of a block; no label with its time and role is longer."""

_TIME = r"[\[(（【<]?\s?(?:\d{1,2}[:：])?\d{1,3}[:：]\d{2}(?:[.,]\d{1,3})?\s?[\])）】>]?"
_BULLET = r"(?:>{1,3}\s*|[■◆●▲△▶►○□◇※★☆▌•]\s*|[-–—]{1,2}\s+)?"
_TIMED = rf"(?P<time>{_TIME})?[\s,，|-]*"
_STOP = r"：:。！？!?…;；|｜*_\n\[\]【】（）()“”\""
_NAME = rf"(?P<name>[^\s#<>{_STOP}][^{_STOP}]{{0,{LONGEST_NAME - 1}}}?)"
_ROLE = r"(?:\s*[（(\[](?P<role>[^）)\]\n]{1,40})[）)\]])?"
_AFTER = rf"(?:[\s,，|-]*(?P<after>{_TIME}))?"
_MARK = r"(?:\*\*|__)?"

_COLON = re.compile(
    rf"\s*{_BULLET}{_MARK}{_TIMED}{_MARK}{_NAME}\s*{_MARK}{_ROLE}{_AFTER}\s*{_MARK}\s*(?:[：:](?!\d)|(?<!\d)[：:])\s*{_MARK}(?!//)"
)
_BRACKET = re.compile(
    rf"\s*{_BULLET}{_MARK}{_TIMED}[【\[［〖]\s*(?P<name>[^】\]］〗\n]{{1,{LONGEST_NAME}}}?)\s*[】\]］〗]{_AFTER}{_MARK}\s*[：:]?{_MARK}"
)
_ALONE = re.compile(rf"\s*{_BULLET}{_MARK}{_TIMED}{_NAME}{_ROLE}{_AFTER}\s*[：:]?\s*{_MARK}\s*$")
_PIPE = re.compile(rf"\s*{_MARK}{_TIMED}{_NAME}{_ROLE}\s*{_MARK}\s?[|｜]\s?{_MARK}")
_LETTER = re.compile(rf"\s*{_MARK}(?P<name>[QAqａｑＱＡ])\s*{_MARK}\s*[.．、)）]\s*{_MARK}(?=\S)")
_DASH = re.compile(rf"\s*{_MARK}(?P<name>[A-Z][\w.’'\-]*(?:\s[A-Z][\w.’'\-]*){{0,4}})\s*{_MARK}\s(?:—|–|--)\s{_MARK}")
_STOPPED = re.compile(
    r"\s*(?P<name>(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Senator|Chairman|Chairwoman|Judge|Secretary|The)\.?\s)?"
    r"[A-Z][A-Z’'\-]+(?:\s[A-Z][A-Z’'\-]+){0,3})\.\s+(?=[A-Z“\"])"
)
_AMID = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:插话|插嘴|抢答|接话|打断|笑着说|笑道)$")
"""How somebody speaks, not who: 马云插话."""
_WIDE = re.compile(r"[Ａ-Ｚａ-ｚ０-９]+")


@dataclass(frozen=True, slots=True)
class Label:
    """The start of a line that may name a speaker."""

    name: str
    start: int
    """Offset into the document's text."""
    end: int
    shape: str
    """`colon`, `bracket`, `bold`, `alone`, `pipe`, `letter`, `dash` or `stop`: only labels of one shape vouch for each other."""
    role: str = ""
    """What stands in brackets behind the name."""
    timed: bool = False
    """Whether a time stands beside it."""


def labels(text: str, block: Block) -> list[Label]:
    """What at the start of `block` may name its speaker, the surest first."""
    seen = view(text, block, LOOKED_AT)
    line = seen.text.split("\n")[0] if "\n" in seen.text else seen.text
    alone = seen.whole and len(line) == len(seen.text)
    found = _bold(text, block)
    timed = any(cut.reason == TIME and cut.start < block.start + LOOKED_AT for cut in block.cuts)
    for shape, pattern in (
        ("letter", _LETTER),
        ("colon", _COLON),
        ("bracket", _BRACKET),
        ("pipe", _PIPE),
        ("dash", _DASH),
        ("stop", _STOPPED),
        ("alone", _ALONE),
    ):
        match = pattern.match(line)
        if match is None or (shape == "alone" and not alone):
            continue
        groups = match.groupdict()
        name, _, calling = clean(groups["name"]).partition("," if "," in groups["name"] else "，")
        name = clean(name)
        if amid := _AMID.search(simplified(name)):
            name = name[: amid.start()]
        if name and plausible(name):
            clock = timed or bool(groups.get("time") or groups.get("after"))
            role = tidy(groups.get("role") or calling)
            last = len(match[0].rstrip()) - 1
            found.append(Label(name, block.start, seen.offsets[last] + 1, shape, role, clock))
    return found


def _bold(text: str, block: Block) -> list[Label]:
    """`**Name** what is said`: a bold start that ends in neither a sentence nor the paragraph."""
    if not block.strong:
        return []
    start, end = block.strong[0]
    name = clean(text[start:end].rstrip("：: "))
    after = next((cut.end for cut in block.cuts if cut.start == end), end)
    if ink(text[block.start : start].strip("*_[( ")) or not ink(text[after : block.end]) or end - start > LONGEST_NAME:
        return []
    if not name or not plausible(name) or ends_sentence(name) or text[start:end].rstrip().endswith(("：", ":")):
        return []
    colon = re.match(r"\s*[：:]", text[after : after + 8])
    return [] if colon else [Label(name, block.start, after, "bold")]


def clean(name: str) -> str:
    """The name as a person would write it: tidy, one kind of middle dot, no decoration around it."""
    name = _WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), name)
    name = re.sub(rf"\s?[{DOTS}]\s?", "·", tidy(name)) if han(name) else tidy(name)
    return name.strip("*_#“”\"'「」『』 ,，、.|-–—>")


def plausible(name: str) -> bool:
    """Whether a name could look like this at all: letters, and no sentence."""
    if not (han(name) or LATIN.search(name)) or name.isdigit():
        return False
    return len(name) <= 16 or not han(name)
