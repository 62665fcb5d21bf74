"""An edition of our own making: a short conversation whose sound is a hum at the right loudness."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np

from tts.audio import Samples
from tts.config.schema import Config, Show
from tts.master.model import ChapterMark, Cue, Loudness, Mastered
from tts.notice import aim_s
from tts.script.model import Accounting, Chapter, Kind, Script, Speaker, Turn, Unspoken, Utterance
from tts.show.check.sound import measure
from tts.show.edition import Edition
from tts.show.model import EngineRecord
from tts.voice import Voice

RATE = 44100
SECONDS = 24.0
TEXTS: tuple[tuple[str | None, Kind, str], ...] = (
    (None, "note", "编者按：两位研究海洋的人谈潮汐，以及为什么月亮总是准时。"),
    ("林海", "speech", "潮水从来不迟到，它比火车准时得多。我在岛上住了三十年，还没有见过一次例外！"),
    ("Ada Moss", "speech", "How do you measure that? With <nothing> but a stick & a notebook, you said."),
    (None, "heading", "月亮的账本"),
    ("林海", "speech", "一根竹竿，一个本子。1998年起，每天记两次，一共记了20000多条。"),
    ("Ada Moss", "speech", "And the notebook itself, is it still there?"),
    (None, "heading", "海会记得"),
    ("林海", "speech", "在。最旧的那一本被海水泡过，可是字都还在。"),
)


def hum(path: Path, seconds: float = SECONDS) -> Loudness:
    """Write a mono CBR MP3 that measures about -16 LUFS; return what it measures."""
    times = np.arange(int(seconds * RATE)) / RATE
    samples = (0.2554 * np.sin(2 * np.pi * 440 * times)).astype(np.float32)
    write_mp3(path, samples, 96_000)
    found = measure(path)
    voices = (("", -16.0), ("林海", -16.0), ("Ada Moss", -16.0))
    return Loudness(found.integrated_lufs, found.true_peak_dbtp, voices)


def write_mp3(path: Path, samples: Samples, bit_rate: int) -> None:
    """`samples` at `RATE`, without the tag that FFmpeg would begin with: what is mastered has none."""
    with av.open(str(path), "w", format="mp3", options={"id3v2_version": "0"}) as container:
        stream = container.add_stream("libmp3lame", rate=RATE, layout="mono")
        stream.bit_rate = bit_rate
        for start in range(0, len(samples), 1152):
            frame = av.AudioFrame.from_ndarray(samples[None, start : start + 1152], format="fltp", layout="mono")
            frame.rate = RATE
            frame.pts = start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def conversation() -> Script:
    """Two speakers and a narrator, three chapters, Chinese and English."""
    chapters = (Chapter("开场", 0), Chapter("月亮的账本", 3), Chapter("海会记得", 6))
    of = [sum(turn >= chapter.first_turn for chapter in chapters) - 1 for turn in range(len(TEXTS))]
    turns = tuple(
        Turn(speaker, kind, of[number], text, (Utterance(text, 0.5),), line=number + 3)
        for number, (speaker, kind, text) in enumerate(TEXTS)
    )
    spoken = sum(len(turn.text) for turn in turns)
    return Script(
        slug="tides",
        title="潮汐：两个人和一根竹竿",
        date="2024-05-06",
        language="zh",
        source_url="https://example.org/tides",
        publisher="海岸",
        speakers=(
            Speaker("林海", "guest", Voice("tone", "low")),
            Speaker("Ada Moss", "interviewer", Voice("tone", "high")),
        ),
        narrator=Voice("tone", "middle"),
        opening=(
            Utterance("潮汐：两个人和一根竹竿。", 0.2),
            Utterance("本期声音由人工智能合成。", 1.0, notice=True),
        ),
        chapters=chapters,
        turns=turns,
        accounting=Accounting(spoken + 9, spoken, (Unspoken(1, "front: yes"[:9], "front matter"),)),
        disclosure="本期声音由人工智能合成。",
        front_matter=(("title", "潮汐：两个人和一根竹竿"), ("season", "2"), ("episode", "7")),
    )


def mastered(path: Path, script: Script, seconds: float = SECONDS) -> Mastered:
    """`script` over a hum: the title, the notice at its pace, then every turn with an equal share of the rest, half a
    second apart."""
    title, notice = script.opening
    opening = [(0.0, 0.8), (1.0, 1.0 + aim_s(notice.text, "zh"))]
    begin = opening[1][1] + 0.5
    share = (seconds - begin) / len(script.turns)
    spans = [(round(begin + share * n, 4), round(begin + share * (n + 1) - 0.5, 4)) for n in range(len(script.turns))]
    cues = [Cue(*span, None, said.text, None) for span, said in zip(opening, (title, notice), strict=True)]
    cues += [Cue(*spans[n], turn.speaker, turn.text, n) for n, turn in enumerate(script.turns)]
    starts = [0.0, *(spans[chapter.first_turn][0] - 0.2 for chapter in script.chapters[1:])]
    marks = [
        ChapterMark(c.title, s, e) for c, s, e in zip(script.chapters, starts, [*starts[1:], seconds], strict=True)
    ]
    return Mastered(path, seconds, tuple(cues), tuple(marks), tuple(spans), hum(path, seconds))


def edition_of(made: Mastered) -> Edition:
    """Everything the episode of the conversation is made from."""
    show = Show(title="海边谈话", author="Turncast", description="关于海的谈话。", email="sea@example.org")
    return Edition(made, conversation(), "title: 潮汐\n", Config(show=show), EngineRecord("tone", "tone 1"))
