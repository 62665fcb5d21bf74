"""Signs between Chinese words."""

from __future__ import annotations

import re

from tts.reading.rule import Match, Rule, any_of, by_name, pairs
from tts.reading.units import UNITS
from tts.reading.zh.pieces import DATA, DIGIT, HAN, listed

_PER = any_of({name for name in UNITS.values() if "每" not in name} | {"元"})
_SHARED = listed("shared_out.txt")
_COUNTED = "[股元角分次个件米里克吨升度人斤千瓦时]"
_ENGLISH_PER = {
    "month": "月", "mo": "月", "year": "年", "yr": "年", "day": "天", "hour": "小时", "hr": "小时", "week": "周",
    "night": "晚", "person": "人",
}  # fmt: skip
_COMPARED = {"<": "小于", ">": "大于", "≤": "小于等于", "≥": "大于等于", "≈": "约等于", "≠": "不等于"}
_NAMES = pairs(DATA / "signs.tsv")
_SHORT = pairs(DATA / "short_forms.tsv")
_IONS = {"²": "二", "³": "三", "": "", "⁺": "正", "⁻": "负"}


def _short_form(m: Match) -> str:
    following = m.string[m.end() : m.end() + 1]
    return _SHORT[m[1]] + (" " if m[1][0].isupper() and following.isalpha() else "")


BEFORE_FIGURES: tuple[Rule, ...] = (
    Rule(
        "short form of English",
        rf"(?<![A-Za-z]) ({any_of(_SHORT)}) (?![a-z]) \s? ,?",
        _short_form,
        """
        e.g.北京 → 例如北京
        Mr. Wang和Dr. Li → Mister Wang和Doctor Li
        Ep.25：聊聊AI → episode二十五：聊聊AI
        """,
        needs=".",
    ),
    Rule(
        "initials",
        r"(?<![A-Za-z.]) (?: [A-Z]\. ){2,} (\s*)",
        lambda m: re.sub(r"\W", "", m.group()) + m[1],
        "P.S. 我爱你 → PS 我爱你",
        needs=".",
    ),
    Rule(
        "charge of an ion",
        r"([A-Za-z]) ([²³]?) ([⁺⁻])",
        lambda m: m[1] + _IONS[m[2]] + _IONS[m[3]],
        "Fe²⁺离子 → Fe二正离子",
        needs="⁺⁻",
    ),
    Rule(
        "one against the other",
        r"(?<![A-Za-z]) ([A-Z]):([A-Z]) (?= \s?(?: [=\d] | 等于|为|是 ) )",
        lambda m: f"{m[1]}比{m[2]}",
        "A:B=1:2 → A比B等于一比二",
        needs=":",
    ),
    Rule(
        "sign with one name",
        any_of(_NAMES),
        lambda m: _NAMES[m.group()],
        """
        ∠A=90° → 角A等于九十度
        √2 → 根号二
        100円 → 一百日元
        C++ → C 加加
        """,
        needs="".join({sign[-1] for sign in _NAMES}),
    ),
)

SIGNS: tuple[Rule, ...] = (
    Rule(
        "and, in English", r"(?<=[A-Za-z]) \s?&\s? (?=[A-Za-z])", by_name(" and "), "Q&A环节 → Q and A环节", needs="&"
    ),
    Rule("and", "&", by_name("和"), "研发&设计 → 研发和设计", needs="&"),
    Rule("at", "@", by_name("艾特"), "关注@新华社 → 关注艾特新华社", needs="@"),
    Rule("versus", r"(?<![A-Za-z]) [vV][sS] \b \.?", by_name("对"), "马云 vs 马化腾 → 马云 对 马化腾", needs="sS"),
    Rule(
        "a share of time, in English",
        rf"(?<=[元币镑]) \s?/\s? ({any_of(_ENGLISH_PER)}) \b",
        lambda m: "每" + _ENGLISH_PER[m[1]],
        "$2,000/month → 两千美元每月",
        needs="/",
    ),
    Rule("and or or", "和/或", by_name("和或"), "和/或 → 和或", needs="/"),
    Rule(
        "each",
        rf"""
          (?<={_COUNTED}) \s*/\s* (?= {_SHARED} (?![{HAN}]) )
        | (?<=[{DIGIT}]元) \s*/\s* (?= 一?[百千万十]{_PER} )
        | (?<=[{DIGIT}][升克吨米元]) \s*/\s* (?= 一[百千万十]{_PER} )
        | (?<=[{DIGIT}][{HAN}]) / (?= 分钟?|秒|小时|天|月|年|周|日|人次? )
        """,
        by_name("每"),
        """
        黄金突破2400美元/盎司 → 黄金突破两千四百美元每盎司
        油耗7.5L/100km → 油耗七点五升每一百公里
        3000转/分 → 三千转每分
        """,
        needs="/",
    ),
    Rule(
        "two amounts side by side",
        rf"(?<=[{DIGIT}]) ({_PER}) \s*/\s* (?=[{DIGIT}])",
        lambda m: m[1],
        "电压220V/50Hz → 电压两百二十伏五十赫兹",
        needs="/",
    ),
    Rule("or", rf"(?<=[{HAN}]) \s*/\s* (?=[{HAN}])", by_name("或"), "男/女 → 男或女", needs="/"),
    Rule(
        "equals",
        rf"(?<=[A-Za-z{HAN}²³)]) \s?=\s? (?=[A-Za-z{HAN}(])",
        by_name("等于"),
        """
        pH=7 → pH等于七
        y=2x+1 → y等于二x加一
        """,
        needs="=",
    ),
    Rule(
        "more or less than",
        rf"(?<=[A-Za-z{HAN}]) \s? ([<>≤≥≈≠]) \s? (?=[{DIGIT}负])",
        lambda m: _COMPARED[m[1]],
        "HbA1c≥6.5% → HbA一c大于等于百分之六点五",
        needs="<>≤≥≈≠",
    ),
    Rule(
        "square and cube",
        "[²³]",
        lambda m: {"²": "平方", "³": "立方"}[m.group()],
        "a²+b²=c² → a平方加b平方等于c平方",
        needs="²³",
    ),
    Rule(
        "stroke beside letters",
        rf"(?<=[A-Za-z]) \s*/\s* (?=[A-Za-z{HAN}]) | (?<=[{HAN}]) \s*/\s* (?=[A-Za-z])",
        by_name(" "),
        """
        A/B测试 → A B测试
        HTTP/2协议 → HTTP 二协议
        """,
        needs="/",
    ),
    Rule(
        "times",
        rf"×(?=\s?[{DIGIT}]) | (?<=[{DIGIT}])\s?× | (?<=[长宽高深厚]) × (?=[长宽高深厚])",
        by_name("乘"),
        """
        24小时×7天服务 → 二十四小时乘七天服务
        长×宽×高：30×20×10cm → 长乘宽乘高：三十乘二十乘十厘米
        """,
        needs="×",
    ),
    Rule(
        "plus",
        rf"(?<=[A-Za-z{HAN}]) \+ (?![+\w]) | (?<=[A-Za-z{HAN}]) \+ (?=[A-Za-z{HAN}])",
        by_name("加"),
        """
        A+轮 → A加轮
        阅读量10w+ → 阅读量十万加
        """,
        needs="+",
    ),
    Rule(
        "arrow",
        r"(?<=\S) \s?→\s? (?=\S) (?<! [，。、；：！？…—]→ )",
        by_name("到"),
        "北京→上海 → 北京到上海",
        needs="→",
    ),
    Rule("topic", r"[#] ([^#\n]{1,40}) [#]", lambda m: m[1], "#高考加油#来了 → 高考加油来了", needs="#"),
    Rule("backslash", r"\\+", by_name("反斜杠"), "C:\\Users → C:反斜杠Users", needs="\\"),
    Rule("asterisk", r"\*+", by_name(""), "*注意*：不要外传 → 注意：不要外传", needs="*"),
    Rule(
        "blank before a mark",
        r"\s+ (?=[，。、；：！？）])",
        by_name(""),
        "太棒了❤️👍！ → 太棒了！",
        needs="，。、；：！？）",
    ),
)
