"""Chinese years, dates, times of day and scores."""

from __future__ import annotations

import re

from tts.reading.normalise.chinese_figures import cardinal, counted, digits, number, order, year
from tts.reading.normalise.chinese_measures import BIG, DIGIT, FREE, MEASURES, TO
from tts.reading.normalise.rules import Match, Rule, rule

_CLOCK = re.compile(r"(?<![\d:.])([01]?\d|2[0-4])[:：]([0-5]\d)(?:[:：]([0-5]\d))?(?![\d:])")
_HALF = {"am": "上午", "pm": "下午"}
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_SCORE_WORDS = r"(?:比分|战胜|击败|大胜|险胜|领先|落后|惨败|负于|战平|完胜|淘汰|逆转|获胜|取胜|告负|逼平|横扫|击退|力克|轻取|不敌|绝杀|晋级)"


def _date(m: Match) -> str:
    day = order(m[3]) + "日" if m[3] else ""
    return f"{year(m[1])}年{order(m[2])}月{day}"


def _time(m: Match) -> str:
    hour, minute, second = m[1], m[2], m[3]
    said = ("两" if int(hour) == 2 else cardinal(hour)) + "点"
    if int(minute):
        said += ("零" if int(minute) < 10 else "") + cardinal(minute) + "分"
    elif second and int(second):
        said += "零分"
    if second and int(second):
        said += ("零" if int(second) < 10 else "") + cardinal(second) + "秒"
    return said


def _half_day(m: Match) -> str:
    clock = _CLOCK.sub(_time, m[1]) if ":" in m[1] else counted(m[1]) + "点"
    return _HALF[m[2].replace(".", "").lower()] + clock


def _years(m: Match) -> str:
    return f"{year(m[1])}{m[2] or ''}到{year(m[3])}年"


def _bare_years(m: Match) -> str:
    """`1939-1945` without 年: two years where the later is less than a lifetime and a half away, no round amounts."""
    first, second = int(m[1]), int(m[2])
    if not 0 < second - first < 120 or (first % 100 == 0 and second % 100 == 0):
        return m.group()
    return f"{year(m[1])}到{year(m[2])}"


def _short_year(m: Match) -> str:
    figures = m[1]
    return digits(figures) if figures[0] in "06789" and figures not in {"60", "70", "80", "90"} else cardinal(figures)


def _decades(m: Match) -> str:
    return "到".join(year(part) if len(part) == 4 else cardinal(part) for part in m.groups())


def _events(m: Match) -> str:
    return digits(m[1] + m[2], one="幺" if len(m[1] + m[2]) == 3 and m[1] == "3" else "一")


TIMES: tuple[Rule, ...] = (
    rule(r"(?<=\d)：(?=\d)", lambda _: ":"),
    # years
    rule(r"(?<!\d)([12]\d{3})(?=(?:[、,，和与及/][12]\d{3})+年)", lambda m: year(m[1])),
    rule(rf"(?<!\d)([1-9]0|1\d\d0|20\d0){TO}([1-9]0|1\d\d0|20\d0)(?=年代)", _decades),
    rule(r"(?<!\d)([1-9]0)(?=年代)", lambda m: cardinal(m[1])),
    rule(r"(?<!\d)([12]\d{3})[-/](\d{2}|[12]\d{3})(?=赛季|学年|财年|年度|跨年)", lambda m: f"{digits(m[1])}到{digits(m[2])}"),
    rule(rf"(?<!\d)({_YEAR})(?=\s?(?:[QH]\d|[一二三四1-4]季[度报]|[上下]半年|[春秋]季|年报|中报|半年报))", lambda m: year(m[1])),
    rule(rf"{FREE}([12]\d{{3}})[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])(?:日|号)?(?![\d.])", _date),
    rule(rf"{FREE}([12]\d{{3}})[-/.](0[1-9]|1[0-2])()(?!\d|[-/.]\d)(?!%|元|万|亿)", _date),
    rule(rf"{FREE}([12]\d{{3}})[./]([1-9]|1[0-2])()(?={TO}[12]\d{{3}}[./]\d)|(?<=\d[-~–—至到])([12]\d{{3}})[./]([1-9]|1[0-2])()(?!\d)", lambda m: _date(m) if m[1] else f"{year(m[4])}年{order(m[5])}月"),
    rule(rf"{FREE}([12]\d{{3}}|\d{{2}})(年)?{TO}([12]\d{{3}}|\d{{2}})年(?!级|代|的?时间|以[上内]|期|龄)(?<=\d{{2}}年)(?:(?<=[12]\d{{3}}年)|(?<=[6-90]\d年))", _years),
    rule(rf"{FREE}({_YEAR}){TO}({_YEAR})(?!\d|[.,]\d|\s?(?:{MEASURES}|{BIG}|[%多余几]))", _bare_years),
    rule(r"(?:(?<=公元前)|(?<![\u4e00-\u9fff\d]前)(?<=前)|(?<=公元))([1-9]\d{2,3})(?=年)", lambda m: digits(m[1])),
    rule(r"(?<=距今|今约|大约|约有)(\d{4})(?=年)", lambda m: counted(m[1])),
    rule(rf"{FREE}(\d{{4}})年前(?!后|夕)(?=[，。的]|$)(?<=000年前)", lambda m: counted(m[1]) + "年前"),
    rule(rf"{FREE}([12]\d{{3}})(?=\s*年(?!历史|之久|以上|的历史|的传统)|[财学]年|年度|级(?:学生|新生|本科)|届)", lambda m: year(m[1])),
    rule(r"(?<=康熙|乾隆|雍正|嘉靖|万历|光绪|道光|同治|咸丰|嘉庆|顺治|崇祯|洪武|永乐|贞观|开元|昭和|平成|令和|明治|大正|民国|建国|建党|建军)(\d{1,2})(?=年)", lambda m: cardinal(m[1]) if m[1] != "2" else "二"),
    rule(r"['‘’]?(?<![\d近约满长达超过了经有刑业立婚教龄整存])(0\d|[1-9]\d)(?=年(?:出生|毕业|入学|底|初|春|夏|秋|冬|我|他|她|亚运|[01]?\d月))", lambda m: digits(m[1])),
    rule(r"(?<!\d)(\d{2})(?=级(?:大?学生|同学|校友|新生|本科|研究生|硕士|博士|毕业生|[\u4e00-\u9fff]{1,6}(?:系|专业|班)))", lambda m: digits(m[1])),
    rule(r"['‘’]?(?<![\d近约满长达超过了经有刑业立婚教龄整存])([06-9]\d)(?=年(?!级|的?时间|来|间|以|内|多|期|龄|历史|之|前|后的今天))", _short_year),
    rule(r"(?<!\d)(\d[05])(?=后(?![天来续面年])|[、和与/]\d[05]后)", lambda m: digits(m[1])),
    rule(rf"(?<=[自从在于到至])(?<![大小低高少多等优]于)(?<![达长降加增升涨减]到)\s?({_YEAR})(?=[，。；、！？）)]|$|[至到起](?!\d+[万人元]))", lambda m: year(m[1])),
    rule(rf"{FREE}(19[4-9]\d|20[0-3]\d)(?=\s?(?:世界杯|奥运|亚运|欧洲杯|北京|上海|巴黎|东京|伦敦|中国|全国|全球|国际|世界|春晚|春节|国庆|高考|款|版|新年|赛季|年?夏季|年?冬季|[A-Z]))", lambda m: year(m[1])),
    rule(rf"(?<=[（(〔\[【《“「『])(19\d\d|20[0-4]\d)(?=[）)〕\]】》”」』]|(?<=[《“「『]....)(?!{MEASURES}|{BIG})[\u4e00-\u9fff])", lambda m: year(m[1])),
    # dates
    rule(r"(?<![\d/])([1-9])/([1-9])(?=月份)", lambda m: f"{order(m[1])}{order(m[2])}"),
    rule(r"(?<![\d./])(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])(?=\s*(?:日|号|当天|晚|上午|下午|[周（(]|开学|开业|上线|开售|开播|上映|截止|出发|到期|生日))日?", lambda m: f"{order(m[1])}月{order(m[2])}日"),
    rule(rf"(?<![\d.])(\d{{1,2}})[日号]?{TO}(\d{{1,2}})(?=[日号](?!楼|线))", lambda m: f"{order(m[1])}到{order(m[2])}"),
    rule(r"(?<!\d)(0?[1-9]|1[0-2])月(0?[1-9]|[12]\d|3[01])(?=日|号)", lambda m: f"{order(m[1])}月{order(m[2])}"),
    rule(rf"(?<![\d.])(0?[1-9]|1[0-2]){TO}(0?[1-9]|1[0-2])(?=月(?!个))", lambda m: f"{order(m[1])}到{order(m[2])}"),
    rule(r"(?<![\d.])(0?[1-9]|1[0-2])(?=月(?!个))", lambda m: order(m[1])),
    rule(r"(?<![\d.])(\d{1,2})·(\d{1,2})(?!\d)", _events),
    rule(r"(?<!\d)(\d{1,2})\.(\d{1,2})(?=[”』」》]?(?:事件|晚会|地震|惨案|大促|购物节|恐怖|袭击|运动|讲话|政变|特大))", _events),
    rule(r"双(1[012])(?!\d)", lambda m: "双" + ("十" + digits(m[1][1]) if m[1][1] != "0" else "十")),
    rule(r"(?<![\d.])(1[0-2]|0?[1-9])\.(3[01]|[12]\d|0?[1-9])(?=开学|开业|上线|开售|开播|上映|截止|出发|到期)", lambda m: f"{order(m[1])}月{order(m[2])}日"),
    # scores and times
    rule(r"(?<!\d)(\d+)(?=胜\d+[平负]|平\d+[负胜])|(?<=[胜平])(\d+)(?=负)", lambda m: counted(m[1] or m[2])),
    rule(r"(?<![\d:])(\d{1,3}):([0-5]\d)(?=的?(?:视频|音频|录音|片长|时长))", lambda m: f"{counted(m[1])}分{cardinal(m[2])}秒"),
    rule(r"(?<![\dA-Za-z])(\d+)h\s?(\d+)m(?:in)?(?![A-Za-z])", lambda m: f"{counted(m[1])}小时{cardinal(m[2])}分钟"),
    rule(r"(?<=[以为时绩出进])(?<![点到]时)(\d{1,2}):([0-5]\d):([0-5]\d)(?=完|跑|夺|获|的成绩|冲|的?用时|，|。|$|刷新|打破)", lambda m: f"{counted(m[1])}小时{cardinal(m[2])}分{cardinal(m[3])}秒"),
    rule(r"(?<=比分)(\D{0,3}?)(\d+)\s*[-:]\s*(\d+)", lambda m: f"{m[1]}{cardinal(m[2])}比{cardinal(m[3])}"),
    rule(rf"(?<![\d:.])(\d{{1,3}})\s*[-:]\s*(\d{{1,3}})(?=\D{{0,4}}{_SCORE_WORDS})", lambda m: f"{cardinal(m[1])}比{cardinal(m[2])}"),
    rule(r"(?i)(?<![\d:])((?:1[0-2]|0?\d)(?::[0-5]\d)?)\s*([ap]\.?m(?![A-Za-z])\.?)", _half_day),
    rule(rf"({_CLOCK.pattern}){TO}(?=(?:次日|第二天|翌日)?(?:[01]?\d|2[0-4]):[0-5]\d)", lambda m: _CLOCK.sub(_time, m[1]) + "到"),
    (_CLOCK, _time),
    rule(r"(?<![\d:.])(\d+(?:\.\d+)?)\s*:\s*(\d+(?:\.\d+)?)(?::(\d+))?(?![\d:])", lambda m: "比".join(number(part) for part in m.groups() if part)),
    rule(r"(?<![\d.])2(?=点(?:半|钟|整|\d|过|多|左右|以前|以后|前|后|$|[，。、]))", lambda _: "两"),
    rule(r"(?<=[°度])(\d+)\s?[′'’](?:(\d+)\s?[″\"”])?", lambda m: cardinal(m[1]) + "分" + (cardinal(m[2]) + "秒" if m[2] else "")),
    rule(rf"(?<=[{DIGIT}][日号月年点分秒])\s*[-~–—]\s*(?=[\d{DIGIT}])|(?<=[周期][一二三四五六日天])\s*[-~–—]\s*(?=周|星期)", lambda _: "到"),
)  # fmt: skip
