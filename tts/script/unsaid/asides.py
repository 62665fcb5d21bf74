"""What stands in a transcript and is not said: stage directions, timestamps, footnote marks, addresses."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator

from tts.script import words
from tts.script.formats.blocks import Block, Cut, Document
from tts.script.unsaid.marks import circled, marks
from tts.text import han, simplified

STAGE = "stage direction"
TIME = "timestamp"
MARK = "footnote mark"
ADDRESS = "address"

_HAN = r"[\u4e00-\u9fff]"
_WHO_ZH = (
    "众人|众|大家|所有人|有人|全场|全体|现场|会场|场内|场下|台下|台上|观众们?|听众|学生们?|同学们?|记者|主持人|嘉宾们?|两人|二人|三人|双方|[他她]们?|"
    rf"[{''.join(sorted(name for name in words.surnames() if len(name) == 1))}]{_HAN}{{0,2}}|{_HAN}{{1,4}}·{_HAN}{{1,5}}"
)
_HOW_ZH = (
    "热烈的?|经久不息的?|长时间的?|短暂的?|轻轻地?|轻|再次|又|都|一起|同时|稍微?|略微?|稍作|略作|无奈地?|尴尬地?|开心地?|会心一?|哈哈|低头|抬头|仰头|"
    "捂嘴|一阵|一片|齐声|放声|连连|微微|频频|响起|爆发出?|传来|发出|长长地?|深深地?"
)
_ACT_ZH = (
    "大笑|微笑|苦笑|冷笑|傻笑|偷笑|哄笑|笑声|笑|掌声|鼓掌|欢呼|停顿|沉默|叹了?口?气|叹息|摇头|点头|痛?哭|哽咽|流泪|落泪|咳嗽|清了?清?嗓子?|喝水|"
    "思考|想了想|沉思|犹豫|打断|插话|听不清楚?|无法辨认|起立|挥手|耸肩|摊手|拍手|眨眼|比划|做手势|背景音"
)
_AFTER_ZH = (
    "声|[着著]|了|起来|响起|不已|不语|不止|片刻|一下|一会儿?|一阵|几秒钟?|[\\d一二三四五六七八九十]+秒钟?|良久|许久|雷动|停|渐弱|渐强|状|说|道|答|示意|表示同意|"
    rf"手势|对方|{_HAN}{{1,4}}的话"
)
_TUNE_ZH = "(?:背景|片头|片尾|开场|结束|轻|播放)?音乐(?:声|响起|起|停|渐弱|渐强|播放|结束)*"
_SHOW_ZH = r"(?:指[着著]|指向|指了指|转向|看向|看[着著]|拿出|举起)[^的是]{1,10}|(?:展示|播放)了?[^的是]{0,4}(?:图|照片|视频|片|PPT|手机|屏|样品|产品|作品|名片|录音|动画)"
_UNIT_ZH = rf"(?:{_WHO_ZH})?(?:{_HOW_ZH}){{0,2}}(?:(?:{_ACT_ZH})(?:{_AFTER_ZH}){{0,3}}|{_TUNE_ZH}|{_SHOW_ZH})"
_STAGE_ZH = rf"{_UNIT_ZH}(?:[，、,\s和并]\s?{_UNIT_ZH}){{0,3}}[。！…]*"
"""The whole of a bracket: who, how, and what is done. （阿里音乐） and （沉默的大多数） are said."""
_ENDINGS = "(?:s|es|ed|ing|ter|e|ion)?"
_ACT_EN = (
    rf"(?:laugh|chuckl|applau[ds]|cheer|smil|sigh|paus|cough|whisper|snort|giggl|gasp|shrugg?|grinn?|nodd?|sobb?|clapp?|boo|interrupt|exhal|inhal|gestur)"
    rf"{_ENDINGS}|cry|cries|crying|sings|singing|silence|cross-?talk|overlapping|inaudible|indiscernible|unintelligible|phone rings|"
    r"clears (?:his |her |their )?throat|points? (?:to|at)|(?:video|clip|audio) (?:plays|clip|begins|ends|gap)|"
    r"end of (?:video|audio|clip|tape|recording|interview|transcript|excerpt|segment)|speaking \w+ language|speaks? in|foreign language"
)
_ALONE_EN = (
    r"(?:a |long )?beat|(?:commercial |short |station )?break|commercial|soundbite|off[- ]?mic|ph|phonetic|sic|"
    r"(?:(?:upbeat|soft|intro|outro|theme|opening|closing|dramatic|background|gentle|somber) )?music(?: (?:plays|playing|starts|stops|ends|fades|continues|up|in|out))*"
)
_BEFORE_EN = (
    r"(?:(?!(?:I|you|we|it|that|which|and|but|not|to)\b)"
    r"(?:(?!(?:was|were|is|are|am|had|been|be|to|would|will|can|could|did|not|that|which|who|I|you|we|it)\b)[\w’'.-]{1,20}\s){1,5})?"
)
"""Who does it, or how: (audience member laughs), (a long pause)."""
_AFTER_EN = (
    r"(?:[\s,;]{1,2}(?:[a-z]+ly|hard|again|loud|aloud|too|continues?|continuing|fades?|stops?|starts?|dies|grows|cuts|language|head|"
    r"at|to|in|with|from|over|for|as|through|into|on|off|out|up|down|of|by|behind|while|and|then|his|her|their|\d[\d:.]*|"
    r"speech|word|name|phrase|plays)\b[^()\[\]\n]{0,40})?[\s.!…]{0,3}"
)
"""How, at whom, and what then; no noun: (smiling faces) and (the pause button) are said."""
_STAGE_EN = rf"(?:{_BEFORE_EN}(?:{_ACT_EN})\b{_AFTER_EN}|(?:{_ALONE_EN})\W{{0,3}})"
_DIRECTION = re.compile(
    rf"[（(\[【〔［]\s?(?:{_STAGE_ZH}|{_STAGE_EN})\s?[）)\]】〕］]",
    re.IGNORECASE,
)
_STARRED = re.compile(
    rf"(?<![*\w])\*(?:(?:[a-z ]{{0,20}}\b)?(?:{_ACT_EN})\b[a-z ]{{0,30}}|{_ALONE_EN})\*(?![*\w])", re.IGNORECASE
)
_WHOLE = re.compile(r"^\s*(?:[（(][^（）()\n]{2,60}[）)]|[\[［][^\[\]［］\n]{2,80}[\]］])\s*$")
"""A paragraph that is nothing but brackets: what happens, not what is said."""
MOST_HAN = 15
"""Hanzi; more of them in brackets tell the reader something."""
_EDITORS = re.compile(
    r"整理|来源|注[:：]|编|本文|审|图|摄|完|未经|转载|作者|记者|note|\bed\.|source|photo|image|credit|transla|edited|condensed|^\W*(?:[一二三四五六七八九十]+|\d+|[ivx]+)\W*$",
    re.IGNORECASE,
)
_DOING = re.compile(
    r"(?:(?<=[：:]\s)|(?<=[：:])|^[^\S\n]{0,40})[（(\[](?!(?:includ|accord|depend|mean|exclud|assum|consider|speak|be|hav|someth|anyth|noth)ing)"
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
_ORNAMENT = re.compile(r"(?:[-=_*~·.#—–+…◆■●○☆★※]\s?){12,}")

_TAG = re.compile(r"</?(?:i|b|u|em|strong|br|p|span)\s?/?>", re.IGNORECASE)

_TICK = re.compile(r"`+")
"""What sets code apart where no format reads it as such; nobody says it."""
_ANGLED = re.compile(
    rf"<(?:{_STAGE_EN}|affirmative|negative)>|"
    # A word or three in angle brackets, set off by the ends of sentences: `Mm-Hmm. <affirmative>.`; not `use <vector> and`.
    r"(?:^|(?<=[.!?…]\s)|(?<=[.!?…]))<[a-z]{3,20}(?: [a-z]{2,20}){0,2}>(?=\s?(?:[.!?…,]|$|[A-Z]))",
    re.MULTILINE,
)
_WEB_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9])(?:(?:https?|ftp)://|www\.)[!#-;=?-\[\]_a-z~]{2,2000}(?<![.,;:!?)\]'])", re.IGNORECASE
)
"""Ends before what ends a sentence or a bracket, and before a hanzi: 见 https://a.cn/b，那里有."""

_PASSES = (
    (_TAG, "markup", False),
    (_TICK, "markup", False),
    (_ANGLED, STAGE, True),
    (_ORNAMENT, "ornament", False),
    (_DIRECTION, STAGE, True),
    (_STARRED, STAGE, True),
    (_HAPPENS, STAGE, True),
    (_DOING, STAGE, True),
    (_TIMES, TIME, False),
)


def cut(document: Document) -> Document:
    """`document` with stage directions, timestamps and footnote marks cut out of its blocks."""
    plain = simplified(document.text)
    marked, notes = circled(document)
    blocks = [
        dataclasses.replace(block, skip="footnote", cuts=())
        if number in notes
        else _block(plain, block, marked.get(number, []))
        for number, block in enumerate(document.blocks)
    ]
    return dataclasses.replace(document, blocks=tuple(blocks))


def _block(text: str, block: Block, marked: list[tuple[int, int]]) -> Block:
    if block.skip:
        return block
    found = list(_found(text, block))
    if marked and not (len(found) == 1 and found[0].start == block.start and found[0].end == block.end):
        found += [Cut(start, end, MARK) for start, end in marked]
    return dataclasses.replace(block, cuts=_joined((*block.cuts, *found))) if found else block


def without_addresses(text: str, block: Block) -> Block:
    """`block` with web addresses cut out; for what is to be spoken only, as they tell what a line is."""
    found = [Cut(*match.span(), ADDRESS) for match in _WEB_ADDRESS.finditer(text, block.start, block.end)]
    return dataclasses.replace(block, cuts=_joined((*block.cuts, *found))) if found else block


def _joined(given: Iterable[Cut]) -> tuple[Cut, ...]:
    """Cuts in order, where they overlap the earlier one first."""
    cuts: list[Cut] = []
    for each in sorted(given, key=lambda c: (c.start, -c.end)):
        if cuts and each.start < cuts[-1].end:
            if each.end > cuts[-1].end and cuts[-1].shown:
                continue
            if each.end > cuts[-1].end:
                cuts.append(dataclasses.replace(each, start=cuts[-1].end))
        else:
            cuts.append(each)
    return tuple(cuts)


def _found(text: str, block: Block) -> Iterator[Cut]:
    if block.end - block.start <= 120 and not block.level:
        alone = text[block.start : block.end]
        if _ONLY_TIME.match(alone):
            yield Cut(block.start, block.end, TIME)
            return
        if _WHOLE.match(alone) and not _EDITORS.search(alone) and han(alone) <= MOST_HAN:
            yield Cut(block.start, block.end, STAGE, True)
            return
    for pattern, reason, shown in _PASSES:
        for match in pattern.finditer(text, block.start, block.end):
            yield Cut(match.start(), match.end(), reason, shown)
    for start, end in marks(text, block.start, block.end):
        yield Cut(start, end, MARK)
