"""What a shell and `man` get: completion of commands and options, and a page with everything in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import ROOT, turncast

from tts.cli.commands import COMMANDS
from tts.errors import ExitCode


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("turncast bu", ["build"]), ("turncast script --expl", ["--explain"]), ("turncast episode --o", ["--out"]),
    ],
)  # fmt: skip
@pytest.mark.slow
def test_bash_is_told_what_could_stand_there(tmp_path: Path, line: str, offered: list[str]) -> None:
    words = line.split(" ")
    environment = os.environ | {
        "PYTHONPATH": str(ROOT), "_TURNCAST_COMPLETE": "complete_bash", "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }  # fmt: skip
    told = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv = ['turncast']; from tts.cli import main; main()"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.stdout.split() == offered, told.stderr


def test_each_shell_has_a_script_that_asks(tmp_path: Path) -> None:
    for shell in ("bash", "zsh", "fish", "powershell"):
        told = turncast("completion", shell, cwd=tmp_path)
        assert told.returncode == 0, told.stderr
        assert "_TURNCAST_COMPLETE" in told.stdout
    if shutil.which("bash"):
        script = turncast("completion", "bash", cwd=tmp_path).stdout
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)
    refused = turncast("completion", "csh", cwd=tmp_path)
    assert (refused.returncode, "Did you mean" in refused.stderr or "There are" in refused.stderr) == (2, True)


def test_the_man_page_names_every_command_and_groff_takes_it(tmp_path: Path) -> None:
    page = turncast("manual", cwd=tmp_path).stdout
    for name in COMMANDS:
        assert f'.SS "turncast {name}' in page, name
    for code in ExitCode:
        assert f".B {int(code)}\n" in page
    assert "\\-\\-explain" in page
    if shutil.which("groff"):
        shown = subprocess.run(
            ["groff", "-man", "-Tutf8", "-ww", "-Kutf8"], input=page, capture_output=True, text=True, check=True
        )
        assert shown.stderr == ""
        assert "what was spoken" in shown.stdout
