"""What engines with a network behind them share."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import table

from tts.audio import Speech, Word
from tts.errors import EngineError
from tts.speech.engine import BadClipError
from tts.speech.engines.edge.answer import check_agreement, check_boundaries, check_ended, hole_in
from tts.speech.engines.online import (
    MOST_PARALLEL,
    Courier,
    NetworkSettings,
    PassingError,
    is_loopback,
    retry_after_s,
    without_password,
)

WORDS = ("互联网", "是", "世界", "的", "WTO", "6000", "万", "名字")
TEXT = "互联网是世界的，WTO：6000万（名字）。"


def timed(*texts: str) -> tuple[Word, ...]:
    return tuple(Word(text, float(at), at + 0.8) for at, text in enumerate(texts))


def hummed(words: tuple[Word, ...], duration_s: float) -> Speech:
    """Sound within each of `words`, silence between them."""
    samples = np.zeros(round(duration_s * 24_000), np.float32)
    for word in words:
        at, end = round(word.start_s * 24_000), min(len(samples), round(word.end_s * 24_000))
        samples[at:end] = 0.3 * np.sin(np.arange(max(0, end - at)) / 20)
    return Speech(samples, 24_000, words)


def test_boundaries_to_the_end_are_a_whole_answer() -> None:
    check_boundaries(TEXT, timed(*WORDS))
    check_agreement(TEXT, hummed(timed(*WORDS), 8.0))
    assert not hole_in(hummed(timed(*WORDS), 8.0))


@given(left=st.sets(st.integers(0, len(WORDS) - 1), min_size=1).filter(lambda left: left & {0, 2, 4, 5, 7}))
def test_boundaries_that_leave_out_a_word_are_not(left: set[int]) -> None:
    """Wherever it stood: at the beginning, in the middle, at the end. One letter may be a sign that is not repeated."""
    with pytest.raises(BadClipError, match="is missing"):
        check_boundaries(TEXT, timed(*(word for at, word in enumerate(WORDS) if at not in left)))


@given(order=st.permutations(WORDS))
def test_only_the_texts_own_order_is_the_text(order: list[str]) -> None:
    if order == list(WORDS):
        check_boundaries(TEXT, timed(*order))
    else:
        with pytest.raises(BadClipError):
            check_boundaries(TEXT, timed(*order))


def test_what_is_not_in_the_text_is_not_the_text() -> None:
    for other in ((*WORDS, *WORDS), (*WORDS, "再见"), ("你好", *WORDS)):
        with pytest.raises(BadClipError, match="not in the text"):
            check_boundaries(TEXT, timed(*other))


@table(
    ("what", "shift_s", "extra_s", "says"),
    [
        ("sound that stops before its last word", 0.0, -0.9, "its last word"),
        ("sound that begins late", 0.25, 0.25, "its first word"),
        ("a hole before the first word", -0.24, 0.0, "its first word"),
        ("a voice that goes on", 0.0, 1.0, "its last word"),
    ],
)
def test_sound_and_words_agree(what: str, shift_s: float, extra_s: float, says: str) -> None:
    words = tuple(Word(word.text, word.start_s + 0.5, word.end_s + 0.5) for word in timed(*WORDS))
    heard = tuple(Word(word.text, word.start_s + shift_s, word.end_s + shift_s) for word in words)
    end_s = words[-1].end_s
    more = (Word("x", end_s + 0.1, end_s + extra_s),) if extra_s > 0.5 else ()
    sound = hummed((*heard, *more), end_s + extra_s)
    with pytest.raises(BadClipError, match=says):
        check_agreement(TEXT, Speech(sound.samples, sound.rate, words))


@given(at=st.integers(0, len(WORDS) - 1), into_s=st.floats(0.0, 0.5))
def test_a_hole_in_a_word_is_heard(at: int, into_s: float) -> None:
    speech = hummed(timed(*WORDS), 8.0)
    start = round((at + into_s) * 24_000)
    speech.samples[start : start + round(0.24 * 24_000)] = 0.0
    assert "hole" in hole_in(speech)


@given(text=st.text(min_size=1), width=st.integers(1, 4))
def test_a_service_that_repeats_the_text_is_believed(text: str, width: int) -> None:
    """Whatever it may be cut into, and whatever punctuation is left out of it."""
    check_boundaries(text, timed(*(text[at : at + width] for at in range(0, len(text), width))))


def test_bytes_without_the_services_word_that_it_is_done_are_not_an_answer() -> None:
    check_ended({"cumulative_audio_bytes": 144}, 144)
    with pytest.raises(BadClipError):
        check_ended({"cumulative_audio_bytes": 0}, 144)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0.0),
        (None, 0.0),
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": "soon"}, 0.0),
        ({"Retry-After": "-3"}, 0.0),
        ({"Retry-After": "Fri, 02 Jan 2026 10:00:30 GMT", "Date": "Fri, 02 Jan 2026 10:00:00 GMT"}, 30.0),
        ({"Retry-After": "Fri, 02 Jan 2026 09:00:00 GMT", "Date": "Fri, 02 Jan 2026 10:00:00 GMT"}, 0.0),
        ({"Retry-After": "Fri, 02 Jan 2026 10:00:30 GMT"}, 0.0),
    ],
)
def test_what_a_server_asks_for(headers: dict[str, str] | None, seconds: float) -> None:
    assert retry_after_s(headers) == seconds


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("ws://127.0.0.1:8080/x", True),
        ("ws://127.8.8.8", True),
        ("ws://[::1]:80", True),
        ("ws://localhost", True),
        ("ws://localhost.example.org", False),
        ("ws://127.0.0.1.example.org", False),
        ("ws://127.0.0.1@example.org", False),
        ("ws://192.168.0.1", False),
        ("ws://0.0.0.0", False),
    ],
)
def test_this_machine(url: str, here: bool) -> None:
    assert is_loopback(url) is here


def test_urls_are_shown_without_secrets() -> None:
    assert without_password("https://me:secret@host:81/path?key=secret#secret") == "https://host:81/path"


def test_no_more_than_a_few_calls_are_ever_in_flight() -> None:
    flying = most = 0

    async def call() -> None:
        nonlocal flying, most
        flying += 1
        most = max(most, flying)
        await asyncio.sleep(0.01)
        flying -= 1

    courier = Courier("test", NetworkSettings())
    with ThreadPoolExecutor(50) as pool:
        list(pool.map(lambda _: courier.carry(call), range(100)))
    courier.close()
    assert most == MOST_PARALLEL


def test_patience_ends_after_so_many_attempts_with_the_error_meant() -> None:
    calls = 0

    async def call() -> None:
        nonlocal calls
        calls += 1
        raise PassingError("Not now.", remedy="Later.", final=BadClipError)

    courier = Courier("test", NetworkSettings(attempts=3, first_wait=0.0))
    with pytest.raises(BadClipError, match=r"Not now\. \(Tried 3 times\.\) Later\."):
        courier.carry(call)
    courier.close()
    assert calls == 3


def test_a_defect_is_not_tried_again() -> None:
    calls = 0

    async def call() -> None:
        nonlocal calls
        calls += 1
        raise ZeroDivisionError

    courier = Courier("test", NetworkSettings())
    with pytest.raises(ZeroDivisionError):
        courier.carry(call)
    courier.close()
    assert calls == 1


def test_closing_leaves_no_thread_and_no_caller_waiting() -> None:
    before = set(threading.enumerate())  # of other tests some may just be ending
    courier = Courier("test", NetworkSettings())
    started = threading.Event()

    async def call() -> None:
        started.set()
        await asyncio.sleep(3600)

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(courier.carry, call)
        started.wait(120)
        courier.close()
        with pytest.raises(EngineError, match="closed"):
            waiting.result(10)
    for thread in threading.enumerate():
        if thread.name == "test":
            thread.join(120)
    assert set(threading.enumerate()) <= before
