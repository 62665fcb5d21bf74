"""Episodes to look at and listen to: a script of the project's own, over a tone for each chapter."""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
from doubles.editions import RATE, write_mp3

from tts.config.load import load
from tts.config.schema import POOL, Config
from tts.master.model import ChapterMark, Cue, Loudness, Mastered
from tts.script import load_script
from tts.script.model import Script
from tts.show.edition import Edition
from tts.show.episode import write
from tts.show.model import EngineRecord, Episode
from tts.show.record import read
from tts.show.site import refresh

ROOT = Path(__file__).parent.parent.parent.parent
DAVOS = ROOT / "seeds" / "000_8d8e673a960d8607.txt"
KEEPER = ROOT / "seeds" / "the-last-keeper.md"
FIRST_HZ, STEP_HZ = 400.0, 150.0
"""Chapter n sounds at `FIRST_HZ + n * STEP_HZ`: what is heard tells where it is."""
VOICES = {name: "zh-CN" if name[0] == "z" else "en-US" for name in POOL["kokoro"]}


def config() -> Config:
    return load(ROOT / "voices.yaml")


def script(source: Path) -> Script:
    return load_script(source, config(), engine="kokoro", voices=VOICES)


def master(path: Path, script: Script, char_s: float) -> Mastered:
    """`script` "spoken" at `char_s` seconds a character, its pauses shortened as 0.22 s, a real voice's, would be."""
    squeeze = min(1.0, char_s / 0.22)
    cues: list[Cue] = []
    turns: list[tuple[float, float]] = []
    clock = 0.3 * squeeze
    for number, (speaker, utterances) in enumerate(
        [(None, script.opening), *((turn.speaker, turn.utterances) for turn in script.turns)], start=-1
    ):
        start = clock
        for utterance in utterances:
            end = clock + char_s * len(utterance.text)
            cues.append(Cue(clock, end, speaker, utterance.text, number if number >= 0 else None))
            clock = end + utterance.pause_after_s * squeeze
        if number >= 0:
            turns.append((start, cues[-1].end_s))
    starts = [0.0, *(turns[chapter.first_turn][0] - 0.1 * squeeze for chapter in script.chapters[1:])]
    marks = tuple(
        ChapterMark(c.title, s, e) for c, s, e in zip(script.chapters, starts, [*starts[1:], clock], strict=True)
    )
    _tones(path, marks)
    return Mastered(path, clock, tuple(cues), marks, tuple(turns), Loudness(-16.0, -1.5, (("", -16.0),)))


def _tones(path: Path, marks: tuple[ChapterMark, ...]) -> None:
    times = np.arange(int(marks[-1].end_s * RATE)) / RATE
    chapter = np.searchsorted([mark.start_s for mark in marks], times, side="right") - 1
    samples = (0.2 * np.sin(2 * np.pi * (FIRST_HZ + STEP_HZ * chapter) * times)).astype(np.float32)
    write_mp3(path, samples, 64_000)


def publish(scripts: list[Script], site: Path, char_s: float, base_url: str = "") -> tuple[Episode, ...]:
    """Build a whole site from `scripts`, as the pipeline does."""
    settings = config()
    settings = msgspec.structs.replace(settings, show=msgspec.structs.replace(settings.show, base_url=base_url))
    folders = []
    for one in scripts:
        sound = master(site.parent / f"{one.slug}.mp3", one, char_s)
        edition = Edition(sound, one, "", settings, EngineRecord("tone", "tone 1"))
        folders.append(write(edition, site, lambda _path, _tags: None))
    refresh(site, settings.show)
    return tuple(read(folder) for folder in folders)
