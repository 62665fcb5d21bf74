"""What the pages say around the content, in Chinese and English. The browser gets the same words, to switch."""

from __future__ import annotations

import functools
import importlib.resources
import json
from collections.abc import Mapping
from typing import cast


@functools.cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Language (`zh`, `en`) → key → words. Both know the same keys."""
    text = importlib.resources.files(__package__).joinpath("words.json").read_text(encoding="utf-8")
    return cast("Mapping[str, Mapping[str, str]]", json.loads(text))


def page_language(tag: str) -> str:
    """The interface's language for content in `tag` (BCP 47): Chinese for Chinese, English for all else."""
    return "zh" if tag.lower().startswith("zh") else "en"


def script() -> str:
    """The words as a script: a page opened from the disk can load one, but may not fetch JSON."""
    return f"window.turncast = {{words: {json.dumps(words(), ensure_ascii=False)}}};\n"
