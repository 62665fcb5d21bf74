"""Signs between Chinese words."""

from __future__ import annotations

import re

from tts.reading.normalise.chinese_measures import DIGIT
from tts.reading.normalise.rules import Rule, rule
from tts.reading.normalise.units import UNITS

_PER = "|".join(sorted({name for name in UNITS.values() if "每" not in name}, key=len, reverse=True))
_UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_SHARED = r"人|天|日|月|年|次|个|吨|斤|公斤|千克|平方米|平米|立方米|小时|分钟|秒|公里|千米|股|手|桶|晚|位|件|张|瓶|份|户|亩|升|毫升|课时|页|字|米|克|周|台|辆|度|季度|盎司|间|分(?!之)|百克|百毫升"

_ENGLISH_PER = {
    "month": "月",
    "mo": "月",
    "year": "年",
    "yr": "年",
    "day": "天",
    "hour": "小时",
    "hr": "小时",
    "week": "周",
    "night": "晚",
    "person": "人",
}

SIGNS: tuple[Rule, ...] = (
    rule(r"(?<=[A-Za-z])\s?&\s?(?=[A-Za-z])", lambda _: " and "),
    rule(r"&", lambda _: "和"),
    rule(r"@", lambda _: "艾特"),
    rule(r"(?i)(?<![A-Za-z])vs\b\.?", lambda _: "对"),
    rule(r"(?<=[元币镑])\s?/\s?(month|mo|year|yr|day|hour|hr|week|night|person)\b", lambda m: "每" + _ENGLISH_PER[m[1]]),
    rule(r"和/或", lambda _: "和或"),
    rule(rf"(?<=[{DIGIT}])(\s?(?:{_PER}|[股元角分次个件米里克吨升度人斤千瓦时]))\s*/\s*(?={_SHARED})", lambda m: m[1] + "每"),
    rule(rf"(?<=[股元角分次个件米里克吨升度人斤千瓦时])\s*/\s*(?=(?:{_SHARED})(?![\u4e00-\u9fff]))", lambda _: "每"),
    rule(rf"(?<=[{DIGIT}])((?:{_PER}|元))\s*/\s*(?=一?[百千万十](?:{_PER}))", lambda m: m[1] + "每"),
    rule(rf"(?<=[{DIGIT}])((?:{_PER}))\s*/\s*(?=[{DIGIT}])", lambda m: m[1]),
    rule(rf"(?<=次方)\s?({_UNIT})(?![A-Za-z])", lambda m: UNITS[m[1]]),
    rule(rf"(?<=次方)/({_UNIT})(?![A-Za-z])", lambda m: "每" + UNITS[m[1]]),
    rule(rf"(?<=[{DIGIT}])([\u4e00-\u9fff]{{1,2}})/(?=分钟?|秒|小时|天|月|年|周|日|人次?)", lambda m: m[1] + "每"),
    rule(r"(?<=[\u4e00-\u9fff])\s*/\s*(?=[\u4e00-\u9fff])", lambda _: "或"),
    rule(r"(?<=[A-Za-z\u4e00-\u9fff²³)])\s?=\s?(?=[A-Za-z\u4e00-\u9fff(])", lambda _: "等于"),
    rule(rf"(?<=[A-Za-z\u4e00-\u9fff])\s?([<>≤≥≈≠])\s?(?=[{DIGIT}负])", lambda m: {"<": "小于", ">": "大于", "≤": "小于等于", "≥": "大于等于", "≈": "约等于", "≠": "不等于"}[m[1]]),
    rule(rf"(?<=[米寸尺])\s*[×*xX]\s*(?=[{DIGIT}])", lambda _: "乘"),
    rule(r"²", lambda _: "平方"),
    rule(r"³", lambda _: "立方"),
    rule(r"(?<=[A-Za-z])\s*/\s*(?=[A-Za-z\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s*/\s*(?=[A-Za-z])", lambda _: " "),
    rule(rf"×(?=\s?[{DIGIT}])|(?<=[{DIGIT}])\s?×", lambda _: "乘"),
    rule(r"C\+\+", lambda _: "C 加加"),
    rule(r"C#", lambda _: "C sharp"),
    rule(r"(?<=[A-Za-z\u4e00-\u9fff])\+(?=[A-Za-z\u4e00-\u9fff])", lambda _: "加"),
    rule(rf"(?<=[{DIGIT}])\+|(?<=[A-Za-z])\+(?![+\w])", lambda _: "加"),
    rule(r"(?<=\S)\s?→\s?(?=\S)(?<![，。、；：！？…—]→)", lambda _: "到"),
    rule(r"→", lambda _: " "),
    rule(r"#([^#\n]{1,40})#", lambda m: m[1]),
    rule(r"(?<![A-Za-z])#", lambda _: ""),
    rule(r"\\+", lambda _: "反斜杠"),
    rule(r"\*+", lambda _: ""),
    rule(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", lambda _: " "),
    rule(r"\s+(?=[，。、；：！？）])", lambda _: ""),
)  # fmt: skip
