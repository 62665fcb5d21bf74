"""A build replaces the same episode: never another one, and nobody's edits. The `tone` engine speaks."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from tts import pipeline
from tts.config.load import ConfigFile, parse
from tts.errors import ExitCode
from tts.pipeline import BuildOptions, Built, Failed
from tts.script.facts import Facts
from tts.show.feed.entry import entries

pytestmark = pytest.mark.slow

FILE = ConfigFile(parse("sound: {music: false}", "voices.yaml"))
SEA = """安娜：你为什么来这里？

博明：因为我想看看海。我在山里住了三十年，从来没有见过海。

安娜：现在你看到了。

博明：比我想的大，也比我想的安静。
"""
TEA = """安娜：今天我们说说茶。你第一次喝茶是什么时候？

博明：大概六岁，在外婆家的院子里，她用一只旧搪瓷杯泡给我喝。

安娜：那时候觉得好喝吗？

博明：苦极了，可是我每天都要。
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def build(source: str, text: str = "", **facts: Any) -> Built | Failed:
    """Build `source`, with `text` in it if there is any."""
    if text:
        Path(source).parent.mkdir(exist_ok=True)
        Path(source).write_text(text, encoding="utf-8")
    options = BuildOptions(engine="tone", facts=Facts(**facts))
    (result,) = pipeline.build([Path(source)], FILE, options, lambda _: None)
    return result


def refused(result: Built | Failed, *words: str) -> bool:
    assert isinstance(result, Failed)
    told = str(result.error)
    return result.error.exit_code == ExitCode.CANNOT_WRITE and all(word in told for word in words)


def slugs() -> list[str]:
    return sorted(entry.slug for entry in entries(Path("audio")))


def test_another_talk_under_the_same_name_is_refused(folder: Path) -> None:
    assert isinstance(build("1/访谈.txt", SEA), Built)
    before = (folder / "audio" / "fang-tan" / "episode.json").read_bytes()
    assert refused(build("2/访谈.txt", TEA), "audio/fang-tan", "--slug fang-tan-2", "slug:")
    assert (folder / "audio" / "fang-tan" / "episode.json").read_bytes() == before
    assert isinstance(build("2/访谈.txt", slug="fang-tan-2"), Built)
    assert slugs() == ["fang-tan", "fang-tan-2"]
    assert refused(build("2/访谈.txt", TEA), "--slug fang-tan-3")
    assert isinstance(build("2/访谈.txt", "---\nslug: 茶\n---\n" + TEA), Built)


def test_a_title_that_every_week_has_does_not_make_two_talks_one(folder: Path) -> None:
    head = "---\ntitle: 每周访谈\ndate: 2024-03-0{}\n---\n"
    assert isinstance(build("a.txt", head.format(1) + SEA), Built)
    assert refused(build("a.txt", head.format(8) + TEA), "--slug a-2024-03-08")
    assert isinstance(build("a.txt", head.format(1) + TEA), Built)  # the same day's, written anew


@pytest.mark.parametrize(
    "edited",
    [
        SEA,
        SEA.replace("三十年", "二十年"),
        SEA + "\n安娜：谢谢你。\n",
        SEA.replace("安娜", "李安娜"),
        SEA[: len(SEA) // 2],
    ],
)
def test_the_same_source_edited_is_the_same_episode(folder: Path, edited: str) -> None:
    assert isinstance(build("a.txt", SEA), Built)
    assert isinstance(build("a.txt", edited), Built)
    assert isinstance(build("a.txt", SEA), Built)


def test_a_renamed_source_keeps_its_episode_and_a_copy_does_not(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    build("a.txt", SEA)
    build("copy.txt", SEA)
    assert slugs() == ["a", "copy"]
    Path("a.txt").rename("b.txt")
    with caplog.at_level(logging.WARNING):
        renamed = build("b.txt")
    assert isinstance(renamed, Built)
    assert renamed.folder.name == "a"
    assert "b.txt is the episode `a` under another name" in caplog.text
    assert "--slug b" in caplog.text
    assert isinstance(build("b.txt", slug="b"), Built)
    assert isinstance(build("c.txt", TEA), Built)
    assert slugs() == ["a", "b", "c", "copy"]


def test_an_edited_script_governs_its_episode(folder: Path) -> None:
    build("a.txt", SEA)
    script = Path("audio/a/script.yaml")
    plain = script.read_text(encoding="utf-8")
    edited = "# 我的笔记\n" + plain.replace("看看海", "看看大海")
    script.write_text(edited, encoding="utf-8")
    assert refused(build("a.txt"), "audio/a/script.yaml", "was edited", "turncast build audio/a/script.yaml")
    assert script.read_text(encoding="utf-8") == edited
    built = build(str(script))
    assert isinstance(built, Built)
    assert any("看看大海" in turn.text for turn in built.episode.turns)
    assert script.read_text(encoding="utf-8") == edited  # comments and all
    assert refused(build("a.txt"), "was edited")
    script.rename("mine.yaml")
    assert isinstance(build("a.txt"), Built)
    assert script.read_text(encoding="utf-8") == plain
    assert isinstance(build("mine.yaml"), Built)
    assert script.read_text(encoding="utf-8") == edited
