"""How long a build will take: what is believed, what is measured, and what is told meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from tts import Content, read
from tts.progress import Progress
from tts.speech import tempo
from tts.speech.tempo import USUAL, Stopwatch, Tempo, finishing_s, note_tempo, speech_s, tempo_of
from tts.store import cache_folder

TALK = "".join(f"{'甲乙'[n % 2]}方：这是第{n}句话，说得不长也不短，刚刚好。\n\n" for n in range(40))


class Clock:
    """A clock that goes as fast as it is told."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def monotonic(self) -> float:
        return self.now_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(tempo, "time", made)
    return made


def built(clock: Clock, pace: float, start_s: float, finish: float) -> list[tuple[float, float]]:
    """A build of a machine that takes `pace` seconds a second of speech: (what was told to be left, what was)."""
    script = read(Content("talk.txt", TALK), settings="engine: tone")
    duration_s, sound_s = 1.2 * speech_s(script), speech_s(script)
    told: list[Progress] = []
    watch = Stopwatch(told.append, script, duration_s)
    lines = [len(line.utterance.text) for line in script.lines()]
    spoken, chars = 0.0, 0
    clock.now_s += start_s
    moments = [clock.now_s]
    watch(Progress("speaking", 0, len(lines), chars_left=sum(lines)))
    for done, length in enumerate(lines, 1):
        share = sound_s * length / sum(lines)
        clock.now_s += share * pace
        spoken, chars = spoken + share, chars + length
        moments.append(clock.now_s)
        watch(Progress("speaking", done, len(lines), 0, spoken, chars, sum(lines) - chars))
    clock.now_s += finishing_s(duration_s) * finish
    watch.finish()
    return [(each.left_s or 0.0, clock.now_s - at) for each, at in zip(told, moments, strict=True)]


def test_what_was_measured_tells_the_next_build(clock: Clock) -> None:
    assert tempo_of("tone") == USUAL["tone"]
    for _ in range(8):
        built(clock, pace=2.0, start_s=0.0, finish=3.0)
    known = tempo_of("tone")
    assert known is not None
    assert known.speaking == pytest.approx(2.0, rel=0.05)
    assert known.finishing == pytest.approx(3.0, rel=0.05)
    script = read(Content("talk.txt", TALK), settings="engine: tone")
    duration_s = 1.2 * speech_s(script)
    real_s = 2.0 * speech_s(script) + 3.0 * finishing_s(duration_s)
    assert known.build_s(speech_s(script), duration_s) == pytest.approx(real_s, rel=0.25)
    for told_s, left_s in built(clock, pace=2.0, start_s=0.0, finish=3.0)[:-1]:
        assert left_s / 1.5 < told_s < left_s * 1.5


def test_what_is_told_is_mended_while_it_is_built(clock: Clock) -> None:
    """A machine a hundred times slower than is believed: halfway through that is known."""
    told = built(clock, pace=2.0, start_s=0.0, finish=1.0)
    told_s, left_s = told[len(told) // 2]
    assert left_s / 1.5 < told_s < left_s * 1.5


def test_the_first_start_is_no_measure_of_later_ones(clock: Clock) -> None:
    built(clock, pace=0.5, start_s=60.0, finish=1.0)
    known = tempo_of("tone")
    assert known is not None
    assert known.start_s == 0.0


def test_of_a_service_nobody_knows_before_it_was_asked() -> None:
    assert tempo_of("edge") is None
    note_tempo("edge", Tempo(0.1, 1.0))
    assert tempo_of("edge") == Tempo(0.1, 1.0)


def test_a_file_that_is_none_is_taken_for_nothing() -> None:
    path = cache_folder() / "tempo" / "tempo.json"
    path.parent.mkdir(parents=True)
    for content in (b"", b"[1]", b'{"tone": {"speaking": "x"}}', b"\xff"):
        path.write_bytes(content)
        assert tempo_of("tone") == USUAL["tone"]
    path.unlink()
    path.mkdir()
    note_tempo("tone", Tempo(1.0, 1.0))
    assert isinstance(path, Path)
