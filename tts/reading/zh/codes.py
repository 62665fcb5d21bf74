"""Chinese numbers that are names: of telephones, rooms, flights, aeroplanes; said figure by figure."""

from __future__ import annotations

import re

from tts.reading.rule import Match, Rule, any_of, by_name, rows
from tts.reading.zh.figures import cardinal, digits, number
from tts.reading.zh.pieces import ALONE, BIG, DATA, FREE, MEASURE, listed

_SAID = {row[0]: row[1] for row in rows(DATA / "famous_numbers.tsv")}
_EVERYWHERE = any_of(row[0] for row in rows(DATA / "famous_numbers.tsv") if len(row) == 2)
_BEFORE_WORDS = "|".join(
    f"{row[0]} (?={any_of(row[2].split())})" for row in rows(DATA / "famous_numbers.tsv") if len(row) > 2
)
_SERVICE = "(?:110|119|120|122|114|12306|12315|12345|12348|12320|10086|10010|10000|95\\d{3})"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"


def _by_figure(m: Match) -> str:
    """As over the telephone, where 1 is 幺; signs between the figures are left out."""
    return digits(re.sub(r"[-\s()（）]", "", m.group()).replace("+", "加"), one="幺")


def _plate(m: Match) -> str:
    return m[1] + m[2] + digits(m[3], one="幺")


def _after_word(m: Match) -> str:
    return m["word"] + digits(m["figures"].replace("-", ""), one="幺")


def _famous(m: Match) -> str:
    return "、".join(_SAID[part] for part in re.findall(r"\d+", m.group()))


def _aeroplane(m: Match) -> str:
    return m[1] + m[2] + digits(m[3]) + ("杠" + number(m[4]) if m[4] else "")


def _flight(m: Match) -> str:
    return m[1] + digits(m[2], one="幺")


def _share(m: Match) -> str:
    return digits(m["share"] or m["bare"], one="幺") + (f"点{m['market']}" if m["share"] else "")


CODES: tuple[Rule, ...] = (
    Rule(
        "telephone number",
        r"""
          (?<!\d) (?: \+?86 [-\s]? )? 1[3-9]\d [-\s]? \d{4} [-\s]? \d{4} (?!\d)
        | (?<!\d) (?: \+\d{1,3} [-\s] )? (?: [（(] 0\d{2,3} [）)] [-\s]? | 0\d{2,3} [-\s] ) \d{3,4} [-\s]? \d{4} (?!\d)
        | (?<![\dA-Za-z]) [（(]? \+\d{1,3} [）)]? [-\s]? [（(]? \d{1,4} [）)]? (?: [-\s]? \d{2,4} ){2,3} (?!\d)
        | (?<!\d) [48]00 [-\s] \d{3,4} [-\s] \d{3,4} (?!\d)
        """,
        _by_figure,
        """
        138 0013 8000 → 幺三八零零幺三八零零零
        0571-88157688 → 零五七幺八八幺五七六八八
        （+852）2123 4567 → 加八五二二幺二三四五六七
        400-800-1234 → 四零零八零零幺二三四
        """,
    ),
    Rule(
        "number plate",
        rf"([{_PROVINCES}]) ([A-Z]) [·\s]? ([A-Z0-9]{{5,6}}) (?![A-Za-z0-9])",
        _plate,
        "沪B·D1234 → 沪BD幺二三四",
    ),
    Rule(
        "code behind a word that announces one",
        rf"""
        (?P<word> (?: {listed("words_before_codes.txt")} | (?<![A-Za-z]) ID ) \D{{0,4}} )
        (?P<figures> \d[\d-]+[\dXx] ) (?! [\d年月日元个%] )
        """,
        _after_word,
        """
        房号1203 → 房号幺二零三
        验证码1234 → 验证码幺二三四
        """,
    ),
    Rule(
        "service number",
        rf"""
          (?<![\d.年月第]) {_SERVICE} (?= 电话|热线|网站|平台|客服|报警|急救|服务热线|政务 )
        | (?<=[拨打报叫找]) {_SERVICE} (?! \d | [.:]\d | [个万元年人米分] )
        """,
        _by_figure,
        """
        12306网站 → 幺二三零六网站
        打120叫救护车 → 打幺二零叫救护车
        """,
    ),
    Rule(
        "share",
        rf"""
          (?<!\d) (?P<share>\d{{5,6}}) \. (?P<market> SH|SZ|SS|HK|BJ ) {ALONE}
        | (?<=[（(]) (?P<bare> [036]0\d{{4}} | 8[37]\d{{4}} | 688\d{{3}} ) (?=[）)])
        """,
        _share,
        """
        贵州茅台（600519.SH） → 贵州茅台（六零零五幺九点SH）
        贵州茅台（600519） → 贵州茅台（六零零五幺九）
        """,
    ),
    Rule(
        "answer of a server",
        r"(?<=[回误示现错码]) \s? ([45]0\d) (?! [\d.万元个人年次] )",
        lambda m: digits(m[1]),
        "API返回404 → API返回四零四",
    ),
    Rule(
        "number that everybody knows by its figures",
        rf"""
          {FREE} (?: {_BEFORE_WORDS} )
        | (?<![\dA-Za-z.,$¥€£第共约近达超逾价于至到重了有-]) {_EVERYWHERE} (?: [、/和与或] {_EVERYWHERE} )?
          (?! \d | [.,:/·-]\d | \s?(?: {MEASURE} | {BIG} | [%‰多余号路级+A-Za-z（] ) )
        """,
        _famous,
        """
        985/211毕业生 → 九八五、二幺幺毕业生
        他们实行996 → 他们实行九九六
        618大促 → 六一八大促
        360公司 → 三六零公司
        51job和58同城 → 五幺job和五八同城
        """,
    ),
    Rule(
        "room, road, train",
        r"""
          (?<=[元栋座幢楼]) (?<!公元) (?<!\d元) \d{3,4} (?! [\d.,] | [米人万元年个多余平] )
        | (?<![\d.]) \d{3,4} (?= 号?(?: 房间|室|航班|次列车|路公交|路车|宿舍|病房|教室|包厢|包间|会议室|办公室|寝室
                                   |国道|省道|县道 ))
        """,
        _by_figure,
        """
        3号楼1单元501 → 三号楼一单元五零幺
        102国道 → 幺零二国道
        208路公交车 → 二零八路公交车
        """,
    ),
    Rule(
        "so many against so many",
        r"(?<!\d) (\d{1,2}) [vV][sS]? (\d{1,2}) (?!\d)",
        lambda m: f"{cardinal(m[1])}对{cardinal(m[2])}",
        "3V3篮球赛 → 三对三篮球赛",
    ),
    Rule(
        "number of a figure or table",
        r"(?<=[图表式]) \s? (\d+) [-–] (\d+) (?! [\d.] | [年月个] )",
        lambda m: f"{cardinal(m[1])}杠{cardinal(m[2])}",
        "见图3-1 → 见图三杠一",
    ),
    Rule("round the clock", r"(?<![\d/]) 24/7 (?![\d/])", by_name("二十四七"), "24/7全天候 → 二十四七全天候"),
    Rule(
        "aeroplane",
        r"(波音|空客) \s? ([A-Z]?) (\d{3}) (?: -(\d{1,4}) )? (?!\d)",
        _aeroplane,
        "波音737-800客机 → 波音七三七杠八百客机",
    ),
    Rule(
        "flight or train",
        r"(?<![A-Za-z]) ([A-Z]{1,2}) (\d{1,4}) (?= 次(?:航班|列车|动车|高铁|班机) )",
        _flight,
        "CA1234次航班 → CA幺二三四次航班",
    ),
    Rule(
        "lines of a picture",
        rf"(?<!\d) (480|720|1080|1440|2160) \s? [pP] {ALONE}",
        lambda m: digits(m[1]) + "P",
        "1080p → 一零八零P",
    ),
    Rule(
        "7-Eleven",
        r"(?<!\d) 7-(?: 11|Eleven ) (?= 便利|超市|门店|连锁|店|[，。、；！？]|$ )",
        by_name("seven eleven"),
        "7-11便利店 → seven eleven便利店",
    ),
    Rule(
        "proportion that is a name",
        r"(?<![\d/]) (\d0)/(\d0) (?= 法则|定律|原则|分成|开 )",
        lambda m: cardinal(m[1]) + cardinal(m[2]),
        "80/20法则 → 八十二十法则",
    ),
)
