"""What a character is to a reader: blank or ink, Chinese or Latin, the end of a sentence or a quotation mark."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BLANKS = (
    r"\s\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202f"
    r"\u205f-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
"""White space, controls, and what takes no ink: zero-width, direction overrides, joiners, variation selectors, tags."""

BLANK = re.compile(f"[{_BLANKS}]+")
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180b-\u180e\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]")
LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]")
_RADICALS = (
    "⺁⺄⺆⺌⺍⺕⺜⺝⺟⺠⺡⺣⺦⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺶⺷⺸⺼⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
    "厂乙冂小小彐日月母民水火丬犬玉疋目示示竹纟纟罒罒羊羊羊肉虎衤西西见角讠贝足车辶辶阝钅長长长门阜阜雨青韦页风飞食食饣马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
)
_LOOKALIKES: dict[int, int | str | None] = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFADA))},
    **str.maketrans(*_RADICALS),
}
"""Radicals and compatibility forms that look like everyday characters and are not: PDF files are full of them."""
CLOSERS = "”’」』）)】]》〉\"'＂＇〗〕}｝»›"
"""What may stand between the end of a sentence and the next one, and belongs to the former."""
DOTS = "·•・‧∙⋅･᛫●﹒"
"""What people type between the parts of a foreign name."""

_SIMPLIFIED = str.maketrans(
    "記問訪採眾觀聽網讀學現場體說詞畫賓譯員發話對編輯註導語題寫內簡結責執欄設計運營監製統籌劃總間點標號電郵鏈連權聲關"
    "鍵籤閱擊數歷詢審攝視頻圖頭藝術講師長業經濟報臺週雜誌財時裡裏麼嗎還這個們來從與則難論認為爲應該讓給過後無沒於並義"
    "條優勢據處況種類項節實際確錄錯稱紹釋補歎嘆憶調訴覺張陳劉楊趙黃吳孫鄭許鄧蕭馮蔣韓葉羅謝鍾譚陸賈閻顧龔盧蘇呂魯賀費"
    "龍萬錢湯喬莊溫嚴齊畢紀歐陽諸醫書議護衛馬雲園隊東國獨見當將樣單傳廣帳專兩舉樂習買產僅衆夥會餘兒軍農準減幾鳳創刪別"
    "動華參雙響圓壇備復寧宮尷開強歸擴掃搶揮換搖攤斷暫機歡氣淚瀏漸瀾熱爺狀猶獻碼筆約線組終績維聳聯肅腦騰薦藍覽觸訂訊評"
    "識請談賬質購貼貴資贊轉輕載較遲選鐵門聞陣險頁頂須頓風驗驟豐烏儲黨養勞厲厙鹹婁壽嶽鞏帥幹龐懷欒塗遊滿蓋祿竇紅緱繆聶"
    "蒼範荊榮藺貝貢賴車邊鄔鄒鬱酈閆閔闕闞陰韋顏饒駱魚鮑絲麗亞倫蘭岡凱聖奧爾庫託揚傑漢澤愛瑪瓊納紐萊蓮薩諾賽達邁錫麥啟"
    "啓綫羣",
    "记问访采众观听网读学现场体说词画宾译员发话对编辑注导语题写内简结责执栏设计运营监制统筹划总间点标号电邮链连权声关"
    "键签阅击数历询审摄视频图头艺术讲师长业经济报台周杂志财时里里么吗还这个们来从与则难论认为为应该让给过后无没于并义"
    "条优势据处况种类项节实际确录错称绍释补叹叹忆调诉觉张陈刘杨赵黄吴孙郑许邓萧冯蒋韩叶罗谢钟谭陆贾阎顾龚卢苏吕鲁贺费"
    "龙万钱汤乔庄温严齐毕纪欧阳诸医书议护卫马云园队东国独见当将样单传广账专两举乐习买产仅众伙会余儿军农准减几凤创删别"
    "动华参双响圆坛备复宁宫尴开强归扩扫抢挥换摇摊断暂机欢气泪浏渐澜热爷状犹献码笔约线组终绩维耸联肃脑腾荐蓝览触订讯评"
    "识请谈账质购贴贵资赞转轻载较迟选铁门闻阵险页顶须顿风验骤丰乌储党养劳厉厍咸娄寿岳巩帅干庞怀栾涂游满盖禄窦红缑缪聂"
    "苍范荆荣蔺贝贡赖车边邬邹郁郦闫闵阙阚阴韦颜饶骆鱼鲍丝丽亚伦兰冈凯圣奥尔库托扬杰汉泽爱玛琼纳纽莱莲萨诺赛达迈锡麦启"
    "启线群",
)
"""The characters of all words that are looked for, and of names: enough to know them, not to convert a text."""

_SPACES = re.compile(r"\s+")
_CJK = r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffee\u2018-\u201d…—]"
_CJK_GAP = re.compile(rf"(?<={_CJK}) (?=[\u2e80-\u9fff\uf900-\ufaff])|(?<=[\u2e80-\u9fff\uf900-\ufaff]) (?={_CJK})")


def everyday(text: str) -> str:
    """`text` with characters that only look like everyday ones replaced, one by one."""
    return text.translate(_LOOKALIKES)


def ink(text: str) -> str:
    """`text` without anything blank: what must be accounted for."""
    return BLANK.sub("", text)


def tidy(text: str) -> str:
    """`text` on one line as a person would retype it: no invisible characters, single spaces, none between hanzi."""
    return _CJK_GAP.sub("", _SPACES.sub(" ", INVISIBLE.sub("", text))).strip()


def han(text: str) -> int:
    """How many Chinese characters."""
    return len(HAN.findall(text))


def width(text: str) -> float:
    """Length as a reader feels it, in Chinese characters; measured: an English letter takes 0.32 of a hanzi's time."""
    chinese = han(text)
    return chinese + 0.32 * (len(ink(text)) - chinese)


@lru_cache(maxsize=10_000)
def name_key(name: str) -> str:
    """What spellings of one name have in common: compatibility forms, case, dots, spaces and punctuation ignored."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in folded if char.isalnum() or unicodedata.combining(char))


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence does: 。！？… or their English equivalents, closing quotes aside."""
    bare = text.rstrip().rstrip(CLOSERS + " ")
    return bool(bare) and bare[-1] in "。！？!?…．.；;：:～~—，,、"


def ends_question(text: str) -> bool:
    """Whether the last sentence asks."""
    bare = ink(text).rstrip(CLOSERS)
    return bare.endswith(("？", "?"))


def simplified(text: str) -> str:
    """`text` in Simplified characters, one for one, to look words up in: `記者` is `记者`."""
    return text.translate(_SIMPLIFIED)
