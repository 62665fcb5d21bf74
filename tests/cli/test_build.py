"""`turncast build` as a user meets it: its files, its exit codes, and what it says. The `tone` engine speaks."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
from pathlib import Path

import pytest
from command import turncast

from tts.cli.commands import COMMANDS
from tts.errors import ExitCode

pytestmark = pytest.mark.slow

TRANSCRIPT = """---
title: 一次谈话
date: 2024-03-01
---
编者按：这是一次谈话。

安娜：你为什么来这里？

博明：因为我想看看海。我在山里住了三十年，从来没有见过海。

安娜：现在你看到了。

博明：比我想的大，也比我想的安静。
"""

VOICES = """engine: tone
cast:
  安娜: {voice: {tone: zh_alto}}
  博明: {voice: {tone: zh_bass}}
narrator: {voice: {tone: zh_baritone}}
"""
PLAIN = VOICES + "sound: {music: false}\n"
"""Without music, which takes longer to encode than such a short talk."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "talk.txt").write_text(TRANSCRIPT, encoding="utf-8")
    (tmp_path / "voices.yaml").write_text(PLAIN, encoding="utf-8")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_episode_is_built_and_checks_out(folder: Path) -> None:
    (folder / "voices.yaml").write_text(VOICES, encoding="utf-8")
    built = turncast("build", "talk.txt", cwd=folder)
    assert built.returncode == ExitCode.DONE, built.stderr
    assert "audio/talk/talk.mp3" in built.stdout
    names = {path.name for path in (folder / "audio" / "talk").iterdir()}
    assert names >= {
        "talk.mp3",
        "chapters.json",
        "transcript.vtt",
        "transcript.srt",
        "transcript.json",
        "cover.jpg",
        "script.yaml",
        "episode.json",
        "index.html",
    }
    assert {"feed.xml", "index.html"} <= {path.name for path in (folder / "audio").iterdir()}
    checked = turncast("check", "audio/talk", cwd=folder)
    assert checked.returncode == ExitCode.DONE, checked.stdout + checked.stderr


def test_the_same_source_gives_the_same_bytes(folder: Path) -> None:
    """Cold, warm, elsewhere, and from the script that was written: nothing may tell them apart."""
    assert turncast("build", "talk.txt", cwd=folder).returncode == 0
    first = contents(folder / "audio")
    assert turncast("build", "talk.txt", "--out", "again", cwd=folder).returncode == 0
    assert contents(folder / "again") == first
    script = folder / "audio" / "talk" / "script.yaml"
    assert turncast("build", str(script), "--out", "scripted", cwd=folder).returncode == 0
    assert contents(folder / "scripted") == first


def test_damaged_clips_are_made_again_and_the_user_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where their sound is needed: as long as the piece they are in is kept, nobody asks for it."""
    monkeypatch.setenv("TURNCAST_CACHE", str(folder / "cache"))
    turncast("build", "talk.txt", cwd=folder)
    first, clips = contents(folder / "audio/talk"), sorted((folder / "cache/clips").glob("??/*.wav"))
    whole = [clip.read_bytes() for clip in clips]
    for clip, content in zip(clips[:3], whole, strict=False):
        clip.write_bytes(content[:500] + bytes([content[500] ^ 1]) + content[501:])
    kept = turncast("build", "talk.txt", cwd=folder)
    assert (kept.returncode, contents(folder / "audio/talk")) == (ExitCode.DONE, first)
    shutil.rmtree(folder / "cache/master")
    made = turncast("build", "talk.txt", cwd=folder)
    assert (made.returncode, contents(folder / "audio/talk")) == (ExitCode.DONE, first)
    assert "damaged" in made.stderr
    assert [clip.read_bytes() for clip in clips] == whole


def test_a_written_script_is_built_by_the_engine_it_names(folder: Path) -> None:
    assert turncast("script", "talk.txt", "--write", "talk.yaml", cwd=folder).returncode == 0
    (folder / "voices.yaml").unlink()
    told = json.loads(turncast("script", "talk.yaml", "--json", cwd=folder).stdout)
    assert {speaker["voice"]["engine"] for speaker in told["speakers"]} == {"tone"}


def test_stage_directions_are_shown_and_not_said(folder: Path) -> None:
    (folder / "talk.txt").write_text(TRANSCRIPT.replace("因为我想", "（笑）因为我想"), encoding="utf-8")
    assert turncast("build", "talk.txt", cwd=folder).returncode == 0
    assert "（笑）" in (folder / "audio" / "talk" / "transcript.vtt").read_text(encoding="utf-8")
    told = json.loads(turncast("script", "talk.txt", "--json", cwd=folder).stdout)
    said = "".join(utterance["text"] for turn in told["turns"] for utterance in turn["utterances"])
    assert "（笑）" not in said
    assert [piece["reason"] for piece in told["accounting"]["unspoken"]].count("stage direction") == 1


def test_json_is_the_only_thing_on_standard_output(folder: Path) -> None:
    built = turncast("build", "talk.txt", "--json", cwd=folder)
    document = json.loads(built.stdout)
    assert document["failed"] == []
    assert Path(document["episodes"][0]["mp3"]).name == "talk.mp3"


def test_one_broken_source_does_not_stop_the_others(folder: Path) -> None:
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "other.txt").write_text(TRANSCRIPT, encoding="utf-8")
    built = turncast("build", "talk.txt", "empty.txt", "other.txt", "--json", cwd=folder)
    assert built.returncode == ExitCode.BAD_INPUT
    document = json.loads(built.stdout)
    assert [Path(item["source"]).name for item in document["episodes"]] == ["talk.txt", "other.txt"]
    assert [Path(item["source"]).name for item in document["failed"]] == ["empty.txt"]
    assert "2 of 3 episodes built" in built.stderr


def test_two_sources_for_one_folder_are_refused(folder: Path) -> None:
    (folder / "b").mkdir()
    (folder / "b" / "talk.txt").write_text(TRANSCRIPT, encoding="utf-8")
    built = turncast("build", "talk.txt", "b/talk.txt", cwd=folder)
    assert built.returncode == ExitCode.USAGE
    assert "slug:" in built.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["build", "none.txt"], ExitCode.BAD_INPUT, "none.txt"),
        (["build", "talk.txt", "--cast", "none.yaml"], ExitCode.BAD_CONFIG, "none.yaml"),
        (["build", "talk.txt", "--engine", "ton"], ExitCode.USAGE, "Did you mean `tone`"),
        (["build", "talk.txt", "--fallback", "ton"], ExitCode.USAGE, "Did you mean `tone`"),
        (["script", "talk.txt", "--engine", "ton"], ExitCode.USAGE, "Did you mean `tone`"),
        (["build"], ExitCode.USAGE, "SOURCE"),
        (["build", "talk.txt", "--jobs", "0"], ExitCode.USAGE, "jobs"),
        (["bild"], ExitCode.USAGE, "bild"),
        (["build", "binary.txt"], ExitCode.BAD_INPUT, "binary.txt"),
        (["build", "talk.txt", "--cast", "unknown.yaml"], ExitCode.BAD_CONFIG, "unknown.yaml:3"),
        (["build", "talk.txt", "--cast", "twice.yaml"], ExitCode.BAD_CONFIG, "twice.yaml:4"),
        (["build", "talk.txt", "--cast", "broken.yaml"], ExitCode.BAD_CONFIG, "broken.yaml:3"),
    ],
)
def test_each_mistake_has_its_own_message_and_exit_code(
    folder: Path, arguments: list[str], code: ExitCode, says: str
) -> None:
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 9)
    (folder / "unknown.yaml").write_text("engine: tone\ncast:\n  安娜: {voice: {tone: zh_altoo}}\n", encoding="utf-8")
    twice = "engine: tone\ncast:\n  安娜: {voice: {tone: zh_alto}}\n  博明: {voice: {tone: zh_alto}}\n"
    (folder / "twice.yaml").write_text(twice, encoding="utf-8")
    (folder / "broken.yaml").write_text("engine: tone\ncast: [\n", encoding="utf-8")
    ended = turncast(*arguments, cwd=folder)
    assert ended.returncode == code, ended.stderr
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not list((folder / "audio").glob("*"))


def test_no_speakers_is_one_narrator_and_a_warning(folder: Path) -> None:
    (folder / "plain.txt").write_text("春天来了。花都开了，鸟在树上唱歌。\n", encoding="utf-8")
    built = turncast("build", "plain.txt", "--json", cwd=folder)
    assert built.returncode == ExitCode.DONE
    assert "narrator" in built.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_unwritable_output_is_found_before_the_work(folder: Path) -> None:
    (folder / "audio").mkdir(mode=stat.S_IRUSR | stat.S_IXUSR)
    built = turncast("build", "talk.txt", cwd=folder)
    assert built.returncode == ExitCode.CANNOT_WRITE


def test_an_output_that_is_a_file_is_found_before_the_work(folder: Path) -> None:
    (folder / "audio").write_text("not a folder", encoding="utf-8")
    built = turncast("build", "talk.txt", cwd=folder)
    assert built.returncode == ExitCode.CANNOT_WRITE
    assert "--out" in built.stderr
    assert (folder / "audio").read_text(encoding="utf-8") == "not a folder"


def test_help_names_every_command(folder: Path) -> None:
    said = turncast("--help", cwd=folder).stdout
    for command in COMMANDS:
        assert f"  {command} " in said


@pytest.mark.parametrize("command", COMMANDS)
def test_help_reads_like_a_manual(command: str, folder: Path) -> None:
    said = turncast(command, "--help", cwd=folder).stdout
    assert not re.search(r"[{}]|<\w+(\[\w+\])?( range)?>|\.{4}", said), said


def test_help_names_sources_once_and_plainly(folder: Path) -> None:
    said = turncast("build", "--help", cwd=folder).stdout
    assert " build [OPTIONS] SOURCE...\n" in said
    assert "\n  SOURCE...  " in said


def test_front_matter_can_be_given_as_options(folder: Path) -> None:
    told = ("--title", "海边 [1]", "--slug", "sea", "--date", "2023-02-01", "--season", "2", "--episode", "7")
    assert turncast("build", "talk.txt", *told, cwd=folder).returncode == 0
    episode = json.loads((folder / "audio" / "sea" / "episode.json").read_text(encoding="utf-8"))
    assert (episode["title"], episode["date"]) == ("海边 [1]", "2023-02-01")
    assert (episode["listing"]["season"], episode["listing"]["number"]) == (2, 7)
    shown = json.loads(turncast("script", "talk.txt", *told, "--json", cwd=folder).stdout)
    assert (shown["title"], shown["slug"], shown["date"]) == ("海边 [1]", "sea", "2023-02-01")
    turncast("script", "talk.txt", "--write", "talk.yaml", cwd=folder)
    for wrong in (
        ("talk.txt", "--date", "gestern"),
        ("talk.txt", "--episode", "0"),
        ("talk.txt", "talk.yaml", "--title", "x"),
        ("talk.yaml", "--title", "x"),
    ):
        refused = turncast("build", *wrong, cwd=folder)
        assert refused.returncode == ExitCode.USAGE, wrong


def test_the_length_is_known_before_with_music_and_afterwards_how_to_listen(folder: Path) -> None:
    (folder / "voices.yaml").write_text(VOICES + "sound: {rhythm: true}\n", encoding="utf-8")
    (folder / "two.txt").write_text(
        TRANSCRIPT.replace("三十年", "二十年").replace("title:", "Title:"), encoding="utf-8"
    )
    expected_s = json.loads(turncast("script", "talk.txt", "--json", cwd=folder).stdout)["estimate"]["duration_s"]
    built = turncast("build", "talk.txt", "two.txt", "--out", "my site", cwd=folder)
    for words, times in (("my site/two/index.html", 1), ("turncast serve 'my site'", 2), ("made in", 2)):
        assert built.stdout.count(words) == times, words
    told = [line for line in built.stderr.splitlines() if line.startswith("turncast:")]
    assert all("talk.txt" in line or "two.txt" in line for line in told), built.stderr
    report = turncast("build", "talk.txt", "--out", "my site", "--json", cwd=folder)
    (document,) = json.loads(report.stdout)["episodes"]
    assert (folder / document["page"]).is_file()
    # The tone engine's pace is nobody's: what music and the rhythm add is compared.
    (folder / "voices.yaml").write_text(VOICES + "sound: {music: false}\n", encoding="utf-8")
    bare_s = json.loads(turncast("script", "talk.txt", "--json", cwd=folder).stdout)["estimate"]["duration_s"]
    report = turncast("build", "talk.txt", "--out", "my site", "--json", cwd=folder)
    (bare,) = json.loads(report.stdout)["episodes"]
    assert expected_s - bare_s == pytest.approx(document["duration_s"] - bare["duration_s"], abs=0.2)
    assert expected_s - bare_s > 15


def test_the_configuration_beside_the_source_is_found_and_said(folder: Path) -> None:
    (folder / "show").mkdir()
    for name in ("talk.txt", "voices.yaml"):
        (folder / name).rename(folder / "show" / name)
    shown = turncast("script", "show/talk.txt", "--json", cwd=folder)
    assert json.loads(shown.stdout)["narrator"]["voice"]["engine"] == "tone"
    assert "show/voices.yaml" in shown.stderr
    (folder / "voices.yaml").write_text("engine: kokoro\n", encoding="utf-8")
    here = turncast("script", "show/talk.txt", "--json", cwd=folder)
    assert json.loads(here.stdout)["narrator"]["voice"]["engine"] == "kokoro"


def test_what_comes_next_is_told_and_the_page_is_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    built = turncast("build", "talk.txt", "--open", cwd=folder)
    assert "turncast check audio" in built.stdout
    assert "turncast publish audio" in built.stdout
    assert opened == [(folder / "audio/talk/index.html").as_uri()]
