"""Latin words: said as words, or letter by letter."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

from tts.reading.en.accent import letter_in_mandarin, letters_in_mandarin, word_in_mandarin
from tts.reading.en.sounds import spell, words_to_phonemes
from tts.reading.rule import pairs, words

_DATA = Path(__file__).parent / "data"
_AS_WORDS = frozenset(words(_DATA / "said_as_words.txt"))
_OTHERWISE = pairs(_DATA / "said_otherwise.tsv")
_COMMON = frozenset(words(_DATA / "well_known.txt"))
_NO_ARTICLE = frozenset(words(_DATA / "behind_the_letter_a.txt"))

_PARTS = re.compile(
    r"""
      [A-Z]{2,} (?= s\b | 's\b | ’s\b | [A-Z][a-z] | [^a-zA-Z] | $ ) (?: ['’]?s\b )?  # USA, CEOs
    | [A-Z]? [a-zà-öø-ÿ]+ (?: ['’][a-z]+ )*                                            # Word, don't
    | [A-Z] (?: ['’][A-Za-z]+ )?                                                       # A, O'Neill
    | [^\W\d_]+
    """,
    re.VERBOSE,
)


def latin_phonemes(words: list[str], english: bool) -> str:
    """Phonemes of consecutive Latin words. `english`: they are part of an English sentence, where `A` is an article."""
    return " ".join(phonemes for phonemes, _ in _parts(words, english))


def latin_in_mandarin(words: list[str]) -> str:
    """The same in a Chinese sentence, as Mandarin voices take it."""
    if len(words) == 1 and len(words[0]) == 1 and (letter := letter_in_mandarin(words[0])):
        return letter
    parts = _parts(words, False, " ")  # C, E and O in one breath became 西游
    return " ".join(letters_in_mandarin(said) if spelled else word_in_mandarin(said) for said, spelled in parts)


def _parts(words: list[str], english: bool, before_vowels: str = "") -> list[tuple[str, bool]]:
    """Phonemes, and whether they are names of letters; `before_vowels` as in `spell`."""
    shouted = english and len(words) > 2 and all(word.isupper() for word in words)
    if english:
        words = _articles(words)
    tokens = [token for word in words for token in _tokens(word.lower() if shouted else word, english)]
    said = list[tuple[str, bool]]()
    for spelled, group in groupby(tokens, key=lambda token: token[1]):
        texts = [text for text, _ in group]
        whole = [_spelled(text, before_vowels) for text in texts] if spelled else [words_to_phonemes(" ".join(texts))]
        said += [(phonemes, spelled) for phonemes in whole if phonemes]
    return said


def _articles(words: list[str]) -> list[str]:
    """`A` as the article in small letters, at the start and in titles; else, as in Plan A, the letter's name."""

    def article(place: int) -> bool:
        following = words[place + 1] if place + 1 < len(words) else ""
        if len(following) < 2 or following in _NO_ARTICLE:
            return False
        return not place or (words[place - 1][0].isupper() and following[0].isupper())

    return ["a" if word == "A" and article(place) else word for place, word in enumerate(words)]


def is_known(word: str) -> bool:
    """Whether a list of ours says how `word` is said, or it is a common short form that everybody spells."""
    return word in _AS_WORDS or word in _OTHERWISE or word in _COMMON or len(word) == 1


def is_spelled(word: str) -> bool:
    """Whether all of `word` is said letter by letter, outside English sentences."""
    return all(spelled for _, spelled in _tokens(word, False))


def _tokens(word: str, english: bool) -> list[tuple[str, bool]]:
    """What to transcribe, and whether letter by letter."""
    if word in _OTHERWISE:
        return [(part, len(part) == 1) for part in _OTHERWISE[word].split()]
    if english and word in {"a", "I"}:
        return [(word, False)]
    tokens = []
    for part in re.split(r"[-&.]", word):
        for piece in _PARTS.findall(part):
            stem = re.sub(r"['’]?s$", "", piece)
            if stem in _AS_WORDS:
                spelling = _OTHERWISE.get(stem, stem.lower())
                tokens.append((spelling + ("s" if stem != piece and spelling[-1] != "s" else ""), False))
            elif len(piece) == 1 or (stem.isupper() and stem.isascii() and len(stem) > 1):
                tokens.append((piece, stem.isascii()))
            else:
                tokens.append((piece, False))
    return tokens


def _spelled(piece: str, before_vowels: str) -> str:
    stem = re.sub(r"['’]?s$", "", piece) if len(piece) > 1 else piece
    return spell(stem, before_vowels) + ("z" if stem != piece else "")
