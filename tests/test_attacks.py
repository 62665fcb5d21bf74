"""Attacks, a row each: whoever sends us a transcript, a configuration, a folder or a page gets no further than that.

What a browser, a server or a network does with them is tested where those stand: names of hosts and ranges in
`show/test_serve.py`, redirections and addresses inside the network in `script/test_fetching.py`, pages in a real
browser in `show/player`.
"""

from __future__ import annotations

import dataclasses
import io
import json
import os
import shutil
import threading
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from doubles.editions import conversation, edition_of, mastered
from doubles.page_server import leads_to, server
from limits import processor_limit
from lxml import etree, html
from tables import table

from tts.cli.output import print_json
from tts.config.load import ConfigFile, load, parse
from tts.config.schema import Show
from tts.errors import ConfigError, InputError, TurncastError, UnreachableError
from tts.master.model import Mastered
from tts.master.tags import tag
from tts.script import load_script
from tts.script.model import Script
from tts.script.source.fetch import fetch
from tts.show.check.episode import check_episode
from tts.show.check.site import check_site
from tts.show.edition import Edition
from tts.show.episode import write
from tts.show.export import export
from tts.show.markdown import as_html
from tts.show.publish.folder import FolderTarget
from tts.show.publish.run import Wish, publish
from tts.show.record import read
from tts.show.site import refresh
from tts.speech.scripts import read_script

SHOW = Show(title="海边谈话", author="A", description="海", email="a@example.org")
CONFIG = parse("pool: {tone: [zh_alto, zh_bass, zh_baritone]}", "voices.yaml")
VOICES = dict.fromkeys(("zh_alto", "zh_bass", "zh_baritone"), "zh-CN")
BASE = "https://pod.example.org/talks"


@pytest.fixture(scope="module")
def hummed(tmp_path_factory: pytest.TempPathFactory) -> Mastered:
    return mastered(tmp_path_factory.mktemp("attacked") / "hum.mp3", conversation())


@pytest.fixture(scope="module")
def whole(hummed: Mastered, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one episode, not to be touched."""
    site = tmp_path_factory.mktemp("whole") / "site"
    write(edition_of(hummed), site, tag)
    refresh(site, SHOW)
    return site


@pytest.fixture
def site(whole: Path, tmp_path: Path) -> Path:
    """A copy of the site, beside which lies a secret."""
    (tmp_path / "secret").write_bytes(b"not for you")
    return Path(shutil.copytree(whole, tmp_path / "site"))


def every_use(site: Path) -> list[Callable[[], object]]:
    """Whatever reads a site."""
    out = site.parent
    return [
        lambda: read(site / "tides"),
        lambda: check_episode(site / "tides"),
        lambda: check_site(site),
        lambda: refresh(site, SHOW),
        lambda: publish(site, SHOW, FolderTarget(str(out / "www")), Wish(BASE), lambda _: None),
        lambda: export(site, out / "stick", tag, lambda _: None),
    ]


NAMES = ("../../secret", "../secret", "/etc/passwd", "..", ".", "", "a/b", "a\\b", "x\0.mp3")


@table(
    ("where", "name"),
    [(where, name) for where in ("audio", "files", "alternates") for name in NAMES],
)
def test_names_that_lead_out_of_a_foreign_episode(site: Path, where: str, name: str) -> None:
    path = site / "tides" / "episode.json"
    kept = path.read_bytes()
    document = json.loads(kept)
    if where == "audio":
        document["audio"] = name
    else:
        document[where] = [{**document["files"][0], "name": name}]
    path.write_text(json.dumps(document), "utf-8")
    try:
        for use in every_use(site):
            with pytest.raises(InputError, match="is not the name of a file"):
                use()
    finally:
        path.write_bytes(kept)
    assert not (site.parent / "stick").exists() or not [*(site.parent / "stick").rglob("*.mp3")]


@table("slug", ["../x", "/etc/x", "..", ".hidden", "a/b", "a\\b", "x\0y", "马云", "A B", "%2e%2e", "-rf", "~root"])
def test_slugs_stay_one_plain_name(tmp_path: Path, slug: str) -> None:
    source = tmp_path / "talk.txt"
    source.write_text(f"---\nslug: {json.dumps(slug)}\n---\n林海：潮水从来不迟到。\n\n莫桑：它准时。\n", "utf-8")
    try:
        made = load_script(source, CONFIG, engine="tone", voices=VOICES).slug
    except InputError:
        return
    assert made
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not made.startswith("-")


def link_to_file(site: Path) -> Path:
    (site / "tides" / "notes.txt").symlink_to(site.parent / "secret")
    return site / "tides" / "notes.txt"


def link_in_place_of_a_file(site: Path) -> Path:
    (site / "tides" / "transcript.md").unlink()
    (site / "tides" / "transcript.md").symlink_to("../../secret")
    return site / "tides" / "transcript.md"


def link_to_folder(site: Path) -> Path:
    (site / "more").symlink_to(site.parent, target_is_directory=True)
    return site / "more"


def link_through_a_link(site: Path) -> Path:
    (site / "one").symlink_to("two")
    (site / "two").symlink_to(site.parent / "secret")
    return site / "one"


@pytest.mark.parametrize("attack", [link_to_file, link_in_place_of_a_file, link_to_folder, link_through_a_link])
def test_links_that_lead_out_are_not_published(site: Path, attack: Callable[[Path], Path]) -> None:
    link, target = attack(site), site.parent / "www"
    with pytest.raises(InputError, match="leads out of the site") as told:
        publish(site, SHOW, FolderTarget(str(target)), Wish(BASE), lambda _: None)
    assert told.value.place is not None
    assert told.value.place.file == link
    assert not [path for path in target.rglob("*") if path.is_file() and b"not for you" in path.read_bytes()]


def test_links_that_lie_in_wait_where_an_export_goes_are_not_followed(site: Path) -> None:
    stick, secret = site.parent / "stick", site.parent / "secret"
    stick.mkdir()
    for name in (".turncast-export", ".playlist.m3u8.new"):
        (stick / name).symlink_to(secret)
    export(site, stick, tag, lambda _: None)
    assert secret.read_bytes() == b"not for you"
    assert len(list(stick.glob("*.mp3"))) == 1


def test_a_link_inside_the_site_is_published(site: Path) -> None:
    (site / "latest.mp3").symlink_to("tides/tides.mp3")
    sent = publish(site, SHOW, FolderTarget(str(site.parent / "www")), Wish(BASE), lambda _: None).sent
    assert "latest.mp3" in sent


@table("content", [b"", b"\xff\xfe\x00", b"<script>", b"../../x", b"a" * 100_000, b"917393e3\n-1b1e"])
def test_a_hostile_record_of_the_guid_is_not_believed(site: Path, content: bytes) -> None:
    (site / ".published-guid").write_bytes(content)
    outcome = publish(site, SHOW, FolderTarget(str(site.parent / "www")), Wish(BASE, dry_run=True), lambda _: None)
    assert len(outcome.guid) == 36


MARKUP = (
    "<script>owned()</script>", "</script><script>owned()</script>", "\"><img src=x onerror='owned()'>",
    "' onmouseover='owned()", "]]><script>owned()</script>", "javascript:owned()", "--><svg onload=owned()>",
    "{{ 7 * 7 }}{% raw %}", "&lt;script&gt;", "data:text/html,<script>owned()</script>", "]]&gt;", "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
)  # fmt: skip


def filled(script: Script, text: str) -> Script:
    """`script` with `text` in every field that holds words."""
    people = tuple(dataclasses.replace(speaker, name=f"{speaker.name}{text}", role=text) for speaker in script.speakers)
    renamed = {old.name: new.name for old, new in zip(script.speakers, people, strict=True)}
    return dataclasses.replace(
        script,
        title=text,
        source_url=text,
        publisher=text,
        disclosure=text,
        speakers=people,
        chapters=tuple(dataclasses.replace(chapter, title=f"{text}{n}") for n, chapter in enumerate(script.chapters)),
        turns=tuple(
            dataclasses.replace(turn, text=f"{turn.text}{text}", speaker=renamed.get(turn.speaker or ""))
            for turn in script.turns
        ),
    )


@pytest.mark.slow
@table("text", MARKUP)
def test_markup_in_every_field_is_only_text(hummed: Mastered, tmp_path: Path, text: str) -> None:
    show = Show(
        title=text, author=text, description=text, email="a@example.org", copyright=text, producer=text,
        funding="https://a.example", funding_label=text,
    )  # fmt: skip
    usual = edition_of(hummed)
    config = msgspec.structs.replace(usual.config, show=show)
    edition = Edition(hummed, filled(conversation(), text), "title: x\n", config, usual.engine)
    site = tmp_path / "site"
    shutil.rmtree(site, ignore_errors=True)
    folder = write(edition, site, tag)
    refresh(site, show)
    for page in (folder / "index.html", site / "index.html", folder / "transcript.html"):
        assert_inert(html.fromstring(page.read_bytes()), page.name)
    for document in (site / "feed.xml", site / "subscribe.opml"):
        tree = etree.fromstring(document.read_bytes(), etree.XMLParser(resolve_entities=False))
        for element in tree.iter(etree.Element):
            assert etree.QName(element).localname != "script"
            if etree.QName(element).localname == "encoded":  # the only one that says it is HTML
                assert_inert(html.fromstring(f"<div>{element.text}</div>"), document.name)
    assert "<script" not in (folder / "transcript.vtt").read_text("utf-8")


NOTES = (
    "[x](javascript:owned())", "[x](  JaVaScRiPt:owned())", "<javascript:owned()>", "[x](&#106;avascript:owned())",
    "[x](data:text/html,<script>owned()</script>)", "[x](vbscript:owned())", "[x](file:///etc/passwd)",
    "[x]( \x01javascript:x)", "<img src=x onerror=owned()>", '[x](https://a.b "t\\" onmouseover=owned()")',
    "[x]: javascript:owned()\n\n[x]", "# <script>owned()</script>", "`<script>owned()</script>`",
    "> <svg onload=owned()>", "![x](https://elsewhere.example/x.png)", "<https://a.b/\"onmouseover=owned()>",
    "[<script>owned()</script>](https://a.b)",
)  # fmt: skip


@table("text", NOTES)
def test_show_notes_bring_no_program_along(text: str) -> None:
    """What feeds and pages carry as HTML: no script, no address that runs one, nothing loaded from elsewhere."""
    made = html.fromstring(f"<div>{as_html(text)}</div>")
    assert_inert(made, text)
    for element in made.iter(etree.Element):
        assert element.tag not in ("script", "img", "svg", "iframe", "style", "form")
        address = (element.get("href") or "https:").lower()
        assert address.startswith(("https:", "http:")), address


ADDRESSES = ("link", "base-url", "funding", "moved-to", "license")


@table(
    ("key", "value"),
    [(key, value) for key in ADDRESSES for value in ("javascript:owned()", "data:text/html,x", '"><script>')],
)
def test_an_address_of_the_show_is_one(key: str, value: str) -> None:
    with pytest.raises(ConfigError):
        parse(f"show: {{title: x, {key}: {json.dumps(value)}}}", "voices.yaml")


def assert_no_address(value: object, name: str) -> None:
    """Nothing that a program would take for an address to go to."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if isinstance(inner, str) and (key in ("url", "contentUrl", "@id", "isBasedOn", "image", "sameAs")):
            assert not inner.lower().startswith(("javascript:", "data:")), (name, key, inner)
        assert_no_address(inner, name)


def assert_inert(tree: html.HtmlElement, name: str) -> None:
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":  # what search engines are told; no program
            assert not set(script.text or "") & set("<>&"), name
            assert_no_address(json.loads(script.text or ""), name)
        else:
            assert "owned" not in (script.text or ""), name
    for element in tree.iter(etree.Element):
        for attribute, value in element.attrib.items():
            assert not attribute.startswith("on"), (name, element.tag, attribute)
            if attribute in ("href", "src", "action", "formaction", "poster", "data"):
                assert not value.strip().lower().startswith(("javascript:", "data:text")), (name, value)


def zipped(*members: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members:
            archive.writestr(member, content)
    return packed.getvalue()


def printed(content: bytes, pages: int) -> bytes:
    """A PDF of so many pages, all of which show `content`, packed."""
    packed = zlib.compress(content, 9)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, b" ".join([b"5 0 R"] * pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>",
    )
    made, places = b"%PDF-1.4\n", list[int]()
    for number, item in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%sendobj\n" % (number, item)
    table_at = len(made)
    made += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"trailer<</Size 6/Root 1 0 R>>startxref\n%d\n%%%%EOF" % table_at


PRINTED = b"BT /F 12 Tf 50 %d Td (A: what was printed here in bold) Tj ET\n"
PAGE_OF_TEXT = b"".join(PRINTED % (780 - 14 * line) for line in range(50))
ENTITIES = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
LAUGHS = f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">{ENTITIES}]><container>&i;</container>'.encode()
FILES = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><container>&x;</container>'
ALIASES = "".join(f"{n}: &{n} [{', '.join([f'*{o}'] * 9)}]\n" for o, n in zip("abcdefgh", "bcdefghi", strict=True))
BOMBS = (
    ("spaces.docx", lambda: zipped(("word/document.xml", b" " * 80 * 2**20))),
    ("laughs.docx", lambda: zipped(("word/document.xml", LAUGHS), ("[Content_Types].xml", LAUGHS))),
    ("laughs.epub", lambda: zipped(("mimetype", b"application/epub+zip"), ("META-INF/container.xml", LAUGHS))),
    ("files.epub", lambda: zipped(("mimetype", b"application/epub+zip"), ("META-INF/container.xml", FILES))),
    ("spaces.epub", lambda: zipped(*((f"{n}.xhtml", b" " * 2**20) for n in range(80)))),
    ("nested.html", lambda: b"<div>" * 200_000),
    ("nested.json", lambda: b"[" * 200_000),
    ("nested-keys.json", lambda: b'{"a":' * 100_000),
    ("aliases.yaml", lambda: b"turncast-script: 1\na: &a [x, x, x, x, x, x, x, x, x]\n" + ALIASES.encode()),
    ("nested.yaml", lambda: b"turncast-script: 1\nturns: " + b"[" * 20_000),
    ("aliases.md", lambda: b"---\n" + f"a: &a [x, x, x, x, x, x, x, x, x]\n{ALIASES}".encode() + b"---\nA: b\n"),
)
"""Packed only where they are thrown: that takes a second."""


@pytest.mark.slow
@table(("name", "packed"), BOMBS)
def test_bombs_do_not_go_off(tmp_path: Path, name: str, packed: Callable[[], bytes]) -> None:
    """Refused, or read as the little that they are, and at once; nothing of this machine's files is said."""
    source = tmp_path / name
    source.write_bytes(packed())
    with processor_limit(20):
        try:
            made = load_script(source, CONFIG, engine="tone", voices=VOICES)
        except TurncastError as error:
            assert error.exit_code in (65, 78), error
        else:
            assert "root:" not in "".join(turn.text for turn in made.turns)


def poured(path: Path, content: bytes) -> None:
    """A pipe at `path` that holds `content`, once."""
    os.mkfifo(path)
    threading.Thread(target=path.write_bytes, args=(content,), daemon=True).start()


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes and devices")
def test_a_pipe_is_read_once_and_what_never_ends_is_refused(tmp_path: Path) -> None:
    file = ConfigFile(CONFIG)
    poured(tmp_path / "talk", TALK.encode())
    for _ in range(2):  # by what looks for a script, and by what reads a transcript
        assert len(read_script(tmp_path / "talk", file, engine="tone").turns) == 2
    (tmp_path / "vast.txt").touch()
    os.truncate(tmp_path / "vast.txt", 3 * 2**30)
    for endless in (Path("/dev/zero"), tmp_path / "vast.txt"):
        with processor_limit(20), pytest.raises(InputError, match="larger than"):
            read_script(endless, file, engine="tone")
        with processor_limit(20), pytest.raises(ConfigError, match="larger than"):
            load(endless)


TALK = "\n\n林海：潮水从来不迟到。\n\n莫桑：它准时，所以我早来。\n"
AWKWARD = (
    ("t.md", '{"title": "x", "a": ' + "[" * 900 + "]" * 900 + "}" + TALK),
    ("t.md", '{"title": "x", "a": ' + '{"name":' * 900 + "1" + "}" * 901 + TALK),
    ("t.md", "+++\na = " + "[" * 900 + "]" * 900 + "\n+++" + TALK),
    ("t.md", '{"title": 1' + "0" * 5000 + "}" + TALK),
    ("t.rtf", r"{\rtf1\ansi A: \u99999999999999999999? b\par B: c}"),
    ("t.rtf", r"{\rtf1\ansi A: \u-70000? b\par B: c}"),
    ("t.rtf", r"{\rtf1\ansi A: \u55357? b\par B: c}"),
    ("t.rtf", r"{\rtf1\ansi A: b\par B: c" + "}" * 5000),
    ("t.rtf", r"{\rtf1" + "{" * 5000 + r"A: b\par B: c}"),
    ("t.rtf", r"{\rtf1\ansi\ansicpg99999 A: \'80b\par B: c}"),
    ("t.json", '[{"speaker": "A", "text": "b \\ud800 c"}, {"speaker": "B", "text": "\\udc00"}]'),
    (
        "t.json",
        '{"title": "\\ud800", "segments": [{"speaker": "\\ud83dA", "body": "b"}, {"speaker": "B", "body": "c"}]}',
    ),
    ("t.md", '{"title": "\\ud800", "slug": "\\udfff"}' + TALK),
    ("t.md", '---\ntitle: "\\ud800"\n---' + TALK),
    ("t.yaml", '- {speaker: A, text: "b \\ud800"}\n- {speaker: B, text: c}\n'),
    ("t.yaml", 'turncast-script: 1\ntitle: "\\ud800"\ncast: {A: {voice: zh_alto}}\nturns: [{A: b}]\n'),
    ("t.html", '<script type="application/ld+json">{"headline": "\\ud800"}</script><p>A: b</p><p>B: &#xd800;</p>'),
    ("t.csv", "speaker,text\n.,b\n...,c\n.,d\n...,e\n"),
    ("t.json", '[{"speaker": ".", "text": "b"}, {"speaker": "…", "text": "c"}]'),
    ("t.csv", 'speaker,text\n"A,b\n'),
    ("t.csv", "speaker,text\nA," + "b" * 11_000_000),
    ("t.yaml", "- " * 5000 + "x"),
    ("t.yaml", "? [a]\n: - {speaker: A, text: b}\n"),
)


@pytest.mark.slow
@table(("name", "content"), AWKWARD)
def test_what_no_reader_was_written_for_is_read_or_refused(tmp_path: Path, name: str, content: str) -> None:
    source = tmp_path / name
    source.write_text(content, "utf-8")
    with processor_limit(20):
        try:
            load_script(source, CONFIG, engine="tone", voices=VOICES)
        except TurncastError as error:
            assert error.exit_code in (65, 78), error


def test_signs_in_two_halves_are_whole_in_rich_text(tmp_path: Path) -> None:
    source = tmp_path / "t.rtf"
    source.write_text(r"{\rtf1\ansi\uc1 A: Seen \u-10179?\u-8704? today.\par B: Yes.}")
    english = parse("pool: {tone: [en_alto, en_bass, en_baritone]}", "voices.yaml")
    voices = dict.fromkeys(("en_alto", "en_bass", "en_baritone"), "en-US")
    assert "Seen 😀 today." in load_script(source, english, engine="tone", voices=voices).turns[0].text


def cover_bomb(site: Path) -> None:
    from PIL import Image

    Image.new("1", (30_000, 30_000)).save(site / "cover.jpg", "PNG")


def feed_of_entities(site: Path) -> None:
    (site / "feed.xml").write_bytes(LAUGHS)


def feed_of_files(site: Path) -> None:
    (site / "feed.xml").write_bytes(FILES)


def deep_records(site: Path) -> None:
    for name in ("chapters.json", "transcript.json"):
        (site / "tides" / name).write_bytes(b"[" * 200_000)
    (site / "manifest.webmanifest").write_bytes(b"[" * 200_000)


def no_text(site: Path) -> None:
    for path in site.rglob("*"):
        if path.is_file() and path.name != "episode.json":
            path.write_bytes(b"\xff\xfe\x00\xd8")


def a_name_that_is_no_text(site: Path) -> None:
    (site / "tides" / "caf\udce9.txt").write_bytes(b"")


def links_out(site: Path) -> None:
    feed = (site / "feed.xml").read_text("utf-8")
    (site / "feed.xml").write_text(feed.replace("tides/tides.mp3", "tides/%2e%2e/%2e%2e/secret"), "utf-8")


def links_of_any_length(site: Path) -> None:
    feed = (site / "feed.xml").read_text("utf-8")
    (site / "feed.xml").write_text(feed.replace("tides/tides.mp3", "tides/" + "a" * 5000 + "%00"), "utf-8")


@pytest.mark.parametrize(
    "attack",
    [
        cover_bomb, feed_of_entities, feed_of_files, deep_records, no_text, a_name_that_is_no_text, links_out,
        links_of_any_length,
    ],
)  # fmt: skip
def test_a_hostile_site_is_checked_and_found_wanting(site: Path, attack: Callable[[Path], None]) -> None:
    attack(site)
    with processor_limit(20):
        report = check_site(site)
    print_json(report)
    assert report.findings
    assert "root:" not in str(report)
    assert "not for you" not in str(report)


TAGS = (
    "!!python/object/apply:os.system ['touch owned']", "!!python/name:os.system", "!!python/object/new:os.system [x]",
    "!!timestamp x", "!!binary x", "!!binary '***'", "!!set {x}", "!!omap [x]", "!!int x", "!!float x", "!!bool x",
    "!unknown x", "!!merge x", "2024-99-99", "1:99:99", "!!null x", "0o9", "!!str [x]", "&a [*a]", "{<<: x}", "? [x]",
)  # fmt: skip
HOLDERS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("voices.yaml", lambda value: f"show: {{title: {value}}}\n"),
    ("voices.yaml", lambda value: f"{value}: x\n"),
    ("t.yaml", lambda value: f"turncast-script: 1\ntitle: {value}\nturns: [{{speaker: A, text: b}}]\n"),
    ("t.md", lambda value: f"---\ntitle: {value}\n---\nA: b\n\nC: d\n"),
    ("t.md", lambda value: f"---\n{value}: x\n---\nA: b\n\nC: d\n"),
)


@table(("value", "holder"), [(value, n) for value in TAGS for n in range(len(HOLDERS))])
def test_yaml_says_things_and_does_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, holder: int
) -> None:
    monkeypatch.chdir(tmp_path)
    name, document = HOLDERS[holder]
    (tmp_path / name).write_text(document(value), "utf-8")
    try:
        if name == "voices.yaml":
            parse(document(value), name)
        else:
            load_script(tmp_path / name, CONFIG, engine="tone", voices=VOICES)
    except (ConfigError, InputError):
        pass
    assert not (tmp_path / "owned").exists()


ELSEWHERE = (
    "file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x", "javascript:owned()", "data:text/plain,x",
    "http://0.0.0.0:9/", "http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.1/", "http://[fd00::1]/",
    "http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/", "http://2886729729/", "http://0xac100001/",
    "http://[::ffff:10.0.0.1]/", "http://100.64.0.1/", "http://[bad", "wss://[bad", "http://", "http://127.0.0.1:99999/",
    "//10.0.0.1/x",
)  # fmt: skip


@table("address", ELSEWHERE)
def test_a_page_that_leads_into_the_network_is_not_followed(address: str) -> None:
    """Neither asked for nor shown; a connection that is tried would fail the test, which has no network."""
    with server(leads_to(address)) as port, pytest.raises((InputError, UnreachableError)) as told:
        fetch(f"http://127.0.0.1:{port}/", 1000, deadline_s=5)
    assert "root:" not in str(told.value)


@table("address", [*ELSEWHERE[:5], "wss://[bad", "http://[bad", "http://", "http://127.0.0.1:99999/"])
def test_what_is_no_page_is_not_fetched(address: str) -> None:
    with pytest.raises((InputError, UnreachableError)):
        fetch(address, 1000, deadline_s=5)
