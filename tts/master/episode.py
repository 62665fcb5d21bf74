"""The whole stage: hear the clips, level the voices, lay out the time, make the pieces, write the MP3."""

from __future__ import annotations

import os
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import TypeVar

import numpy as np

from tts.config.schema import Sound
from tts.errors import InputError
from tts.master.beds import beds
from tts.master.clips import Heard, hear
from tts.master.cues import cues_of, marks_of, turns_of
from tts.master.formats import LosslessFile
from tts.master.levels import Level, gain_db
from tts.master.loudness import integrated
from tts.master.model import Loudness, Mastered
from tts.master.mp3 import check_bitrate
from tts.master.mp3_file import Mp3File
from tts.master.piece import Made, Recipe, make
from tts.master.timeline import Piece, Said, Timeline, clips_of, lay_out, sayings
from tts.master.units import RATE, Blocks
from tts.progress import Progress, Report
from tts.speech.model import Spoken

_MISSED_LU = 0.3
"""An episode further from its target than this is made again. Apple allows 1 LU, we promise 0.5."""
_PASSES = 3
_LIMITER_MARGIN_DB = 1.0
"""As `piece` sets the ceiling."""

_In = TypeVar("_In")
_Out = TypeVar("_Out")


def produce(
    spoken: Spoken, sound: Sound, out: Path, report: Report | None = None, lossless: Path | None = None
) -> Mastered:
    """See `tts.master.master`."""
    check_bitrate(sound.bitrate)
    clips = clips_of(spoken)
    if not clips:
        raise InputError("There is nothing to hear: the script has no utterances.", remedy="Check the transcript.")
    with ThreadPoolExecutor(max_workers=_cores()) as pool:
        heard = list(_in_order(pool, hear, clips))
        said = list(sayings(spoken, (hearing.bounds for hearing in heard)))
        timeline = lay_out(said, len(spoken.script.chapters), beds(sound))
        base = _gains(said, heard, sound)
        offset = 0.0
        for _ in range(_PASSES):
            gains = {speaker: gain + offset for speaker, gain in base.items()}
            loudness = _write(pool, timeline, Recipe(gains, sound.true_peak, sound.bitrate), out, report, lossless)
            missed = sound.loudness - loudness.integrated_lufs
            if abs(missed) <= _MISSED_LU or not np.isfinite(missed):
                break
            offset += missed
    return Mastered(
        mp3=out,
        duration_s=timeline.length / RATE,
        cues=tuple(cues_of(timeline)),
        chapters=marks_of(spoken.script, timeline),
        turns=turns_of(spoken.script, timeline),
        loudness=loudness,
    )


def _gains(said: Sequence[Said], heard: Sequence[Heard], sound: Sound) -> dict[str | None, float]:
    """Speaker → gain in dB."""
    levels: defaultdict[str | None, list[Level]] = defaultdict(list)
    for saying, hearing in zip(said, heard, strict=True):
        levels[saying.speaker].append(hearing.level)
    ceiling = sound.true_peak - _LIMITER_MARGIN_DB
    return {speaker: gain_db(of_speaker, sound.loudness, ceiling) for speaker, of_speaker in levels.items()}


def _write(  # noqa: PLR0913  # one call site; a value for these six would only be unpacked again
    pool: ThreadPoolExecutor,
    timeline: Timeline,
    recipe: Recipe,
    out: Path,
    report: Report | None,
    lossless: Path | None,
) -> Loudness:
    """Make all pieces and write them to `out` as they come."""
    whole: list[Blocks] = []
    speakers: defaultdict[str | None, list[Blocks]] = defaultdict(list)
    peak = -np.inf
    done, total = 0, sum(1 for _ in timeline.placed)

    def make_piece(piece: Piece) -> tuple[Piece, Made]:
        return piece, make(piece, recipe)

    with Mp3File(out, recipe.bitrate_kbps) as file, LosslessFile(lossless) if lossless else nullcontext() as flac:
        for piece, made in _in_order(pool, make_piece, timeline.pieces):
            file.append(made.frames)
            if flac:
                flac.append(made.samples[: timeline.length - piece.start])
            whole.append(made.blocks)
            for speaker, blocks in made.speakers.items():
                speakers[speaker].append(blocks)
            peak = max(peak, made.true_peak_db)
            done += len(piece.placed)
            if report:
                report(Progress("mastering", done, total))
        file.finish(timeline.frames, timeline.length)
    by_speaker = {speaker or "": integrated(blocks) for speaker, blocks in speakers.items()}
    return Loudness(
        integrated_lufs=_told(integrated(whole)),
        true_peak_dbtp=round(peak, 2),
        speakers_lufs=tuple((name, _told(lufs)) for name, lufs in by_speaker.items() if lufs is not None),
    )


def _told(lufs: float | None) -> float:
    """Hundredths of a LU: what a measurement on another block grid agrees with."""
    return -np.inf if lufs is None else round(lufs, 2)


def _in_order(pool: ThreadPoolExecutor, work: Callable[[_In], _Out], items: Iterable[_In]) -> Iterator[_Out]:
    """The results of `work` in the order of `items`, with no more under way than the cores can use."""
    waiting: deque[Future[_Out]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) > _cores() + 1:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _cores() -> int:
    """Cores this process may use, at most 8: more pieces at once cost memory."""
    available = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return min(8, len(available))
