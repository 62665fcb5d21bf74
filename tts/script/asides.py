"""What stands in a transcript and is not said: stage directions, timestamps, footnote marks."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from tts.script.blocks import Block, Cut, Document

STAGE = "stage direction"
TIME = "timestamp"
MARK = "footnote mark"

_STAGE_ZH = (
    "笑|大笑|微笑|苦笑|冷笑|傻笑|偷笑|众笑|哄笑|全场笑|笑声|掌声|鼓掌|热烈掌声|欢呼|停顿|沉默|叹气|叹息|摇头|点头|哭|哽咽|流泪|落泪|咳嗽|清嗓|喝水|"
    "思考|想了想|沉思|犹豫|打断|插话|音乐|背景音|听不清|听不清楚|无法辨认|鼓掌声|起立|挥手|耸肩|摊手|拍手|眨眼|比划|做手势|指着?|转向|看向|拿出|展示|播放"
)
_STAGE_EN = (
    "laugh|chuckl|applau|cheer|smil|sigh|paus|cry|cries|crying|sob|cough|nod|shrug|grin|gasp|whisper|snort|giggl|silence|crosstalk|"
    "cross-talk|overlapping|inaudible|indiscernible|unintelligible|music|clap|booing|interrupt|sing|phone rings|clears throat|"
    "exhale|inhale|beat|gestur|points? (?:to|at)|break|video (?:plays|clip|begins|ends)|clip (?:plays|begins|ends)|audio (?:plays|gap)|"
    "end of|soundbite|off[- ]?mic|ph|sic|speaking \\w+ language|speaks? in|foreign language|commercial"
)
_DIRECTION = re.compile(
    rf"[（(\[【〔［](?:[^（）()\[\]【】〔〕［］\n]{{0,12}}?(?:{_STAGE_ZH})[^（）()\[\]【】〔〕［］\n。！？]{{0,10}}|"
    rf"(?:[^（）()\[\]\n.!?]{{0,40}}\W)?(?:{_STAGE_EN})[^（）()\[\]\n]{{0,40}})[）)\]】〕］]",
    re.IGNORECASE,
)
_STARRED = re.compile(rf"(?<![*\w])\*(?:[a-z ]{{0,20}}\b)?(?:{_STAGE_EN})[a-z ]{{0,30}}\*(?![*\w])", re.IGNORECASE)
_WHOLE = re.compile(r"^\s*(?:[（(][^（）()\n]{2,60}[）)]|[\[［][^\[\]［］\n]{2,80}[\]］])\s*$")
"""A paragraph that is nothing but brackets: what happens, not what is said."""
_EDITORS = re.compile(
    r"整理|来源|注[:：]|编|本文|审|图|摄|完|未经|转载|作者|记者|note|\bed\.|source|photo|image|credit|transla|edited|condensed|^\W*(?:[一二三四五六七八九十]+|\d+|[ivx]+)\W*$",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"(?:(?<=[：:]\s)|(?<=[：:])|^\s*)[（(\[](?!(?:includ|accord|depend|mean|exclud|assum|consider|speak|be|hav|someth|anyth|noth)ing)"
    r"(?:[a-z]+ing|[a-z]+ly|to (?:the )?[a-z]+|as \w+)\b[^()\[\]\n]{0,40}[）)\]]",
    re.MULTILINE,
)
_HAPPENS = re.compile(r"\[[A-Z][^\[\]\n]{3,80}[.!]\]")
_ONLY_TIME = re.compile(r"^\s*(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?\s*$")
_CLOCK = r"(?:\d{1,2}[:：])?\d{1,3}[:：]\d{2}(?:[.,]\d{1,3})?"
_SPAN = rf"{_CLOCK}(?:\s?(?:-->|-|–|—|~|至)\s?{_CLOCK})?"
_TIMES = re.compile(
    rf"[\[【［<〔]\s?{_SPAN}\s?[\]】］>〕]|[（(]\s?(?:{_SPAN})\s?[)）](?=\s*(?:[：:]|$))|(?<=^)[（(]\s?{_SPAN}\s?[)）]",
    re.M,
)
_NOTES = re.compile(r"\[\^?\d{1,3}\]|［\d{1,3}］|〔\d{1,3}〕|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}(?!\w)|[①-⑳](?=[。，！？；、”\s]|$)")

_ORNAMENT = re.compile(r"(?:[-=_*~·.#—–+…◆■●○☆★※]\s?){12,}")

_TAG = re.compile(r"</?(?:i|b|u|em|strong|br|p|span)\s?/?>", re.IGNORECASE)

_PASSES = (
    (_TAG, "markup", False),
    (_ORNAMENT, "ornament", False),
    (_DIRECTION, STAGE, True),
    (_STARRED, STAGE, True),
    (_HAPPENS, STAGE, True),
    (_DOING, STAGE, True),
    (_TIMES, TIME, False),
    (_NOTES, MARK, False),
)


def cut(document: Document) -> Document:
    """`document` with stage directions, timestamps and footnote marks cut out of its blocks."""
    return dataclasses.replace(document, blocks=tuple(_block(document.text, block) for block in document.blocks))


def _block(text: str, block: Block) -> Block:
    if block.skip:
        return block
    found = list(_found(text, block))
    if not found:
        return block
    cuts: list[Cut] = []
    for each in sorted((*block.cuts, *found), key=lambda c: (c.start, -c.end)):
        if cuts and each.start < cuts[-1].end:
            if each.end > cuts[-1].end and cuts[-1].shown:
                continue
            if each.end > cuts[-1].end:
                cuts.append(dataclasses.replace(each, start=cuts[-1].end))
        else:
            cuts.append(each)
    return dataclasses.replace(block, cuts=tuple(cuts))


def _found(text: str, block: Block) -> Iterator[Cut]:
    if block.end - block.start <= 120 and not block.level:
        alone = text[block.start : block.end]
        if _ONLY_TIME.match(alone):
            yield Cut(block.start, block.end, TIME)
            return
        if _WHOLE.match(alone) and not _EDITORS.search(alone):
            yield Cut(block.start, block.end, STAGE, True)
            return
    for pattern, reason, shown in _PASSES:
        for match in pattern.finditer(text, block.start, block.end):
            yield Cut(match.start(), match.end(), reason, shown)
