"""An episode is dated by its first publication, which survives whatever is lost, unless its front matter dates it."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from lxml import etree

from tts.config.schema import Show
from tts.errors import InputError
from tts.master.tags import tag
from tts.progress import Progress
from tts.show.check.items import check_items
from tts.show.edition import Edition
from tts.show.episode import write
from tts.show.feed.publications import RECORD, moments_of, read_moments
from tts.show.publish.folder import FolderTarget
from tts.show.publish.run import Outcome, Wish, publish
from tts.show.site import refresh

pytestmark = pytest.mark.slow

BASE = "https://pod.example.org/talks"
SHOW = Show(title="海边谈话", author="A", description="海", email="a@example.org", page_size=2)
FIRST = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
LATER = FIRST + timedelta(days=7)


def add(site: Path, edition: Edition, slug: str, date: str, **front: str) -> None:
    matter = tuple((key.replace("_", "-"), value) for key, value in front.items())
    script = dataclasses.replace(edition.script, slug=slug, date=date, front_matter=matter)
    write(dataclasses.replace(edition, script=script), site, tag)


@pytest.fixture
def site(edition: Edition, tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    add(folder, edition, "old", "2015-01-24")
    add(folder, edition, "new", "2024-05-06")
    refresh(folder, SHOW)
    return folder


@pytest.fixture
def target(tmp_path: Path) -> FolderTarget:
    return FolderTarget(str(tmp_path / "www"))


def sent(site: Path, target: FolderTarget, now: datetime, *, dry_run: bool = False) -> Outcome:
    return publish(site, SHOW, target, Wish(BASE, dry_run, now=now), silent)


def silent(progress: Progress) -> None:
    assert progress.total >= 0


def dates(target: FolderTarget) -> dict[str, datetime]:
    """Slug → pubDate, in the feed's order, its pages included."""
    found: dict[str, datetime] = {}
    for name in ("feed.xml", "feed-page-2.xml", "feed-page-1.xml"):
        guids = moments_of(name, lambda asked, name=name: target.read(asked) if asked == name else None)  # type: ignore[misc]
        content = target.read(name)
        for item in etree.fromstring(content).iter("item") if content else ():
            slug = str(item.findtext("link")).split("/")[-2]
            found[slug] = guids[str(item.findtext("guid"))]
    return found


def test_it_is_dated_when_it_is_first_published(site: Path, edition: Edition, target: FolderTarget) -> None:
    sent(site, target, FIRST, dry_run=True)
    assert read_moments(site) == {}
    sent(site, target, FIRST)
    assert dates(target) == {"new": FIRST, "old": FIRST - timedelta(seconds=1)}
    add(site, edition, "found", "2009-09-09")
    add(site, edition, "old", "2015-01-24", description="rebuilt")
    refresh(site, SHOW)
    sent(site, target, LATER)
    assert list(dates(target).items()) == [("found", LATER), ("new", FIRST), ("old", FIRST - timedelta(seconds=1))]
    assert sent(site, target, LATER + timedelta(days=1)).sent == ()


def test_a_lost_record_is_read_from_the_published_feed(site: Path, edition: Edition, target: FolderTarget) -> None:
    for number in range(4):
        add(site, edition, f"n{number}", f"2020-01-0{number + 1}")
    refresh(site, SHOW)
    sent(site, target, FIRST)
    before = dates(target)
    assert len(before) == 6
    assert target.read("feed-page-2.xml")
    (site / RECORD).unlink()
    assert sent(site, target, LATER).sent == ()
    assert dates(target) == before
    assert set(read_moments(site).values()) == set(before.values())


def test_the_front_matter_dates_it(site: Path, edition: Edition, target: FolderTarget) -> None:
    add(site, edition, "old", "2015-01-24", publish_date="2015-01-24T10:58:00+08:00")
    add(site, edition, "soon", "2026-01-01", publish_date="2026-03-02")
    refresh(site, SHOW)
    outcome = sent(site, target, FIRST)
    assert outcome.ahead == ("soon",)
    assert dates(target) == {
        "soon": datetime(2026, 3, 2, tzinfo=UTC),
        "new": FIRST,
        "old": datetime(2015, 1, 24, 2, 58, tzinfo=UTC),
    }
    assert sent(site, target, LATER).ahead == ()


def test_a_future_date_is_said(site: Path, edition: Edition, tmp_path: Path) -> None:
    add(site, edition, "old", "2015-01-24", publish_date="2999-01-01")
    refresh(site, SHOW)
    command = [sys.executable, "-m", "tts", "publish", str(site), "--base-url", BASE, "--to", str(tmp_path / "www")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "old" in done.stderr
    assert "publish-date" in done.stderr
    channel = etree.fromstring((site / "feed.xml").read_bytes()).find("channel")
    assert channel is not None
    assert [finding.rule for finding in check_items("feed.xml", channel) if finding.level == "warning"] == [
        "item.future"
    ]


@pytest.mark.parametrize("content", ["[]", "{", '{"a": "yesterday"}', '{"a": "2026-03-01T09:30:00"}'])
def test_a_record_that_is_none_is_said(site: Path, content: str) -> None:
    (site / RECORD).write_text(content)
    with pytest.raises(InputError, match="published"):
        refresh(site, SHOW)
