"""Chinese years and dates."""

from __future__ import annotations

from tts.reading.rule import Match, Rule, by_name, words
from tts.reading.zh.figures import cardinal, counted, digits, order, year
from tts.reading.zh.pieces import BIG, DATA, DAY, FREE, HAN, MEASURE, MONTH, TO, YEAR, listed

_AFTER_REIGN = "(?:" + "|".join(f"(?<={name})" for name in words(DATA / "reigns.txt")) + ")"
_COUNTS_YEARS = "[\\d近约满长达超过了经有刑业立婚教龄整存]"
"""Inside a lookbehind: 近98年 counts them, 98年 is one."""


def _date(m: Match) -> str:
    return f"{year(m['y'] or m['y2'])}年{order(m['m'] or m['m2'])}月{order(m['d'] or m['d2'])}日"


def _month(m: Match) -> str:
    return f"{year(m[1])}年{order(m[2])}月"


def _month_and_day(m: Match) -> str:
    return f"{order(m[1])}月{order(m[2])}日"


def _bare_years(m: Match) -> str:
    """`1939-1945` without 年: two years where the later is less than a lifetime and a half away, no round amounts."""
    first, second = int(m[1]), int(m[2])
    if not 0 < second - first < 120 or (first % 100 == 0 and second % 100 == 0):
        return m.group()
    return f"{year(m[1])}到{year(m[2])}"


def _short_year(m: Match) -> str:
    figures = m["year"]
    by_figure = figures[0] in "06789" and (figures[1] != "0" or m["event"])
    return digits(figures) if by_figure or m["event"] else cardinal(figures)


def _decades(m: Match) -> str:
    return "到".join(year(part) if len(part) == 4 else cardinal(part) for part in m.groups())


def _event(m: Match) -> str:
    return digits(m[1] + m[2], one="幺" if (m[1], m[2]) == ("3", "15") else "一")


DATES: tuple[Rule, ...] = (
    Rule("wide colon", r"(?<=\d)：(?=\d)", by_name(":"), "常规赛108：102 → 常规赛一百零八比一百零二", needs="："),
    # years
    Rule(
        "years in a row",
        r"(?<!\d) ([12]\d{3}) (?= (?: [、,，和与及/] [12]\d{3} )+ 年 )",
        lambda m: year(m[1]),
        "2019、2020、2021年三年 → 二零一九、二零二零、二零二一年三年",
    ),
    Rule(
        "decades",
        rf"(?<!\d) ([1-9]0|1\d\d0|20\d0) {TO} ([1-9]0|1\d\d0|20\d0) (?=年代)",
        _decades,
        """
        20世纪60-70年代 → 二十世纪六十到七十年代
        1980-1990年代 → 一九八零到一九九零年代
        """,
    ),
    Rule(
        "season",
        r"(?<!\d) ([12]\d{3}) [-/] (\d{2}|[12]\d{3}) (?= 赛季|学年|财年|年度|跨年 )",
        lambda m: f"{digits(m[1])}到{digits(m[2])}",
        "NBA2023-24赛季 → NBA二零二三到二四赛季",
    ),
    Rule(
        "date in figures",
        rf"""
        {FREE} (?: (?P<y>[12]\d{{3}}) [-/.·] (?P<m>{MONTH}) [-/.·] (?P<d>{DAY})
                 | (?P<d2>0[1-9]|[12]\d|3[01]) [-/] (?P<m2>0[1-9]|1[0-2]) [-/] (?P<y2>[12]\d{{3}}) ) [日号]? (?![\d.])
        """,
        _date,
        """
        2019·2·10 → 二零一九年二月十日
        08-08-2008 → 二零零八年八月八日
        2015.01.24 → 二零一五年一月二十四日
        会议定于2024/3/5召开 → 会议定于二零二四年三月五日召开
        """,
    ),
    Rule(
        "month in figures",
        rf"{FREE} ([12]\d{{3}}) [-/.] (0[1-9]|1[0-2]) (?! \d | [-/.]\d | [%元万亿] )",
        _month,
        "2015-01 → 二零一五年一月",
    ),
    Rule(
        "from year to year",
        rf"""
        {FREE} ([12]\d{{3}}|\d\d) (年?) {TO} ([12]\d{{3}}|\d\d) 年 (?! 级|代|的?时间|以[上内]|期|龄 )
        (?: (?<=[12]\d{{3}}年) | (?<=[06-9]\d年) )
        """,
        lambda m: f"{year(m[1])}{m[2]}到{year(m[3])}年",
        """
        1998-2000年 → 一九九八到两千年
        鲁迅（1881-1936年） → 鲁迅（一八八一到一九三六年）
        """,
    ),
    Rule(
        "from year to year, without the word",
        rf"{FREE} ({YEAR}) {TO} ({YEAR}) (?! \d | [.,]\d | \s?(?: {MEASURE} | {BIG} | [%多余几] ) )",
        _bare_years,
        "二战（1939—1945） → 二战（一九三九到一九四五）",
    ),
    Rule(
        "year of an era",
        rf"(?: (?<=公元前) | (?<![{HAN}\d]前)(?<=前) | (?<=公元) ) ([1-9]\d{{2,3}}) (?=年)",
        lambda m: digits(m[1]),
        """
        前202年 → 前二零二年
        公元618年唐朝建立 → 公元六一八年唐朝建立
        """,
    ),
    Rule(
        "so many years since",
        r"(?<= 距今|今约|大约|约有 ) (\d{4}) (?=年)",
        lambda m: counted(m[1]),
        "距今1500年 → 距今一千五百年",
    ),
    Rule(
        "year",
        rf"""
          {FREE} [12]\d{{3}} (?= \s*年(?! 历史|之久|以上|的历史|的传统 ) | [财学]年 | 年度 | 级(?:学生|新生|本科) | 届 )
        | (?<=[自从在于到至]) (?<![大小低高少多等优]于) (?<![达长降加增升涨减]到) {YEAR}
          (?= [，。；、！？）)] | $ | [至到起](?!\d+[万人元]) )
        | {FREE} (?: 19[4-9]\d | 20[0-3]\d ) (?= \s?(?: {listed("words_behind_years.txt")} | [A-Z] ) )
        | (?<=[（(〔\[【《“「『]) (?: 19\d\d | 20[0-4]\d )
          (?= [）)〕\]】》”」』] | (?<=[《“「『]....) (?! {MEASURE} | {BIG} ) [{HAN}] )
        """,
        lambda m: year(m.group()),
        """
        到2030年 → 到二零三零年
        公司创立于1998，至今盈利 → 公司创立于一九九八，至今盈利
        2020东京奥运会 → 二零二零东京奥运会
        《2001太空漫游》 → 《二零零一太空漫游》
        """,
    ),
    Rule(
        "year of a reign",
        rf"{_AFTER_REIGN} (\d{{1,2}}) (?=年)",
        lambda m: order(m[1]),
        "康熙61年 → 康熙六十一年",
    ),
    Rule(
        "year of two figures",
        rf"""
        ['‘’]? (?<!{_COUNTS_YEARS}) (?P<year>
            (?P<event> (?: 0\d|[1-9]\d ) (?= 年(?: 出生|毕业|入学|底|初|春|夏|秋|冬|我|他|她|亚运|[01]?\d月 )
                                         | 级(?: 大?学生|同学|校友|新生|本科|研究生|硕士|博士|毕业生 ) ) )
          | [06-9]\d (?= 年(?! 级|的?时间|来|间|以|内|多|期|龄|历史|之|前|后的今天 ) )
        )
        """,
        _short_year,
        """
        90年我出生 → 九零年我出生
        98年 → 九八年
        他是78级大学生 → 他是七八级大学生
        """,
    ),
    Rule(
        "born in those years",
        r"(?<!\d) (\d[05]) (?= 后(?![天来续面年]) | [、和与/]\d[05]后 )",
        lambda m: digits(m[1]),
        "95后、00后成为消费主力 → 九五后、零零后成为消费主力",
    ),
    # days and months
    Rule(
        "one month or the next",
        r"(?<![\d/]) ([1-9])/([1-9]) (?=月份)",
        lambda m: f"{order(m[1])}{order(m[2])}",
        "2/3月份 → 二三月份",
    ),
    Rule(
        "day of the year in figures",
        rf"""
        (?<![\d./]) ({MONTH}) [/.] ({DAY})
        (?= 开学|开业|上线|开售|开播|上映|截止|出发|到期 | (?<=/\d) (?: 日|号|当天|晚|上午|下午|周|生日 )
          | (?<=/\d\d) (?: 日|号|当天|晚|上午|下午|周|生日 ) ) 日?
        """,
        _month_and_day,
        """
        9/1开学 → 九月一日开学
        9.1开学 → 九月一日开学
        """,
    ),
    Rule(
        "month or day with a zero before",
        r"(?<![\d.]) 0 ([1-9]) (?=[月日号])",
        lambda m: order(m[1]),
        "2015年08月08号 → 二零一五年八月八号",
    ),
    Rule(
        "from day to day",
        rf"(?<![\d.]) (\d{{1,2}}) [日号]? {TO} (\d{{1,2}}) (?= [日号](?![楼线]) )",
        lambda m: f"{order(m[1])}到{order(m[2])}",
        "5月1日-3日 → 五月一到三日",
    ),
    Rule(
        "event named by its date",
        r"""
          (?<![\d.]) (\d{1,2}) · (\d{1,2}) (?!\d)
        | (?<![\d/]) (?P<m>\d{1,2}) [./] (?P<d>\d{1,2})
          (?= [”』」》]?(?: 事件|晚会|地震|惨案|大促|购物节|恐怖|袭击|运动|讲话|政变|特大 ) )
        """,
        lambda m: _event(m) if m[1] else digits(m["m"] + m["d"]),
        """
        5·12地震 → 五一二地震
        3·15晚会 → 三幺五晚会
        6.18购物节 → 六一八购物节
        9/11事件 → 九一一事件
        """,
    ),
)
