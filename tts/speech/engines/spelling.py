"""The lexicon for engines that take text only: a word is said otherwise by being written otherwise."""

from __future__ import annotations

from tts.reading.respell import respell
from tts.speech.engine import Request


def spelled(request: Request) -> str:
    """The text of `request` with its lexicon entries applied as far as spelling can: see `respell`.

    IPA, and pinyin without a homophone, cannot be told to such an engine and are left as they are.
    """
    return respell(request.text, request.lexicon)[0]
