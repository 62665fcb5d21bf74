"""Chinese characters → words and their syllables.

jieba finds the words (the model was trained on its spacing); a word is read as our own list says, else as pypinyin's
phrases do; what stands alone is read by its neighbours (`data/characters.tsv`); then 一 and 不 change their tones.
Third tones keep their dictionary tone: the model was trained on them and makes the change itself.
"""

from __future__ import annotations

import re
import threading
from functools import cache
from typing import Any, NamedTuple

from tts.reading.zh.tables import character_rules, neutral_words, word_readings
from tts.reading.zh.tones import change_tones
from tts.store import CachePart, cache_folder

DICTIONARIES = CachePart("", others=r"jieba\.cache", prepared=True)
"""What jieba keeps of its dictionary, to be ready sooner."""

_LONGEST_WORD = 7
_lock = threading.Lock()


class PinyinWord(NamedTuple):
    """A word and its syllables, one per character: pinyin with tone digits, 5 is neutral, ü is written v."""

    text: str
    syllables: list[str]


def segment(run: str) -> list[PinyinWord]:
    """The words of a run of Chinese characters, in order; joined, their texts give back the run."""
    words = _joined(run, _jieba().lcut(run))
    syllables: list[str] = []
    final: set[int] = set()
    for word in words:
        if word in word_readings():
            final.update(range(len(syllables), len(syllables) + len(word)))
        syllables += _read(run, len(syllables), word)
    change_tones(run, syllables, final)
    result, start = [], 0
    for word in words:
        result.append(PinyinWord(word, syllables[start : start + len(word)]))
        start += len(word)
    return result


def second_opinion(run: str) -> list[str]:
    """The syllables of `run` by pypinyin's phrases alone: where they differ from ours, a reading is uncertain."""
    from pypinyin import Style, lazy_pinyin

    with _lock:
        syllables = lazy_pinyin(run, style=Style.TONE3, neutral_tone_with_five=True)
    return syllables if len(syllables) == len(run) else [found for word in segment(run) for found in word.syllables]


def _joined(run: str, cut: list[str]) -> list[str]:
    """jieba's words, with our own words put together where they begin and end at its boundaries."""
    own = word_readings()
    ends, end = [], 0
    for word in cut:
        end += len(word)
        ends.append(end)
    boundaries = set(ends)
    words, start = [], 0
    for end in ends:
        if end <= start:
            continue
        for length in range(min(_LONGEST_WORD, len(run) - start), end - start, -1):
            if start + length in boundaries and run[start : start + length] in own:
                end = start + length  # noqa: PLW2901 - the word goes on to here
                break
        words.append(run[start:end])
        start = end
    return words


def _read(run: str, start: int, word: str) -> list[str]:
    own = word_readings().get(word)
    if own:
        return list(own)
    syllables, fixed = _dictionary(word)
    _neutralise(word, syllables, fixed)
    for i, character in enumerate(word):
        for rule in character_rules().get(character, ()):
            if (rule.strong or not fixed[i]) and rule.fits(run, start + i):
                syllables[i] = rule.reading
                break
    return syllables


def _dictionary(word: str) -> tuple[list[str], list[bool]]:
    """pypinyin's reading, and which characters it read as part of a phrase."""
    from pypinyin import Style, lazy_pinyin
    from pypinyin.seg.mmseg import seg

    own = word_readings()
    syllables: list[str] = []
    fixed: list[bool] = []
    with _lock:
        for part in seg.cut(word):
            read = own.get(part) or lazy_pinyin(part, style=Style.TONE3, neutral_tone_with_five=True)
            if len(read) != len(part):  # a character that pypinyin does not know is passed on as it is
                read = [lazy_pinyin(c, style=Style.TONE3, neutral_tone_with_five=True)[0] for c in part]
            syllables += read
            fixed += [len(part) > 1] * len(part)
    return syllables, fixed


def _neutralise(word: str, syllables: list[str], fixed: list[bool]) -> None:
    neutral = neutral_words()
    if re.fullmatch(r"(.)\1(.)\2", word) and word[0] not in "爸爷哥姐弟叔姑":  # 说说笑笑
        return
    for start in range(len(word) - 1):
        for end in range(len(word), start + 1, -1):
            if (start == 0 or end == len(word)) and word[start:end] in neutral:
                syllables[end - 1] = re.sub(r"\d$", "5", syllables[end - 1])
                fixed[end - 1] = True
                break
    if len(word) > 1 and word.endswith("们") and word != "图们":
        syllables[-1] = "men5"


@cache
def _jieba() -> Any:
    import jieba

    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tokenizer.tmp_dir = str(folder)  # its prepared dictionary: ours alone, not in the shared temporary folder
    except OSError:
        pass  # then it is prepared anew each time
    tokenizer.initialize()
    return tokenizer
