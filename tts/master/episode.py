"""The whole stage: measure the clips, level the voices, lay out the time, encode the segments, write the MP3."""

from __future__ import annotations

import os
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, nullcontext
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from tts.config.schema import Sound
from tts.errors import InputError
from tts.language import tr
from tts.master.bed_sounds import load_beds
from tts.master.clips import ClipMeasurement
from tts.master.cues import chapters_of, cues_of, turns_of
from tts.master.formats import LosslessFile
from tts.master.kept import SEGMENTS, encode_once, measure_once
from tts.master.levels import SpeakerLevel
from tts.master.loudness import Meter
from tts.master.model import Loudness, Mastered
from tts.master.mp3 import check_bitrate
from tts.master.mp3_file import Mp3File
from tts.master.segment import EncodedSegment, Recipe, encode_segment
from tts.master.timeline import Segment, SpokenLine, Timeline, lay_out, pace_notice
from tts.master.units import RATE
from tts.progress import Progress, Report, ignore
from tts.speech.model import Spoken
from tts.store import Store

_MISSED_LU = 0.35
"""An episode further from its target than this is made again. Apple allows 1 LU, we promise 0.5."""
_PASSES = 3
_LIMITER_MARGIN_DB = 1.0
"""The ceiling that `segment` starts with lies this far below the highest allowed peak."""

_In = TypeVar("_In")
_Out = TypeVar("_Out")


def master(  # noqa: PLR0913 - the stage's values, then keyword options
    spoken: Spoken,
    sound: Sound,
    mp3: Path,
    *,
    lossless: Path | None = None,
    report: Report = ignore,
    store: Store | None = None,
) -> Mastered:
    """Write `spoken` as one untagged constant-bit-rate MP3 to `mp3`, whose folder exists.

    `lossless`: where to keep the same samples as FLAC as well, for `tts.master.formats` to encode from.
    `store`: what was made before; by default the one in the user's cache folder.

    Raises InputError when there is nothing to hear, DamagedClipError for a clip that is not as it was written,
    ConfigError for a bit rate or music file that cannot be used, WriteError when `mp3` cannot be written.
    """
    check_bitrate(sound.bitrate)
    if not spoken.lines:
        raise InputError(
            tr("There is nothing to hear: the script has no utterances."), remedy=tr("Check the transcript.")
        )
    store = store or Store(SEGMENTS)
    with ThreadPoolExecutor(max_workers=_cores()) as pool:
        timeline, gains_db = _prepare(spoken, sound, mp3.parent, store, pool)

        def attempt(offset_db: float) -> Loudness:
            recipe = Recipe({name: gain + offset_db for name, gain in gains_db.items()}, sound.true_peak, sound.bitrate)
            encoded = _encode_all(pool, timeline, recipe, store, keep_samples=lossless is not None)
            flac = LosslessFile(lossless) if lossless else None
            return _write(encoded, timeline, Mp3File(mp3, sound.bitrate), flac, report)

        loudness = _approach(sound.loudness, attempt)
    return Mastered(
        mp3=mp3,
        duration_s=timeline.length / RATE,
        cues=cues_of(timeline.lines),
        chapters=chapters_of(spoken.script, timeline),
        turns=turns_of(spoken.script, timeline),
        loudness=loudness,
    )


def _approach(target_lufs: float, attempt: Callable[[float], Loudness]) -> Loudness:
    """What the last attempt measured; each is made louder by what the one before has missed, dB."""
    offset_db = 0.0
    for _ in range(_PASSES):
        loudness = attempt(offset_db)
        missed_lu = target_lufs - loudness.integrated_lufs
        if abs(missed_lu) <= _MISSED_LU or not np.isfinite(missed_lu):
            break
        offset_db += round(missed_lu, 1)
    return loudness


def _prepare(
    spoken: Spoken, sound: Sound, folder: Path, store: Store, pool: ThreadPoolExecutor
) -> tuple[Timeline, dict[str | None, float]]:
    """When everything is heard, and speaker → gain in dB. Files that are needed meanwhile lie in `folder`."""
    with ExitStack() as files:
        voices: defaultdict[str | None, SpeakerLevel] = defaultdict(lambda: files.enter_context(SpeakerLevel(folder)))
        measurements = _in_order(pool, partial(measure_once, store), [clip for _, clip in spoken.lines])
        lines = pace_notice(_measure_all(spoken, measurements, voices))
        timeline = lay_out(lines, len(spoken.script.chapters), load_beds(sound))
        ceiling_db = sound.true_peak - _LIMITER_MARGIN_DB
        return timeline, {name: voice.gain_db(sound.loudness, ceiling_db) for name, voice in voices.items()}


def _measure_all(
    spoken: Spoken, measurements: Iterator[ClipMeasurement], voices: Mapping[str | None, SpeakerLevel]
) -> Iterator[SpokenLine]:
    """Each line with where its speech is. How loud it is goes to its speaker in `voices`; no more of it is kept."""
    for (line, clip), measurement in zip(spoken.lines, measurements, strict=True):
        voices[line.speaker].add(measurement.level)
        yield SpokenLine(line, clip, measurement.bounds)


def _encode_all(
    pool: ThreadPoolExecutor, timeline: Timeline, recipe: Recipe, store: Store, *, keep_samples: bool
) -> Iterator[tuple[Segment, EncodedSegment]]:
    """All segments in order, each encoded now or taken from the store, which has no samples for FLAC."""

    def encode(segment: Segment) -> tuple[Segment, EncodedSegment]:
        if keep_samples:
            return segment, encode_segment(segment, recipe, keep_samples=True)
        return segment, encode_once(store, recipe, segment)

    return _in_order(pool, encode, timeline.segments)


def _write(
    segments: Iterator[tuple[Segment, EncodedSegment]],
    timeline: Timeline,
    mp3: Mp3File,
    lossless: LosslessFile | None,
    report: Report,
) -> Loudness:
    """Write `segments` as they come; what was measured on them all."""
    whole = Meter()
    speakers: defaultdict[str | None, Meter] = defaultdict(Meter)
    peak = -np.inf
    done, total = 0, sum(1 for _ in timeline.lines)
    with mp3 as file, lossless or nullcontext() as flac:
        for segment, encoded in segments:
            file.append(encoded.frames)
            if flac and encoded.samples is not None:
                flac.append(encoded.samples[: timeline.length - segment.start])
            whole.add(encoded.blocks)
            for speaker, blocks in encoded.speakers.items():
                speakers[speaker].add(blocks)
            peak = max(peak, encoded.true_peak_db)
            done += len(segment.lines)
            report(Progress("mastering", done, total))
        file.finish(timeline.frames, timeline.length)
    by_speaker = {speaker or "": meter.lufs() for speaker, meter in speakers.items()}
    return Loudness(
        integrated_lufs=_rounded(whole.lufs()),
        true_peak_dbtp=round(peak, 2),
        speakers_lufs=tuple((name, _rounded(lufs)) for name, lufs in by_speaker.items() if lufs is not None),
    )


def _rounded(lufs: float | None) -> float:
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
    """Cores this process may use, at most 4: every segment being encoded takes some 20 MB."""
    available = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    return min(4, len(available))
