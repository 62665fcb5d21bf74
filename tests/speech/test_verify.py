"""Listening back: what is heard wrong is spoken again, and reported when that does not help."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tts.audio import Speech
from tts.errors import EngineError
from tts.script.model import Accounting, Chapter, Script, Turn, Utterance
from tts.speech.cache import Cache
from tts.speech.engines.tone import Tone
from tts.speech.model import Clip, Spoken
from tts.speech.synthesis import speak
from tts.speech.verify import error_rate, verify, whisper
from tts.voice import Voice

TEXTS = ("互联网是世界的，我们要有个全球的名字。", "当时雅虎是最好的名字，我想了很久。")


def spoken_by(engine: Tone, cache: Cache) -> Spoken:
    utterances = tuple(Utterance(text, 0.3) for text in TEXTS)
    turn = Turn(None, "note", 0, "".join(TEXTS), utterances)
    script = Script(
        "a", "A", "", "zh", "", "", (), Voice("tone", "zh_alto"), (), (Chapter("A", 0),), (turn,), Accounting(0, 0)
    )
    return speak(script, engine, cache)


def listener(*answers: str) -> Callable[[Path, str], str]:
    """Hears these texts, one after the other."""
    heard = iter(answers)
    return lambda _path, _language: next(heard)


def test_sound_counts_and_not_the_character() -> None:
    assert error_rate("他在那里。", "她再那里", "zh") == (0.0, 0)
    assert error_rate("我有3个苹果", "我有三个苹果", "zh") == (0.0, 0)
    assert error_rate("我们走吧", "我们", "zh") == (0.5, 2)
    assert error_rate("He said yes.", "he said, yes", "en") == (0.0, 0)


def test_what_is_heard_right_is_left_alone() -> None:
    engine, cache = Tone({}), Cache()
    spoken = spoken_by(engine, cache)
    again, report = verify(spoken, engine, cache, listener(*TEXTS))
    assert (again, report) == (spoken, ())


def test_a_wrong_clip_is_spoken_again_and_its_better_self_kept_for_later_builds() -> None:
    engine, cache = Tone({}), Cache()
    spoken = spoken_by(engine, cache)
    again, (heard,) = verify(spoken, engine, cache, listener("互联网", TEXTS[0], TEXTS[1]))
    assert (heard.text, heard.heard, heard.mended) == (TEXTS[0], "互联网", "in two parts")
    assert heard.place.endswith(", turn 1 (narrator)")
    (_, mended), other = again.lines
    assert mended.samples != spoken.lines[0][1].samples
    assert cache.get(mended.key) == mended
    assert other == spoken.lines[1]


def test_what_nothing_mends_is_reported_and_its_clip_restored() -> None:
    engine, cache = Tone({}), Cache()
    spoken = spoken_by(engine, cache)
    before = [clip.path.read_bytes() for _, clip in spoken.lines]
    again, (heard,) = verify(spoken, engine, cache, listener("互", "互", "互", "互", TEXTS[1]))
    assert not heard.mended
    assert heard.error == heard.left > 0.9
    assert [clip.path.read_bytes() for _, clip in again.lines] == before


def test_takes_that_were_only_tried_never_reach_the_cache() -> None:
    """Other builds, and other machines, take their clips from there."""

    class Watched(Cache):
        def put(self, key: str, speech: Speech) -> Clip:
            puts.append(speech.duration_s)
            return super().put(key, speech)

    puts: list[float] = []
    engine, cache = Tone({}), Watched()
    spoken = spoken_by(engine, cache)
    puts.clear()
    again, _ = verify(spoken, engine, cache, listener("互", "互联", TEXTS[0][:-4], "互", TEXTS[1]))
    assert puts == [pytest.approx(again.lines[0][1].duration_s, abs=1e-4)]


def test_without_a_recogniser_the_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "faster_whisper", None)
    with pytest.raises(EngineError, match=r"turncast\[verify\]"):
        whisper("small")


def test_a_word_of_the_lexicon_may_be_written_as_it_stands() -> None:
    lexicon = (("朝阳", "pinyin: zhao1 yang2"), ("重庆", "/ʧˈʊŋkɪŋ/"))
    assert error_rate("朝阳照着重庆", "朝阳照着重庆", "zh", lexicon) == (0.0, 0)
    assert error_rate("朝阳照着大海", "招扬照着大海", "zh", lexicon[:1]) == (0.0, 0)
