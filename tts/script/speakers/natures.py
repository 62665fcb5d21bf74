"""What kind of words stand before a colon: a name, a role, a note, a credit, a verb of saying, a list's number."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from tts.text import LATIN, han, simplified


class Nature(Enum):
    """What words that could be a label are, judged by themselves."""

    ROLE = "role"
    """`记者`, `Q`, `Moderator`: nobody but a speaker is called so."""
    NAME = "name"
    """Formed like a person's or a publication's name."""
    NOTE = "note"
    """`编者按`, `Editor's note`: the narrator reads it."""
    CREDIT = "credit"
    """`责任编辑`, `Photo`: nobody reads it."""
    OTHER = "other"
    """Nothing known: only recurrence makes it a speaker."""
    NEVER = "never"
    """`他说`, `第一`, `https`: part of a sentence or a list."""


_ROLES_ZH = (
    "记者|主持人|主播|主持|问|答|提问|提问者|提问人|回答|采访者|采访人|受访者|受访人|被访者|访谈者|笔者|访者|访问者|观众|听众|网友|读者|学生|"
    "现场观众|现场提问|现场|众人|合|全体|旁白|解说|解说词|字幕|画外音|女主持人?|男主持人?|嘉宾|女嘉宾|男嘉宾|同传|翻译员|发言人|说话人|采访|对话者"
)
_ROLE_ZH = re.compile(
    rf"^(?:本报|本刊|本台|特约|见习|外国|现场)?(?:{_ROLES_ZH})\s?[0-9０-９一二三四五六七八九十A-Za-zＡ-Ｚ甲乙丙丁]{{0,2}}$"
)
_ROLE_EN = re.compile(
    r"^(?:q|a|question|answer|interviewer|interviewee|host|co-?host|moderator|narrator|reporter|anchor|presenter|"
    r"announcer|guest|panel(?:l)?ist|respondent|subject|operator|translator|interpreter|(?:voice-?over|v\.?o\.?)|"
    r"(?:an?\s)?(?:the\s)?(?:audience(?:\s(?:member|question))?|questioner|listener|caller|student|participant|speaker|attendee|"
    r"unidentified(?:\s\w+){0,2}|unknown(?:\s\w+)?|(?:fe)?male\s(?:speaker|voice)|man|woman|crowd|all|both)"
    r"|speaker|participant)(?:\s?#?\s?(?:\d{1,2}|[a-z]))?$",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^.{0,12}?(?:编者按|编者注|编注|编者语|编者的话|记者注|译者注|译注|按语|编按|小编按|导读|导语|导言|引言|前言|引子|题记|开场白|"
    r"写在前面|核心提示|内容提要|内容简介|摘要|提要|人物简介|嘉宾简介|受访者简介|背景|采访手记|记者手记|手记|后记|结语|尾声|"
    r"(?:[\u4e00-\u9fff]{2,6}(?:注|按)))$|"
    r"^(?:[a-z'’]+\s){0,2}(?:editor[’']?s?[’']?\snotes?|note|editors|intro|introduction|preface|foreword|background|"
    r"about\s.{1,30}|summary|context|disclaimer|disclosure|preamble|epilogue|postscript|p\.?s\.?)$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"^(?:本文)?(?:责任编辑|执行编辑|栏目编辑|微信编辑|新媒体编辑|责编|编辑|编审|编译|作者|原作者|文|撰文|执笔|文字整理|整理|录音整理|采写|"
    r"文字|来源|稿源|文章来源|信息来源|资料来源|图片来源|出处|翻译|译者|译|校对|校|审校|审核|终审|复审|初审|摄影|摄像|视频|图|图片|配图|题图|"
    r"头图|封面图?|制图|插图|插画|视觉|美编|美术编辑|设计|排版|运营|监制|统筹|策划|出品|出品人|制片|制片人|总编辑|主编|版式|"
    r"时间|日期|采访时间|采访地点|访谈时间|访谈地点|地点|发布时间|发表时间|更新时间|原标题|标题|原题|"
    r"微信|微信号|公众号|微信公众号|微博|邮箱|电话|网址|链接|原文链接|原文|地址|投稿|投稿邮箱|联系方式|版权|声明|免责声明|版权声明|"
    r"关键词|标签|阅读|点击|字数|本文字数|延伸阅读|推荐阅读|相关阅读|往期回顾|扩展阅读|举报电话|热线|"
    r"(?:采访|采访人|采访者|采编)[/／丨|、&和与].{1,12}|(?:文|图|编辑|摄影|采写|撰文|作者)[/／丨|、&和与].{1,10})$|"
    r"^(?:photo(?:graph)?s?(?:\sby)?|image|images|picture|illustrations?|credits?|(?:photo|image|picture)\scredits?|source|sources|via|by|byline|"
    r"author|authors|written\sby|words(?:\sby)?|text(?:\sby)?|interview(?:ed)?\sby|translat(?:ed|ion)\sby|translator|transcri(?:bed|ption)(?:\sby)?|"
    r"edited\sby|editor|editors|produced\sby|producer|executive\sproducer|published|updated|last\supdated|posted|date|time|location|place|"
    r"recorded|url|link|links|website|web|e-?mail|tel|phone|fax|twitter|instagram|facebook|follow\sus|copyright|tags?|keywords|category|filed\sunder|"
    r"read\s(?:more|next)|see\salso|related|subscribe|share|download|advertisement|sponsored?(?:\sby)?|listen|watch|duration|runtime|isbn|doi)$",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]{1,3}(?:[,，、].*|[点条个项章节步类种].{0,8})?|其[一二三四五六七八九十]|[一二三四五六七八九十]是|首先|其次|再次|最后|另外|此外|"
    r"一方面|另一方面|例如|比如|譬如|比方说|诸如|如|总之|总而言之|因此|所以|于是|也就是说|换句话说|换言之|简单说|简言之|一句话|具体来说|具体而言|"
    r"注意|备注|注|注释|注解|参考|参考文献|参考资料|附|附录|附件|结论|结果|原因|理由|答案|问题|事实|事实上|其实|当然|比较|重点|要点|目的|意思|含义|"
    r"前提|条件|方法|步骤|建议|提示|小贴士|特点|优点|缺点|优势|劣势|关键|核心|本质|案例|例子|定义|标准|公式|数据|"
    r"原话|原文如下|如下|以下|包括|分别|即|也即|亦即|俗话|古人云|俗语|常言道|有句话|那就是|这就是|就是|而是|但是|可是|不过|然而|"
    r"昨天|今天|明天|现在|过去|未来|当时|后来|之前|之后|同时|https?|ftp|www\..*|mailto)$|"
    r".*(?:说|说道|问道|答道|写道|表示|认为|指出|强调|透露|坦言|回忆|回答说|告诉.{0,6}|称|介绍|解释|补充|总结|感叹|喊|喊道|笑道|叹道|提到|提出|"
    r"问自己|问我|问他|问她|想|心想|觉得|知道|意味着|包括|例如|比如|如下|的是|问题是|就是|一句话|说法|原则|道理)$|"
    r"^(?:https?|ftp|www\..*|mailto|first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth|fifth|finally|lastly|next|then|also|however|therefore|thus|hence|so|"
    r"but|and|or|yet|still|because|remember|example|for\sexample|for\sinstance|namely|that\sis|i\.e\.|e\.g\.|viz\.?|"
    r"in\s(?:short|other\swords|fact|summary|conclusion)|to\sbe\sclear|the\s(?:answer|question|point|problem|result|truth|fact|reason|idea|upshot|lesson|bottom\sline|thing)|"
    r"my\s.{1,24}|our\s.{1,24}|his\s.{1,24}|her\s.{1,24}|their\s.{1,24}|this|that|these|those|here|there|what|why|how|when|where|which|who|"
    r"warning|tip|caution|important|update|correction|clarification|step|point|reason|rule|lesson|part|chapter|section|figure|fig\.?|table|"
    r"footnotes?|notes|references?|bibliography|appendix|result|results|conclusion|answer\skey|fact|one|two|three|yes|no|ok|well)$|"
    r".*\b(?:said|says|asked|asks|wrote|writes|added|adds|replied|told\s\w+|tells\s\w+|thought|thinks|was|is|are|were|this|that|follows|following|"
    r"the|of|to|a|an|and|or|for|with|in|on|at|like|include[sd]?|including|means)$",
    re.IGNORECASE,
)
_VERBAL = re.compile(r"^(?![常曾应都相从经还也])[\u4e00-\u9fff][想道问称]$")
"""Two characters the first of which is a surname: 李想 is a name, though 想 is a verb."""
_STEP = re.compile(
    r"^(?:step|part|chapter|section|lesson|rule|point|figure|fig\.?|table|tip|act|scene|day|week|year|phase|level|item|no\.?)\s?(?:\d+|[ivx]+|one|two|three|four|five)\b.*",
    re.IGNORECASE,
)

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安"
    "常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡"
    "凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊甄曲家封芮储靳汲糜松井段富巫乌焦巴弓牧隗山谷车侯全班仰秋仲伊宫宁仇栾暴甘厉戎祖武符"
    "刘景詹束龙叶幸司黎薄印宿白怀蒲从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍闻莘党翟谭贡劳姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖"
    "庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷辛阚那简饶空曾毋沙养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公覃佟岳帅况亢缑肖付闫代苑涂丘撒佘仝邸来"
    "馮陳衛蔣韓楊許呂張嚴華魏謝鄒喻蘇範魯韋馬鳳費賀湯羅畢鄔樂時齊顧黃蕭盧莫經應單諸陸榮鄧鬱崔龔鄭趙錢孫劉葉龍賴譚勞溫莊閻連習關鄺簡饒許鍾項顏賈婁"
)
_COMPOUND = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "夏侯",
    "端木",
    "歐陽",
    "司馬",
    "诸葛",
    "南宫",
    "独孤",
    "申屠",
    "太史",
    "西门",
)
_FUNCTION = re.compile(r"[的了是在不我你他她它们這这那哪有没很吗呢吧啊就都也还要把被让给跟但什怎]")
_SOUNDS = frozenset(
    "阿埃艾爱安奥巴白班邦贝本比彼毕宾波伯博布查茨达戴丹德登狄迪蒂丁东杜顿多恩尔法菲费芬丰佛弗福冈戈格古哈海汉豪赫黑亨华怀霍基吉加贾简杰金卡凯坎康考科克肯库奎拉莱兰劳勒雷里利丽莉莲列林琳隆卢鲁路伦罗洛马玛迈麦曼梅门蒙米密妙明摩莫姆穆纳乃奈南内尼妮涅宁牛纽诺欧帕潘佩蓬皮平普奇乔切琼丘热日瑞若撒萨塞赛桑沙莎山尚舍圣史舒斯思丝苏索塔泰坦汤唐特提廷图托瓦万旺威韦维温文沃乌伍西希锡夏肖谢辛休修雅亚扬杨耶叶伊因英尤约泽扎詹珍朱祖佐"
)
_TITLED = re.compile(
    r"^[\u4e00-\u9fff·]{1,6}(?:先生|女士|小姐|太太|夫人|教授|老师|博士|院士|医生|大夫|导演|律师|部长|主席|同学|经理|董事长|总裁|总监|总编|校长|院长|会长|主任|书记|市长|省长|局长|将军|大使|法官|议员|师傅|总|董|爷爷|奶奶|阿姨|叔叔|哥|姐|工)$"
)
_OUTLET = re.compile(
    r"^《[^》]{1,14}》(?:记者|周刊|杂志|编辑部)?$|^[\u4e00-\u9fffA-Za-z0-9]{1,8}(?:报|网|周刊|杂志|日报|晚报|早报|晨报|时报|商报|财经|科技|新闻|电视|电视台|卫视|频道|社|新浪|搜狐|网易|腾讯|凤凰|论坛|读书|书评|记者|编辑|主持人|工作室|评论|传媒|观察|研究院|公园|实验室|播客)$"
)
_NAME_EN = re.compile(
    r"^(?:(?:mr|mrs|ms|dr|prof|sir|lord|lady|rev|sen|gov|president|secretary|chairman|chairwoman|senator|judge|justice|professor|minister)\.?\s)?[^\W\d_][\w’'.\-]*(?:\s[\w’'.\-&]+){0,4}(?:,?\s(?:jr|sr|phd|md|ii|iii)\.?)?$",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"^(?:[A-Z]\.?){1,4}$")
_SMALL = frozenset(
    {"de", "da", "di", "do", "du", "dos", "del", "della", "van", "von", "der", "den", "la", "le", "el", "bin", "al"}
    | {"ibn", "y", "of", "the", "and", "&", "ten", "ter", "zu"}
)


_WORDS = frozenset(
    [
        "成都",
        "西安",
        "南京",
        "温州",
        "常州",
        "金华",
        "江西",
        "江苏",
        "云南",
        "海南",
        "湖南",
        "河南",
        "安徽",
        "广东",
        "广州",
        "福建",
        "甘肃",
        "宁夏",
        "贵州",
        "贵阳",
        "金融",
        "经济",
        "时间",
        "时代",
        "成本",
        "成绩",
        "成果",
        "高度",
        "高中",
        "高考",
        "方向",
        "方式",
        "方案",
        "项目",
        "程序",
        "程度",
        "房子",
        "黄金",
        "白天",
        "单位",
        "应用",
        "农业",
        "农村",
        "文化",
        "文学",
        "文章",
        "安全",
        "安排",
        "和平",
        "全球",
        "全国",
        "家庭",
        "家长",
        "水平",
        "花费",
        "路上",
        "张力",
        "时评",
        "金句",
    ]
)
"""Everyday words that start like a surname."""


@lru_cache(maxsize=10_000)  # a few names stand before thousands of lines
def nature(name: str) -> Nature:
    """What `name` is by its form alone, in Simplified characters or Traditional."""
    name = simplified(name)
    if _VERBAL.match(name) and name[0] in SURNAMES:
        return Nature.NAME
    for pattern, kind in (
        (_ROLE_ZH, Nature.ROLE),
        (_ROLE_EN, Nature.ROLE),
        (_CREDIT, Nature.CREDIT),
        (_NOTE, Nature.NOTE),
        (_NEVER, Nature.NEVER),
        (_STEP, Nature.NEVER),
    ):
        if pattern.match(name):
            return kind
    if name in _WORDS:
        return Nature.OTHER
    formed = _is_chinese_name(name) if han(name) else _is_latin_name(name)
    return Nature.NAME if formed else Nature.OTHER


def _is_chinese_name(name: str) -> bool:  # noqa: PLR0911  # one line a way to form a name
    if _OUTLET.match(name) or _TITLED.match(name):
        return True
    if LATIN.search(name) and not re.match(
        r"^[A-Za-z][\w.]*\s?[\u4e00-\u9fff]{1,3}$|^[\u4e00-\u9fff]{1,5}\s?[A-Z]$", name
    ):
        return bool(re.match(r"^[\u4e00-\u9fff·]{2,10}[·\s]?[A-Z][\w.\s]{0,16}$", name))
    parts = name.split("·")
    if len(parts) > 1:
        return all(1 <= len(part) <= 7 and not _FUNCTION.search(part) for part in parts)
    if " " in name or _FUNCTION.search(name) or not name.replace("·", "").isalpha():
        return False
    if name[:1] in SURNAMES and (len(name) in (2, 3) or (len(name) == 4 and name.startswith(_COMPOUND))):
        return True
    if len(name) == 4 and name[0] in SURNAMES and name[1] in SURNAMES:
        return True
    return (
        (len(name) == 1 and name in SURNAMES)
        or (2 <= len(name) <= 6 and all(char in _SOUNDS for char in name))
        or (len(name) in (2, 3) and name[0] in "小老阿大" and name[1] in SURNAMES)
    )


def _is_latin_name(name: str) -> bool:
    if _INITIALS.match(name):
        return True
    if not _NAME_EN.match(name):
        return False
    if name.isupper() and len(name.split()) <= 4:
        return True
    words = [word for word in re.split(r"[\s,]+", name) if word]
    if name.isupper() or all(word[0].isupper() for word in words if word.lower() not in _SMALL):
        return words[0].lower() not in ("the", "a", "an", "and", "of", "in", "on", "to")
    return False
