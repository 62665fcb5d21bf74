"""Figures that belong to a name in Chinese: versions, ordinals, numerals, letters with figures."""

from __future__ import annotations

import re

from tts.reading.en.figures import ordinal
from tts.reading.roman import ROMAN, roman
from tts.reading.rule import Match, Rule
from tts.reading.zh.figures import cardinal, digits, number, order, year
from tts.reading.zh.pieces import ALONE, TO

_ORDINAL = "[一二三四五六七八九十\\d]+"


def _version(m: Match) -> str:
    parts = m[1].split(".")
    address = len(parts) == 4 and (any(len(part) == 3 for part in parts) or parts[0] in {"10", "127"})
    return "点".join(digits(part, one="幺" if len(part) > 1 else "一") if address else number(part) for part in parts)


def _places(m: Match) -> str:
    """`第二（三）` are two places, `第（三）` one, `第十二（12）` the same twice."""
    if not m[1]:
        return f"第{order(m[2])}"
    first, second = order(m[1]), order(m[2])
    return f"第{first}、{second}" if first != second else f"第{first}（{second}）"


def _letters_and_figures(m: Match) -> str:
    figures = m[2]
    if "." in figures:
        return m[1] + number(figures)
    if re.fullmatch(r"(?:19[5-9]|20[0-4])\d", figures):
        return m[1] + year(figures)
    hundreds = m[1] == "ISO" and re.fullmatch(r"[1-9]00", figures)
    counts = hundreds or (len(figures) < 3 and figures[0] != "0" and m.group() not in {"N95", "KN95"})
    return m[1] + (cardinal(figures) if counts else digits(figures, one="幺" if len(figures) > 2 else "一"))


def _series(m: Match) -> str:
    """`i7-13700` is one name, `Q1-3` two ends of a range."""
    letters, first, second = (part for part in m.groups() if part)
    if len(second) < 3 and float(second) > float(first):
        return f"{letters}{cardinal(first)}到{cardinal(second)}"
    return f"{letters}{_code(first)}{'' if letters == 'i' else '杠'}{_code(second)}"


def _code(figures: str) -> str:
    if re.fullmatch(r"(?:19|20)\d\d", figures):
        return year(figures)
    whole, _, rest = figures.partition(".")
    return (cardinal(whole) if len(whole) < 3 else digits(whole, one="幺")) + (f"点{digits(rest)}" if rest else "")


NAMES: tuple[Rule, ...] = (
    Rule(
        "version",
        r"(?: (?<=[A-Za-z])\s )? (?<![\d.]) (\d+(?:\.\d+){2,}) (?![\d.])",
        _version,
        """
        iOS 17.2.1更新 → iOS十七点二点一更新
        IP为10.0.0.1 → IP为幺零点零点零点一
        """,
    ),
    Rule(
        "places in brackets",
        rf"第({_ORDINAL})?[（(]({_ORDINAL})[）)]",
        _places,
        """
        根据《刑法》第264条第1款第（三）项 → 根据《刑法》第二百六十四条第一款第三项
        排在第二（三）位 → 排在第二、三位
        第3（5）小组 → 第三、五小组
        """,
        needs="（(",
    ),
    Rule(
        "places in a row",
        r"第 (\d+(?:、\d+)+)",
        lambda m: "第" + "、".join(order(part) for part in m[1].split("、")),
        "第1、2名 → 第一、二名",
    ),
    Rule(
        "from place to place",
        rf"第(\d+) {TO} 第?(\d+)",
        lambda m: f"第{order(m[1])}到第{order(m[2])}",
        "第12-15页 → 第十二到第十五页",
    ),
    Rule(
        "place",
        r"(?: 第\s? | (?<![A-Za-z]) [nN][oO]\.?\s? ) (\d+) (?! \d | \.\d )",
        lambda m: "第" + order(m[1]),
        """
        第001期 → 第一期
        你是NO.1！ → 你是第一！
        """,
    ),
    Rule("the first so many", r"\b [tT][oO][pP] \s? (\d+)", lambda m: "top" + order(m[1]), "TOP 100榜单 → top一百榜单"),
    Rule(
        "number sign",
        r"(\d+) \s? [#] (?=[楼栋号机]) | [#] \s? (\d+) (?!\d)",
        lambda m: order(m[1] or m[2]) + "号",
        """
        3#楼 → 三号楼
        排名#1 → 排名一号
        """,
        needs="#",
    ),
    Rule(
        "Roman numeral",
        ROMAN,
        lambda m: cardinal(str(roman(m.group()))),
        """
        第IV章 → 第四章
        路易XIV → 路易十四
        II期临床 → 二期临床
        """,
        needs="IVXL",
    ),
    Rule(
        "quarter to quarter",
        r"(?<![A-Za-z]) ([A-Z]) (\d{1,2}) \s*[-~–—]\s* \1 (\d{1,2}) (?!\d)",
        lambda m: f"{m[1]}{cardinal(m[2])}到{m[1]}{cardinal(m[3])}",
        "Q1-Q3营收增长 → Q一到Q三营收增长",
    ),
    Rule(
        "English ordinal",
        rf"(?<![A-Za-z\d]) (\d+) (?:st|nd|rd|th) {ALONE}",
        lambda m: ordinal(m[1]),
        "住在5th Avenue → 住在fifth Avenue",
    ),
    Rule(
        "size of a model",
        rf"(?<![A-Za-z]) ([A-Za-z]+) [-\s]? (\d+(?:\.\d+)?) - (\d+) ([BM]) {ALONE}",
        lambda m: f"{m[1]}{number(m[2])}杠{number(m[3])}{m[4]}",
        "Llama 3.1-405B → Llama三点一杠四百零五B",
    ),
    Rule(
        "series and number",
        r"""
          (?<![A-Za-z\d]) ([A-Za-z]+) (\d{1,4}) - (\d{1,5}) (?![\d.])
        | (?<![A-Za-z\d]) ([A-Z]+) \s (\d{2,5}(?:\.\d+)?) - ((?:19|20)\d\d) (?!\d)
        """,
        _series,
        """
        i7-13700K处理器 → i七幺三七零零K处理器
        《GB 7718-2011》 → 《GB七七幺八杠二零一一》
        """,
    ),
    Rule("so many by so many", r"(?<=\d) \s?[xX]\s? (?=\d)", lambda _: "乘", "1920x1080 → 一千九百二十乘一千零八十"),
    Rule(
        "from party to party",
        r"(?<![A-Za-z0-9]) ([BCDGMOPV]) 2 ( [BCDGMPVX] | O(?![A-Za-z0-9]) ) (?![A-Za-z0-9])",
        lambda m: f"{m[1]} to {m[2]}",
        "B2C电商 → B to C电商",
    ),
    Rule(
        "letters and figures",
        r"(?<![A-Za-z]) ([A-Za-z]+) [-\s]? (\d+(?:\.\d+)?) (?! [\d.]*\d ) (?= $ | [^年月日个万亿元%\d人岁倍次位名] )",
        _letters_and_figures,
        """
        MH370 → MH三七零
        GPT-4 → GPT四
        N95口罩 → N九五口罩
        """,
    ),
    Rule(
        "aircraft of the army, rocket",
        r"([歼运轰直东风长征神舟嫦娥天宫号]) - (\d+)",
        lambda m: m[1] + (cardinal(m[2]) if len(m[2]) < 3 else digits(m[2], one="幺")),
        "直-20、运-20 → 直二十、运二十",
    ),
)
