"""The show's own words: how a word is said, from voices.yaml."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from tts.errors import ConfigError
from tts.language import tr
from tts.reading.en.sounds import SOUNDS, from_dictionary
from tts.reading.model import Piece
from tts.reading.zh.syllables import phonemes_of

_FIRST = 0xE000
"""Words with a pinyin or IPA reading travel through normalisation as private-use characters."""

_PREFIX = re.compile(r"[a-z]{3,10}:(?=\s)")
"""What looks like a way of saying: `pinying: da4`."""
_PINYIN = re.compile(r"\s*(pinyin|拼音)\s*([:：])?\s*", re.IGNORECASE)
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
"""Combining macron, acute, caron, grave."""
_MARKED = re.compile(r"(?=.*[āēīōūǖǎěǐǒǔǚǘǜ])[a-zü'’\s·āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ-]+")
"""Latin letters with a mark that no language but pinyin is likely to have put there."""
_VOWELS = re.compile("[aeiouyæøœɐɑɒɔəɘɚɛɜɝɞɤɨɪɯɵʉʊʌʏAIOQWY]+")
"""Of the IPA, and Kokoro's own letters for diphthongs."""
_STRESSED = re.compile("(?=.*[A-Z]{2})(?=.*(?<![A-Za-z])[a-z]{2})(?:[A-Z]+|[a-z]+)(?:-(?:[A-Z]+|[a-z]+))+")
"""`LEMON-ster`, as people write how a name is said: the loud part in capitals, which are no initials."""
_HAN_WORD = re.compile("[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word with its sound."""

    word: str
    syllables: tuple[str, ...] = ()
    """Pinyin with tone digits; empty when `ipa` is given."""
    ipa: str = ""

    @property
    def size(self) -> int:
        """How many syllables it has; for IPA, how many vowels stand apart."""
        return len(self.syllables) or max(1, len(_VOWELS.findall(self.ipa)))

    def piece(self) -> Piece:
        if self.ipa:
            return Piece(self.word, "latin", self.ipa, (self.word,))
        return Piece(self.word, "han", "".join(map(phonemes_of, self.syllables)), self.syllables)


class Lexicon:
    """Longest word first; an entry applies wherever its word stands."""

    def __init__(self, entries: tuple[tuple[str, str], ...]) -> None:
        """`entries`: (word, how to say it). Raises ConfigError for syllables that are not pinyin."""
        self._said = {word: parse(word, how) for word, how in entries}
        self._pattern = matcher(self._said)

    def mark(self, text: str) -> tuple[str, tuple[Entry, ...]]:
        """`text` with other spellings put in and sounds replaced by markers; marker k stands for entry k."""
        entries: list[Entry] = []

        def put(found: re.Match[str]) -> str:
            said = self._said[found.group()]
            if isinstance(said, str):
                return said
            entries.append(said)
            return chr(_FIRST + len(entries) - 1)

        marked = self._pattern.sub(put, text) if self._pattern else text
        return marked, tuple(entries)

    @staticmethod
    def unmark(text: str, entries: tuple[Entry, ...]) -> str:
        """`text` with the words themselves in the place of the markers."""
        for k, entry in enumerate(entries):
            text = text.replace(chr(_FIRST + k), entry.word)
        return text


def matcher(words: Iterable[str]) -> re.Pattern[str] | None:
    """Finds `words`, the longest first; None when there are none."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(_bounded, longest_first))) if longest_first else None


def _bounded(word: str) -> str:
    """A Latin word matches as a whole word only."""
    before = r"(?<![A-Za-z])" if word[0].isascii() and word[0].isalpha() else ""
    after = r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return before + re.escape(word) + after


def parse(word: str, how: str) -> Entry | str:
    """What an entry means: a sound, or other text. Raises ConfigError."""
    if not word.strip() or not how.strip(" /"):
        raise ConfigError(
            tr("lexicon: `{word}` is given “{how}”: a word and how to say it are needed.", word=word, how=how),
            remedy=tr(
                "Nothing may be left out of the text silently; to leave a word out, take it out of the transcript."
            ),
        )
    if (syllables := _spelled(word, how)) is not None:
        return Entry(word, _pinyin(word, syllables))
    if mistyped := _PREFIX.match(how):
        raise ConfigError(
            tr(
                "lexicon: `{word}` is given `{mistyped}`, which Turncast does not know.",
                word=word,
                mistyped=mistyped.group(),
            ),
            remedy=tr("Write `pinyin: chong2 qing4`, IPA between slashes, or other text."),
        )
    if how.startswith("/") and how.endswith("/"):
        return Entry(word, ipa=_ipa(word, how.strip("/").strip()))
    return how.lower() if _STRESSED.fullmatch(how) else how


def _spelled(word: str, how: str) -> list[str] | None:
    """The syllables that `how` gives as pinyin, tone marks made digits; None when it is no pinyin.

    Behind `pinyin:` or `拼音：` everything is. Without a colon, or without the word, it is where each piece is a
    syllable with its tone, and the word is Chinese: nobody would have “zēng bó lín” spelled out.
    """
    found = _PINYIN.match(how)
    rest = how[found.end() if found else 0 :].lower()
    said = [_digit(syllable) for syllable in re.split(r"[\s,，'’]+", rest) if syllable]
    if found and found[2]:
        return said
    toned = all(map(_is_said, said)) and (bool(found) or _HAN_WORD.fullmatch(word))
    if not toned and _HAN_WORD.fullmatch(word) and _MARKED.fullmatch(unicodedata.normalize("NFC", how.lower())):
        raise ConfigError(
            tr(
                "lexicon: `{word}` is given `{how}`, which looks like pinyin but is not one syllable "
                "for each character.",
                word=word,
                how=how,
            ),
            remedy=tr('Write it like {word}: "pinyin: chong2 qing4", a syllable, its tone, a space.', word=word),
        )
    return said if toned and said else None


def _is_said(syllable: str) -> bool:
    try:
        return bool(phonemes_of(syllable))
    except ValueError:
        return False


def _digit(syllable: str) -> str:
    """`lǘ` → `lü2`; what has no mark stays, as `ma` and `lv2` do."""
    letters = unicodedata.normalize("NFD", syllable)
    tones = [_TONES[letter] for letter in letters if letter in _TONES]
    bare = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    return bare + tones[0] if len(tones) == 1 else syllable


def _ipa(word: str, how: str) -> str:

    ipa = from_dictionary(how)
    if unknown := sorted(set(ipa) - SOUNDS):
        raise ConfigError(
            tr(
                "lexicon: `{word}` is given /{how}/, but the voice model has no sound for {unknown}.",
                word=word,
                how=how,
                unknown=" ".join(unknown),
            ),
            remedy=tr("Take the sound nearest to it, or write other text that sounds so."),
        )
    return ipa


def _pinyin(word: str, syllables: list[str]) -> tuple[str, ...]:
    for syllable in syllables:
        try:
            phonemes_of(syllable)
        except ValueError:
            raise ConfigError(
                tr(
                    "lexicon: `{word}` is given the pinyin `{syllable}`, which is not a syllable with a tone digit.",
                    word=word,
                    syllable=syllable,
                ),
                remedy=tr("Write it like `pinyin: chong2 qing4`; 5 is the neutral tone."),
            ) from None
    if not syllables:
        raise ConfigError(
            tr("lexicon: `{word}` is given no pinyin.", word=word), remedy=tr("Write it like `pinyin: chong2 qing4`.")
        )
    characters = len(word)
    if _HAN_WORD.fullmatch(word) and not characters - word.count("儿") <= len(syllables) <= characters:
        raise ConfigError(
            tr(
                "lexicon: `{word}` has {characters} characters and is given {number} syllables.",
                word=word,
                characters=characters,
                number=len(syllables),
            ),
            remedy=tr("Write one syllable for each character."),
        )
    return tuple(syllables)
