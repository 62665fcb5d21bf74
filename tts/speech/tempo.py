"""How quick this machine is: measured in every build, kept, and used to say beforehand how long the next one takes."""

from __future__ import annotations

import math
import os
import time
from contextlib import suppress
from dataclasses import dataclass, replace

import msgspec

from tts.progress import Progress, Report
from tts.script.model import Script
from tts.script.utterances.estimate import seconds_of
from tts.store import CachePart, cache_folder
from tts.whole_file import whole_file

TEMPI = CachePart("tempo", others=r"tempo\.json")
_FILE = "tempo.json"
_ENOUGH_S = 20.0
"""Seconds of new speech from which on a build tells how quick the machine is."""
_WEIGHT_S = 15.0
"""Seconds of speech that what is known beforehand counts for, beside what this build has shown so far."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """How quick a machine is with an engine."""

    speaking: float
    """Seconds of work a second of new speech."""
    finishing: float
    """How many times as long as `finishing_s` it takes from the last sentence to the finished folder."""
    start_s: float = 0.0
    """Until the first sentence is begun: what is loaded."""

    def build_s(self, speech_s: float, duration_s: float) -> float:
        """Seconds that an episode of `duration_s` takes of which `speech_s` are spoken anew."""
        spoken_s = self.start_s + speech_s * self.speaking if speech_s else 0.0
        return spoken_s + finishing_s(duration_s) * self.finishing


def finishing_s(duration_s: float) -> float:
    """Seconds that two cores take to make an episode of `duration_s` out of its clips: the cover, then the sound."""
    return 1.5 + 0.02 * duration_s


_TWO_CORES = 2 / (os.cpu_count() or 1)
USUAL = {
    # Twelve minutes of Kokoro took two to three on two cores.
    "kokoro": Tempo(0.18 * _TWO_CORES, _TWO_CORES, 2.0),
    "tone": Tempo(0.003, _TWO_CORES),
}
"""What is believed of a machine that has built nothing yet."""


def tempo_of(engine: str) -> Tempo | None:
    """As measured here with `engine`; as usual where nothing was yet; None where nobody can know: a service's."""
    return _measured().get(engine) or USUAL.get(engine)


def speech_s(script: Script) -> float:
    """Seconds of sound that the voices of `script` will make, silences left out."""
    return sum(seconds_of(line.utterance, line.voice) - line.utterance.pause_after_s for line in script.lines())


def _measured() -> dict[str, Tempo]:
    try:
        return msgspec.json.decode((cache_folder() / TEMPI.name / _FILE).read_bytes(), type=dict[str, Tempo])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}


def note_tempo(engine: str, tempo: Tempo) -> None:
    """Keep what a build has shown of `engine`: half of what is known from then on. What cannot be kept is let go."""
    known = _measured()
    if before := known.get(engine):
        names = ("speaking", "finishing", "start_s")
        tempo = Tempo(*((getattr(before, name) + getattr(tempo, name)) / 2 for name in names))
    path = cache_folder() / TEMPI.name / _FILE
    with suppress(OSError), whole_file(path, shared=True) as beside:
        beside.write_bytes(msgspec.json.encode({**known, engine: tempo}))


class Stopwatch:
    """Stands between a build and whoever watches it: adds to every progress how long it will still take."""

    def __init__(self, report: Report, script: Script, duration_s: float) -> None:
        """`duration_s`: how long the episode will last."""
        self._report, self._engine, self._duration_s = report, script.engine, duration_s
        self._known = tempo_of(script.engine)
        self._a_char_s = speech_s(script) / max(1, sum(len(line.utterance.text) for line in script.lines()))
        self._began = self._spoken_at = time.monotonic()
        self._first: tuple[float, float] | None = None
        """(seconds from the beginning, seconds of sound) when the first new clip was there."""
        self._last = Progress("speaking", 0, 0)

    def __call__(self, progress: Progress) -> None:
        """Take one progress of the build, and hand it on."""
        if progress.stage == "speaking":
            self._spoken_at = time.monotonic()
            if progress.audio_s and self._first is None:
                self._first = self._spoken_at - self._began, progress.audio_s
            self._last = progress
            progress = replace(progress, left_s=self._left_s(progress))
        self._report(progress)

    def _left_s(self, progress: Progress) -> float | None:
        """What is known beforehand, the less the more this build itself has shown."""
        known = self._known
        if known is None and progress.audio_s < _WEIGHT_S:
            return None
        left_s = progress.chars_left * self._a_char_s
        speaking, ahead_s = (known.speaking, _WEIGHT_S) if known else (0.0, 0.0)
        if self._first and progress.audio_s > self._first[1]:
            elapsed_s = self._spoken_at - self._began - self._first[0]
            shown_s = progress.audio_s - self._first[1]
            speaking = (speaking * ahead_s + elapsed_s) / (ahead_s + shown_s)
        loading_s = known.start_s if known and left_s and not progress.audio_s else 0.0
        waited_s = min(loading_s, self._spoken_at - self._began)
        return (
            loading_s
            - waited_s
            + left_s * speaking
            + (known.finishing if known else 0.0) * finishing_s(self._duration_s)
        )

    def finish(self) -> None:
        """All is written: keep how quick it was, if enough of it was new."""
        last, first = self._last, self._first
        if first is None or last.audio_s < first[1] + _ENOUGH_S:
            return
        speaking = (self._spoken_at - self._began - first[0]) / (last.audio_s - first[1])
        usual = self._known or Tempo(speaking, 1.0)
        finishing = (time.monotonic() - self._spoken_at) / finishing_s(self._duration_s)
        # What is kept of the sound is not made again; the first start here also compiled the network, once for all.
        mostly_new, started_before = last.audio_s > self._duration_s / 2, self._engine in _measured()
        start_s = max(0.0, first[0] - first[1] * speaking)
        measured = Tempo(
            speaking, finishing if mostly_new else usual.finishing, start_s if started_before else usual.start_s
        )
        if all(map(math.isfinite, (measured.speaking, measured.finishing, measured.start_s))):
            note_tempo(self._engine, measured)
