"""Values as feeds take them: short, clean, and in the formats that directories accept."""

from __future__ import annotations

import html
from datetime import datetime
from email.utils import format_datetime

from tts.clock import clock
from tts.show.captions import readable
from tts.show.feed.entry import FeedEntry
from tts.show.markdown import as_html, as_text

_LONGEST_VALUE = 255
"""Characters, PSP-1."""
_LONGEST_DESCRIPTION = 4000
"""Bytes of UTF-8, PSP-1."""


def value(text: str) -> str:
    """One line, no spaces at its ends, at most 255 characters."""
    line = " ".join(readable(text).split())
    return line if len(line) <= _LONGEST_VALUE else line[: _LONGEST_VALUE - 1].rstrip() + "…"


def description(text: str, keep: str = "") -> str:
    """Plain text of at most 4000 bytes; of a longer one, `keep` at its end stays."""
    clean = readable(text).strip()
    if len(clean.encode()) <= _LONGEST_DESCRIPTION:
        return clean
    end = "…" + (f"\n\n{keep}" if keep else "")
    return clean.encode()[: _LONGEST_DESCRIPTION - len(end.encode())].decode(errors="ignore").rstrip() + end


def rfc_2822(moment: datetime) -> str:
    """`Sat, 24 Jan 2015 12:00:00 +0000`."""
    return format_datetime(moment)


def summary(entry: FeedEntry) -> str:
    """An item's description in HTML: what it is about, and that its voices are synthetic. At most 4000 bytes."""
    notice = f"<p>{_escape(entry.disclosure)}</p>" if entry.disclosure else ""
    about = readable(entry.description).strip()
    while len((as_html(about) + notice).encode()) > _LONGEST_DESCRIPTION:
        about = about[: len(about) * 9 // 10].rstrip() + "…"
    return as_html(about) + notice


def plain_summary(entry: FeedEntry) -> str:
    """The same without HTML."""
    notice = readable(entry.disclosure)
    return description("\n\n".join(filter(None, (as_text(entry.description), notice))), keep=notice)


def show_notes(entry: FeedEntry) -> str:
    """The same as HTML with the chapters' times, which players turn into links, and the source."""
    chinese = entry.language.startswith("zh")
    parts = [as_html(readable(entry.description))]
    if len(entry.chapters) > 1:
        items = "".join(f"<li>{clock(mark.start_s, 2)} {_escape(mark.title)}</li>" for mark in entry.chapters)
        parts.append(f"<p>{'章节' if chinese else 'Chapters'}</p><ul>{items}</ul>")
    if entry.source.url.startswith(("http://", "https://")):
        name = _escape(entry.source.publisher) or _escape(entry.source.url)
        parts.append(f'<p>{"原文" if chinese else "Source"}: <a href="{html.escape(entry.source.url)}">{name}</a></p>')
    if entry.disclosure:
        parts.append(f"<p>{_escape(entry.disclosure)}</p>")
    return "".join(parts)


def _escape(text: str) -> str:
    return html.escape(" ".join(readable(text).split()))
