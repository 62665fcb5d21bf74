"""What the pages hold, whatever the transcript says."""

from __future__ import annotations

import dataclasses
import io
import json
import re
import string
from typing import Any

import msgspec
import pytest
from lxml import etree, html

from tts.clock import clock
from tts.config.schema import Show
from tts.master.model import ChapterMark
from tts.show.captions import readable
from tts.show.model import CueMark, Episode, PersonRecord, SourceRecord, TurnMark
from tts.show.player import assets, episode_page, opml, site_page
from tts.show.player.clock import fragment, long_date, minutes
from tts.show.player.subscribe import scheme_url
from tts.show.player.words import words

from .browsing import ready, until
from .conftest import Site, Visitor


def tree_of(page: str | bytes) -> Any:
    """The page's elements."""
    return html.document_fromstring(page)


HOSTILE = (
    "<script>window.owned = 1</script>",
    "\"><img src=x onerror='window.owned=1'>",
    "' onmouseover='window.owned=1",
    "]]></script><script>window.owned=1</script><!--",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp;amp; &#60;",
    "العربية ثم עברית \u202e!dlrow\u202c 世界",
    "👩‍🚀🇨🇳 " + "㐀𠮷" * 20,
    "长" * 300,
    "W" * 300,
    "nul \x00 bell \x07 c1 \x9b end",
)


OURS = {name.rpartition("/")[2] for name in assets(Show())} | {"episodes.js"}


def hostile(site: Site, text: str) -> Episode:
    """The Davos episode with `text` for everything somebody wrote."""
    base = site.davos
    people = tuple(dataclasses.replace(one, name=f"{text}{place}") for place, one in enumerate(base.speakers))
    turns = (
        TurnMark(None, "heading", 0, 0.5, 1.0, text),
        TurnMark(people[0].name, "speech", 0, 1.0, 3.0, f"{text}\n{text}"),
        TurnMark(people[1].name, "note", 1, 3.0, 5.0, text),
    )
    cues = tuple(CueMark(turn.start_s, turn.end_s, turn.speaker, turn.text, place) for place, turn in enumerate(turns))
    return dataclasses.replace(
        base,
        title=text,
        description=text,
        disclosure=text,
        source=SourceRecord("javascript:window.owned=1", text),
        speakers=people,
        turns=turns,
        cues=(CueMark(0.0, 0.4, None, text, None), *cues),
        chapters=(ChapterMark(text, 0.0, 3.0), ChapterMark(text, 3.0, base.duration_s)),
    )


def show_of(text: str) -> Show:
    return Show(title=text, author=text, description=text, copyright=text)


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(site: Site, text: str) -> None:
    plain = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]", " ", text)
    for page in (
        episode_page(hostile(site, text), show_of(text), "https://pod.example/"),
        site_page([hostile(site, text)], show_of(text)),
    ):
        tree = tree_of(page)
        assert {s.get("src", "").rpartition("/")[2].partition("?")[0] for s in tree.iter("script")} <= OURS | {""}
        (data,) = [script for script in tree.iter("script") if (script.text or "").strip()]
        assert data.get("type") == "application/ld+json"
        said = json.loads(data.text)
        assert said["name"].split() == readable(plain).split()
        assert not [(e.tag, name) for e in tree.iter(etree.Element) for name in e.attrib if name.startswith("on")]
        assert not [e.get("src") for e in tree.iter("img") if e.get("src") == "x"]
        assert not [link for link in tree.iter("a") if (link.get("href") or "").startswith("javascript")]
        title = tree.find(".//h1")
        assert title is not None and title.text_content() == plain
    tree = tree_of(episode_page(hostile(site, text), show_of(text)))
    assert [p.text_content() for p in tree.xpath("//section[contains(@class, 'speech')]//p[@dir]")] == [plain, plain]


def test_hostile_text_does_nothing_in_a_browser(visitor: Visitor, site: Site) -> None:
    visit = visitor(width=390, height=844)
    for text in (*HOSTILE[:3], *HOSTILE[6:10]):
        file = site.folder / site.davos.slug / "hostile.html"
        file.write_text(episode_page(hostile(site, text), show_of(text)), encoding="utf-8")
        page = visit.open(f"{site.davos.slug}/hostile.html")
        ready(page)
        page.hover(".name >> nth=1")
        page.fill("[data-search] input", text[:20])
        until(page, "document.querySelectorAll('mark').length > 0")
        page.locator("[data-chapter]").nth(1).click()
        until(page, "document.querySelector('[data-now]').textContent !== ''")
        assert page.evaluate("window.owned") is None
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.title().startswith(text[:10])


def test_nothing_is_fetched_from_elsewhere(site: Site) -> None:
    for page in (episode_page(site.davos, Show()), site_page([site.davos, site.keeper], Show())):
        tree = tree_of(page)
        fetched = [e.get("src") for e in tree.iter("img", "script", "audio", "source", "iframe") if e.get("src")]
        fetched += [e.get("href") for e in tree.iter("link") if e.get("rel") in ("stylesheet", "manifest", "icon")]
        assert len(fetched) > 5
        assert not [address for address in fetched if re.match(r"[a-z]+:|//", address)]
    for name, content in assets(Show()).items():
        if name.endswith((".css", ".js", ".webmanifest")):
            assert not re.search(rb"https?://|url\(", content), name


def test_every_file_a_page_asks_for_is_there(site: Site) -> None:
    for path in ("index.html", f"{site.davos.slug}/index.html"):
        tree = tree_of((site.folder / path).read_bytes())
        wanted = [e.get("src") or e.get("href") for e in tree.xpath("//img | //script | //audio | //link | //a")]
        local = [name for name in wanted if name and not re.match(r"[a-z]+:|#", name)]
        for name in local:
            assert (site.folder / path).parent.joinpath(name.partition("?")[0].partition("#")[0]).is_file(), name


def test_the_same_episode_gives_the_same_page(site: Site) -> None:
    show = Show(title="深谈")
    assert episode_page(site.davos, show, "https://a.example/") == episode_page(site.davos, show, "https://a.example/")
    assert assets(show) == assets(show)


def test_subscribing(site: Site) -> None:
    tree = tree_of(episode_page(site.davos, Show(), "https://pod.example/talks/"))
    assert tree.xpath("//a[@data-feed]/@href") == ["https://pod.example/talks/feed.xml"]
    assert tree.xpath("//a[@data-scheme]/@href") == [
        "podcast://pod.example/talks/feed.xml",
        "pcast://pod.example/talks/feed.xml",
    ]
    assert tree.xpath("//a[contains(@href, 'subscribe.opml')]")
    assert tree.xpath("//figure[@class='qr']/svg")
    without = tree_of(episode_page(site.davos, Show()))
    assert without.xpath("//a[@data-feed]/@href") == ["../feed.xml"]
    assert not without.xpath("//figure[@class='qr'] | //a[contains(@href, 'opml')]")


def test_a_site_that_does_not_know_its_address_finds_it_when_served(visitor: Visitor, site: Site) -> None:
    visit = visitor(permissions=["clipboard-read", "clipboard-write"])
    page = visit.open(f"{site.davos.slug}/index.html")
    assert not page.locator("[data-scheme]:visible").count(), "nothing on this machine answers such a link"
    page.click("[data-do=copy-feed]")
    until(page, "document.querySelector('[data-toast]').classList.contains('shown')")
    assert page.evaluate("navigator.clipboard.readText()") == f"{visit.home}feed.xml"


AGENTS = {
    "apple": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15",
    "android": "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile",
    "wechat": "Mozilla/5.0 (Linux; Android 15; V2309A) AppleWebKit/537.36 Chrome/130.0 MicroMessenger/8.0.60",
}  # fmt: skip


@pytest.mark.parametrize("platform", AGENTS)
def test_apps_are_opened_where_one_answers(visitor: Visitor, site: Site, platform: str) -> None:
    visit = visitor(user_agent=AGENTS[platform])
    page = visit.open(f"{site.davos.slug}/index.html")
    shown = [link.get_attribute("href") for link in page.locator("[data-scheme]:visible").all()]
    feed = visit.home.partition("://")[2] + "feed.xml"
    assert shown == {"apple": [f"podcast://{feed}"], "android": [f"pcast://{feed}"], "wechat": []}[platform]
    assert page.get_by_text("在浏览器打开").is_visible() == (platform == "wechat")


def test_search_engines_and_previews_are_told(site: Site) -> None:
    show = Show(title="深谈", author="编辑部", description="访谈。")
    tree = tree_of(episode_page(site.davos, show, "https://pod.example/talks/"))
    said = json.loads(tree.xpath("//script[@type='application/ld+json']/text()")[0])
    here = f"https://pod.example/talks/{site.davos.slug}/"
    assert said["@type"] == "PodcastEpisode"
    assert said["associatedMedia"]["contentUrl"] == here + site.davos.audio
    assert said["associatedMedia"]["digitalSourceType"].endswith("TrainedAlgorithmicMediaDigitalSource")
    assert said["partOfSeries"]["webFeed"] == "https://pod.example/talks/feed.xml"
    assert [part["name"] for part in said["hasPart"]] == [mark.title for mark in site.davos.chapters]
    told = {meta.get("property") or meta.get("name"): meta.get("content") for meta in tree.iter("meta")}
    assert told["og:image"] == told["twitter:image"] == here + "cover.jpg"
    assert told["og:title"] == told["twitter:title"] == site.davos.title
    assert told["og:locale"] == "zh_CN"
    assert told["music:duration"] == str(round(site.davos.duration_s))
    series = json.loads(tree_of(site_page([site.davos], show)).xpath("//script[@type='application/ld+json']/text()")[0])
    assert (series["@type"], series["name"], "url" in series) == ("PodcastSeries", "深谈", False)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_phone_reads_the_code(visitor: Visitor, site: Site, theme: str) -> None:
    """From the screen, in either appearance."""
    import zxingcpp
    from PIL import Image

    page_file = site.folder / site.davos.slug / "scan.html"
    page_file.write_text(episode_page(site.davos, Show(), "https://pod.example/talks/"), encoding="utf-8")
    page = visitor(color_scheme=theme).open(f"{site.davos.slug}/scan.html")
    with Image.open(io.BytesIO(page.locator(".qr svg").screenshot())) as seen:
        assert [code.text for code in zxingcpp.read_barcodes(seen)] == ["https://pod.example/talks/feed.xml"]


def test_links_for_podcast_apps() -> None:
    assert scheme_url("podcast", "https://a.example/feed.xml") == "podcast://a.example/feed.xml"
    assert scheme_url("pcast", "http://127.0.0.1:8000/feed.xml") == "pcast://127.0.0.1:8000/feed.xml"


@pytest.mark.parametrize("text", HOSTILE)
def test_opml_is_well_formed(text: str) -> None:
    document = etree.fromstring(
        opml(Show(title=text, link="https://a.example/?b&c"), "https://pod.example/feed.xml?a&b")
    )
    outline = document.find("body/outline")
    assert outline is not None
    assert (outline.get("type"), outline.get("xmlUrl")) == ("rss", "https://pod.example/feed.xml?a&b")


def test_manifest_and_worker(site: Site) -> None:
    found = assets(Show(title='</script>"深谈', description="a\nb"))
    manifest: dict[str, Any] = json.loads(found["manifest.webmanifest"])
    assert manifest["name"] == '</script>"深谈'
    assert all(icon["src"] in found for icon in manifest["icons"])
    shell = json.loads(re.search(rb"const FILES = (\[.*?\]);", found["sw.js"]).group(1))  # type: ignore[union-attr]  # fails loudly
    assert {*shell} == {"index.html", *found} - {"sw.js"}
    assert b"@" not in found["sw.js"]


def test_both_languages_know_the_same_words() -> None:
    assert words()["zh"].keys() == words()["en"].keys()
    assert all(value.strip() for language in words().values() for value in language.values())
    assert not [
        word for word in words()["en"].values() if re.search("[一-鿿]", word) and word not in ("中文", "切换到中文")
    ]


def test_every_word_that_is_asked_for_is_known(site: Site) -> None:
    page = episode_page(site.davos, Show()) + site_page([site.davos] * 8, Show())
    asked = set(re.findall(r'data-(?:say|label|placeholder)="([^"]+)"', page))
    scripts = b"".join(content for name, content in assets(Show()).items() if name.endswith(".js")).decode()
    asked |= set(re.findall(r'\bsay\("([^"]+)"\)', scripts))
    assert asked <= words()["zh"].keys()


def test_times() -> None:
    assert [clock(t) for t in (0, 59.99, 60, 3599, 3600, 36061.5)] == [
        "0:00",
        "0:59",
        "1:00",
        "59:59",
        "1:00:00",
        "10:01:01",
    ]
    assert [fragment(t) for t in (0.0, 83.4, 1234.567, 36000.0)] == ["t=0", "t=83.4", "t=1234.567", "t=36000"]
    assert [minutes(t, "en") for t in (10, 803, 3600, 4000)] == ["1 min", "13 min", "1 h 0 min", "1 h 7 min"]
    assert long_date("2015-01-24", "zh") == "2015年1月24日"
    assert long_date("2015-01-24", "en") == "24 January 2015"
    assert [long_date(odd, "en") for odd in ("", "soon", "2015-13-01")] == ["", "soon", "2015-13-01"]


def test_many_people_share_colours_and_lanes(site: Site) -> None:
    crowd = tuple(
        PersonRecord(letter, "", site.davos.narrator.voice, None, 1.0, 1) for letter in string.ascii_uppercase[:9]
    )
    turns = tuple(TurnMark(one.name, "speech", 0, place, place + 1.0, one.name) for place, one in enumerate(crowd))
    episode = dataclasses.replace(site.davos, speakers=crowd, turns=turns, cues=(), duration_s=9.0)
    tree = tree_of(episode_page(episode, Show()))
    assert len(tree.xpath("//section[contains(@class, ' speech ')]")) == 9
    assert tree.xpath("//*[@id='map']/path/@class") == [f"c{n}" for n in range(6)]


def test_thousands_of_episodes_make_a_page_of_bearable_weight(site: Site) -> None:
    """A card without its drawing and pictures is about a kilobyte; the words of an episode are not in the list."""
    page = site_page([dataclasses.replace(site.keeper, slug=f"e{n}") for n in range(400)], Show())
    assert len(page) < 400 * 2000
    assert page.count('<svg class="map"') == 100
    assert site.keeper.turns[-1].text not in page


def test_an_episode_survives_its_own_file(site: Site) -> None:
    """The page is made from what episode.json says, nothing else."""
    again = msgspec.json.decode((site.folder / site.keeper.slug / "episode.json").read_bytes(), type=Episode)
    assert episode_page(again, Show()) == episode_page(site.keeper, Show())
