"""`turncast episode`: an episode that stands is renamed, dated and removed, and stays so when it is built again."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import pytest
from command import turncast

from cli.test_build import TRANSCRIPT, VOICES
from tts.errors import ExitCode
from tts.show.check.episode import check_episode
from tts.show.feed.names import episode_guid

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "voices.yaml").write_text(VOICES + "show: {title: 海边谈话}\n", encoding="utf-8")
    (tmp_path / "talk.txt").write_text(TRANSCRIPT, encoding="utf-8")
    other = "---\ntitle: 另一次\ndate: 2024-05-01\n---\n安娜：山上有什么？\n\n博明：雪，还有很多树，风吹过来很冷。\n"
    (tmp_path / "other.txt").write_text(other, encoding="utf-8")
    done = turncast("build", "talk.txt", "other.txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path


def feed(folder: Path) -> list[tuple[str, str, str]]:
    """(guid, day, address) of each item, in order."""
    found = feedparser.parse((folder / "audio" / "feed.xml").read_bytes()).entries
    return [(item.id, "{}-{:02}-{:02}".format(*item.published_parsed[:3]), item.enclosures[0].href) for item in found]


def errors_of(folder: Path) -> list[str]:
    return [f"{one.rule}: {one.problem}" for one in check_episode(folder).findings if one.level == "error"]


def test_a_renamed_episode_is_the_same_to_subscribers_and_stays_renamed(folder: Path) -> None:
    before = {guid: href for guid, _, href in feed(folder)}
    (folder / "audio" / "talk" / "notes.txt").write_text("my own", encoding="utf-8")
    done = turncast("episode", "rename", "talk", "sea", cwd=folder)
    assert done.returncode == 0, done.stderr
    after = {guid: href for guid, _, href in feed(folder)}
    assert set(after) == set(before)
    assert after[episode_guid("talk")].endswith("/sea/sea.mp3")
    assert not (folder / "audio" / "talk").exists()
    assert (folder / "audio" / "sea" / "notes.txt").read_text(encoding="utf-8") == "my own"
    assert errors_of(folder / "audio" / "sea") == []
    renamed = (folder / "audio" / "sea" / "episode.json").read_bytes()
    for source in ("talk.txt", "audio/sea/script.yaml"):
        again = turncast("build", source, cwd=folder)
        assert again.returncode == 0, again.stderr
        assert sorted(path.parent.name for path in (folder / "audio").glob("*/episode.json")) == ["other", "sea"]
        assert {guid: href for guid, _, href in feed(folder)} == after
    assert json.loads(renamed)["amended"] == json.loads((folder / "audio/sea/episode.json").read_text())["amended"]


def test_a_date_orders_the_feed_and_stays(folder: Path) -> None:
    assert [guid for guid, _, _ in feed(folder)] == [episode_guid("other"), episode_guid("talk")]
    sound = (folder / "audio" / "talk" / "talk.mp3").read_bytes()
    done = turncast("episode", "date", "talk", "2024年6月2日", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert turncast("episode", "date", "other", "2024-05-01T08:00:00+08:00", cwd=folder).returncode == 0
    assert [each[:2] for each in feed(folder)] == [
        (episode_guid("talk"), "2024-06-02"),
        (episode_guid("other"), "2024-05-01"),
    ]
    assert (folder / "audio" / "talk" / "talk.mp3").read_bytes() == sound
    assert errors_of(folder / "audio" / "talk") == []
    (folder / "talk.txt").write_text(TRANSCRIPT.replace("date:", "publish-date: 2024-01-01\ndate:"), encoding="utf-8")
    again = turncast("build", "talk.txt", cwd=folder)
    assert "2024-06-02" in again.stderr, "what stands above the front matter is told"
    assert feed(folder)[0][1] == "2024-06-02"


def test_what_is_removed_is_gone_from_the_feed_and_own_files_stay(folder: Path) -> None:
    (folder / "audio" / "talk" / "notes.txt").write_text("my own", encoding="utf-8")
    done = turncast("episode", "remove", "talk", "--json", cwd=folder)
    assert json.loads(done.stdout)["left"] == ["notes.txt"], done.stderr
    assert [guid for guid, _, _ in feed(folder)] == [episode_guid("other")]
    assert [path.name for path in (folder / "audio" / "talk").iterdir()] == ["notes.txt"]
    assert turncast("episode", "remove", "other", cwd=folder).returncode == 0
    assert not (folder / "audio" / "other").exists()
    assert feed(folder) == []


def test_the_feed_alone_is_refreshed_with_the_show_of_today(folder: Path) -> None:
    (folder / "voices.yaml").write_text(VOICES + "show: {title: 山里谈话}\n", encoding="utf-8")
    sound = (folder / "audio" / "talk" / "talk.mp3").stat().st_mtime_ns
    assert turncast("episode", "refresh", cwd=folder).returncode == 0
    assert "山里谈话" in (folder / "audio" / "feed.xml").read_text(encoding="utf-8")
    assert (folder / "audio" / "talk" / "talk.mp3").stat().st_mtime_ns == sound
    listed = json.loads(turncast("episode", "list", "--json", cwd=folder).stdout)
    assert [each["episode"] for each in listed] == ["other", "talk"]
    assert "一次谈话" in turncast("episode", "list", cwd=folder).stdout


def test_what_cannot_be_done_is_told_and_nothing_changes(folder: Path) -> None:
    before = {path: path.read_bytes() for path in (folder / "audio").rglob("*") if path.is_file()}
    wrong = [
        (("remov", "talk"), ExitCode.USAGE, "Did you mean `remove`"),
        (("remove",), ExitCode.USAGE, "episode remove EPISODE"),
        (("rename", "talk"), ExitCode.USAGE, "episode rename EPISODE VALUE"),
        (("remove", "tolk"), ExitCode.USAGE, "Did you mean `talk`"),
        (("rename", "talk", "other"), ExitCode.USAGE, "already"),
        (("rename", "talk", "海边"), ExitCode.USAGE, "hai-bian"),
        (("rename", "talk", "con"), ExitCode.BAD_INPUT, "Windows"),
        (("date", "talk", "gestern"), ExitCode.USAGE, "2024-03-01"),
        (("list", "--out", "nowhere"), ExitCode.BAD_INPUT, "nowhere"),
    ]
    for words, code, says in wrong:
        done = turncast("episode", *words, cwd=folder)
        assert (done.returncode, says in done.stderr) == (code, True), (words, done.stderr)
    assert {path: path.read_bytes() for path in (folder / "audio").rglob("*") if path.is_file()} == before
