"""Text of the user is printed as it is: nothing in it is mark-up, whichever command shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command import turncast
from rich._emoji_codes import EMOJI
from rich.table import Table

from cli.test_build import VOICES
from tts.cli.output import console

TRICKY = "比分3:x:1 [bold]粗[/bold]"
TRANSCRIPT = f"""---
title: {TRICKY}
date: 2024-03-01
---
## 一 {TRICKY}

安娜：{TRICKY}，你看了吗？

博明：我看了。

## 二 [red]:+1:

安娜：好看吗？

博明：好看。
"""


def test_no_code_of_an_emoji_and_no_style_is_taken_for_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [*(f"3:{code}:1" for code in EMOJI), "[bold]", "[/]", "[red]粗[/red]", "[link=https://x.example]", "\\[b]"]
    monkeypatch.setenv("COLUMNS", "200")
    table = Table(box=None, show_header=False)
    for text in texts:
        table.add_row(text)
    for stderr in (False, True):
        console(stderr=stderr).print(table, *texts, sep="\n", soft_wrap=True)
    for shown in capsys.readouterr():
        lines = [line.strip() for line in shown.splitlines()]
        assert lines == [*texts, *texts]


@pytest.mark.slow
def test_commands_show_titles_chapters_and_words_as_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    (tmp_path / "talk.txt").write_text(TRANSCRIPT, encoding="utf-8")
    (tmp_path / "voices.yaml").write_text(VOICES, encoding="utf-8")
    odd = tmp_path / "3:x:1 [bold].yaml"
    odd.write_text(VOICES, encoding="utf-8")
    script = turncast("script", "talk.txt", cwd=tmp_path)
    assert [script.stdout.count(text) for text in (TRICKY, "二 [red]:+1:")] == [3, 1], script
    built = turncast("build", "talk.txt", cwd=tmp_path)
    assert [built.stdout.count(text) for text in (TRICKY, "二 [red]:+1:")] == [2, 1], built
    told = turncast("doctor", "--offline", "--cast", odd.name, cwd=tmp_path)
    assert odd.name in told.stdout, told


def test_commands_print_through_the_one_console() -> None:
    """rich's own console reads mark-up and emoji codes in whatever it is given."""
    commands = Path(__file__).parent.parent.parent / "tts"
    makers = re.compile(r"\bConsole\((?!stderr=stderr, markup=False, emoji=False)|from rich import print|from_markup")
    loose = [str(path) for path in commands.rglob("*.py") if makers.search(path.read_text(encoding="utf-8"))]
    assert loose == []
