"""Where a voice is heard in an answer: what a decoder cannot tell of sound that was cut between two frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tts.audio import Speech
from tts.language import tr
from tts.speech.engine import BadClipError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEP_S = 0.01
"""Seconds for which loudness is measured at once."""

_BELOW_LOUD_DB = 40.0
"""A voice's softest sounds are some 35 dB below its vowels, what an encoder leaves in its pauses more than 50 dB."""

_LOUD_PERCENTILE = 90.0
"""Of all steps: the level of the vowels."""

_ABRUPT_DB = 15.0
"""Speech fades at its ends; sound that starts or stops less than this below the vowels was cut off."""


def sounding(speech: Speech) -> NDArray[np.bool_]:
    """For each whole `STEP_S` of `speech`, bool: whether anything is heard."""
    levels = _levels_db(speech)
    return levels > _vowels_db(levels) - _BELOW_LOUD_DB


def check_ends(speech: Speech) -> None:
    """Raises BadClipError for sound that starts or stops in full voice: some of it is missing there."""
    levels = _levels_db(speech)
    if not len(levels):
        return
    abrupt_db = _vowels_db(levels) - _ABRUPT_DB
    starts, stops = tr("The sound starts in the middle of a word."), tr("The sound stops in the middle of a word.")
    for problem, level_db in ((starts, levels[0]), (stops, levels[-1])):
        if level_db > abrupt_db:
            raise BadClipError(problem)


def _levels_db(speech: Speech) -> NDArray[np.float64]:
    """Root mean square of each whole step, dB relative to full scale; silence is -200."""
    import numpy as np

    step = round(speech.rate * STEP_S)
    count = len(speech.samples) // step
    steps = speech.samples[: count * step].reshape(count, step).astype(np.float64)
    return np.asarray(10.0 * np.log10(np.mean(steps**2, axis=1) + 1e-20))


def _vowels_db(levels: NDArray[np.float64]) -> float:
    import numpy as np

    return float(np.percentile(levels, _LOUD_PERCENTILE)) if len(levels) else 0.0
