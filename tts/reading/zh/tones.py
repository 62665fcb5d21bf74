"""Tones that change in speech: 一 and 不, and the second of a doubled verb."""

from __future__ import annotations

import re
from collections.abc import Container

_DIGIT = "[零〇一二三四五六七八九幺]"

# 一 keeps its own tone: in figures, as an ordinal, at the end of a word for order or unity.
_PLAIN_BEFORE = re.compile(
    rf"(?:{_DIGIT}|[十百千]|(?<![言反久])之|[第唯逐]|(?<![尤耳极])其|(?<![当起最之])(?<!(?<!大)年)(?<!(?<![正腊{_DIGIT[1:-1]}十])月)初"
    r"|(?<![系传总血正体笼道])统|(?<!大)专|整齐划|(?:[二三四五六七八多几]|知行|天人|身心|政教)合|(?<![一二两三四五六七八九十百千几])万|[终里后行]如"
    r"|星期|礼拜|[一二三四五六七八九十]比|(?<![一二两三四五六七八九十几每半])周|(?<![又孤单惟])独)$"
)
_PLAIN_WITHIN = re.compile(
    r"单一(?=的|化|性|产|品|市|货|来|结|制|股|模|功|颜|维|而|标|民|$)|不一(?=的|而足|$)|[高大研]一(?=$|的|了|学|新|上|年|时|那|开|班|就|期)"
    r"|[市县省]一中|万一[十百千]|点一(?=[十百个米公倍亿万秒环]|$)"
)
"""Where both sides show that it stands for order or unity."""
_PLAIN_AFTER = re.compile(
    rf"{_DIGIT}|[点比]{_DIGIT}|月(?!亮)|[号楼级]|日(?:电|起|至|凌|上午|下午|晚|早|讯|为止)|等奖|等座|年级|季度|季报|流(?![传着出])|线(?:城|员|明|工|作|医|品)|把手|审|路(?:公交|电车|公共汽车|汽车)|期(?:工程|项目|建设)|班(?!人)|$"
)

_VERBS = (
    "干吃受忘少免做办走跑逃卖买用拿管改变死活跟输赢看写说完找睡听想谈抓打猜点烧够逮犯碰摸接数算拉推搬坐站记认分学咽喝放提抬挡拦顶禁忍靠"
    "对合背住离等赶追来去出进回下上讲解挤挣赚付养舍划经过瞒揭掀撬撕睁吓通救顾治撑留请劝排修装停躲藏捉咬洗擦刷补赔还住传聊惹靠插保瞧喘扛挪弯搞弄玩耗拖嚼敲甩赖穿捺转闲压吐砸撞剪割砍啃吞吸吹捆绑贴粘缝抄借租娶骗哄逗吵抢夺偷捡搜"
    "熬攒凑扭摇晃抖扔丢抛捞钓治堵遮盖埋藏陪扶抱搂牵拽扯伸蹲跪躺趴漏闻爬攀游飞跳跨踢踩挖挑切炒煮炖烤晒抽锁拆卸拧寄嫁射钻哭盼喂煎蒸晾冲烫拌搅腾拧包掰裹捂按揉碾锄锯刨凿登骑迈唱系"
)
_WHOLE = (
    "调解",
    "和解",
    "谅解",
    "交通",
    "普通",
    "沟通",
    "困难",
    "灾难",
    "大难",
    "苦难",
    "遇难",
    "闪躲",
    "房租",
    "政治",
    "新闻",
    "对抗",
    "数学",
    "化学",
    "科学",
    "文学",
    "大学",
    "中学",
    "小学",
    "同学",
    "哲学",
    "医学",
    "留学",
    "导游",
    "旅游",
    "收藏",
    "西藏",
    "拥抱",
    "怀抱",
    "遮盖",
)
"""Words of two syllables that end like a verb of one: 调解不成 is that it comes to nothing."""
_PLACES = re.compile(
    "(?:[底楼地脚树桌床乡手台山线身之车灯桥门课]下|[床楼车树山台屋身地路桌手心脸嘴头背肩脚街墙纸线网晚早天世海河]上)$"
)
_REACHED = re.compile(
    "[了着到完好起得动懂成掉清够及死透住惯倒通饱稳拢消赢牢准烂走](?!见|点|是)|明白|干净|快(?!乐|活)|紧(?!张|急|要|迫)|高(?!兴)|远(?!处)|回(?=来|$|了|自|原|钱|的)|进(?!口|行|步|攻|一)"
    "|(?:来|去|下|上|出|开|见|过)(?!面|自|来往|去年|门|海|班|课|学)"
)
_PAIRS = re.compile(
    "关不[上紧严掉住]|花不[完起掉]|用不[完上惯起]|画不[完出]|生不[出下]|流不[出完]|量不[出完]|带不[走来动]|存不[住下]|交不[起出上]|调不[准开动]"
    "|种不[活出]|倒不[出掉]|落不下|长不[出成]|弹不出|卷不[起动]|铺不[开平]|折不[断弯]|传不[开出]|发不[出起动]|冲不[破开走出]|降不[下住]|盛不下|缝不上"
    "|背不[动下出完熟]|交不完|练不[出成]|演不[完出]|认不[出清]|吐不出|哄不[住好]|卡不住|系不[上住紧]|拨不[通出]|接不[上通]|顶不[住上]|跟不上|供不[起上](?!应)|担不[起住]|忙不[过完]|顾不[上过]|累不[死垮]|气不过|当不[成上]"
)
"""Verbs that are nouns' last syllables too: only with what they commonly reach."""

_DOUBLED = (
    "看说试听想走坐问聊谈讲尝找玩猜歇逛瞧帮算陪读写学练查改洗擦扫拍敲跑唱骂揉按捏搓晒晾炖煮烤遛挖挑选碰推拉抬搬摆挂补剪刮抹涂拼踩踢抓挠闻舔咬嚼躺靠催劝换"
    "躲捶掂掏翻评修量开停站睡吃喝做办管填骑聚见握吹背教夹铺缝盖穿戴钓弹浇喂倒接送借认记扶熬搅切捞捡抱装拆贴扎理梳压讨拜扔忙转量扇"
)
"""Verbs whose doubling makes little of the act: 开开窗."""


def change_tones(run: str, syllables: list[str], final: Container[int] = ()) -> None:
    """Change `syllables` (one per character of `run`) in place, but not those at the places in `final`."""
    for i, character in enumerate(run):
        if i in final:
            continue
        following = syllables[i + 1] if i + 1 < len(run) else ""
        if character == "不" and syllables[i].startswith("bu"):
            syllables[i] = _bu(run, i, syllables[i - 1] if i else "", following)
        elif character == "一" and syllables[i].startswith("yi"):
            syllables[i] = _yi(run, i, following)
        elif character in _DOUBLED and _is_doubled(run, i) and syllables[i] == syllables[i - 1]:
            syllables[i] = syllables[i][:-1] + "5"


def _is_doubled(run: str, i: int) -> bool:
    """开开窗; but not 说说笑笑 or 蹦蹦跳跳, nor 想走走不了, where the sentence begins anew."""
    if i == 0 or run[i - 1] != run[i]:
        return False
    before, after = run[: i - 1][-2:], run[i + 1 :]
    if before[-1:] == run[i] or (len(before) == 2 and before[0] == before[1]):
        return False
    return after[:1] not in ("不", "得", "的", "地", "了", run[i]) and not (len(after) > 1 and after[0] == after[1])


def _bu(run: str, i: int, before: str, following: str) -> str:
    if 0 < i < len(run) - 1:
        asked = run[i - 1] == run[i + 1] and run[i - 2 : i - 1] not in ("一", "半")  # 去不去, but 一动不动
        asked = asked or (i > 1 and run[i - 2 : i] == run[i + 1 : i + 3])  # 恰当不恰当
        unable = following == "liao3" and i > 1 and re.match("了(?![了解断然得却]|不起)", run[i + 1 :])  # 决定不了
        if asked or unable or _is_potential(run, i, before):  # 吃不了
            return "bu5"
    return "bu2" if following.endswith("4") else "bu4"


def _is_potential(run: str, i: int, before: str) -> bool:
    """A one-syllable verb, 不, and what is reached or not: 看不见; but 从不见面."""
    if before in ("hai2", "chang2"):  # 还不到 is that it is not yet
        return False
    if run[i - 1] in "晾晒擦拧烘烤吹沥" and re.match("干(?!净)", run[i + 1 :]):  # but 说不干 is that one will not do it
        return True
    if _PAIRS.match(run, i - 1):
        return True
    return (
        run[i - 1] in _VERBS
        and not run[:i].endswith(_WHOLE)
        and not _PLACES.search(run[:i])
        and _REACHED.match(run, i + 1) is not None
    )


def _yi(run: str, i: int, following: str) -> str:
    before, after = run[:i], run[i + 1 :]
    if (
        before
        and after
        and before[-1] == after[0]
        and not before.endswith("一" + after[0])
        and after[0] not in "年天步声次层个件页句滴阵遍家张代段座批群种日月辈"
        and not re.search(f"(?:{_DIGIT}|[两几每])$", before[:-1])
    ):
        return "yi1" if re.match(_DIGIT, after) else "yi5"  # 想一想
    if i and _PLAIN_WITHIN.match(run, i - 1):
        return "yi1"
    if _PLAIN_AFTER.match(after) or _PLAIN_BEFORE.search(before) or (before.endswith("月") and after.startswith("日")):
        return "yi1"
    return "yi2" if following.endswith("4") or following == "ge5" else "yi4"
