"""Whether an answer is the whole answer. edge-tts reports success for a connection that ends in mid-sentence."""

from __future__ import annotations

import unicodedata

from tts.audio import Word
from tts.speech.engine import BadClipError

_MISSING = 0.1
"""Share of the letters and digits at the end of a text that no boundary need cover. The service repeats the text
word by word as it was written; the allowance is for a sign it may read but not repeat, nothing in a short text."""

_EARLY_S = 0.1
"""How much sooner than its last word the sound may end: the service rounds boundaries to 12.5 ms, a frame is 24 ms."""


def check_ended(state: object, received: int) -> None:
    """Raises BadClipError unless the service said `turn.end` after all `received` bytes of sound.

    edge-tts adds the bytes of a call to `cumulative_audio_bytes` only when `turn.end` has come.
    """
    accounted = state.get("cumulative_audio_bytes") if isinstance(state, dict) else None
    if accounted is not None and accounted != received:
        raise BadClipError(f"The connection ended after {received} bytes, before the service was done.")


def check_boundaries(text: str, words: tuple[Word, ...], duration_s: float) -> None:
    """Raises BadClipError when `words` stop short of the `text`'s end, or the sound stops short of them."""
    whole = _letters(text)
    reached = 0
    for word in words:
        letters = _letters(word.text)
        at = whole.find(letters, reached) if letters else -1
        if at >= 0:
            reached = at + len(letters)
    if len(whole) - reached > _MISSING * len(whole):
        last = words[-1].text if words else ""
        raise BadClipError(f"The service spoke only as far as “{last}”.")
    if words and duration_s < words[-1].end_s - _EARLY_S:
        raise BadClipError(f"The sound ends at {duration_s:.2f} s, its last word at {words[-1].end_s:.2f} s.")


def _letters(text: str) -> str:
    """Only what both sides are sure to have: letters and digits, in one width and case."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())
