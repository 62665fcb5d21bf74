"""The title of an episode whose transcript has none: what the file's name says, or who talks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tts.script.model import Doubt

NO_TITLES = frozenset(
    [
        "riverside",
        "zoom",
        "squadcast",
        "descript",
        "otter",
        "teams",
        "stdin",
        "transcript",
        "transcription",
        "recording",
        "audio",
        "track",
        "untitled",
        "interview",
        "export",
        "final",
        "edit",
        "edited",
        "copy",
        "meeting",
        "subtitles",
        "访谈",
        "采访",
        "訪談",
        "採訪",
        "圆桌",
        "圓桌",
        "对谈",
        "對談",
        "录音",
        "錄音",
        "文稿",
        "逐字稿",
        "转写",
        "轉寫",
        "未命名",
        "字幕",
        "新建文本文档",
        "新录音",
        "剪辑",
        "终稿",
    ]
)
"""Names that programs give, and words for the kind of file. What is left of a name without them, numbers and kinds of
sound files is a title; a word missing here is only read aloud, one too many costs a title."""
_SOUND = re.compile(r"\.(?:m4a|mp3|mp4|wav|flac|aac|ogg|opus|mov)$", re.IGNORECASE)
_DAY = re.compile(r"^\d{4}([-.]?)\d\d\1\d\d(?!\d)|(?<!\d)\d{4}([-.]?)\d\d\2\d\d$")
_BETWEEN = " _-.,·—–，、（）()[]【】"
"""What stands between a date and the words of a name: `2024-11-12_圆桌`."""
_NAMED = 3
"""People told in a title."""


def made_title(name: str, people: Sequence[str], language: str) -> tuple[str, Doubt]:
    """A title for the file called `name`, in which `people` talk, and the doubt that says so."""
    stem = _SOUND.sub("", name)
    words = [word for word in re.split(r"[\W_]+", stem) if word and not any(map(str.isdigit, word))]
    told = _DAY.sub("", stem).strip(_BETWEEN).replace("_", " ")
    source = "the title, from the file's name"
    says = any(word.lower() not in NO_TITLES for word in words)
    if not told or not says:
        told = _people(people, language) or name
        source = f"the title, for the file's name “{name}” is none" if people else source
    return told, Doubt(0, told, source, 0.5 if says else 0.0, "--title, or `title:` in front matter")


def _people(people: Sequence[str], language: str) -> str:
    named = ("、" if language == "zh" else ", ").join(people[:_NAMED])
    more = "等" if language == "zh" else " and others"
    return named + (more if len(people) > _NAMED else "")
