"""Chinese text with figures and signs → the words a newsreader would say.

The rules run in order over the whole text; each one's outcome has no figures left, so that no later rule meets it again.
"""

from __future__ import annotations

import re
import threading
from decimal import Decimal
from functools import cache
from typing import Any

from tts.speech.reading.normalise.addresses import ADDRESS, chinese_address
from tts.speech.reading.normalise.chinese_codes import CODES
from tts.speech.reading.normalise.chinese_codes import FREE as _FREE
from tts.speech.reading.normalise.chinese_figures import cardinal, counted, digits, number, year
from tts.speech.reading.normalise.chinese_measures import MEASURES
from tts.speech.reading.normalise.chinese_powers import POWERS
from tts.speech.reading.normalise.roman import ROMAN, roman
from tts.speech.reading.normalise.rules import NUMBER, Match, Rule, rule
from tts.speech.reading.normalise.units import CURRENCIES, UNITS

_TO = r"\s*[-~–—至到]\s*"
_BIG = r"(?:[十百千]?[万亿兆]|[百千])"
_UNITS = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
_MONEY = "|".join(re.escape(sign) for sign in sorted(CURRENCIES, key=len, reverse=True))
_NOT_LETTER = r"(?![A-Za-z])"
_ENGLISH_BIG = {
    "million": 10**6, "billion": 10**9, "trillion": 10**12, "mn": 10**6, "bn": 10**9, "M": 10**6, "B": 10**9, "K": 1000, "k": 1000,
}  # fmt: skip

_lock = threading.Lock()


def chinese(text: str) -> str:
    """`text` (as `plain` leaves it) with everything written out that has to be."""
    for pattern, said in _RULES:
        text = pattern.sub(said, text)
    if re.search(r"\d", text):
        with _lock:
            text = str(_wetext().normalize(text))
    return text


@cache
def _wetext() -> Any:
    from wetext import Normalizer

    return Normalizer(lang="zh", operator="tn")


def _date(m: Match) -> str:
    day = cardinal(m[3]) + "日" if m[3] else ""
    return f"{year(m[1])}年{_month(m[2])}月{day}"


def _month(figures: str) -> str:
    return _plain_two(cardinal(figures))


def _plain_two(words: str) -> str:
    return "二" if words == "两" else words


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


_HALF = {"am": "上午", "pm": "下午"}


def _half_day(m: Match) -> str:
    clock = _CLOCK.sub(_time, m[1]) if ":" in m[1] else counted(m[1]) + "点"
    return _HALF[m[2].replace(".", "").lower()] + clock


def _money(m: Match) -> str:
    figures, big = re.sub(r"\.00$|(?<=\.\d)0$", "", m["n"]), m["big"] or ""
    said = _regrouped(figures, _ENGLISH_BIG[big]) if big in _ENGLISH_BIG else _amount(figures, big)
    return said + CURRENCIES[m["sign"]]


def _regrouped(figures: str, scale: int) -> str:
    """An English multiple in Chinese groups: 1.2 billion → 十二亿."""
    value = Decimal(figures.replace(",", "")) * scale
    for size, name in ((10**8, "亿"), (10**4, "万")):
        if value >= size:
            return counted(f"{(value / size).normalize():f}") + name
    return counted(f"{value.normalize():f}")


def _amount(figures: str, big: str) -> str:
    said = counted(figures) if big[:1] in {"万", "亿", "千", "百", "兆", "十"} or not big else number(figures)
    return said + big


def _money_range(m: Match) -> str:
    big = m["big"] or ""
    return f"{counted(m['a'])}到{_amount(m['n'], big)}{CURRENCIES[m['sign']]}"


def _unit(m: Match) -> str:
    first = f"{number(m['a'])}到" if m["a"] else ""
    figures, big, name = m["n"], m["big"] or "", UNITS[m["unit"]]
    if name.startswith("摄氏度") or name == "华氏度":
        return _below_zero(first) + _below_zero(counted(figures)) + name
    said = first + _amount(figures, big)
    for per, front in (("每小时", "每小时"), ("每秒", "每秒")):
        if name.endswith(per):
            return front + said + name.removesuffix(per)
    return said + name


def _below_zero(said: str) -> str:
    return "零下" + said[1:] if said.startswith("负") else said


def _percent(m: Match) -> str:
    sign = {"%": "百分之", "‰": "千分之"}[m["sign"]]
    if not m["a"]:
        return _signed(m["n"], sign)
    second = _signed(m["n"], sign) if m["mark"] else number(m["n"])
    return f"{_signed(m['a'], sign)}到{second}"


def _signed(figures: str, front: str) -> str:
    if figures[:1] in "+-":
        return {"-": "负", "+": "正"}[figures[0]] + front + number(figures[1:])
    return front + number(figures)


def _fraction(m: Match) -> str:
    whole = f"{number(m[1])}又" if m[1] else ""
    return f"{whole}{number(m[3])}分之{number(m[2])}"


def _range(m: Match) -> str:
    first, big, second, measure = m[1], m[2], m[3], m[4] or ""
    counts = re.match(f"{_BIG}|{MEASURES}", measure) is not None
    said = counted if counts else number
    return f"{counted(first) + big if big else said(first)}到{said(second)}{measure}"


def _years(m: Match) -> str:
    return f"{year(m[1])}{m[2] or ''}到{year(m[3])}年"


def _counted(m: Match) -> str:
    return counted(m[1]) + m[2]


def _version(m: Match) -> str:
    parts = m[2].split(".")
    address = len(parts) == 4 and any(len(part) == 3 for part in parts)
    return (m[1] or "") + "点".join(
        digits(part, one="幺" if len(part) > 1 else "一") if address else number(part) for part in parts
    )


def _letters_and_figures(m: Match) -> str:
    figures = m[2]
    if "." in figures:
        return m[1] + number(figures)
    return m[1] + (cardinal(figures) if len(figures) < 3 and figures[0] != "0" else digits(figures, one="幺"))


def _events(m: Match) -> str:
    return digits(m[1] + m[2], one="幺" if len(m[1] + m[2]) == 3 and m[1] == "3" else "一")


def _sum(m: Match) -> str:
    names = {"+": "加", "-": "减", "×": "乘", "*": "乘", "x": "乘", "÷": "除以", "/": "除以", "=": "等于", "≠": "不等于", "≈": "约等于", ">": "大于",
             "<": "小于", "≥": "大于等于", "≤": "小于等于", "±": "正负"}  # fmt: skip
    return re.sub(
        r"\s*([-+×*÷/=≠≈<>≥≤±x])\s*",
        lambda sign: names[sign[1]],
        re.sub(NUMBER, lambda n: number(n.group()), m.group()),
    )


_CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?![\d:])")
_SCORE_WORDS = r"(?:比分|战胜|击败|大胜|险胜|领先|落后|惨败|负于|战平|完胜|淘汰|逆转|获胜|取胜|告负)"

_RULES: tuple[Rule, ...] = (
    (ADDRESS, chinese_address),
    *CODES,
    *POWERS,
    # dates
    rule(r"(?<!\d)([12]\d{3})[-/](\d{2})(?=赛季|学年|财年|年度)", lambda m: f"{digits(m[1])}到{digits(m[2])}"),
    rule(rf"{_FREE}([12]\d{{3}})[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])(?:日|号)?(?![\d.])", _date),
    rule(rf"{_FREE}([12]\d{{3}})[-/.](0[1-9]|1[0-2])()(?!\d|[-/.]\d)(?!%|元|万|亿)", _date),
    rule(rf"{_FREE}([12]\d{{3}}|\d{{2}})(年)?{_TO}([12]\d{{3}}|\d{{2}})年(?!级|的?时间|以[上内]|期|龄)(?<=\d{{2}}年)(?:(?<=[12]\d{{3}}年)|(?<=[6-90]\d年))", _years),
    rule(r"(?<=公元前)([1-9]\d{2,3})(?=年)", lambda m: digits(m[1])),
    rule(r"(?<=距今|今约|大约|约有)(\d{4})(?=年)", lambda m: counted(m[1])),
    rule(rf"{_FREE}(\d{{4}})年前(?!后|夕)(?=[，。的]|$)(?<=000年前)", lambda m: counted(m[1]) + "年前"),
    rule(rf"{_FREE}([12]\d{{3}})(?=\s*年(?!历史|之久|以上|的历史|的传统)|[财学]年|年度|级(?:学生|新生|本科)|届)", lambda m: year(m[1])),
    rule(r"['‘’]?(?<!\d)([06-9]\d)(?=年(?!级|的?时间|来|间|以|内|多|期|龄|历史|之|前|后的今天))", lambda m: digits(m[1]) if m[1][0] in "06789" and m[1] not in {"60", "70", "80", "90"} else cardinal(m[1])),
    rule(r"(?<!\d)(\d[05])(?=后(?![天来续面年])|[、和与]\d[05]后)", lambda m: digits(m[1])),
    rule(r"(?<!\d)([1-9]0)(?=年代)", lambda m: cardinal(m[1])),
    rule(r"(?<![\d.])(1[0-2]|0?[1-9])/(3[01]|[12]\d|0?[1-9])(?=\s*(?:日|号|当天|晚|上午|下午))日?", lambda m: f"{_month(m[1])}月{cardinal(m[2])}日"),
    rule(rf"(?<![\d.])(\d{{1,2}})[日号]?{_TO}(\d{{1,2}})(?=[日号](?!楼|线))", lambda m: f"{_plain_two(cardinal(m[1]))}到{_plain_two(cardinal(m[2]))}"),
    rule(r"(?<!\d)(0?[1-9]|1[0-2])月(0?[1-9]|[12]\d|3[01])(?=日|号)", lambda m: f"{_month(m[1])}月{_plain_two(cardinal(m[2]))}"),
    rule(rf"(?<![\d.])(0?[1-9]|1[0-2]){_TO}(0?[1-9]|1[0-2])(?=月(?!个))", lambda m: f"{_month(m[1])}到{_month(m[2])}"),
    rule(r"(?<![\d.])(0?[1-9]|1[0-2])(?=月(?!个))", lambda m: _month(m[1])),
    rule(r"(?<!\d)(\d{1,2})[.·](\d{1,2})(?=[”』」》]?(?:事件|晚会|地震|惨案|大促|购物节|恐怖|袭击|运动|讲话|政变|特大))", _events),
    rule(r"双(1[012])(?!\d)", lambda m: "双" + ("十" + digits(m[1][1]) if m[1][1] != "0" else "十")),
    # times and scores
    rule(rf"(?<={'比分'})(\D{{0,3}}?)(\d+)\s*[-:]\s*(\d+)", lambda m: f"{m[1]}{cardinal(m[2])}比{cardinal(m[3])}"),
    rule(rf"(?<![\d:.])(\d{{1,3}})\s*[-:]\s*(\d{{1,3}})(?=\D{{0,4}}{_SCORE_WORDS})", lambda m: f"{cardinal(m[1])}比{cardinal(m[2])}"),
    rule(r"(?i)(?<![\d:])((?:1[0-2]|0?\d)(?::[0-5]\d)?)\s*([ap]\.?m\b\.?)", _half_day),
    rule(rf"({_CLOCK.pattern}){_TO}(?=(?:[01]?\d|2[0-4]):[0-5]\d)", lambda m: _CLOCK.sub(_time, m[1]) + "到"),
    (_CLOCK, _time),
    rule(r"(?<![\d:.])(\d+(?:\.\d+)?)\s*:\s*(\d+(?:\.\d+)?)(?::(\d+))?(?![\d:])", lambda m: "比".join(number(part) for part in m.groups() if part)),
    rule(r"(?<![\d.])2(?=点(?:半|钟|整|\d|过|多|左右|以前|以后|前|后|$|[，。、]))", lambda _: "两"),
    rule(r"(?<=[°度])(\d+)\s?[′'’](?:(\d+)\s?[″\"”])?", lambda m: cardinal(m[1]) + "分" + (cardinal(m[2]) + "秒" if m[2] else "")),
    # money
    rule(rf"(?<![A-Za-z])(?P<sign>{_MONEY})\s?(?P<a>{NUMBER}){_TO}(?:{_MONEY})?\s?(?P<n>{NUMBER})\s?(?P<big>{_BIG}(?!\S?元))?(?:元|块)?", _money_range),
    rule(rf"(?<![A-Za-z])(?P<sign>{_MONEY})\s?(?P<n>{NUMBER})\s?(?P<big>{_BIG}|million|billion|trillion|mn|bn|[MBKk](?![A-Za-z]))?(?:元|块)?", _money),
    rule(rf"(?P<n>{NUMBER})\s?(?P<big>{_BIG})?\s?(?P<sign>RMB|CNY|USD|EUR|GBP|HKD|JPY|TWD|AUD|CAD|SGD|KRW|CHF|[¥$€£]){_NOT_LETTER}", _money),
    # percent, temperature, units
    rule(r"(?<!\d)(\d{2,3})/(\d{2,3})(?=\s?mmHg)", lambda m: f"{cardinal(m[1])}比{cardinal(m[2])}"),
    rule(r"(?<=[一二三四五六七八九十百零])\s?mmHg", lambda _: "毫米汞柱"),
    rule(rf"(?P<a>[-+]?{NUMBER})?(?P<mark>[%‰])?(?(a){_TO})(?P<n>[-+]?{NUMBER})\s?(?P<sign>[%‰])", _percent),
    rule(rf"(?:(?P<a>(?<![A-Za-z0-9])[-+]?{NUMBER})(?:{_UNITS})?{_TO})?(?P<n>(?<![A-Za-z0-9])[-+]?{NUMBER}|{NUMBER})\s?(?P<big>{_BIG})?\s?(?P<unit>{_UNITS}){_NOT_LETTER}(?![\d])", _unit),
    # versions and dotted numbers
    rule(r"(?i)(?<![A-Za-z])(v|ver\.?|version)\s?(\d+(?:\.\d+)+)", _version),
    rule(r"()(?<![\d.])(\d+(?:\.\d+){2,})(?![\d.])", _version),
    # ordinals
    rule(r"第([一二三四五六七八九十\d]+)[（(]([一二三四五六七八九十\d]+)[）)]", lambda m: f"第{_ordinal(m[1])}、{_ordinal(m[2])}"),
    rule(rf"第(\d+){_TO}第?(\d+)", lambda m: f"第{_ordinal(m[1])}到第{_ordinal(m[2])}"),
    rule(r"第\s?(\d+)", lambda m: "第" + _ordinal(m[1])),
    rule(r"(?i)(?<![A-Za-z])no\.?\s?(\d+)(?=$|[^\d])(?!\.\d)", lambda m: "第" + _ordinal(m[1])),
    rule(r"(?i)\btop\s?(\d+)", lambda m: "top" + _plain_two(cardinal(m[1]))),
    rule(r"(\d+)\s?#(?=[楼栋号机])", lambda m: _plain_two(cardinal(m[1])) + "号"),
    rule(r"#\s?(\d+)(?!\d)", lambda m: _plain_two(cardinal(m[1])) + "号"),
    rule(r"(?<![\d.])(\d{3,4})(?=(?:号)?(?:房间|室|航班|次列车|路(?:公交|车)))", lambda m: digits(m[1], one="幺")),
    rule(r"(?<![\d.])2(?=[号日楼层级等班线期届环月版代科组队](?!多|以上))(?!层楼)", lambda _: "二"),
    (ROMAN, lambda m: cardinal(str(roman(m.group())))),
    # letters and figures
    rule(r"(?<=\d)\s?[xX]\s?(?=\d)", lambda _: "乘"),
    rule(r"(?<![A-Za-z0-9])([BCDGMOPV])2([BCDGMPVX]|O(?![A-Za-z0-9]))(?![A-Za-z0-9])", lambda m: f"{m[1]} to {m[2]}"),
    rule(r"(?<![A-Za-z])([A-Za-z]+)[-\s]?(\d+(?:\.\d+)?)(?![\d.]*\d)(?=$|[^年月日个万亿元%\d人岁倍次位名])", _letters_and_figures),
    rule(r"([歼运轰直东风长征神舟嫦娥天宫号])-(\d+)", lambda m: m[1] + (cardinal(m[2]) if len(m[2]) < 3 else digits(m[2], one="幺"))),
    # ranges, fractions, sums
    rule(rf"{_FREE}(\d+)\s*[×*]\s*(\d+)(?=小时)", lambda m: f"{cardinal(m[1])}乘{cardinal(m[2])}"),
    rule(rf"{_FREE}[-+±]?{NUMBER}(?:\s*[-+×*÷/]\s*{NUMBER})*\s*[=≠≈<>≥≤]\s*[-+]?{NUMBER}(?:\s*[-+×*÷/=]\s*{NUMBER})*", _sum),
    rule(rf"{_FREE}{NUMBER}(?:\s*[+×*÷±x]\s*{NUMBER})+", _sum),
    rule(rf"[≥≤<>≈±≠]\s*{NUMBER}", _sum),
    rule(r"(?:(\d+)又)?(?<![\d/.])(\d+)/(\d+)(?![\d/])", _fraction),
    rule(rf"{_FREE}(-?{NUMBER})({_BIG}?){_TO}({NUMBER})({_BIG}?(?:{MEASURES}|[多余几]|[^\s\d，。、,.!?！？；;：:）)A-Za-z-])?)(?![-\d])", _range),
    # plain numbers
    rule(rf"{_FREE}({NUMBER})(\+)(?!\d)", lambda m: number(m[1]) + "加"),
    rule(rf"(?<![A-Za-z0-9.)])-({NUMBER})", lambda m: "负" + number(m[1])),
    rule(rf"(?<![\d.,])({NUMBER})(\s?{_BIG}[多余几]?)", lambda m: _amount(m[1], m[2].strip())),
    rule(rf"(?<![\d.,])({NUMBER})(\s?[多余几]?(?:{MEASURES}))", _counted),
    rule(r"(?<![\d.])(\d{8,})(?![\d.])", lambda m: digits(m[1]) if len(m[1]) > 12 or m[1][0] == "0" else cardinal(m[1])),
    rule(rf"(?<![\d.,])({NUMBER})(?![\d])", lambda m: number(m[1])),
    rule(r"\d+", lambda m: digits(m.group())),
    # signs between words
    rule(r"(?<=[A-Za-z])\s?&\s?(?=[A-Za-z])", lambda _: " and "),
    rule(r"&", lambda _: "和"),
    rule(r"@", lambda _: "艾特"),
    rule(r"(?i)\bvs\b\.?", lambda _: "对"),
    rule(r"和/或", lambda _: "和或"),
    rule(r"(?<=[股元角分次个件米里克吨升度人斤千瓦时])\s*/\s*(?=人|天|日|月|年|次|个|吨|斤|公斤|平方米|平米|小时|分钟|秒|公里|股|手|桶|晚|位|件|张|瓶|份|户|亩|升|课时|页|字)", lambda _: "每"),
    rule(r"(?<=[\u4e00-\u9fff])\s*/\s*(?=[\u4e00-\u9fff])", lambda _: "或"),
    rule(r"(?<=[米寸尺])\s*[×*xX]\s*(?=[一二两三四五六七八九十百千零])", lambda _: "乘"),
    rule(r"²", lambda _: "平方"),
    rule(r"³", lambda _: "立方"),
    rule(r"(?<=[A-Za-z])\s*/\s*(?=[A-Za-z\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\s*/\s*(?=[A-Za-z])", lambda _: " "),
    rule(r"(?<=[一二三四五六七八九十])×(?=[一二三四五六七八九十])", lambda _: "乘"),
    rule(r"C\+\+", lambda _: "C 加加"),
    rule(r"C#", lambda _: "C sharp"),
    rule(r"(?<=[A-Za-z\u4e00-\u9fff])\+(?=[A-Za-z\u4e00-\u9fff])", lambda _: "加"),
    rule(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", lambda _: " "),
)  # fmt: skip


def _ordinal(figures: str) -> str:
    return _plain_two(cardinal(figures)) if figures.isdecimal() else figures
