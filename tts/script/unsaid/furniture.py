"""Lines around an interview that nobody says: bylines, credits, picture captions, advertisements, "read more"."""

from __future__ import annotations

import re

from tts.text import simplified, tidy, width

WIDEST = 90.0
"""Hanzi widths. Longer paragraphs are text, whatever they start with."""

_ENDMARK = re.compile(
    r"^[（(\[【—\-*·•~=_\s]*(?:完|全文完|本文完|结束|the\s?end|end|fin|###|-30-)[）)\]】—\-*·•~=_.。\s]*$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"^(?:点击|点按|长按|扫描|扫码|识别|戳|轻触)(?:[^，。]{0,16})(?:原文|关注|二维码|链接|蓝字|查看|阅读|订阅|下载|购买|报名|图片|加入|收听|观看|了解)|"
    r"^(?:阅读原文|查看原文|原文链接|阅读全文|延伸阅读|推荐阅读|相关阅读|往期|更多精彩|更多内容|精彩回顾|热门文章|相关文章|猜你喜欢)|"
    r"^(?:欢迎|敬请|记得|请|喜欢|觉得|如果(?:你|您)?(?:喜欢|觉得))[^。]{0,30}(?:关注|订阅|转发|分享|点赞|在看|留言|评论|收藏|投稿|星标)|"
    r"^(?:关注|添加|搜索)[^。]{0,24}(?:公众号|微信|微博|账号|二维码|星标)|"
    r"^(?:本文|本篇|文章|以上内容|此文|本访谈|本采访)[^。]{0,16}(?:转载|首发|来源于|来自|仅代表|不代表|由[^。]{1,14}授权|经授权|系[^。]{1,16}(?:原创|授权|稿件)|版权|原载|刊载|刊于|选自)|"
    r"^(?:转载|未经|版权|©|（c）|\(c\)\s|copyright|声明)[^。]{0,12}(?:请|须|自|需|授权|许可|所有|归|声明|\d{4}|注明)|"
    r"^原创[^。，：]{2,40}$|^(?:文字记录|文字稿|逐字稿|访谈实录|采访实录|对话实录|full transcript|transcript)\s?[:：]?$|"
    r"^(?:特别声明|免责声明|版权声明|风险提示)|^(?:广告|推广|赞助|advertisement|sponsored|promoted|ad)\W*$|^(?:［|\[|【)?(?:广告|推广|advertisement)(?:］|\]|】)?$|"
    r"^(?:分享到|分享至|分享|收藏|点赞|评论|举报|打印|返回(?:顶部|首页|搜狐)?|责任编辑|上一篇|下一篇)\W?$|^(?:上一篇|下一篇)[:：]|"
    r"^(?:subscribe|sign up|follow us|follow\s@|read more|read next|click here|share this|tweet this|support (?:us|our)|become a member|"
    r"join our|download the|listen (?:to|on)\b.{0,30}(?:apple|spotify|podcast|episode)|watch the (?:full )?(?:video|interview)|get (?:our|the) newsletter|"
    r"more from|related(?: stor| article| post)|recommended|you (?:may|might) also like|all rights reserved|copyright|©|"
    r"this (?:article|post|interview|story) (?:was )?(?:originally|first) (?:appeared|published|ran)|originally published|first published|"
    r"photo(?:graph)?(?:s|ed)? (?:by|courtesy)|image (?:by|courtesy)|photo:|image:|credit:|illustration by|getty images|filed under|tagged|"
    r"print this|transcribed (?:by|with)|generated (?:by|with)|powered by|e-?mail this|leave a (?:comment|reply)|\d+ comments?|skip to)\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"^[（(\[【]?\s?(?:▲|△|↑|▼|↓|图[一二三四五六七八九十\d]{0,2}\s?[:：丨|｜/／]|图片(?:来源|提供|说明)|图源|题图|配图|头图|资料图|摄影\s?[:：/／丨|]|供图|"
    r"视觉中国|东方ic|photo(?:graph)?\s?(?:by|:|credit)|image\s?(?:credit|:)|pictured\b|caption:|getty images)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^[（(\[【■◆●▍丨|]*\s?(?:本报|本刊)?(?:作者|原作者|文字?|撰文|采写|采访|整理|编辑|责编|编译|翻译|译者?|校对?|摄影|图片?|本文来源|文章来源|稿源|来源|口述|策划|责任编辑|采访者|撰稿|出品|监制|排版|设计|视觉|封面|实习生|实习记者|本文作者)"
    r"(?:[&＆和与、/／][\u4e00-\u9fff]{1,4})*\s{0,2}[/／丨|｜:：]\s?\S.{0,40}$|"
    r"^(?:by|words by|text by|interview by|interviewed by|story by|as told to|photos? by|photography by|translated by|edited by|transcribed by|transcript by)\s(?-i:[A-Z])[^!?]{1,60}$|"
    r"^(?:本报|本刊|新华社)?记者\s?[\u4e00-\u9fff]{2,3}(?:\s?[\u4e00-\u9fff]{2,4})?(?:\s?(?:报道|摄|文))?$",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"^(?:发布于|发表于|更新于|发布时间|updated|published|posted|last updated|on)?\W{0,3}(?:[A-Z][\w ]{2,28},\s)?(?:\w{3,9}day,?\s)?(?:\d{4}年\d{1,2}月|\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|"
    r"[a-z]{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{1,2}(?:st|nd|rd|th)?\s[a-z]{3,9}\.?,?\s\d{4})"
    r"[\s,，|·丨at星期周一二三四五六日]{0,12}(?:\d{1,2}:\d{2}(?::\d{2})?\s?(?:am|pm|a\.m\.|p\.m\.)?(?:\s?[A-Z]{2,4})?)?[\s|·丨]*(?:来源\s?[:：]?\s?\S{1,12}|[\u4e00-\u9fff]{2,8}|\d+\s?min(?:ute)?s?\s?read|[|｜]?\s?\d+\s?分钟)?$",
    re.IGNORECASE,
)
_SITE_DATE = re.compile(
    r"^\S{2,16}\s+\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$"
)
_ADDRESS = re.compile(
    r"^(?:<?https?://\S+>?|www\.\S+|[\w.+-]+@[\w-]+\.\w{2,}|@\w{2,30}|#\S{1,30}(?:\s#\S{1,30})*#?)$", re.IGNORECASE
)
_COUNT = re.compile(
    r"^(?:阅读|浏览|字数|全文|本文)\S{0,8}\d+\S{0,12}$|^\d+\s?(?:min(?:ute)?s?)\s(?:read|listen)$|^page \d+(?: of \d+)?$|^第?\s?\d{1,4}\s?页$|^-\s?\d{1,4}\s?-$",
    re.IGNORECASE,
)


def reason(line: str, around: bool) -> str:
    """Why nobody says this unlabelled line; empty when somebody does. `around`: it stands before or after the talk."""
    line = simplified(tidy(line))
    if not 0 < width(line) <= WIDEST:
        return ""
    bare = line.lstrip("（(【[*＊※·•-—→>▶ ")
    for pattern, why, anywhere in (
        (_ENDMARK, "end mark", True),
        (_ADDRESS, "link", True),
        (_CAPTION, "picture caption", True),
        (_TAIL, "page furniture", True),
        (_COUNT, "page furniture", True),
        (_BYLINE, "credit", False),
        (_DATELINE, "date", False),
        (_SITE_DATE, "date", False),
    ):
        if (anywhere or around) and (pattern.match(line) or pattern.match(bare)):
            return why
    return ""
