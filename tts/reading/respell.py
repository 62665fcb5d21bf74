"""The lexicon for engines that take text alone: a word is said otherwise by being written otherwise."""

from __future__ import annotations

import re
from pathlib import Path

from tts.reading.lexicon import Entry, matcher, parse
from tts.reading.rule import pairs
from tts.reading.zh.pinyin import segment

_HOMOPHONES = pairs(Path(__file__).parent / "zh" / "data" / "homophones.tsv")
"""Syllable → a common character that is always read so."""


def respell(text: str, lexicon: tuple[tuple[str, str], ...]) -> tuple[str, tuple[str, ...]]:
    """`text` with each lexicon word written so that any reader says it as the lexicon wants, the longest word first.

    Other text is put in as it is; pinyin becomes characters that are always read so (`重庆` as `pinyin: chong2 qing4` →
    崇庆). Returned beside it are the words for which there is no such spelling, in order: they stay as they were.
    Raises ConfigError for an entry that makes no sense.
    """
    said = {word: parse(word, how) for word, how in lexicon}
    pattern = matcher(said)
    unresolved: list[str] = []

    def put(found: re.Match[str]) -> str:
        word = found.group()
        how = said[word]
        if isinstance(how, str):
            return how
        spelled = _homophones(how)
        if spelled is None and word not in unresolved:
            unresolved.append(word)
        return word if spelled is None else spelled

    return (pattern.sub(put, text) if pattern else text), tuple(unresolved)


def _homophones(entry: Entry) -> str | None:
    """Characters that sound like the entry; its own where they are read so anyway. None where a syllable has none."""
    if not entry.syllables:
        return None
    own = [syllable for word in segment(entry.word) for syllable in word.syllables] if _is_chinese(entry.word) else []
    if own == list(entry.syllables):
        return entry.word
    spelled = ""
    for place, syllable in enumerate(entry.syllables):
        keep = len(own) == len(entry.syllables) and own[place] == syllable
        character = entry.word[place] if keep else _HOMOPHONES.get(syllable)
        if character is None:
            return None
        spelled += character
    return spelled


def _is_chinese(word: str) -> bool:
    return all("\u3400" <= character <= "\u9fff" for character in word)
