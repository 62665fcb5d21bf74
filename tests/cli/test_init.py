"""`turncast init`: a commented voices.yaml from options or answers, in the user's language, that a build takes."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from command import ROOT, turncast

from tts.config.starter import Answers, first_settings
from tts.errors import ExitCode
from tts.language import LANGUAGES
from tts.library.settings import load_settings

TOLD = ("--title", '深谈 "一": #2', "--author", "编辑部", "--language", "zh-CN", "--email", "a@example.org")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_commented_line_is_right_when_it_is_used(language: str) -> None:
    text = first_settings(Answers("A: b", language="en-GB"), language)
    assert load_settings(text).config.show.title == "A: b"
    config = load_settings(re.sub(r"^(\s*)#(?! \S)", r"\1", text, flags=re.MULTILINE)).config
    assert config.cast
    assert config.narrator.same_as in config.cast
    assert config.lexicon
    assert config.show.base_url
    assert ("订阅源" in text) == (language == "zh")


def test_options_are_written_and_built_with(tmp_path: Path) -> None:
    done = turncast("init", *TOLD, cwd=tmp_path)
    assert (done.returncode, "voices.yaml" in done.stdout) == (0, True), done.stderr
    show = yaml.safe_load((tmp_path / "voices.yaml").read_text(encoding="utf-8"))["show"]
    assert show == {
        "title": '深谈 "一": #2', "author": "编辑部", "language": "zh-CN", "email": "a@example.org", "cover": ""
    }  # fmt: skip
    again = turncast("init", *TOLD, cwd=tmp_path)
    assert (again.returncode, "Edit it" in again.stderr) == (ExitCode.CANNOT_WRITE, True)


def test_the_comments_are_in_the_users_language(tmp_path: Path) -> None:
    turncast("init", *TOLD, cwd=tmp_path, environment=dict(os.environ) | {"TURNCAST_LANG": "zh"})
    assert "# 你的节目" in (tmp_path / "voices.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ((), "--title"),
        (("--title", "x", "--language", "Chinese, please"), "zh-CN"),
        (("--title", "x", "--email", "nobody"), "talks@example.org"),
        (("--title", "x", "--cover", "gone.png"), "gone.png"),
        (("--title", "x", "--out", "no/such/voices.yaml"), "no/such"),
    ],
)
def test_an_answer_that_no_show_can_have_is_refused(tmp_path: Path, options: tuple[str, ...], says: str) -> None:
    done = turncast("init", *options, cwd=tmp_path)
    assert done.returncode in (ExitCode.USAGE, ExitCode.CANNOT_WRITE)
    assert says in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="a terminal of its own")
def test_it_asks_where_somebody_is_there_and_asks_again_for_no_answer(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    try:
        os.write(ours, b"\nDeep Talk\nnot a language\nen-GB\nnobody\n\ngone.png\n\n")
        done = subprocess.run(
            [sys.executable, "-m", "tts", "init", "--author", "A desk"],
            stdin=theirs, capture_output=True, text=True, cwd=tmp_path, timeout=60, check=False,
            env=os.environ | {"PYTHONPATH": str(ROOT), "TURNCAST_LANG": "en"},
        )  # fmt: skip
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == 0, done.stderr
    show = yaml.safe_load((tmp_path / "voices.yaml").read_text(encoding="utf-8"))["show"]
    assert (show["title"], show["author"], show["language"]) == ("Deep Talk", "A desk", "en-GB")
    assert (show["email"], show["cover"]) == ("", "")
    for told in ("needs a name", "not a language tag", "not an email address", "gone.png", "[en-US]"):
        assert told in done.stderr, told
    assert "Who makes it" not in done.stderr, "an option has answered"
