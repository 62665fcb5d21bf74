"""What the keys of a file's front matter tell: title, date, address, publisher, language, who speaks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tts.script.dates import iso_date
from tts.script.formats.blocks import Metadata
from tts.text import one_line, tidy

_KEYS = {
    "title": ("title", "headline", "name", "标题", "標題", "题目", "題目"),
    "date": ("date", "published", "pubdate", "publishdate", "published_at", "date_published", "datetime", "time", "created",
             "发布日期", "發佈日期", "发布时间", "發佈時間", "日期", "時間", "时间"),
    "url": ("url", "link", "source_url", "permalink", "original", "canonical", "canonicalurl", "source",
            "原文链接", "原文鏈接", "原文", "来源", "來源", "链接"),
    "publisher": ("name", "publisher", "source", "site", "outlet", "media", "publication", "媒体", "媒體", "出处", "來源", "来源"),
    "language": ("language", "lang", "locale"),
    "slug": ("slug",),
}  # fmt: skip
"""What each fact is called, the surest name first. `name` is the publisher unless it is all there is for a title."""
_PEOPLE = ("speakers", "speaker", "guests", "guest", "host", "hosts", "interviewer", "interviewee", "participants",
           "嘉宾", "嘉賓", "主持", "主持人", "主播", "受访者", "受訪者", "采访者", "對談人", "对谈人")  # fmt: skip


def facts(values: Mapping[str, Sequence[str]]) -> Metadata:
    """What `values`, by key in lower case, say."""
    entries = {key: ", ".join(_written(key, value) for value in held) for key, held in values.items() if held}
    people = [
        name.strip()
        for key in entries
        if key in _PEOPLE
        for value in values[key]
        for name in re.split(r"[,，、]", tidy(value).strip("[]"))
    ]
    found = {fact: next((entries[key] for key in keys if entries.get(key)), "") for fact, keys in _KEYS.items()}
    found["url"] = next(
        (entries[key] for key in _KEYS["url"] if entries.get(key, "").startswith(("http://", "https://"))), ""
    )
    if found["publisher"].startswith(("http://", "https://")):
        found["publisher"] = ""
    if found["title"] == found["publisher"] == entries.get("name", "") and "title" not in entries:
        found["publisher"] = ""
    found["date"] = next((date for key in _KEYS["date"] if (date := iso_date(entries.get(key, "")))), "")
    found["language"] = {"zh": "zh", "cn": "zh", "en": "en"}.get(found["language"][:2].lower(), "")
    found["slug"] = found["slug"].rpartition("/")[2]
    speakers = tuple(dict.fromkeys(name for name in people if name))
    return Metadata(speakers=speakers, entries=tuple(entries.items()), **found)


def _written(key: str, value: str) -> str:
    """A description keeps its lines, for they are Markdown; a title keeps its spaces."""
    if key == "description":
        return "\n".join(map(one_line, value.strip().splitlines()))
    return one_line(value) if key in _KEYS["title"] else tidy(value)
