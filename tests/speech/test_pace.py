"""The clips of a voice that speaks well pass; half a clip, and twice a clip, does not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import table

from tts.audio import Speech
from tts.speech.attempt import speak_whole
from tts.speech.engine import BadClipError, Request
from tts.speech.engines.tone import Tone
from tts.speech.pace import bounds_s, check, syllables, with_lexicon
from tts.voice import Voice

# Seconds as Kokoro spoke them.
SPOKEN = [
    ("好。", 1.62),
    ("我说好。", 2.05),
    ("互联网是世界的，我们要有个全球的名字。", 4.45),
    ("但是因为电子商务，我们每天完成6000万笔交易，2015年WTO。", 6.33),
]


def speech(seconds: float) -> Speech:
    return Speech(np.full(round(seconds * 24_000), 0.3, np.float32), 24_000)


def request_for(text: str, speed: float = 1.0) -> Request:
    return Request(text, "zh", Voice("tone", "zh_alto", speed))


@table(("text", "seconds"), SPOKEN)
@table("speed", [0.5, 1.0, 2.0])
def test_what_was_spoken_well_passes(text: str, seconds: float, speed: float) -> None:
    check(speech(seconds / speed), request_for(text, speed))


@table(("text", "seconds"), SPOKEN[2:])
def test_a_third_of_it_and_four_times_as_much_does_not(text: str, seconds: float) -> None:
    for wrong in (seconds / 3, seconds * 4):
        with pytest.raises(BadClipError, match="this text should take"):
            check(speech(wrong), request_for(text))


def test_a_spelled_number_or_initialism_may_take_long() -> None:
    assert bounds_s(request_for("13800138000"))[1] > 11 * 0.5
    assert bounds_s(request_for("EWTO"))[1] > 4 * 0.5


@table(
    ("how", "seconds"), [("CR", 0.9), ("pinyin: a1 li3", 0.8), ("/ˈrɒkɪˈfɛlə/", 1.0), ("the honourable gentleman", 2.4)]
)
def test_a_word_may_take_as_long_as_the_lexicon_says_it(how: str, seconds: float) -> None:
    word = "Rockefeller-Rothschild-Vanderbilt-Carnegie"
    plain = request_for(word)
    assert bounds_s(plain)[0] > 1.5
    least, most = bounds_s(replace(plain, lexicon=((word, how),)))
    assert least <= seconds <= most


def test_a_sign_with_a_word_in_the_lexicon_is_said() -> None:
    request = replace(request_for("→"), lexicon=(("→", "变成"),))
    assert syllables(with_lexicon(request)) == 2.0
    assert speak_whole(Tone({}), request).duration_s > 0.2


@given(text=st.text(), more=st.text())
def test_more_text_never_sounds_shorter(text: str, more: str) -> None:
    assert syllables(text + more) >= syllables(text) >= 0.0
    least, most = bounds_s(request_for(text))
    assert 0.0 <= least < most
    assert bounds_s(request_for(text + more))[1] >= most


@given(text=st.text(alphabet="，。！？…—“”《》、；： \n\t·~*_-()（）[]"))
def test_punctuation_is_not_said(text: str) -> None:
    assert syllables(text) == 0.0
