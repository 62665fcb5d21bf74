"""The front end: text → reading. Pure: the same text, language and lexicon always give the same reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tts.reading.en.accent import LONG_O
from tts.reading.en.acronyms import latin_in_mandarin, latin_phonemes
from tts.reading.lexicon import Entry, Lexicon
from tts.reading.model import Piece, Reading
from tts.reading.normalise import normalise
from tts.reading.zh.pinyin import syllables_of, words_of
from tts.reading.zh.syllables import is_syllable, phonemes_of

HAN = "㐀-䶿一-鿿〇"

_LATIN = "[A-Za-zÀ-ÖØ-öø-ÿ]+(?:['’.&-][A-Za-zÀ-ÖØ-öø-ÿ]+)*['’]?"
_HAN = re.compile(f"[{HAN}]")
_PIECES = re.compile(
    rf"(?P<han>[{HAN}]+)"
    rf"|(?P<latin>{_LATIN}(?:[ ]+{_LATIN})*)"
    r"|(?P<entry>[\ue000-\uf8ff])"
    r"|(?P<mark>[^\s])"
)

# What the model knows as punctuation, and what each mark of ours becomes.
_MARKS = {
    **dict.fromkeys("，、,", ","), **dict.fromkeys("。．.", "."), **dict.fromkeys("！!", "!"),
    **dict.fromkeys("？?", "?"), **dict.fromkeys("：:", ":"), **dict.fromkeys("；;", ";"), **dict.fromkeys("…⋯", "…"),
    **dict.fromkeys("—–―", "—"), **dict.fromkeys("“「『《〈«", "“"), **dict.fromkeys("”」』》〉»", "”"),
    **dict.fromkeys("（(【[〔", "("), **dict.fromkeys("）)】]〕", ")"),
}  # fmt: skip
_PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Characters that mean nothing in common, taken for the lexicon's markers."""

_SILENT = frozenset("‘’'\"·•・-~_ \u3000")
"""Marks that are rightly not heard."""


def read(text: str, language: str = "zh", lexicon: tuple[tuple[str, str], ...] = ()) -> Reading:
    """How `text` is said. `language` (`zh` or `en`) decides how figures are read; words of the other are said anyway.

    `lexicon` holds (word, how to say it) as in voices.yaml. Raises ConfigError for an entry that makes no sense.
    """
    words = Lexicon(lexicon)
    marked, entries = words.mark(_PRIVATE.sub(" ", text))
    normalized = normalise(marked, language)
    pieces: list[Piece] = []
    dropped: list[str] = []
    for piece in _pieces(normalized, entries, language == "en"):
        if piece.kind == "mark" and not piece.phonemes:
            if piece.text not in _SILENT:
                dropped.append(piece.text)
        elif not (
            piece.kind == "mark" and pieces and pieces[-1].kind == "mark" and pieces[-1].phonemes == piece.phonemes
        ):
            pieces.append(piece)
    if language != "en":
        pieces = _set_off(pieces)
    return Reading(text, words.unmark(normalized, entries), tuple(pieces), tuple(dropped))


def _set_off(pieces: list[Piece]) -> list[Piece]:
    """Latin words that touch Chinese ones, in straight quotation marks. The model then gives them their full sounds and
    some more time; without, they ran into their neighbours: 和Charlie Rose对话 was heard as 和插礼楼对话, 以A开始, even
    in curved ones, as 也开始. Only the long O that closes a short form is better in those: else EWTO was heard as EWTL.
    A single consonant keeps its distance without (T台 became 一题台 with them)."""
    ends = Piece("", "mark", "")
    return [
        replace(piece, phonemes=f"“{piece.phonemes}”" if piece.phonemes.endswith(LONG_O) else f'"{piece.phonemes}"')
        if "han" in (before.kind, after.kind) and piece.english and (len(piece.text) > 1 or piece.text in "AEIOaeio")
        else piece
        for before, piece, after in zip([ends, *pieces], pieces, [*pieces[1:], ends], strict=False)
    ]


def _pieces(text: str, entries: tuple[Entry, ...], english: bool) -> Iterator[Piece]:
    chinese = [syllable.reading for syllable in syllables_of(text)] if _HAN.search(text) else []
    for found in _PIECES.finditer(text):
        said = found.group()
        if found.lastgroup == "han":
            for word, syllables in words_of(said, chinese[found.start() : found.end()]):
                yield from _said(word, syllables)
        elif found.lastgroup == "latin":
            words = said.split()
            plain = latin_phonemes(words, english)
            yield Piece(said, "latin", plain if english else latin_in_mandarin(words), tuple(words), plain)
        elif found.lastgroup == "entry":
            yield entries[ord(said) - 0xE000].piece()
        else:
            yield Piece(said, "mark", _MARKS.get(said, ""))


def _said(word: str, syllables: list[str]) -> Iterator[Piece]:
    """The word; where no dictionary knows one of its characters, the others one by one and that one as dropped."""
    if all(map(is_syllable, syllables)):
        yield Piece(word, "han", "".join(map(phonemes_of, syllables)), tuple(syllables))
        return
    for character, syllable in zip(word, syllables, strict=True):
        if is_syllable(syllable):
            yield Piece(character, "han", phonemes_of(syllable), (syllable,))
        else:
            yield Piece(character, "mark", "")
