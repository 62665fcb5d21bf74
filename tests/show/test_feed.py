"""The feed: every rule of PSP-1, the same facts as the files, read back by parsers that are not ours."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import msgspec
import podcastparser
import pytest
from doubles import node
from lxml import etree

from tts.config.schema import Member, Show
from tts.errors import InputError
from tts.master.model import Tags
from tts.master.tags import tag
from tts.show.check.site import check_documents
from tts.show.edition import Alternate, Edition
from tts.show.episode import write
from tts.show.feed.entry import entries
from tts.show.feed.names import NAMESPACES, show_guid, under
from tts.show.feed.write import address_of, documents
from tts.show.record import read
from tts.show.site import refresh

BASE = "https://pod.example.org/talks"
FRONT_MATTER = {"season", "episode", "soundbite", "guid"}
HOSTILE = "<script>alert('1')</script> & \"q\" ]]> 🎙 שלום " + "长" * 300


def edited(edition: Edition, slug: str, **front: str) -> Edition:
    matter = tuple((key, value) for key, value in front.items() if key in FRONT_MATTER)
    fields: Any = {key: value for key, value in front.items() if key not in FRONT_MATTER}
    script = dataclasses.replace(edition.script, slug=slug, front_matter=matter, **fields)
    return dataclasses.replace(edition, script=script)


def channel(content: bytes) -> etree._Element:
    found = etree.fromstring(content).find("channel")
    assert found is not None
    return found


def texts(element: etree._Element, path: str) -> list[str]:
    return [found.text or "" for found in element.findall(path, NAMESPACES)]


def m4b(path: Path, tags: Tags) -> None:
    assert tags.chapters
    path.write_bytes(bytes(5000))


@pytest.fixture
def site(edition: Edition, tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    cast = {"林海": Member(link="https://sea.example/lin", image="https://sea.example/lin.jpg")}
    edition = dataclasses.replace(edition, config=msgspec.structs.replace(edition.config, cast=cast))
    write(dataclasses.replace(edition, alternates=(Alternate(".m4b", "Audiobook", m4b),)), folder, tag)
    write(
        edited(edition, "older", title=HOSTILE, date="2020-01-01", season="1", episode="3", soundbite="1"), folder, tag
    )
    return folder


@pytest.fixture
def show() -> Show:
    return Show(
        title="海边 & <谈话>", author="A & B", description="关于海。", email="sea@example.org", base_url=BASE,
        license="CC-BY-4.0", category="Society & Culture > Personal Journals", copyright="© 海", funding="https://f.example",
    )  # fmt: skip


def test_channel_has_all_that_psp1_demands(site: Path, show: Show) -> None:
    found = channel(documents(site, show, address_of(show))["feed.xml"])
    assert texts(found, "title") == ["海边 & <谈话>"]
    assert texts(found, "language") == ["zh-cn"]
    assert texts(found, "itunes:explicit") == ["false"]
    assert texts(found, "podcast:guid") == [show_guid(f"{BASE}/feed.xml")]
    assert texts(found, "podcast:license") == ["cc-by-4.0"]
    assert texts(found, "podcast:medium") == ["podcast"]
    (category,) = found.findall("itunes:category", NAMESPACES)
    assert category.get("text") == "Society & Culture"
    assert [child.get("text") for child in category] == ["Personal Journals"]
    assert [link.get("href") for link in found.findall("atom:link", NAMESPACES)] == [f"{BASE}/feed.xml"]
    assert [one.get("purpose") for one in found.findall("podcast:txt", NAMESPACES)] == ["ai-content"]


def test_items_say_what_the_files_are(site: Path, show: Show) -> None:
    found = channel(documents(site, show, address_of(show))["feed.xml"])
    items = found.findall("item")
    assert texts(found, "item/guid") == list(dict.fromkeys(texts(found, "item/guid")))
    for item, slug in zip(items, ["tides", "older"], strict=True):
        enclosure = item.find("enclosure")
        assert enclosure is not None
        path = site / str(enclosure.get("url")).removeprefix(f"{BASE}/")
        assert path.stat().st_size == int(str(enclosure.get("length")))
        assert path == site / slug / f"{slug}.mp3"
        for element in item.iter():
            address = element.get("url") or element.get("href") or element.get("uri") or ""
            if address.startswith(BASE):
                assert (site / address.removeprefix(f"{BASE}/")).is_file(), address
                assert address.isascii()
        kinds = [one.get("type") for one in item.findall("podcast:transcript", NAMESPACES)]
        assert kinds == ["text/vtt", "application/x-subrip", "application/json", "text/html"]
        people = item.findall("podcast:person", NAMESPACES)
        persons = [(one.text, one.get("role"), one.get("href"), one.get("img")) for one in people]
        assert persons == [
            ("林海（AI合成声音）", "guest", "https://sea.example/lin", "https://sea.example/lin.jpg"),
            ("Ada Moss（AI合成声音）", "guest host", None, None),
        ]
        covers = [(one.get("href"), one.get("width")) for one in item.findall("podcast:image", NAMESPACES)]
        assert covers == [(f"{BASE}/{slug}/cover.jpg", None), (f"{BASE}/{slug}/cover-small.jpg", "480")]
    pictures = [one.get("href") for one in found.findall("podcast:image", NAMESPACES)]
    assert pictures == [f"{BASE}/cover.jpg", f"{BASE}/cover-small.jpg"]


def test_who_counts_downloads_stands_before_the_sound(site: Path, show: Show) -> None:
    counted = msgspec.structs.replace(show, enclosure_prefix="https://op3.dev/e/")
    made = documents(site, counted, address_of(counted))
    found = channel(made["feed.xml"])
    bare = BASE.removeprefix("https://")
    assert [str(one.get("url")) for one in found.iter("enclosure")] == [
        f"https://op3.dev/e/{bare}/tides/tides.mp3", f"https://op3.dev/e/{bare}/older/older.mp3",
    ]  # fmt: skip
    (source,) = found.findall("item/podcast:alternateEnclosure/podcast:source", NAMESPACES)
    assert source.get("uri") == f"https://op3.dev/e/{bare}/tides/tides.m4b"
    refresh(site, counted)
    assert not [finding for finding in check_documents(made, site) if finding.level == "error"]
    (site / "tides" / "tides.mp3").write_bytes(b"")
    assert "links.length" in {finding.rule for finding in check_documents(made, site)}
    here = msgspec.structs.replace(counted, base_url="")
    assert b"op3.dev" not in documents(site, here, address_of(here))["feed.xml"], "nobody counts on this machine"


def test_every_value_is_short_and_clean(site: Path, show: Show) -> None:
    for element in channel(documents(site, show, address_of(show))["feed.xml"]).iter():
        text = element.text or ""
        name = etree.QName(element).localname
        if len(element):
            continue
        if name in ("description", "encoded"):
            assert len(text.encode()) <= 4000 or name == "encoded"
        else:
            assert len(text) <= 255, name
            assert text == text.strip(), name


def test_alternate_audio_has_its_integrity(site: Path, show: Show) -> None:
    found = channel(documents(site, show, address_of(show))["feed.xml"])
    (alternate,) = found.findall("item/podcast:alternateEnclosure", NAMESPACES)
    assert alternate.get("type") == "audio/mp4"
    integrity = alternate.find("podcast:integrity", NAMESPACES)
    import base64
    import hashlib

    expected = base64.b64encode(hashlib.sha256(bytes(5000)).digest()).decode()
    assert integrity is not None
    assert integrity.get("value") == f"sha256-{expected}"
    assert found.findall("item/podcast:integrity", NAMESPACES) == []


def test_soundbite_is_within_its_limits(site: Path, show: Show) -> None:
    (bite,) = channel(documents(site, show, address_of(show))["feed.xml"]).findall("item/podcast:soundbite", NAMESPACES)
    start, length = float(str(bite.get("startTime"))), float(str(bite.get("duration")))
    assert start == read(site / "older").turns[1].start_s
    assert 15 <= length <= 120
    assert start + length <= 24.1


@node.installed
def test_javascript_parsers_read_everything_back(site: Path, show: Show, tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_bytes(documents(site, show, address_of(show))["feed.xml"])
    read_back = node.run("feeds.mjs", tmp_path / "feed.xml")
    party, smith = read_back["partytime"], read_back["feedsmith"]
    assert party["title"] == smith["title"] == "海边 & <谈话>"
    assert party["guid"] == smith["podcast"]["guid"] == show_guid(f"{BASE}/feed.xml")
    assert party["explicit"] is smith["itunes"]["explicit"] is False
    assert party["medium"] == smith["podcast"]["medium"] == "podcast"
    assert party["license"]["identifier"] == smith["podcast"]["license"]["display"] == "cc-by-4.0"
    one, other = party["items"][1], smith["items"][1]
    assert one["title"] == other["title"]
    assert one["title"].startswith(HOSTILE[:40])
    assert one["enclosure"] == other["enclosures"][0]
    assert (
        (one["itunesSeason"], one["itunesEpisode"]) == (other["itunes"]["season"], other["itunes"]["episode"]) == (1, 3)
    )
    assert len(one["podcastTranscripts"]) == len(other["podcast"]["transcripts"]) == 4
    assert [p["name"] for p in one["podcastPeople"]] == [p["display"] for p in other["podcast"]["persons"]]
    assert one["podcastChapters"]["type"] == other["podcast"]["chapters"]["type"] == "application/json+chapters"
    assert one["podcastSoundbites"][0]["startTime"] == other["podcast"]["soundbites"][0]["startTime"]
    whole = smith["items"][0]["podcast"]["alternateEnclosures"][0]
    assert whole["integrity"]["value"].startswith("sha256-")
    assert party["items"][0]["alternativeEnclosures"][0]["integrity"]["value"] == whole["integrity"]["value"]


LEFT_OUT_BY_PARTYTIME = {
    # It gives dates, categories and white space a form of its own, keeps one picture, and no history of a feed.
    "description", "lastBuildDate", "pubDate", "content:encoded", "itunes:category text", "podcast:image href",
    "podcast:image aspect-ratio", "podcast:image type", "podcast:image purpose", "podcast:image width",
    "podcast:txt purpose", "podcast:transcript type", "atom:link rel", "atom:link type", "atom:link href",
}  # fmt: skip


def leaves(read_back: Any) -> Iterator[str]:
    """All values that a parser gives, as text."""
    if isinstance(read_back, dict | list):
        for inner in read_back.values() if isinstance(read_back, dict) else read_back:
            yield from leaves(inner)
    elif isinstance(read_back, bool):
        yield from ("true", "yes") if read_back else ("false", "no")
    elif read_back is not None:
        yield f"{read_back:g}" if isinstance(read_back, float) else str(read_back).strip().lower()


def unread(content: bytes, read_back: Any) -> set[str]:
    """Elements, and attributes behind their element, whose value a parser does not give."""
    given, root = set(leaves(read_back)), etree.fromstring(content)
    prefixes = {uri: prefix for prefix, uri in NAMESPACES.items()}
    missing = set()
    for element in root.iter():
        tag_name = etree.QName(element)
        prefix = prefixes.get(str(tag_name.namespace), "")
        name = f"{prefix}:{tag_name.localname}" if prefix else tag_name.localname
        values = {name: element.text or "", **{f"{name} {key!s}": str(said) for key, said in element.items()}}
        missing |= {key for key, said in values.items() if said.strip() and said.strip().lower() not in given}
    return missing - {"rss version"}


@node.installed
def test_javascript_parsers_read_every_value(edition: Edition, show: Show, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    cast = {"林海": Member(link="https://sea.example/lin", image="https://sea.example/lin.jpg")}
    told = dataclasses.replace(edition, config=msgspec.structs.replace(edition.config, cast=cast))
    whole = dataclasses.replace(told, alternates=(Alternate(".m4b", "Audiobook", m4b),))
    for number in range(5):
        write(edited(whole, f"n{number}", date=f"2024-05-0{number + 1}", soundbite="1", episode="3"), folder, tag)
    paged = msgspec.structs.replace(show, page_size=2, moved_to="https://new.example/feed.xml", complete=True)
    for name, content in documents(folder, paged, address_of(paged)).items():
        (tmp_path / name).write_bytes(content)
        read_back = node.run("feeds.mjs", tmp_path / name)
        assert unread(content, read_back["feedsmith"]) == set(), name
        assert unread(content, read_back["partytime"]) <= LEFT_OUT_BY_PARTYTIME, name


@node.installed
def test_captions_satisfy_the_specifications_parser(site: Path) -> None:
    for slug in ("tides", "older"):
        read_back = node.run("vtt.mjs", site / slug / "transcript.vtt")
        assert read_back["errors"] == []
        assert len(read_back["cues"]) == len(read(site / slug).cues)
        voices = {child["value"] for cue in read_back["cues"] for child in cue["tree"]["children"]}
        assert voices == {"旁白", "林海", "Ada Moss"}


def test_python_parsers_read_it_back(site: Path, show: Show, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_bytes(documents(site, show, address_of(show))["feed.xml"])
    found = feedparser.parse(str(path))
    assert not found.bozo
    assert found.feed.title == "海边 & <谈话>"
    assert [entry.enclosures[0].length for entry in found.entries] == [
        str(read(site / slug).size) for slug in ("tides", "older")
    ]
    with path.open("rb") as stream:
        other = podcastparser.parse(f"{BASE}/feed.xml", stream)
    assert [episode["total_time"] for episode in other["episodes"]] == [24, 24]
    assert other["episodes"][0]["enclosures"][0]["file_size"] == read(site / "tides").size


def test_guids_survive_everything(site: Path, show: Show, edition: Edition) -> None:
    before = {entry.slug: entry.guid for entry in entries(site)}
    renamed = dataclasses.replace(
        edition, script=dataclasses.replace(edition.script, title="New title", date="2019-01-01")
    )
    write(renamed, site, tag)
    moved = Show(title="Other", base_url="https://elsewhere.example")
    found = channel(documents(site, moved, address_of(moved))["feed.xml"])
    assert set(texts(found, "item/guid")) == set(before.values())


def test_known_guid() -> None:
    """The podcast namespace's own example."""
    assert show_guid("https://mp3s.nashownotes.com/pc20rss.xml") == "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    assert show_guid("http://mp3s.nashownotes.com/pc20rss.xml/") == "917393e3-1b1e-5cef-ace4-edaa54e1f810"


def test_addresses_are_ascii() -> None:
    assert under("https://x.example/a/", "深谈", "b c.mp3") == "https://x.example/a/%E6%B7%B1%E8%B0%88/b%20c.mp3"


def copies(site: Path, edition: Edition, count: int) -> None:
    """`count` episodes told apart by slug, day and language, without their audio: the feed reads episode.json only."""
    template = json.loads((write(edition, site, tag) / "episode.json").read_bytes())
    for number in range(count):
        slug = f"n{number:04}"
        said = {
            **template,
            "slug": slug,
            "date": f"20{number // 300:02}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}",
        }
        said["language"] = "en" if number % 3 == 0 else "zh"
        (site / slug).mkdir()
        (site / slug / "episode.json").write_text(json.dumps(said), encoding="utf-8")


def test_paging_loses_nothing_and_keeps_old_pages(edition: Edition, tmp_path: Path) -> None:
    site, show = tmp_path / "site", Show(base_url=BASE, page_size=4)
    copies(site, edition, 13)
    made = documents(site, show, address_of(show))
    names, guids, name = [], [], "feed.xml"
    while name:
        names.append(name)
        found = channel(made[name])
        guids += texts(found, "item/guid")
        links = {link.get("rel"): str(link.get("href")) for link in found.findall("atom:link", NAMESPACES)}
        assert links["self"] == f"{BASE}/{name}"
        assert ("current" in links) == (found.find("fh:archive", NAMESPACES) is not None) == (name != "feed.xml")
        name = links.get("next", "").removeprefix(f"{BASE}/")
    assert guids == [entry.guid for entry in entries(site)]
    assert names == ["feed.xml", "feed-page-2.xml", "feed-page-1.xml"]
    assert len(texts(channel(made["feed.xml"]), "item/guid")) >= show.page_size, "what apps see that read no further"
    write(edited(edition, "newest", date="2031-01-01"), site, tag)
    after = documents(site, show, address_of(show))
    changed = {name for name in after if after[name] != made.get(name)}
    assert changed == {"feed.xml", "feed.zh.xml"}


def test_each_language_has_its_own_feed(edition: Edition, tmp_path: Path) -> None:
    site, show = tmp_path / "site", Show(base_url=BASE)
    copies(site, edition, 6)
    made = documents(site, show, address_of(show))
    assert set(made) == {"feed.xml", "feed.zh.xml", "feed.en.xml"}
    assert len(channel(made["feed.en.xml"]).findall("item")) == 2
    assert texts(channel(made["feed.en.xml"]), "language") == ["en"]
    assert texts(channel(made["feed.zh.xml"]), "language") == ["zh-cn"]
    guids = [texts(channel(content), "podcast:guid")[0] for content in made.values()]
    assert len(set(guids)) == 3, "each is a show of its own"
    assert texts(channel(made["feed.en.xml"]), "title") == [f"{show.title} (English)"]
    selves = [channel(content).findall("atom:link", NAMESPACES)[0].get("href") for content in made.values()]
    assert selves == [f"{BASE}/{name}" for name in made]
    assert len(channel(made["feed.xml"]).findall("item")) == 7


def test_refresh_touches_only_what_changed(site: Path, show: Show) -> None:
    assert {"cover.jpg", "feed.xml", "index.html", "subscribe.opml", "sw.js"} <= set(refresh(site, show))
    assert refresh(site, show) == []
    (site / "feed-page-9.xml").write_text("<rss><channel><generator>Turncast</generator></channel></rss>")
    assert refresh(site, show) == ["feed-page-9.xml"]


@pytest.mark.parametrize("damage", ["{}", "", "nonsense"])
def test_a_broken_episode_stops_the_feed(site: Path, show: Show, damage: str) -> None:
    (site / "older" / "episode.json").write_text(damage)
    with pytest.raises(InputError, match="older"):
        refresh(site, show)


def test_two_episodes_never_share_a_guid(site: Path, edition: Edition) -> None:
    write(edited(edition, "twin", guid=entries(site)[0].guid), site, tag)
    with pytest.raises(InputError, match="share the guid"):
        entries(site)
