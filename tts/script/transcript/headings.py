"""Which unlabelled lines are headings, which the title."""

from __future__ import annotations

import re

from tts.text import ends_sentence, han, simplified, tidy, width

WIDEST = 42.0
"""Hanzi widths. Longer lines are paragraphs."""

_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}\s?[、.．]|第[一二三四五六七八九十\d]{1,3}[章节部分篇]+|[（(][一二三四五六七八九十]{1,3}[）)]|"
    r"(?:part|chapter|section)\s(?:\d+|[ivx]+|one|two|three|four|five)\b|0\d(?!\d|:))",
    re.IGNORECASE,
)
_ATTRIBUTED = re.compile(r"[。！？.!?][”」』\"]?\s*(?:—|–|-){1,2}\s*\S")
"""An epigraph: a sentence, a dash, and who said it."""
_NUMBER = re.compile(
    r"^(?:(?:part|chapter)\s)?(?:0?\d{1,2}|[一二三四五六七八九十]{1,3}|[ivx]{1,4})\s?[.、．]?$", re.IGNORECASE
)
_COLON = re.compile(r"[：:]")
_ANNOUNCES = re.compile(r"以下|如下|实录|全文|正文|节选|访谈开始|the following|transcript|below", re.IGNORECASE)


def short(line: str) -> bool:
    """Whether `line` is short enough for a heading, and says something."""
    return 0 < width(line) <= WIDEST and any(char.isalnum() for char in line)


def heads(line: str, before_speech: bool, after_speech: bool, over: bool) -> bool:
    """Whether the line reads as a heading.

    `before_speech`: a speaker's label follows; `after_speech`: one has occurred; `over`: none is to come.
    """
    line = tidy(line)
    if not short(line) or line.endswith(("，", ",", "、", "：", ":")):
        return False
    if _ATTRIBUTED.search(line):
        return False
    if _NUMBERED.match(simplified(line)) and (before_speech or after_speech) and not over:
        return not line.endswith(("。", ".", "；", ";")) or not han(line)
    if not before_speech or ends_sentence(line):
        return False
    return after_speech or not _ANNOUNCES.search(simplified(line))


_EDITORIAL = re.compile(
    r"^[（(\[【]?\s?(?:this (?:interview|conversation|transcript|discussion|q&a)|the (?:interview|conversation)|our conversation|interview)\b.{0,60}"
    r"\b(?:edited|condensed|translated|conducted|abridged|transcribed)\b|"
    r"^[（(\[【]?\s?(?:本文|本次|以上|以下|访谈|对话|采访|内容)[^。]{0,30}(?:删减|删节|节选|编辑|整理|校订|编译|翻译|审校|修订|改动)[^。]{0,20}[。）)]?$|"
    r"^[（(]?\s?(?:根据|据)[^。]{0,12}(?:录音|速记|直播|视频|现场)[^。]{0,20}整理|"
    r"^[（(\[【]\s?(?:编者?注|编者按|译者?注|记者注|editor[’']s note|ed\.|note)\s?[:：]",
    re.IGNORECASE,
)


def number_only(line: str) -> bool:
    """Whether the line is a chapter's number, its title to follow."""
    return bool(_NUMBER.match(tidy(line)))


def editorial(line: str) -> bool:
    """Whether an unlabelled paragraph is the editor's word about the text, and so the narrator's."""
    return bool(_EDITORIAL.match(simplified(tidy(line))))


def alike(line: str, other: str) -> bool:
    """Whether two lines are made alike: the same first character, and a colon in both or in neither."""
    return line[:1] == other[:1] and bool(_COLON.search(line)) == bool(_COLON.search(other))


def titles(line: str) -> bool:
    """Whether the first line of a text reads as its title."""
    line = tidy(line)
    return (
        not _NUMBERED.match(simplified(line))
        and short(line)
        and not line.endswith(("。", ".", "，", ",", "；", "：", ":"))
    )
