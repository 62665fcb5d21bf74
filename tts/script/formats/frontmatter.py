"""The `---` block at the top of a file: read line by line, because what people write there is seldom valid YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tts.script.dates import iso_date
from tts.script.formats.blocks import Block, Metadata
from tts.text import tidy

LONGEST = 200
"""Lines. A `---` with no second one this near is a rule, not front matter."""

_FENCE = re.compile(r"^(---|\+\+\+)[ \t]*$")
_ENTRY = re.compile(r"^([A-Za-z_][\w .-]{0,40}?)[ \t]*(?:[:：]|=(?=[ \t]))[ \t]*(.*)$")
_KEYS = {
    "title": ("title", "headline", "name"),
    "date": ("date", "time", "published", "pubdate", "created", "datetime"),
    "url": ("url", "link", "source_url", "permalink", "original", "canonical", "source"),
    "publisher": ("name", "publisher", "source", "site", "outlet", "media", "publication"),
    "language": ("language", "lang", "locale"),
    "slug": ("slug",),
}
"""What each fact is called, the surest name first. `name` is the publisher unless it is all there is for a title."""
_PEOPLE = ("speakers", "speaker", "guests", "guest", "host", "hosts", "interviewer", "interviewee", "participants")


def split(lines: list[tuple[int, int]], text: str) -> tuple[int, Metadata, list[Block]]:
    """How many of `lines` ((start, end) offsets) are front matter, what they say, and their unspoken blocks."""
    first = next((i for i, (start, end) in enumerate(lines[:20]) if tidy(text[start:end])), None)
    if first is None or not _FENCE.match(text[slice(*lines[first])].lstrip("\ufeff")):
        return 0, Metadata(), []
    fence = text[slice(*lines[first])].strip()
    for last in range(first + 1, min(first + LONGEST, len(lines))):
        if text[slice(*lines[last])].strip() == fence:
            break
    else:
        return 0, Metadata(), []
    body = [text[slice(*span)] for span in lines[first + 1 : last]]
    if not any(_ENTRY.match(line) for line in body):
        return 0, Metadata(), []
    spans = lines[: last + 1]
    blocks = [Block(a, b, n + 1, skip="front matter") for n, (a, b) in enumerate(spans) if tidy(text[a:b])]
    return last + 1, _facts(body), blocks


def _facts(body: list[str]) -> Metadata:
    entries: dict[str, str] = {}
    people: list[str] = []
    for key, value in _entries(body):
        entries.setdefault(key, value)
        if key in _PEOPLE:
            people += [name for name in (_unquote(part) for part in re.split(r"[,，、]", value.strip("[] "))) if name]
    values = {fact: next((entries[key] for key in keys if entries.get(key)), "") for fact, keys in _KEYS.items()}
    if not values["url"].startswith(("http://", "https://")):
        values["url"] = ""
    if values["publisher"].startswith(("http://", "https://")):
        values["publisher"] = ""
    if values["title"] == values["publisher"] == entries.get("name", "") and "title" not in entries:
        values["publisher"] = ""
    values["date"] = iso_date(values["date"])
    values["language"] = {"zh": "zh", "cn": "zh", "en": "en"}.get(values["language"][:2].lower(), "")
    return Metadata(speakers=tuple(dict.fromkeys(people)), entries=tuple(entries.items()), **values)


def _entries(body: list[str]) -> Iterator[tuple[str, str]]:
    """(key in lower case, value); the items of a list are joined by commas."""
    key, items = "", list[str]()
    for line in body:
        entry = _ENTRY.match(line)
        if line[:1] in " \t-" and key:
            items.append(_unquote(line.strip().removeprefix("- ")))
        elif entry:
            if items:
                yield key, ", ".join(items)
            key, items = entry.group(1).strip().lower(), []
            value = _unquote(entry.group(2))
            if value and value not in "|>":
                yield key, value
    if items:
        yield key, ", ".join(items)


def _unquote(value: str) -> str:
    """`value` without the quotes around the whole of it; an unbalanced one stays as it is written."""
    value = tidy(value)
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" and value[0] not in value[1:-1]:
        return value[1:-1].strip()
    return value
