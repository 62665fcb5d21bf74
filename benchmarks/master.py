"""`python -m benchmarks.master [MINUTES…]`: the master stage against bare LAME and against pydub's join-and-export.

Clips come from the tone engine. Each row is a process of its own, so that its peak memory is its own: mastering with
nothing kept, mastering again, bare LAME on as many samples, pydub joining the same clips and exporting WAV or MP3 (for
which it needs an `ffmpeg`). pydub copies everything on every append; `two by two` is the kindest way to join with it.
`--only NAME` runs the rows that begin so.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from tts.config.schema import Sound
from tts.script.model import Accounting, Chapter, Script, Speaker, Turn, Utterance
from tts.speech.model import Clip, Spoken
from tts.voice import Voice

_TEXT = "互联网是世界的，我们要有个全球的名字，每天都在发生的事情，今天中国和世界都知道。"
_PER_TURN = 6
_TURNS_PER_CHAPTER = 20
_APPENDING_LIMIT_MIN = 60
"""What appending clip by clip takes grows with the square of the length: ten hours would take most of one."""


def clips(folder: Path) -> list[Clip]:
    """Forty different clips of two voices, in the clip cache's own format."""
    from tts.speech.cache import Cache
    from tts.speech.engine import Request
    from tts.speech.engines.tone import Tone

    cache, engine = Cache(folder / "clips"), Tone({})
    made = []
    for number in range(40):
        voice = Voice("tone", ("zh_bass", "zh_alto")[number // _PER_TURN % 2])
        text = _TEXT[number % 7 :] + str(number)
        made.append(cache.put(f"{number:064}", engine.speak(Request(text, "zh", voice))))
    return made


def interview(made: list[Clip], minutes: float) -> Spoken:
    """Two voices in turn for `minutes`; no two clips have the same key, so that nothing is found that was not made."""
    utterance_s = sum(clip.duration_s for clip in made) / len(made) + 0.2
    total = round(minutes * 60 / utterance_s)
    speakers = (Speaker("甲", "", Voice("tone", "a")), Speaker("乙", "", Voice("tone", "b")))
    turns, spoken = [], list[Clip]()
    for index in range(total // _PER_TURN):
        spoken += [_twin(made[(index * _PER_TURN + n) % len(made)], index, n) for n in range(_PER_TURN)]
        utterances = tuple(Utterance(_TEXT, 0.7 if n == _PER_TURN - 1 else 0.35) for n in range(_PER_TURN))
        turns.append(Turn(speakers[index % 2].name, "speech", index // _TURNS_PER_CHAPTER, "", utterances))
    chapters = tuple(Chapter(str(n), n * _TURNS_PER_CHAPTER) for n in range(-(-len(turns) // _TURNS_PER_CHAPTER)))
    script = Script(
        "t", "t", "", "zh", "", "", speakers, Voice("tone", "c"), (), chapters, tuple(turns), Accounting(0, 0)
    )
    return Spoken(script, tuple(zip(script.lines(), spoken, strict=True)))


def _twin(clip: Clip, *name: int) -> Clip:
    """The same sound under another key."""
    twin = replace(clip, digest=hashlib.sha256(repr(name).encode()).digest())
    if not twin.path.exists():
        twin.path.parent.mkdir(parents=True, exist_ok=True)
        os.link(clip.path, twin.path)
    return twin


def mastering(folder: Path, minutes: float) -> float:
    """Seconds of audio made."""
    from tts.master.episode import master
    from tts.master.kept import SEGMENTS
    from tts.store import Store

    spoken = interview(clips(folder), minutes)
    store = Store(SEGMENTS, folder / f"store-{minutes:g}")
    return master(spoken, Sound(), folder / "out.mp3", store=store).duration_s


def lame(_folder: Path, minutes: float) -> float:
    """LAME alone, one thread, second by second, at the same settings."""
    import lameenc

    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(96)
    encoder.set_channels(1)
    encoder.set_in_sample_rate(44_100)
    encoder.set_out_sample_rate(44_100)
    encoder.set_quality(3)
    time_s = np.arange(44_100) / 44_100
    second = (8000 * np.sin(2 * np.pi * 150 * time_s) * (1 + np.sin(2 * np.pi * 4 * time_s))).astype("<i2")
    noise = np.random.default_rng(1).integers(-600, 600, 44_100).astype("<i2")
    for _ in range(round(minutes * 60)):
        encoder.encode(second + noise)
    encoder.flush()
    return minutes * 60


def segments(folder: Path, minutes: float) -> Iterator[Any]:
    """Every clip and its pause."""
    from tts.master.quiet_pydub import AudioSegment

    for _, clip in interview(clips(folder), minutes).lines:
        yield AudioSegment.from_wav(str(clip.path)) + AudioSegment.silent(350, 24_000)


def appended(folder: Path, minutes: float) -> Any:
    """What the peers do."""
    from tts.master.quiet_pydub import AudioSegment

    whole = AudioSegment.empty()
    for segment in segments(folder, minutes):
        whole += segment
    return whole


def two_by_two(folder: Path, minutes: float) -> Any:
    """Neighbours joined, then their neighbours: every sample is copied a dozen times, not thousands of times."""
    row = list(segments(folder, minutes))
    while len(row) > 1:
        row = [sum(row[n + 1 : n + 2], row[n]) for n in range(0, len(row), 2)]
    return row[0]


def exported(join: Callable[[Path, float], Any], form: str, folder: Path, minutes: float) -> float:
    """Seconds of audio. Peaks are not limited and loudness is not measured: it only joins."""
    whole = join(folder, minutes)
    settings = {"bitrate": "96k"} if form == "mp3" else {}
    whole.set_frame_rate(44_100).export(str(folder / f"out.{form}"), format=form, **settings)
    return float(whole.duration_seconds)


WORK: dict[str, Callable[[Path, float], float]] = {
    "master, nothing kept": mastering,
    "master, again": mastering,
    "LAME alone": lame,
    "pydub, WAV": partial(exported, appended, "wav"),
    "pydub, MP3": partial(exported, appended, "mp3"),
    "two by two, pydub, WAV": partial(exported, two_by_two, "wav"),
    "two by two, pydub, MP3": partial(exported, two_by_two, "mp3"),
}


def rows(minutes: float, folder: Path, only: str) -> Iterator[tuple[str, float, float, float, float]]:
    """(what, seconds of audio, wall seconds, CPU seconds, peak MB), each from a process of its own."""
    for name in WORK:
        if not name.startswith(only) or (name.startswith("pydub") and minutes > _APPENDING_LIMIT_MIN):
            continue
        command = [sys.executable, "-m", "benchmarks.master", "--one", name, str(minutes), str(folder)]
        yield (name, *json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def one(name: str, minutes: float, folder: Path) -> None:
    """Do one row's work and print its figures."""
    clips(folder)
    start, cpu = time.perf_counter(), time.process_time()
    audio_s = WORK[name](folder, minutes)
    wall_s, cpu_s = time.perf_counter() - start, time.process_time() - cpu
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps([audio_s, wall_s, cpu_s + children.ru_utime + children.ru_stime, own.ru_maxrss / 1024]))


def main(lengths: list[float], only: str) -> None:
    """Print a table."""
    print(f"{'minutes':>8}  {'what':<24}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'CPU s/min':>11}")
    with tempfile.TemporaryDirectory() as folder:
        for minutes in lengths:
            for name, audio_s, wall_s, cpu_s, peak_mb in rows(minutes, Path(folder), only):
                per_min = cpu_s / audio_s * 60
                print(f"{minutes:8g}  {name:<24}{wall_s:9.2f}{cpu_s:9.2f}{peak_mb:9.0f}{per_min:11.3f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], float(sys.argv[3]), Path(sys.argv[4]))
    else:
        parser = argparse.ArgumentParser(description=__doc__)
        parser.add_argument("minutes", nargs="*", type=float, default=[10.0, 60.0])
        parser.add_argument("--only", default="")
        arguments = parser.parse_args()
        main(arguments.minutes, arguments.only)
