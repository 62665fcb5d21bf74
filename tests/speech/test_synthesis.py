"""Every utterance is spoken whole, once, or the build says which one is not."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tts.audio import Speech
from tts.errors import ConfigError, EngineError, InputError
from tts.progress import Progress
from tts.script.model import Accounting, Chapter, Script, Speaker, Turn, Utterance
from tts.speech.attempt import halves, speak_whole
from tts.speech.cache import Cache
from tts.speech.engine import BadClipError, Request
from tts.speech.engines.tone import Tone
from tts.speech.synthesis import request_for, speak
from tts.voice import Voice

GUEST, HOST, NARRATOR = (Voice("tone", f"zh_{name}") for name in ("bass", "tenor", "alto"))


def script_of(*turns: tuple[str | None, list[str]], opening: tuple[str, ...] = ()) -> Script:
    """A script in which 马云 and 查理 say these utterances."""
    return Script(
        slug="test",
        title="测试",
        date="",
        language="zh",
        source_url="",
        publisher="",
        speakers=(Speaker("马云", "guest", GUEST), Speaker("查理", "interviewer", HOST)),
        narrator=NARRATOR,
        opening=tuple(Utterance(text, 0.3) for text in opening),
        chapters=(Chapter("一", 0),),
        turns=tuple(
            Turn(name, "speech", 0, "".join(texts), tuple(Utterance(text, 0.3) for text in texts))
            for name, texts in turns
        ),
        accounting=Accounting(0, 0),
    )


SCRIPT = script_of(
    (None, ["虎嗅注。"]),
    ("马云", ["互联网是世界的，我们要有个全球的名字。", "我说好。"]),
    ("查理", ["我说好。", "你怎么创造信任？"]),
    ("马云", ["我说好。"]),
    opening=("马云达沃斯访谈。",),
)


class Counting(Tone):
    """Notes every call; `faults` are raised or returned instead of sound, text by text, in order."""

    parallel = 3

    def __init__(self, faults: dict[str, list[Exception | Speech]] | None = None) -> None:
        super().__init__({})
        self.calls: list[Request] = []
        self.faults = faults or {}
        self.flying = self.most_flying = 0
        self.lock = threading.Lock()

    def speak(self, request: Request) -> Speech:
        with self.lock:
            self.calls.append(request)
            self.flying += 1
            self.most_flying = max(self.most_flying, self.flying)
            fault = self.faults[request.text].pop(0) if self.faults.get(request.text) else None
        try:
            if isinstance(fault, Exception):
                raise fault
            return fault or super().speak(request)
        finally:
            with self.lock:
                self.flying -= 1


def sound(seconds: float, value: float = 0.3) -> Speech:
    return Speech(np.full(round(seconds * 24_000), value, np.float32), 24_000)


def test_each_utterance_gets_the_clip_of_its_text_and_voice(tmp_path: Path) -> None:
    spoken = speak(SCRIPT, Tone({}), Cache(tmp_path))
    assert [line for line, _ in spoken.lines] == list(SCRIPT.lines())
    for line, clip in spoken.lines:
        expected = Tone({}).speak(Request(line.utterance.text, "zh", line.voice))
        assert (clip.samples, clip.words) == (len(expected.samples), expected.words)
    assert "".join(word.text for word in spoken.lines[0][1].words) == "马云达沃斯访谈"


def test_equal_utterances_are_spoken_once_and_kept_ones_never_again(tmp_path: Path) -> None:
    engine = Counting()
    first = speak(SCRIPT, engine, Cache(tmp_path))
    assert max(Counter(engine.calls).values()) == 1
    assert len(engine.calls) == 6
    assert speak(SCRIPT, engine, Cache(tmp_path)) == first
    assert len(engine.calls) == 6


def test_the_longest_is_begun_first(tmp_path: Path) -> None:
    engine = Counting()
    speak(SCRIPT, engine, Cache(tmp_path), jobs=1)
    lengths = [len(request.text) for request in engine.calls]
    assert lengths == sorted(lengths, reverse=True)
    assert engine.most_flying == 1


def test_progress_adds_up(tmp_path: Path) -> None:
    speak(script_of(("马云", ["我说好。"])), Tone({}), Cache(tmp_path))
    reports: list[Progress] = []
    spoken = speak(SCRIPT, Tone({}), Cache(tmp_path), report=reports.append)
    assert [report.done for report in reports] == [1, 2, 3, 4, 5, 6]
    assert {(report.cached, report.total, report.chars + report.chars_left) for report in reports} == {
        (1, 6, reports[0].chars_left)
    }
    made = {clip.key: clip.duration_s for _, clip in spoken.lines}
    kept = spoken.lines[3][1]
    assert reports[-1].audio_s == pytest.approx(sum(made.values()) - kept.duration_s)
    assert reports[-1].chars_left == 0


def test_a_damaged_clip_is_made_again(tmp_path: Path) -> None:
    engine = Counting()
    _, clip = speak(SCRIPT, engine, Cache(tmp_path)).lines[2]
    whole = clip.path.read_bytes()
    clip.path.write_bytes(whole[:1000])
    speak(SCRIPT, engine, Cache(tmp_path))
    assert clip.path.read_bytes() == whole
    assert len(engine.calls) == 7
    clip.path.write_bytes(whole[:1000] + b"?" + whole[1001:])
    speak(SCRIPT, engine, Cache(tmp_path), verified=True)
    assert clip.path.read_bytes() == whole


@pytest.mark.parametrize(
    "bad",
    [
        Speech(np.zeros(0, np.float32), 24_000),
        sound(2.0, 0.0),
        sound(2.0, float("nan")),
        sound(0.2),
        sound(60.0),
        BadClipError("The end is missing."),
    ],
    ids=["empty", "silent", "nan", "short", "long", "refused"],
)
def test_a_bad_clip_is_made_again_then_in_two(bad: Exception | Speech) -> None:
    text = "互联网是世界的，我们要有个全球的名字。"
    request = Request(text, "zh", GUEST)
    whole = Tone({}).speak(request)

    again = Counting({text: [bad]})
    assert np.array_equal(speak_whole(again, request).samples, whole.samples)
    assert [call.text for call in again.calls] == [text, text]

    split = Counting({text: [bad, bad]})
    joined = speak_whole(split, request)
    assert [call.text for call in split.calls] == [text, text, "互联网是世界的，", "我们要有个全球的名字。"]
    assert [word.text for word in joined.words] == [word.text for word in whole.words]
    assert [word.start_s for word in joined.words] == sorted(word.start_s for word in joined.words)


class Mute(Tone):
    """Never makes a sound that can be used."""

    def speak(self, request: Request) -> Speech:
        if "行" in request.text:
            return sound(1.0, 0.0)
        return super().speak(request)


def test_what_cannot_be_spoken_is_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    script = script_of(("马云", ["在中国做生意靠关系。"]), ("查理", ["马云，不行的。"]))
    with pytest.raises(EngineError, match=r"turn 2 \(查理\).*马云，不行的。.*silent"):
        speak(script, Mute({}), Cache(tmp_path), jobs=1)
    engine = Counting()
    speak(script, engine, Cache(tmp_path))
    assert [call.text for call in engine.calls] == ["马云，不行的。"]


def test_letters_that_an_engine_would_leave_out_are_refused_before_anything_is_spoken(tmp_path: Path) -> None:
    class Latin(Counting):
        def unsaid(self, request: Request) -> str:
            return "".join(letter for letter in request.text if "а" <= letter <= "я")

    engine = Latin()
    with pytest.raises(InputError, match=r"turn 2 \(马云\).*tone.*“спасибо”"):
        speak(script_of(("查理", ["你好。"]), ("马云", ["спасибо，再见。"])), engine, Cache(tmp_path))
    assert not engine.calls


def test_an_engine_that_gives_up_is_not_asked_again(tmp_path: Path) -> None:
    engine = Counting({"我说好。": [EngineError("No network.", remedy="Plug it in.")]})
    with pytest.raises(EngineError, match=r"No network\. Plug it in\."):
        speak(script_of(("马云", ["我说好。"])), engine, Cache(tmp_path))
    assert len(engine.calls) == 1


def test_a_wrong_lexicon_is_an_error_of_the_configuration_with_its_place(tmp_path: Path) -> None:
    engine = Counting({"我说好。": [ConfigError("`pinyin: xx9` is no pinyin.")]})
    with pytest.raises(ConfigError, match=r"turn 1 \(马云\).*xx9"):
        speak(script_of(("马云", ["我说好。"])), engine, Cache(tmp_path))


def test_what_goes_wrong_inside_another_packages_engine_is_its_own_error(tmp_path: Path) -> None:
    engine = Counting({"我说好。": [ZeroDivisionError("oops")]})
    with pytest.raises(EngineError, match=r"turn 1 \(马云\).*`tone` failed: ZeroDivisionError.*Report it"):
        speak(script_of(("马云", ["我说好。"])), engine, Cache(tmp_path))


def test_interrupting_keeps_what_was_made(tmp_path: Path) -> None:
    def interrupt(progress: Progress) -> None:
        if progress.done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        speak(SCRIPT, Tone({}), Cache(tmp_path), report=interrupt)
    engine = Counting()
    speak(SCRIPT, engine, Cache(tmp_path))
    assert len(engine.calls) == 3


def test_a_text_above_the_engines_limit_is_spoken_whole_in_parts() -> None:
    text = "我们每天完成交易" * 100
    engine = Counting()
    engine.max_chars = 60
    speech = speak_whole(engine, Request(text, "zh", GUEST))
    assert "".join(call.text for call in engine.calls) == text
    assert "".join(word.text for word in speech.words) == text
    assert all(len(call.text) <= 60 for call in engine.calls)


def test_a_part_without_words_leaves_the_sound_of_the_other_as_it_is() -> None:
    class Slow(Counting):
        """Speaks at another rate than silence has, and never more than one character."""

        max_chars = 1

        def speak(self, request: Request) -> Speech:
            return Speech(super().speak(request).samples, 16_000)

    speech = speak_whole(Slow(), Request("…好", "zh", GUEST))
    alone = Tone({}).speak(Request("好", "zh", GUEST)).samples
    assert speech.rate == 16_000
    assert np.array_equal(speech.samples[-len(alone) :], alone)
    assert not speech.samples[: -len(alone)].any()


def test_nothing_to_say_is_a_short_silence_that_no_engine_is_asked_for() -> None:
    engine = Counting()
    speech = speak_whole(engine, Request("……——！", "zh", GUEST))
    assert not engine.calls
    assert 0.0 < speech.duration_s < 0.5
    assert not speech.samples.any()


@given(text=st.text(min_size=2))
def test_halves_give_back_the_text(text: str) -> None:
    first, second = halves(text)
    assert first + second == text
    assert first
    assert second


def test_only_the_lexicon_entries_of_a_text_count() -> None:
    request = request_for(
        Utterance("重庆的银行", 0.0), GUEST, {"重庆": "pinyin: chong2 qing4", "行长": "x", "EWTO": "y"}
    )
    assert request == replace(request, lexicon=(("重庆", "pinyin: chong2 qing4"),))
