"""English words → Kokoro's English phonemes: espeak-ng's transcription in the notation the model was trained on."""

from __future__ import annotations

import re
import threading
from functools import cache
from typing import Any

from tts.reading.en.homographs import respelled

LETTERS = {
    "A": "ˈA", "B": "bˈi", "C": "sˈi", "D": "dˈi", "E": "ˈi", "F": "ˈɛf", "G": "ʤˈi", "H": "ˈAʧ", "I": "ˈI", "J": "ʤˈA",
    "K": "kˈA", "L": "ˈɛl", "M": "ˈɛm", "N": "ˈɛn", "O": "ˈO", "P": "pˈi", "Q": "kjˈu", "R": "ˈɑɹ", "S": "ˈɛs",
    "T": "tˈi", "U": "jˈu", "V": "vˈi", "W": "dˈʌbᵊlju", "X": "ˈɛks", "Y": "wˈI", "Z": "zˈi",
}  # fmt: skip
"""The names of the letters, each with its stress."""

# espeak's IPA (parts of one sound tied by U+0361) → the model's notation, in this order.
_NOTATION = [
    ("ʔˌn\u0329", "ʔn"), ("ʔn\u0329", "ʔn"), ("a͡ɪ", "I"), ("a͡ʊ", "W"), ("d͡ʒ", "ʤ"), ("e͡ɪ", "A"), ("t͡ʃ", "ʧ"),
    ("ɔ͡ɪ", "Y"), ("ə͡l", "ᵊl"), ("o͡ʊ", "O"), ("e", "A"), ("ʲo", "jo"), ("ʲə", "jə"), ("ʲ", ""), ("ɚ", "əɹ"),
    ("r", "ɹ"), ("x", "k"), ("ç", "k"), ("ɐ", "ə"), ("ɬ", "l"), ("\u0303", ""), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"),
    ("ɪə", "iə"), ("ɹɹ", "ɹ"), ("ː", ""), ("o", "ɔ"), ("ɾ", "T"), ("ʔ", "t"), ("\u0361", ""),
]  # fmt: skip

# A dictionary's IPA → the same, in this order.
_DICTIONARY = [
    ("\u0361", ""), ("g", "ɡ"), ("r", "ɹ"), ("tʃ", "ʧ"), ("dʒ", "ʤ"), ("eɪ", "A"), ("aɪ", "I"), ("aʊ", "W"),
    ("ɔɪ", "Y"), ("oʊ", "O"), ("əʊ", "Q"), ("'", "ˈ"), (".", ""),
]  # fmt: skip

SOUNDS = frozenset(
    "abcdefhijklmnopqrstuvwxyzɑɐɒæβɔɕçɖðʤəɚɛɜɟɡɥɨɪʝɯɰŋɳɲɴøɸθœɹɾɻʁɽʂʃʈʧʊʋʌɣɤχʎʒʔᵻʣʥʦʨᵝꭧAIOQSTWYᵊˈˌːʰʲ\u0303 "
)
"""What the model knows beside punctuation and tones: its `config.json`."""

_PRONOUN = re.compile(r"(?<!\S)(I(?:m|l|v|d)?)(?!\S)")
"""I, I'm, I'll, I've, I'd: espeak-ng leaves them without stress, and at the start of a sentence they were swallowed."""

# espeak-ng keeps its state per process: one transcription at a time.
_lock = threading.Lock()


def from_dictionary(ipa: str) -> str:
    """IPA as dictionaries print it, in the model's notation: `tʃ` is one sound there, `oʊ` is O."""
    for old, new in _DICTIONARY:
        ipa = ipa.replace(old, new)
    return ipa


def spell(letters: str, before_vowels: str = "") -> str:
    """Phonemes of letters said one by one, the last one stressed: `WTO` → `dˌʌbᵊljutˌiˈO`.

    `before_vowels` goes between A, E, I, O and the letter before.
    """
    names = [
        (before_vowels if k and letter in "AEIO" else "") + LETTERS[letter] for k, letter in enumerate(letters.upper())
    ]
    return "".join(name.replace("ˈ", "ˌ") for name in names[:-1]) + names[-1]


@cache
def words_to_phonemes(words: str) -> str:
    """Phonemes of a run of English words without punctuation, words separated by single spaces."""
    words = respelled(words)
    with _lock:
        ipa = _espeak().text_to_phonemes(words, True)
    # Language switches of foreign words: `(fr)…(en-us)`.
    ipa = re.sub(r"\([a-z-]+\)", "", ipa)
    for old, new in _NOTATION:
        ipa = ipa.replace(old, new)
    ipa = re.sub(r"(\S)\u0329", r"ᵊ\1", ipa).replace("-", "")
    return _PRONOUN.sub(r"ˌ\1", " ".join(ipa.split()))


@cache
def _espeak() -> Any:
    import espeakng_loader  # half a second with phonemizer: only when English is spoken
    from phonemizer.backend.espeak.wrapper import EspeakWrapper

    EspeakWrapper.set_library(espeakng_loader.get_library_path())
    EspeakWrapper.set_data_path(espeakng_loader.get_data_path())
    espeak = EspeakWrapper()
    espeak.set_voice("en-us")
    return espeak
