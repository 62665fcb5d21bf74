"""Chinese numbers that are names: of telephones, rooms, flights, aeroplanes; said figure by figure."""

from __future__ import annotations

import re

from tts.reading.normalise.chinese_figures import cardinal, digits, number
from tts.reading.normalise.chinese_measures import BIG, FREE, MEASURES
from tts.reading.normalise.rules import Match, Rule, rule

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"


def _phone(m: Match) -> str:
    return digits(re.sub(r"[-\s()（）]", "", m.group()).replace("+", "加"), one="幺")


def _plate(m: Match) -> str:
    return m[1] + m[2] + digits(m[3], one="幺")


CODES: tuple[Rule, ...] = (
    rule(r"\d{21,}", lambda m: digits(m.group())),
    rule(r"(?<!\d)(985|211)([、/和与或])(985|211)(?!\d)", lambda m: m[2].replace("/", "、").join(digits(part, one="幺") for part in (m[1], m[3]))),
    rule(r"(?<!\d)(?:\+?86[-\s]?)?1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)", _phone),
    rule(r"(?<!\d)(?:\+\d{1,3}[-\s])?(?:[（(]0\d{2,3}[）)][-\s]?|0\d{2,3}[-\s])\d{3,4}[-\s]?\d{4}(?!\d)", _phone),
    rule(r"(?<![\dA-Za-z])[（(]?\+\d{1,3}[）)]?[-\s]?[（(]?\d{1,4}[）)]?(?:[-\s]?\d{2,4}){2,3}(?!\d)", _phone),
    rule(r"(?<!\d)[48]00[-\s]\d{3,4}[-\s]\d{3,4}(?!\d)", _phone),
    rule(rf"([{_PROVINCES}])([A-Z])[·\s]?([A-Z0-9]{{5,6}})(?![A-Za-z0-9])", _plate),
    rule(
        r"((?:电话|手机|热线|拨打|号码|账号|帐号|卡号|尾号|单号|编号|学号|工号|QQ|微信|邮编|密码|验证码|身份证|证号|代码|房间|房号|门牌|书号|批号|手机号|ISBN|航班|端口|(?<![A-Za-z])ID)\D{0,4})"
        r"(\d[\d-]+[\dXx])(?![\d年月日元个%])",
        lambda m: m[1] + digits(m[2].replace("-", ""), one="幺"),
    ),
    rule(r"(?<![\d.])(110|119|120|122|12306|12315|12345|12348|12320|10086|10010|10000|95\d{3})(?=电话|热线|网站|平台|客服|报警|急救|服务热线|政务)(?<![年月第])",
          lambda m: digits(m[1], one="幺")),
    rule(r"(?<!\d)(\d{5,6})\.(SH|SZ|SS|HK|BJ)(?![A-Za-z])", lambda m: f"{digits(m[1], one='幺')}点{m[2]}"),
    rule(r"(?<=[（(])([036]0\d{4}|8[37]\d{4}|688\d{3})(?=[）)])", lambda m: digits(m[1], one="幺")),
    rule(r"(?<=[拨打报叫找])(110|119|120|122|114)(?!\d|[.:]\d|[个万元年人米分])", lambda m: digits(m[1], one="幺")),
    rule(r"(?<=[回误示现错码])\s?([45]0\d)(?![\d.万元个人年次])", lambda m: digits(m[1])),
    rule(r"(?<=拨打)(1\d{2,4})", lambda m: digits(m[1], one="幺")),
    rule(rf"{FREE}(985|211|996|007|315|618|911|737|747|757|767|777|787|320|330|350|380|404|520|1024)(?=高校|工程|院校|大学|工作制|的?加班|晚会|大促|购物节|事件|客机|飞机|机型|系列|特工|页面|程序员)",
          lambda m: digits(m[1], one="幺" if m[1] in {"211", "911", "315"} else "一")),
    rule(rf"(?<![\dA-Za-z.,$¥€£第共约近达超逾价于至到重了有-])(985|211|996|007|618|520|315|911)(?!\d|[.,:/·-]\d|\s?(?:{MEASURES}|{BIG}|[%‰多余号路级+]|[A-Za-z]|（))", lambda m: digits(m[1], one="幺")),
    rule(r"(?<=[元栋座幢楼])(?<!公元)(?<![\d]元)(\d{3,4})(?![\d.,]|[米人万元年个多余平])", lambda m: digits(m[1], one="幺")),
    rule(r"(?<!\d)(\d{3,4})(?=宿舍|病房|教室|包厢|包间|会议室|办公室|寝室|国道|省道|县道)", lambda m: digits(m[1], one="幺")),
    rule(r"(?<!\d)(\d{1,2})[vV][sS]?(\d{1,2})(?!\d)", lambda m: f"{cardinal(m[1])}对{cardinal(m[2])}"),
    rule(r"(?<=[图表式])\s?(\d+)[-–](\d+)(?![\d.]|[年月个])", lambda m: f"{cardinal(m[1])}杠{cardinal(m[2])}"),
    rule(r"(?<![\d.])(360|361)(?=公司|手机|浏览器|安全|搜索|董事|创始|集团|科技|卫士|杀毒|度(?=$|[，。、的]|品牌|公司|运动))|(?<![\d.])(58)(?=同城|集团|到家)|(?<![\d.])(51)(?=job|Job|JOB|信用卡|社保)|(?<![\d.])(163|126|139|189)(?=邮箱)|(?<![\d.])(1688|4399|3721)(?=网|平台|店|小游戏|公司)", lambda m: digits(m.group(), one="幺" if m[3] else "一")),
    rule(r"(?<![\d/])24/7(?![\d/])", lambda _: "二十四七"),
    rule(r"(?<![\d/])9/11(?![\d/])", lambda _: "九幺幺"),
    rule(r"(波音|空客)\s?([A-Z]?)(\d{3})(?:-(\d{1,4}))?(?!\d)", lambda m: m[1] + m[2] + digits(m[3]) + ("杠" + number(m[4]) if m[4] else "")),
    rule(r"(?<![A-Za-z])([A-Z]{1,2})(\d{1,4})(?=次(?:航班|列车|动车|高铁|班机))", lambda m: m[1] + digits(m[2], one="幺")),
    rule(r"(?<!\d)(480|720|1080|1440|2160)\s?[pP](?![A-Za-z])", lambda m: digits(m[1]) + "P"),
    rule(r"(?<!\d)7-(?:11|Eleven)(?=便利|超市|门店|连锁|店|[，。、；！？]|$)", lambda _: "seven eleven"),
    rule(r"(?<![\d/])(\d0)/(\d0)(?=法则|定律|原则|分成|开)", lambda m: cardinal(m[1]) + cardinal(m[2])),
)  # fmt: skip
