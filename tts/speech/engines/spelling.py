"""The lexicon for engines that take text only: a word is said otherwise by being written otherwise."""

from __future__ import annotations

from tts.speech.engine import Request


def spelled(request: Request) -> str:
    """The text of `request` with its plain-text lexicon entries applied, the longest word first.

    Entries in pinyin or phonemes cannot be told to such an engine and are left as they are.
    """
    text = request.text
    for word, said in sorted(request.lexicon, key=lambda entry: -len(entry[0])):
        if not said.startswith(("pinyin:", "/")):
            text = text.replace(word, said)
    return text
