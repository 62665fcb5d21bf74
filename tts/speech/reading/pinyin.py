"""Chinese characters → words and their syllables."""

from __future__ import annotations

from functools import cache
from typing import Any


def segment(run: str) -> list[tuple[str, list[str]]]:
    """The words of a run of Chinese characters, each with one syllable (tone digit, 5 = neutral) per character."""
    lazy_pinyin, style = _pypinyin()
    return [(word, lazy_pinyin(word, style=style, neutral_tone_with_five=True)) for word in _jieba().lcut(run)]


@cache
def _jieba() -> Any:
    import jieba  # its dictionary takes a second

    jieba.setLogLevel(60)
    return jieba


@cache
def _pypinyin() -> Any:
    from pypinyin import Style, lazy_pinyin  # half a second

    return lazy_pinyin, Style.TONE3
