"""A model in the making: stopped at any moment, nothing of it is left, and nobody begins another behind our back."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tts.errors import EngineError
from tts.speech.engines.kokoro import making as module
from tts.speech.engines.kokoro.making import making, stop_making
from tts.store import cache_folder
from tts.workplace import workplace


def left() -> list[Path]:
    """Folders of what is not finished."""
    return [path for path in (cache_folder() / "work").glob("*") if path.is_dir()]


def runs(word: str) -> bool:
    """Whether a process with `word` in its command still runs."""
    told = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    return word in told


def closed() -> None:
    raise EngineError("The engine `kokoro` was closed.")


def test_what_begins_after_the_engine_was_closed_begins_nothing() -> None:
    """The libraries take a second to load: who stops then finds nothing to stop, and it must not begin afterwards."""
    stop_making()
    with pytest.raises(EngineError, match="closed"), making(closed):
        raise AssertionError("it was begun")
    assert not left()


def test_whoever_stops_waits_for_one_that_is_just_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    entered, going_on = threading.Event(), threading.Event()

    @contextmanager
    def slow() -> Iterator[Path]:
        entered.set()
        going_on.wait(30)
        with workplace() as folder:
            yield folder

    monkeypatch.setattr(module, "workplace", slow)
    ended = list[str]()

    def make() -> None:
        try:
            with making():
                ended.append("made")
        except EngineError as error:
            ended.append(error.problem)

    thread = threading.Thread(target=make)
    thread.start()
    assert entered.wait(30)
    threading.Timer(0.3, going_on.set).start()
    stop_making()
    assert not left()
    thread.join()
    assert ended == ["The engine `kokoro` was closed."]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX groups of processes")
def test_what_the_stopped_process_has_started_ends_with_it(tmp_path: Path) -> None:
    child = f"import time; open({str(tmp_path / 'alive')!r}, 'w').close(); time.sleep(60)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    failures = list[EngineError]()

    def make() -> None:
        with pytest.raises(EngineError) as told, making() as mine:
            mine.run([sys.executable, "-c", parent])
        failures.append(told.value)

    thread = threading.Thread(target=make)
    thread.start()
    while not (tmp_path / "alive").exists():
        time.sleep(0.01)
    stop_making()
    thread.join(30)
    assert failures
    assert not left()
    deadline_s = time.monotonic() + 30
    while runs(str(tmp_path / "alive")):
        assert time.monotonic() < deadline_s, "it runs on"
        time.sleep(0.05)
