"""Chinese times of day, spans of time, scores and ratios."""

from __future__ import annotations

from tts.reading.rule import Match, Rule, by_name, compiled
from tts.reading.zh.figures import cardinal, counted, number
from tts.reading.zh.pieces import ALONE, DIGIT, HOUR, SIXTY, listed

_CLOCK = rf"(?<![\d:.]) (?P<hour>{HOUR}) : (?P<minute>{SIXTY}) (?: : (?P<second>{SIXTY}) )? (?![\d:])"
_SCORE = listed("words_of_scores.txt")


def _time(m: Match) -> str:
    hour, minute, second = m["hour"], m["minute"], m["second"]
    said = ("两" if int(hour) == 2 else cardinal(hour)) + "点"
    if int(minute):
        said += ("零" if int(minute) < 10 else "") + cardinal(minute) + "分"
    elif second and int(second):
        said += "零分"
    if second and int(second):
        said += ("零" if int(second) < 10 else "") + cardinal(second) + "秒"
    return said


def _half_day(m: Match) -> str:
    clock = compiled(_CLOCK).sub(_time, m[1]) if ":" in m[1] else counted(m[1]) + "点"
    return {"a": "上午", "p": "下午"}[m[2][0].lower()] + clock


def _won_lost(m: Match) -> str:
    return counted(m.group())


TIMES: tuple[Rule, ...] = (
    Rule(
        "matches won, drawn and lost",
        r"(?<!\d) \d+ (?= 胜\d+[平负] | 平\d+[负胜] ) | (?<=[胜平]) \d+ (?=负)",
        _won_lost,
        "12胜3平2负 → 十二胜三平两负",
    ),
    Rule(
        "length of a recording",
        rf"(?<![\d:]) (\d{{1,3}}) : ({SIXTY}) (?= 的?(?: 视频|音频|录音|片长|时长 ) )",
        lambda m: f"{counted(m[1])}分{cardinal(m[2])}秒",
        "3:45的视频 → 三分四十五秒的视频",
    ),
    Rule(
        "time of a run",
        rf"""
        (?<=[以为时绩出进]) (?<![点到]时) (\d{{1,2}}) : ({SIXTY}) : ({SIXTY})
        (?= 完|跑|夺|获|的成绩|冲|的?用时|，|。|$|刷新|打破 )
        """,
        lambda m: f"{counted(m[1])}小时{cardinal(m[2])}分{cardinal(m[3])}秒",
        "她以2:20:35完成马拉松 → 她以两小时二十分三十五秒完成马拉松",
    ),
    Rule(
        "score",
        rf"""
          (?<= 比分 ) (?P<words>\D{{0,3}}?) (?P<a>\d+) \s*[-:]\s* (?P<b>\d+)
        | (?<![\d:.]) (?P<c>\d{{1,3}}) \s*[-:]\s* (?P<d>\d{{1,3}}) (?= \D{{0,4}} {_SCORE} )
        """,
        lambda m: f"{m['words'] or ''}{cardinal(m['a'] or m['c'])}比{cardinal(m['b'] or m['d'])}",
        """
        比分2-1 → 比分二比一
        主队以3-1逆转客队，晋级四强 → 主队以三比一逆转客队，晋级四强
        """,
    ),
    Rule(
        "half of the day in letters",
        rf"(?<![\d:]) ( (?: 1[0-2] | 0?\d ) (?: :{SIXTY} ){{0,2}} ) \s* ( [apAP]\.?[mM] {ALONE} \.? )",
        _half_day,
        """
        7:30pm开场 → 下午七点三十分开场
        1:02:36 am → 上午一点零二分三十六秒
        """,
    ),
    Rule(
        "time of day",
        _CLOCK,
        _time,
        """
        2:05 → 两点零五分
        00:15 → 零点十五分
        """,
    ),
    Rule(
        "ratio",
        r"(?<![\d:.]) (\d+(?:\.\d+)?) \s*:\s* (\d+(?:\.\d+)?) (?: :(\d+) )? (?![\d:])",
        lambda m: "比".join(number(part) for part in m.groups() if part),
        "1:1000 → 一比一千",
    ),
    Rule(
        "two o'clock",
        r"(?<![\d.]) 2 (?= 点(?: 半|钟|整|\d|过|多|左右|以前|以后|前|后|$|[，。、] ) )",
        by_name("两"),
        "下午2点30分 → 下午两点三十分",
    ),
    Rule(
        "between words of time",
        rf"""
          (?<=[\d{DIGIT}][日号月年点分秒]) \s*[-~–—]\s* (?=[\d{DIGIT}])
        | (?<=[周期][一二三四五六日天]) \s*[-~–—]\s* (?=周|星期)
        """,
        by_name("到"),
        """
        周一-周五 → 周一到周五
        3月5日-4月8日 → 三月五日到四月八日
        """,
        needs="-~–—",
    ),
)
