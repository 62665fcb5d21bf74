"""`check SITE` finds what directories and players would refuse, each by its rule."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from command import turncast
from doubles.editions import edition_of

from tts.config.schema import Show
from tts.errors import InputError
from tts.master.model import Mastered
from tts.master.tags import tag
from tts.show.check.site import check_documents, check_site
from tts.show.episode import write
from tts.show.feed.categories import CATEGORIES
from tts.show.player.assets import version
from tts.show.site import refresh

BASE = "https://pod.example.org"
SHOW = Show(title="海边谈话", author="A", description="海", email="a@example.org", base_url=BASE, license="cc0-1.0")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, hummed: Mastered) -> Path:
    site = tmp_path_factory.mktemp("site") / "site"
    write(edition_of(hummed), site, tag)
    refresh(site, SHOW)
    return site


def test_a_whole_site_passes(whole: Path) -> None:
    report = check_site(whole)
    assert report.findings == ()
    assert report.measured == {"episodes": 1, "feeds": 1}


ABOUT = "编者按：两位研究海洋的人谈潮汐，以及为什么月亮总是准时。"
DAMAGE = {
    "feed.xml": ("<channel>", "<channel"),
    "feed.rss": ('version="2.0"', 'version="0.92"'),
    "feed.encoding": ("encoding='UTF-8'", "encoding='UTF-16'"),
    "feed.namespace": ("podcastindex.org/namespace/1.0", "podcastindex.org/namespace/2.0"),
    "feed.complete": ("<guid isPermaLink=\"false\">", "<guid isPermaLink=\"false\">0"),
    "channel.required": ("<title>海边谈话</title>", ""),
    "channel.self": ('rel="self"', 'rel="alternate"'),
    "channel.language": ("zh-cn", "Chinese"),
    "channel.explicit": ("<itunes:explicit>false", "<itunes:explicit>no"),
    "channel.type": ("episodic", "weekly"),
    "channel.category": ('text="Business"', 'text="Gossip"'),
    "channel.image": (f"{BASE}/cover.jpg", f"{BASE}/cover"),
    "channel.email": ("<itunes:email>a@example.org", "<itunes:email>a at example.org"),
    "channel.owner": ("<itunes:email>a@example.org</itunes:email>", ""),
    "channel.recommended": ("<itunes:author>A</itunes:author>", ""),
    "channel.guid": ("<podcast:guid>", "<podcast:guid>x"),
    "channel.locked": (">no</podcast:locked>", ">maybe</podcast:locked>"),
    "channel.license": ("cc0-1.0", "CC0 (public domain)"),
    "channel.disclosure": ('<podcast:txt purpose="ai-content">true</podcast:txt>', ""),
    "values.length": ("<title>海边谈话", "<title>" + "海" * 256),
    "values.description": ("<description>海", "<description>" + "海" * 1400),
    "item.required": ("<title>潮汐：两个人和一根竹竿</title>", ""),
    "item.title": ("<title>潮汐：", "<title>第7期：潮汐"),
    "item.enclosure": ("tides/tides.mp3", "tides/潮汐.mp3"),
    "item.date": ("Mon, 06 May 2024 12:00:00 +0000", "2024-05-06"),
    "item.description": (
        f"&lt;p&gt;{ABOUT}&lt;/p&gt;&lt;p&gt;本期声音由人工智能合成。&lt;/p&gt;</description>",
        "</description>",
    ),
    "item.duration": ("<itunes:duration>24", "<itunes:duration>0:24"),
    "item.explicit": ("<itunes:explicit>false", "<itunes:explicit>clean"),
    "item.number": ("<itunes:episode>7", "<itunes:episode>0"),
    "item.transcript": ('type="text/vtt"', 'type="text/plain"'),
    "item.chapters": ("application/json+chapters", "application/json"),
    "item.soundbite": ("</item>", '<podcast:soundbite startTime="0" duration="5">x</podcast:soundbite></item>'),
    "item.alternate": ("</item>", '<podcast:alternateEnclosure type="audio/ogg" length="1"/></item>'),
    "item.integrity": ("</item>", '<podcast:integrity type="sri" value="sha256-x"/></item>'),
    "links.exist": ("tides/transcript.srt", "tides/missing.srt"),
    "links.length": ('length="', 'length="1'),
}  # fmt: skip
WARNINGS = {"channel.recommended", "item.title", "item.description"}


@pytest.mark.parametrize("rule", DAMAGE)
def test_damage_is_found(whole: Path, tmp_path: Path, rule: str) -> None:
    site = tmp_path / "site"
    shutil.copytree(whole, site)
    feed = (site / "feed.xml").read_text(encoding="utf-8")
    old, new = DAMAGE[rule]
    assert old in feed
    last = rule.startswith("item.")
    changed = new.join(feed.rsplit(old, 1)) if last else feed.replace(old, new, 1)
    codec = "utf-16" if rule == "feed.encoding" else "utf-8"
    (site / "feed.xml").write_bytes(changed.encode(codec))
    findings = list(check_documents({"feed.xml": (site / "feed.xml").read_bytes()}, site))
    assert rule in {finding.rule for finding in findings}, findings
    assert all(finding.remedy and finding.place for finding in findings)
    assert any(finding.level == "error" for finding in findings) == (rule not in WARNINGS), findings


def test_two_items_never_share_an_enclosure(whole: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(whole, site)
    feed = (site / "feed.xml").read_text(encoding="utf-8")
    start, end = feed.index("<item>"), feed.index("</item>") + len("</item>")
    (site / "feed.xml").write_text(feed[:end] + feed[start:end] + feed[end:], encoding="utf-8")
    assert {"item.guid", "item.enclosure"} <= {finding.rule for finding in check_site(site).findings}


def test_a_serial_show_needs_numbers(whole: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(whole, site)
    feed = (site / "feed.xml").read_text(encoding="utf-8")
    feed = feed.replace("episodic", "serial").replace("<itunes:episode>7</itunes:episode>", "")
    (site / "feed.xml").write_text(feed, encoding="utf-8")
    assert "item.number" in {finding.rule for finding in check_site(site).findings}


def test_a_summary_may_be_as_long_as_a_description(whole: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(whole, site)
    feed = (site / "feed.xml").read_text(encoding="utf-8")
    longer = feed.replace("<itunes:summary>", "<itunes:summary>" + "海" * 300)
    assert longer != feed
    findings = list(check_documents({"feed.xml": longer.encode()}, site))
    assert not any(finding.rule.startswith("values.") for finding in findings), findings


def test_an_episodes_damage_is_the_sites(whole: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(whole, site)
    (site / "tides" / "script.yaml").write_text("title: other\n", encoding="utf-8")
    for name in ("cover.jpg", "tides/index.html", "player/page.js"):
        (site / name).unlink()
    found = {(finding.rule, finding.place) for finding in check_site(site).findings}
    assert ("files.size", "tides/script.yaml") in found
    missing = {place for rule, place in found if rule == "files.missing"}
    assert missing == {"cover.jpg", "tides/index.html", "player/page.js"}


def test_what_the_pages_share_is_as_turncast_writes_it(whole: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(whole, site)
    for name in ("index.html", "player/page.js", "sw.js", "manifest.webmanifest"):
        content = (site / name).read_bytes()
        (site / name).write_bytes(content[: len(content) // 2])
    found = {(finding.rule, finding.place) for finding in check_site(site).findings}
    assert found == {
        ("pages.whole", "index.html"),
        ("files.hash", "player/page.js"),
        ("files.hash", "sw.js"),
        ("pages.whole", "manifest.webmanifest"),
    }
    shutil.rmtree(site / "player")
    assert ("files.missing", "player/player.css") in {(one.rule, one.place) for one in check_site(site).findings}


def test_pages_of_another_version_are_not_damaged(whole: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(whole, site)
    page = (site / "index.html").read_text(encoding="utf-8")
    (site / "index.html").write_text(page.replace(version(), "0123456789"), encoding="utf-8")
    (site / "player" / "page.js").write_text("// of another version", encoding="utf-8")
    assert check_site(site).findings == ()


def test_hostile_entities_are_left_alone(whole: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(whole, site)
    feed = (site / "feed.xml").read_text(encoding="utf-8")
    head, _, rest = feed.partition("\n")
    rest = rest.replace("海边谈话", "&secret;", 1)
    doctype = f'<!DOCTYPE rss [<!ENTITY secret SYSTEM "file://{site}/tides/script.yaml">]>'
    (site / "feed.xml").write_text(f"{head}\n{doctype}\n{rest}", encoding="utf-8")
    assert "潮汐\n" not in str(check_site(site))


def test_categories_are_known_to_the_default_show() -> None:
    assert Show().category in CATEGORIES
    assert len(CATEGORIES) == 19


def test_neither_site_nor_episode(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        check_site(tmp_path)


def test_the_command(whole: Path, tmp_path: Path) -> None:
    done = turncast("check", whole, "--json", cwd=tmp_path)
    assert json.loads(done.stdout) == {
        "path": "site", "ok": True, "findings": [], "measured": {"episodes": 1, "feeds": 1},
    }  # fmt: skip
    assert turncast("check", tmp_path, cwd=tmp_path).returncode == 65
