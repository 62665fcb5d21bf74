"""What stands beside the episodes: ours is brought up to date, and what somebody else put there stays."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tables import table

from tts.config.schema import Show
from tts.errors import ExitCode, WriteError
from tts.master.tags import tag
from tts.show import amend
from tts.show import folder as folders
from tts.show import site as refreshing
from tts.show.check.site import check_site
from tts.show.edition import Edition
from tts.show.episode import write
from tts.show.feed.entry import entries
from tts.show.folder import LOCK
from tts.show.publish.folder import FolderTarget
from tts.show.publish.run import Wish, publish
from tts.show.site import check_refreshable, refresh
from tts.show.site_record import RECORD

SHOW = Show(title="海边谈话", author="A", description="海", email="a@example.org")
MINE = b"<!doctype html><title>Mine</title>"


def contents(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.fixture
def episodes(edition: Edition, tmp_path: Path) -> Path:
    """A folder with one episode, and nothing beside it yet."""
    write(edition, tmp_path / "site", tag)
    return tmp_path / "site"


@pytest.fixture
def site(episodes: Path) -> Path:
    refresh(episodes, SHOW)
    return episodes


@contextmanager
def set_aside(path: Path) -> Iterator[None]:
    """Whatever is done at `path` is undone."""
    before = path.read_bytes() if path.is_file() else None
    path.unlink(missing_ok=True)
    try:
        yield
    finally:
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
        if before is not None:
            path.write_bytes(before)


def refused(site: Path, path: Path) -> None:
    """Before a word is spoken, and again when it is written, should it come meanwhile; and nothing has changed."""
    before = contents(site)
    for attempt in (check_refreshable, refresh):
        with pytest.raises(WriteError, match="Move it elsewhere") as told:
            attempt(site, SHOW)
        assert told.value.exit_code == ExitCode.CANNOT_WRITE
        assert told.value.place is not None
        assert told.value.place.file == path
    after = contents(site)
    assert {**after, LOCK: b""} == {**before, LOCK: b""}


OURS = (
    "index.html", "cover.jpg", "cover-small.jpg", "feed.xml", "subscribe.opml", "episodes.js", "sw.js",
    "manifest.webmanifest", "player/player.css",
)  # fmt: skip


@table("name", OURS)
def test_a_foreign_file_in_a_new_site_is_not_written_over(episodes: Path, name: str) -> None:
    path = episodes / name
    path.parent.mkdir(exist_ok=True)
    with set_aside(path):
        path.write_bytes(MINE)
        refused(episodes, path)


@table("name", OURS)
def test_a_foreign_file_in_the_place_of_ours_is_not_written_over(site: Path, name: str) -> None:
    """A picture of one's own as `cover.jpg`, a page of one's own; a link, a folder of that name."""
    path = site / name
    with set_aside(path):
        path.write_bytes(MINE)
        refused(site, path)
    with set_aside(path):
        path.symlink_to(site / "tides" / "episode.json")
        refused(site, path)
    with set_aside(path):
        path.mkdir()
        refused(site, path)
    assert not refresh(site, SHOW)


def test_a_folder_that_leads_elsewhere_is_not_written_to(episodes: Path, tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    (episodes / "player").symlink_to(tmp_path / "private", target_is_directory=True)
    with pytest.raises(WriteError, match="Move it elsewhere"):
        check_refreshable(episodes, SHOW)
    with pytest.raises(WriteError, match="Move it elsewhere"):
        refresh(episodes, SHOW)
    assert not list((tmp_path / "private").iterdir())


def test_what_was_ours_is_made_anew(site: Path) -> None:
    """Emptied by a power cut, touched up by hand, gone."""
    before = contents(site)
    (site / "feed.xml").write_bytes(b"")
    (site / "index.html").write_text((site / "index.html").read_text("utf-8").replace("海", "山"), "utf-8")
    (site / "sw.js").unlink()
    check_refreshable(site, SHOW)
    assert refresh(site, SHOW) == ["feed.xml", "index.html", "sw.js"]
    assert contents(site) == before


def test_a_site_of_an_earlier_version_is_ours(site: Path) -> None:
    (site / RECORD).unlink()
    (site / "cover.jpg").write_bytes(b"another drawing")
    (site / "episodes.js").write_bytes(b"another list")
    check_refreshable(site, SHOW)
    assert refresh(site, SHOW) == ["cover.jpg", "episodes.js"]
    (site / "cover.jpg").write_bytes(b"my own")
    refused(site, site / "cover.jpg")


@pytest.mark.slow
def test_a_build_killed_on_the_way_leaves_nothing_that_the_next_one_takes_for_foreign(
    episodes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = 0
    whole = folders.write_whole

    def until_killed(path: Path, content: bytes) -> bool:
        nonlocal written
        written += 1
        if written == stop:
            raise KeyboardInterrupt
        return whole(path, content)

    monkeypatch.setattr(refreshing, "write_whole", until_killed)
    for stop in range(1, 26, 4):
        written = 0
        with pytest.raises(KeyboardInterrupt):
            refresh(episodes, Show(title=f"Talks {stop}", author="A", description="海", email="a@example.org"))
        check_refreshable(episodes, SHOW)
    monkeypatch.undo()
    refresh(episodes, SHOW)
    assert not [finding for finding in check_site(episodes).findings if finding.level == "error"]


def test_what_servers_are_told_stays_as_somebody_wrote_it(site: Path) -> None:
    (site / "_headers").write_text("/*\n  X-Robots-Tag: none\n")
    (site / "nginx.conf.txt").unlink()
    assert refresh(site, SHOW) == ["nginx.conf.txt"]
    assert (site / "_headers").read_text() == "/*\n  X-Robots-Tag: none\n"


def test_a_file_that_only_looks_like_a_page_of_the_feed_is_nobodys_business(site: Path) -> None:
    """It is neither removed, nor checked as a feed, nor left out of what is published."""
    (site / "feedback.xml").write_bytes(b"<form/>")
    assert refresh(site, SHOW) == []
    assert (site / "feedback.xml").read_bytes() == b"<form/>"
    assert not [finding for finding in check_site(site).findings if "feedback" in finding.place]
    sent = publish(site, SHOW, FolderTarget(str(site.parent / "www")), Wish("https://a.example"), lambda _: None).sent
    assert "feedback.xml" in sent
    assert RECORD not in sent


@table("content", [b"", b"\xff\xfe\x00", b"[]\n", b'["index.html"]\n', b"[" * 2_000, b'["../../x", "y"]\n'])
def test_a_hostile_record_makes_nothing_ours(site: Path, content: bytes) -> None:
    (site / RECORD).write_bytes(content)
    with set_aside(site / "cover.jpg"), set_aside(site / "feed.xml"):
        (site / "cover.jpg").write_bytes(b"mine")
        for attempt in (check_refreshable, refresh):
            with pytest.raises(WriteError, match="Move it elsewhere"):
                attempt(site, SHOW)
        assert (site / "cover.jpg").read_bytes() == b"mine"


def test_a_renaming_that_is_killed_leaves_one_episode_not_two(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(folder: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "rmtree", killed)
    with pytest.raises(KeyboardInterrupt):
        amend.rename(site, "tides", "sea", SHOW)
    monkeypatch.undo()
    assert [entry.slug for entry in entries(site)] == ["sea"]
    refresh(site, SHOW)
