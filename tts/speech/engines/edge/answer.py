"""Whether an answer is the whole answer. edge-tts reports success for a connection that ends in mid-sentence."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from tts.audio import Speech, Word
from tts.language import tr
from tts.speech.engine import BadClipError
from tts.speech.engines.sounding import STEP_S, check_ends, sounding
from tts.speech.pace import syllables

_MISSING = 0.1
"""Share of the text's letters and digits that no boundary need cover, and of letters in boundaries that the text need
not have. The service repeats the text word by word as it was written; the allowance is for a sign it may read but not
repeat, nothing in a short text."""

_GAP = 2
"""The longest run of letters in it that no boundary need cover."""

_EARLY_S = 0.1
"""How much sooner than its last word the sound may end: the service rounds boundaries to 12.5 ms, a frame is 24 ms."""

_APART_S = 0.2
"""How far the sound that is heard may begin and end from the first and the last boundary: below the 0.24 s that ten
lost frames take away, above what a soft beginning or a fading end make of it."""

_SILENT_S = 0.16
"""So much silence within words, beside that of the pauses between them, is a hole: a stop consonant closes the mouth
for up to 0.15 s."""


def check_ended(state: object, received: int) -> None:
    """Raises BadClipError unless the service said `turn.end` after all `received` bytes of sound.

    edge-tts adds the bytes of a call to `cumulative_audio_bytes` only when `turn.end` has come.
    """
    accounted = state.get("cumulative_audio_bytes") if isinstance(state, dict) else None
    if accounted is not None and accounted != received:
        raise BadClipError(
            tr("The connection ended after {received} bytes, before the service was done.", received=received)
        )


def check_answer(text: str, speech: Speech, *, told_before: bool) -> None:
    """Raises BadClipError unless `speech` is all of `text`, as far as its boundaries, or its ends, can tell.

    `told_before`: whether this service has ever told boundaries; a gateway may leave them out, but not now and then.
    """
    if speech.words or told_before:
        check_boundaries(text, speech.words)
        check_agreement(text, speech)
    else:
        check_ends(speech)


def check_boundaries(text: str, words: tuple[Word, ...]) -> None:
    """Raises BadClipError unless `words` repeat `text`: in its order, nearly every letter, and nothing else."""
    wanted = _letters(text)
    reached = foreign = 0
    gaps = []
    for word in words:
        letters = _letters(word.text)
        at = wanted.find(letters, reached) if letters else -1
        if at < 0:
            foreign += len(letters)
            continue
        gaps.append(wanted[reached:at])
        reached = at + len(letters)
    gaps.append(wanted[reached:])
    longest = max(gaps, key=len)
    if len("".join(gaps)) > _MISSING * len(wanted) or len(longest) > _GAP:
        raise BadClipError(tr("The service did not speak all of it: “{longest}” is missing.", longest=longest))
    if foreign > _MISSING * len(wanted):
        raise BadClipError(tr("The service spoke what is not in the text."))


def check_agreement(text: str, speech: Speech) -> None:
    """Raises BadClipError unless the sound is heard where the boundaries say, at both ends."""
    words, duration_s = speech.words, speech.duration_s
    if not words:
        return
    if any(late.start_s < early.start_s for early, late in pairwise(words)):
        raise BadClipError(tr("The service's words are not in the order of their times."))
    if duration_s < words[-1].end_s - _EARLY_S:
        raise BadClipError(
            tr(
                "The sound ends at {duration_s:.2f} s, its last word at {end_s:.2f} s.",
                duration_s=duration_s,
                end_s=words[-1].end_s,
            )
        )
    loud = sounding(speech)
    heard = loud.nonzero()[0] * STEP_S
    if not len(heard):
        raise BadClipError(tr("The sound is silent."))
    # What is read, but not repeated, such as a sign before the first word, sounds outside the boundaries.
    begins_s, ends_s = float(heard[0]), float(heard[-1]) + STEP_S
    before, after = text.partition(words[0].text)[0], text.rpartition(words[-1].text)[2]
    if begins_s > words[0].start_s + _APART_S or (begins_s < words[0].start_s - _APART_S and not syllables(before)):
        raise BadClipError(
            tr(
                "The sound begins at {begins_s:.2f} s, its first word at {start_s:.2f} s.",
                begins_s=begins_s,
                start_s=words[0].start_s,
            )
        )
    if ends_s < words[-1].end_s - _APART_S or (ends_s > words[-1].end_s + _APART_S and not syllables(after)):
        raise BadClipError(
            tr(
                "The voice ends at {ends_s:.2f} s, its last word at {end_s:.2f} s.",
                ends_s=ends_s,
                end_s=words[-1].end_s,
            )
        )


def hole_in(speech: Speech) -> str:
    """What is wrong where the voice falls silent though the boundaries know of no pause; empty when nothing is.

    Weak evidence, as each voice has its own way of closing the mouth: an answer that comes twice the same is no damage.
    """
    loud = sounding(speech)
    spoken = [False] * len(loud)
    for word in speech.words:
        start, end = round(word.start_s / STEP_S), round(word.end_s / STEP_S)
        spoken[start:end] = [True] * len(spoken[start:end])
    silent = 0
    for step, (heard, within) in enumerate(zip(loud, spoken, strict=True)):
        silent = 0 if heard else silent + within
        if silent * STEP_S >= _SILENT_S:
            return tr("There is a hole in the sound at {at_s:.2f} s.", at_s=step * STEP_S)
    return ""


def _letters(text: str) -> str:
    """Only what both sides are sure to have: letters and digits, in one width and case, each by itself."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if char.isalnum())
