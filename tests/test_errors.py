"""An error carries what others need to know of it, so that nobody has to read its words."""

from __future__ import annotations

import inspect
import pickle
from pathlib import Path

import tts.errors
from tts.config.load import ConfigFile, parse
from tts.errors import ConfigError, ExitCode, Place, TurncastError
from tts.speech.engine import BadClipError
from tts.speech.engines.online import PassingError


def test_the_tree_that_is_drawn_is_the_tree_that_stands() -> None:
    drawn = inspect.getdoc(tts.errors) or ""
    for name, kind in inspect.getmembers(tts.errors, inspect.isclass):
        if issubclass(kind, TurncastError):
            assert f"{name} " in drawn.replace("DamagedClipError", ""), name
            assert f" {int(kind.exit_code)} " in drawn, name
    for kind in (BadClipError, PassingError):
        assert f"{kind.__name__} " in drawn


def test_whoever_knows_the_file_says_where(tmp_path: Path) -> None:
    path = tmp_path / "voices.yaml"
    text = "engine: tone\nshow:\n  title: x\n"
    path.write_text(text, encoding="utf-8")
    file = ConfigFile(parse(text, path), path)
    found = []
    for error in (ConfigError("x", key=("show", "title")), ConfigError("x"), ConfigError("x", place=Place("there", 7))):
        try:
            with file.placing():
                raise error
        except ConfigError as caught:
            found.append(caught.place)
    assert found == [Place(path, 3), None, Place("there", 7)]


def test_an_error_comes_whole_from_another_process() -> None:
    error = PassingError("No.", remedy="Wait.", status=429, retry_after_s=3.0).at(Place("f", 1))
    again = pickle.loads(pickle.dumps(error))
    assert str(again) == "f:1: No. Wait."
    assert (again.status, again.exit_code) == (429, ExitCode.UNAVAILABLE)
