"""What a character is to a reader: blank or ink, Chinese or Latin, the end of a sentence or a quotation mark."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

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

_UNKNOWN_TO_GB2312 = dict.fromkeys(map(ord, "–—•·€™©®²³½¼¾"), None)
"""Signs of everyday text that are no Chinese characters."""

_SPACES = re.compile(r"\s+")
_CJK = r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffee\u2018-\u201d…—]"
_CJK_GAP = re.compile(rf"(?<={_CJK}) (?=[\u2e80-\u9fff\uf900-\ufaff])|(?<=[\u2e80-\u9fff\uf900-\ufaff]) (?={_CJK})")


def everyday(text: str) -> str:
    """`text` with characters that only look like everyday ones replaced, one by one."""
    return text.translate(_LOOKALIKES)


def ink(text: str) -> str:
    """`text` without anything blank: what must be accounted for."""
    return BLANK.sub("", text)


CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
"""What nobody hears and no XML takes; tabs and line breaks of all kinds are not among them."""


def whole_signs(text: str) -> str:
    """`text` with the halves that UTF-16 has for signs beyond 65,535 put together; one half alone becomes `�`."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def tidy(text: str) -> str:
    """`text` on one line as a person would retype it: no invisible characters, single spaces, none between hanzi."""
    return _CJK_GAP.sub("", _SPACES.sub(" ", INVISIBLE.sub("", text))).strip()


def one_line(text: str) -> str:
    """`text` on one line with the spaces that somebody wrote, also between hanzi: `深谈 旅行` is a title."""
    return _SPACES.sub(" ", INVISIBLE.sub("", text)).strip()


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
    """`text` in Simplified characters, one for each of its own, so that every place stays: `記者` is `记者`.

    OpenCC's words decide where a character has two (頭髮 and 出發). What is Simplified already is returned as it is.
    """
    if _is_simplified(text):
        return text
    converted = str(_converter().convert(text))
    return converted if len(converted) == len(text) else "".join(map(_converter().convert, text))


def _is_simplified(text: str) -> bool:
    if text.isascii():
        return True
    if "後" in text:  # the only Traditional character in GB 2312
        return False
    try:
        text.translate(_UNKNOWN_TO_GB2312).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _converter() -> Any:
    from opencc import OpenCC  # thirty milliseconds, and most texts are Simplified

    return OpenCC("tw2s")
