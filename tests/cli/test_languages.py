"""Whoever has a Chinese system is spoken to in Chinese, whoever has another in English; what is written is the same."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli.test_build import TRANSCRIPT, VOICES, contents
from tts.cli.commands import COMMANDS
from tts.errors import ExitCode

pytestmark = pytest.mark.slow

TESTS = Path(__file__).parent.parent
DRIVER = """
import json, sys
from pathlib import Path
from command import turncast
done = [turncast(*line, cwd=Path.cwd()) for line in json.load(sys.stdin)]
json.dump([(one.args[1:], one.returncode, one.stdout + one.stderr) for one in done], sys.stdout)
"""
"""Runs commands one after another in a process that has spoken its language from the start."""

ENGLISH = """---
title: A talk by the sea
date: 2024-03-01
---
Anna: Why did you come here?

Ben: Because I wanted to see the sea. I lived in the mountains for thirty years, and never saw it.

Anna: Now you have.

Ben: It is larger than I thought, and quieter.
"""
SHOW = "show: {title: %s, author: %s, email: a@example.org, language: %s}\n"
WRONG = {
    "unknown.yaml": "show:\n  titel: x\n",
    "wide.yaml": "show:\n  title：x\n",
    "pinyin.yaml": "lexicon:\n  银行: 'pinyin: yin2 hang'\n",
    "null.yaml": "pauses:\n  turn: long\n",
}
ASKED = [
    ["script", "talk.txt"],
    ["script", "talk.txt", "--risky"],
    ["script", "talk.txt", "--explain"],
    ["script", "nothing.txt"],
    ["build", "talk.txt"],
    ["build", "talk.txt", "nothing.txt"],
    ["check", "audio"],
    ["check", "audio/talk"],
    ["say", "--reading", "talk.txt"],
    ["say"],
    ["voices", "--engine", "tone"],
    ["voices", "--lang", "tlh"],
    ["doctor", "--offline"],
    ["cache"],
    ["cache", "--prune"],
    ["publish", "audio", "--base-url", "https://example.org", "--to", "published"],
    ["publish", "audio", "--to", "published"],
    ["export", "audio", "--to", "stick"],
    ["episode", "list"],
    ["episode", "remove", "nothing"],
    ["episode", "rename", "talk"],
    ["say", "x", "--sentence", "3"],
    ["manual"],
    ["serve", "nowhere"],
    ["build"],
    ["build", "talk.txt", "--jobs", "x"],
    ["build", "talk.txt", "--engine", "tonne"],
    ["bulid"],
    ["script", "talk.txt", "--no-such-option"],
    ["--help"],
    *([name, "--help"] for name in COMMANDS),
    *(["script", "talk.txt", "--cast", name] for name in WRONG),
]
QUOTED = re.compile(r"`[^`]*`|“[^”]*”|‘[^’]*’|'[^'\n]*'|<[^>\n]*>|\S*[/\\.:@=_-]\S*|pip install .*|turncast \S+.*")
"""Names, commands, files and what the user wrote: the same in both languages."""
SENTENCE = re.compile(r"\b[A-Za-z]+(?: [a-z]+){2,}")


def tell(language: dict[str, str], folder: Path, transcript: str, settings: str) -> list[tuple[list[str], int, str]]:
    """(command, exit code, all that is printed) of each command asked in `folder`."""
    folder.mkdir()
    for name, text in {"talk.txt": transcript, "voices.yaml": settings, **WRONG}.items():
        (folder / name).write_text(text, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "TURNCAST_LANG"))}
    environment = kept | {"PYTHONPATH": f"{TESTS}:{TESTS.parent}"} | language
    ran = subprocess.run(
        [sys.executable, "-c", DRIVER], input=json.dumps(ASKED), cwd=folder, env=environment, text=True,
        stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    return [(line, code, said) for line, code, said in json.loads(ran.stdout)]


def test_a_chinese_system_is_answered_in_chinese_and_writes_what_an_english_one_writes(tmp_path: Path) -> None:
    settings = VOICES + SHOW % ("海边", "安娜", "zh-CN")
    chinese = tell({"LANG": "zh_CN.UTF-8"}, tmp_path / "zh", TRANSCRIPT, settings)
    english = tell({"LANG": "en_US.UTF-8"}, tmp_path / "en", TRANSCRIPT, settings)
    wrong = [f"{line}: {found}" for line, _, said in chinese for found in SENTENCE.findall(QUOTED.sub("", said))]
    assert not wrong, "\n".join(wrong)
    assert [(line, code) for line, code, _ in chinese] == [(line, code) for line, code, _ in english]
    silent = [line for line, _, said in chinese if not re.search("[\u4e00-\u9fff]", said)]
    assert not silent
    for folder in (tmp_path / "zh", tmp_path / "en"):
        shutil.rmtree(folder / "published")
        (folder / "audio" / ".published.json").unlink()  # when it was published
    assert contents(tmp_path / "zh") == contents(tmp_path / "en")


def test_an_english_system_sees_no_chinese(tmp_path: Path) -> None:
    told = tell({"LANG": "C.UTF-8"}, tmp_path / "en", ENGLISH, "engine: tone\n" + SHOW % ("Talks", "Anna", "en"))
    # What stands on the pages of Chinese platforms, and in the user's own file, is quoted.
    quoted = ("小宇宙", "喜马拉雅", "内容声明", "生成", "银行")
    wrong = []
    for line, _, said in told:
        own = re.sub("|".join(quoted), "", said)
        wrong += [f"{line}: {found}" for found in re.findall("[^\n]*[\u4e00-\u9fff][^\n]*", own)]
    assert not wrong, "\n".join(wrong)


def test_the_option_goes_before_the_environment(tmp_path: Path) -> None:
    def help_of(*options: str, language: str) -> str:
        command = [sys.executable, "-m", "tts", *options]
        environment = os.environ | {"TURNCAST_LANG": language}
        return subprocess.run(command, check=True, env=environment, cwd=tmp_path, text=True, capture_output=True).stdout

    assert help_of("--help", language="zh").startswith("用法：")
    assert help_of("--help", language="").startswith("Usage: ")
    for options in (["--lang-ui", "zh", "say", "--help"], ["say", "--help", "--lang-ui=zh"]):
        assert help_of(*options, language="en").startswith("用法："), options
    assert help_of("say", "--help", "--lang-ui", "en_US", language="zh").startswith("Usage: ")


def test_a_language_we_do_not_speak_is_wrong_usage(tmp_path: Path) -> None:
    for options, environment in (
        (["--lang-ui", "fr"], {}),
        (["--lang-ui"], {}),
        (["say", "x"], {"TURNCAST_LANG": "fr"}),
    ):
        ran = subprocess.run(
            [sys.executable, "-m", "tts", *options], env=os.environ | environment, cwd=tmp_path, text=True,
            capture_output=True, check=False,
        )  # fmt: skip
        assert ran.returncode == ExitCode.USAGE, options
        assert "Write one of: en, zh." in ran.stderr
