"""What the command line says of its own: plain sentences, with what, where and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import turncast

from cli.test_build import PLAIN, TRANSCRIPT, VOICES
from tts.cli import _report_error
from tts.cli.build import describe_mishearing
from tts.errors import ExitCode
from tts.speech.verify import Mishearing

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "talk.txt").write_text(TRANSCRIPT, encoding="utf-8")
    (tmp_path / "voices.yaml").write_text(PLAIN, encoding="utf-8")
    return tmp_path


def test_a_bug_is_called_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert _report_error(RuntimeError("oops")) == ExitCode.DEFECT
    said = capsys.readouterr().err
    assert "This is a bug in Turncast: RuntimeError: oops." in said
    assert "--debug" in said


def test_what_was_misheard_is_told_with_what_became_of_it() -> None:
    mended = Mishearing("turn 1 (甲)", "你好", "你号", 0.5, mended="slower")
    assert describe_mishearing(mended) == "turn 1 (甲): “你好” was heard as “你号”; spoken again slower, it is right."
    left = Mishearing("turn 1 (甲)", "你好", "你号", 0.5, 0.5)
    assert "turn 1 (甲): “你好” is heard as “你号”, even when spoken again." in describe_mishearing(left)


def test_one_error_of_check_is_one_error(folder: Path) -> None:
    assert turncast("build", "talk.txt", cwd=folder).returncode == 0
    (folder / "audio" / "talk" / "transcript.srt").unlink()
    checked = turncast("check", "audio/talk", cwd=folder)
    assert checked.returncode == ExitCode.BAD_INPUT
    assert "turncast: audio/talk: 1 error found. Each is listed with what to do about it." in checked.stderr


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("voices.yaml", VOICES + "sound: {bitrate: 100}\n", "MP3 cannot have 100 kbit/s. Choose one of "),
        ("voices.yaml", VOICES + "engine: tone\n", "voices.yaml:6: The key `engine` appears twice. Keep one of them."),
        (
            "talk.txt",
            TRANSCRIPT.replace("date:", "episode: two\ndate:"),
            "`episode: two` is not valid in a feed. Write",
        ),
        ("voices.yaml", VOICES + "show: {category: Business > Tea}\n", "`Tea` is not a subcategory of `Business`."),
    ],
)
def test_mistakes_are_told_in_plain_words(folder: Path, file: str, text: str, says: str) -> None:
    (folder / file).write_text(text, encoding="utf-8")
    assert says in turncast("build", "talk.txt", cwd=folder).stderr
