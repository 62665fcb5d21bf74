"""Publishing: only what changed, media first, the feed last; interrupted anywhere, the feed names nothing missing."""

from __future__ import annotations

import dataclasses
import json
import logging
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import unquote

import msgspec
import pytest
from command import turncast
from doubles.editions import mastered
from lxml import etree

from tts.config.schema import Show
from tts.errors import InputError, UnreachableError, UsageError, WriteError
from tts.master.tags import tag
from tts.progress import Progress
from tts.script.model import Unspoken
from tts.show.edition import Edition
from tts.show.episode import write
from tts.show.publish.folder import FolderTarget
from tts.show.publish.item import Item
from tts.show.publish.public import public_record
from tts.show.publish.run import Outcome, Wish, publish
from tts.show.publish.target import Target, open_target
from tts.show.record import read
from tts.show.site import refresh

pytestmark = pytest.mark.slow

BASE = "https://pod.example.org/talks"
SHOW = Show(title="海边谈话", author="A", description="海", email="a@example.org")


def silent(progress: Progress) -> None:
    assert 0 <= progress.done <= progress.total


def sent(site: Path, target: Target, *, dry_run: bool = False, delete: bool = False) -> Outcome:
    return publish(site, SHOW, target, Wish(BASE, dry_run, delete), silent)


def slugged(edition: Edition, slug: str) -> Edition:
    return dataclasses.replace(edition, script=dataclasses.replace(edition.script, slug=slug))


@pytest.fixture
def site(edition: Edition, tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    write(edition, folder, tag)
    refresh(folder, SHOW)
    return folder


@pytest.fixture
def retold(edition: Edition, tmp_path: Path) -> Edition:
    """The same episode with other sound."""
    longer = mastered(tmp_path / "longer.mp3", edition.script, 26.0)
    return dataclasses.replace(edition, mastered=longer)


def assert_feed_names_only_what_is_there(target: Target) -> int:
    """How many addresses the published feed names."""
    content = target.read("feed.xml")
    if content is None:
        return 0
    present, named = target.names(), 0
    for element in etree.fromstring(content).iter():
        for address in (element.get("url"), element.get("href"), element.get("uri")):
            if address and address.startswith(f"{BASE}/"):
                assert unquote(address.removeprefix(f"{BASE}/")) in present, address
                named += 1
    return named


class Faulty:
    """A target whose `put` fails before, or after, the n-th upload."""

    at_once = 1

    def __init__(self, real: Target, fails_at: int, after: bool) -> None:
        self._real, self._left, self._after = real, fails_at, after

    def put(self, item: Item) -> None:
        self._left -= 1
        if self._left == 0 and not self._after:
            raise UnreachableError("The line went dead.")
        self._real.put(item)
        if self._left == 0:
            raise UnreachableError("The line went dead after all was sent.")

    def names(self) -> set[str]:
        return self._real.names()

    def up_to_date(self, items: Sequence[Item]) -> set[str]:
        return self._real.up_to_date(items)

    def read(self, name: str) -> bytes | None:
        return self._real.read(name)

    def delete(self, name: str) -> None:
        self._real.delete(name)

    def close(self) -> None:
        self._real.close()


def interrupt_everywhere(site: Path, edition: Edition, new_target: Callable[[], Target], step: int = 1) -> None:
    """Publish, add an episode, and break off at each upload of the second publishing."""
    with closing(new_target()) as target:
        first = sent(site, target)
        assert first.sent[0].endswith(".mp3")
        assert first.sent[-1] == "feed.xml"
        assert assert_feed_names_only_what_is_there(target) > 5
    write(slugged(edition, "newer"), site, tag)
    refresh(site, SHOW)
    with closing(new_target()) as target:
        waiting = sent(site, target, dry_run=True).sent
        assert "newer/newer.mp3" in waiting
        assert "tides/tides.mp3" not in waiting
    left = len(waiting)
    for number in range(1, len(waiting) + 1, step):
        with closing(new_target()) as target:
            broken = Faulty(target, 1 if number % 2 else min(2, left), after=bool(number % 2))
            with suppress(UnreachableError):
                sent(site, broken)
            assert_feed_names_only_what_is_there(target)
            left = len(sent(site, target, dry_run=True).sent)
    with closing(new_target()) as target:
        sent(site, target)
        again = sent(site, target)
        assert again.sent == again.deleted == ()
        assert b"newer/newer.mp3" in (target.read("feed.xml") or b"")
        for name in target.names():
            local = site / name
            if not name.endswith((".xml", ".opml", "index.html")):
                whole = public_record(local.parent) if local.name == "episode.json" else local.read_bytes()
                assert target.read(name) == whole, name


def test_a_folder_survives_interruption_everywhere(site: Path, edition: Edition, tmp_path: Path) -> None:
    interrupt_everywhere(site, edition, lambda: FolderTarget(str(tmp_path / "www")))


def enclosures(target: Target) -> dict[str, bytes | None]:
    """Each sound that the published feed names, and what lies there."""
    content = target.read("feed.xml")
    assert content is not None
    named = [element.get("url") or element.get("uri") or "" for element in etree.fromstring(content).iter(
        "enclosure", "{https://podcastindex.org/namespace/1.0}source")]  # fmt: skip
    return {name: target.read(name) for name in (unquote(url.removeprefix(f"{BASE}/")) for url in named)}


def interrupt_republishing(site: Path, again: Edition, new_target: Callable[[], Target]) -> None:
    """Publish, build all sound anew, and break off at each upload of the second publishing, before and after it."""
    with closing(new_target()) as target:
        sent(site, target)
        before = enclosures(target)
    write(again, site, tag)
    refresh(site, SHOW)
    after = {name: (site / name).read_bytes() for name in before}
    assert all(before[name] != after[name] for name in before)
    with closing(new_target()) as target:
        uploads = len(sent(site, target, dry_run=True).sent)
    assert uploads > len(before)
    for upload in range(2 * uploads):
        with closing(new_target()) as target, suppress(UnreachableError):
            sent(site, Faulty(target, 1, after=bool(upload % 2)))
        with closing(new_target()) as target:
            for name, content in enclosures(target).items():
                assert content in (before[name], after[name]), (upload, name)
    with closing(new_target()) as target:
        assert sent(site, target).sent == ()
        assert enclosures(target) == after


def test_republishing_leaves_every_enclosure_whole(site: Path, retold: Edition, tmp_path: Path) -> None:
    interrupt_republishing(site, retold, lambda: FolderTarget(str(tmp_path / "www")))


def test_an_upload_that_tears_leaves_the_old_sound(
    site: Path, retold: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = FolderTarget(str(tmp_path / "www"))
    sent(site, target)
    before = enclosures(target)
    write(retold, site, tag)
    refresh(site, SHOW)

    def half(source: Path, copy: Path) -> None:
        copy.write_bytes(source.read_bytes()[: source.stat().st_size // 2])
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(shutil, "copyfile", half)
    with pytest.raises(WriteError):
        sent(site, target)
    assert enclosures(target) == before
    assert not [path for path in (tmp_path / "www").rglob("*.mp3*") if path.name != "tides.mp3"]


def test_delete_removes_what_is_gone_and_nothing_else(site: Path, edition: Edition, tmp_path: Path) -> None:
    write(slugged(edition, "passing"), site, tag)
    refresh(site, SHOW)
    target = FolderTarget(str(tmp_path / "www"))
    sent(site, target)
    (tmp_path / "www" / ".htaccess").write_text("mine")
    shutil.rmtree(site / "passing")
    refresh(site, SHOW)
    assert sent(site, target).deleted == ()
    assert "passing/passing.mp3" in target.names()
    planned = sent(site, target, dry_run=True, delete=True)
    assert "passing/passing.mp3" in target.names()
    assert sent(site, target, delete=True).deleted == planned.deleted
    assert not (tmp_path / "www" / "passing").exists()
    assert (tmp_path / "www" / ".htaccess").read_text() == "mine"


def test_delete_refuses_a_folder_with_another_shows_feed(site: Path, tmp_path: Path) -> None:
    target = FolderTarget(str(tmp_path / "home"))
    sent(site, target)
    other = tmp_path / "home" / "feed.xml"
    other.write_bytes(re.sub(rb"(?<=<podcast:guid>)[^<]+", b"917393e3-1b1e-5cef-ace4-edaa54e1f810", other.read_bytes()))
    (tmp_path / "home" / "precious.mp3").write_bytes(b"theirs")
    with pytest.raises(UsageError, match="another show: 917393e3"):
        sent(site, target, delete=True)
    assert (tmp_path / "home" / "precious.mp3").exists()


def test_delete_refuses_a_folder_that_is_not_the_shows(site: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "thesis.txt").write_text("years of work")
    with pytest.raises(UsageError, match="does not look like"):
        sent(site, FolderTarget(str(tmp_path / "home")), delete=True)
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["thesis.txt"]


def test_a_feed_that_fails_its_checks_is_not_published(site: Path, tmp_path: Path) -> None:
    (site / "tides" / "chapters.json").unlink()
    target = FolderTarget(str(tmp_path / "www"))
    with pytest.raises(InputError, match=r"links\.exist"):
        sent(site, target)
    wrong = Show(title="A", category="Gossip")
    with pytest.raises(InputError, match=r"links\.exist|channel\.category"):
        publish(site, wrong, target, Wish(BASE), silent)
    assert not (tmp_path / "www").exists()


def test_what_nobody_speaks_is_published_only_when_asked(edition: Edition, tmp_path: Path) -> None:
    secret = "（关掉录音机之后说的话）"
    unspoken = (Unspoken(9, secret, "stage direction"),)
    account = dataclasses.replace(edition.script.accounting, unspoken=unspoken)
    script = dataclasses.replace(edition.script, accounting=account)
    site = tmp_path / "site"
    write(dataclasses.replace(edition, script=script, script_yaml=f"title: 潮汐\n# {secret}\n"), site, tag)
    refresh(site, SHOW)
    for show, told in ((SHOW, False), (msgspec.structs.replace(SHOW, publish_script=True), True)):
        www = tmp_path / str(told)
        publish(site, show, FolderTarget(str(www)), Wish(BASE), silent)
        holds = {path.name for path in www.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()}
        assert holds == ({"script.yaml", "episode.json"} if told else set())
        public = read(www / "tides")
        assert [(piece.line, piece.reason) for piece in public.accounting.unspoken] == [(9, "stage direction")]
        assert {file.name for file in public.files} <= {path.name for path in (www / "tides").iterdir()}
        assert public.turns == read(site / "tides").turns


def test_the_guid_stays_when_the_address_moves(site: Path, tmp_path: Path) -> None:
    first = sent(site, FolderTarget(str(tmp_path / "one")))
    moved = publish(site, SHOW, FolderTarget(str(tmp_path / "two")), Wish("https://new.example"), silent)
    assert first.guid == moved.guid
    (site / ".published-guid").unlink()
    known = publish(site, SHOW, FolderTarget(str(tmp_path / "two")), Wish("https://third.example"), silent)
    assert known.guid == first.guid


@pytest.mark.parametrize("base_url", ["", "ftp://x", "pod.example.org", "https://x y", "https://x/?a=b"])
def test_addresses_that_are_none(site: Path, tmp_path: Path, base_url: str) -> None:
    with pytest.raises(UsageError):
        publish(site, SHOW, FolderTarget(str(tmp_path)), Wish(base_url), silent)


def test_a_missing_site_is_named_before_a_missing_address(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nope"):
        publish(tmp_path / "nope", SHOW, FolderTarget(str(tmp_path / "www")), Wish(), silent)


@pytest.mark.parametrize("address", ["gopher://x", "s3:///key", "sftp:///path", "sftp://me:secret@host/x"])
def test_targets_that_are_none(address: str) -> None:
    with pytest.raises(UsageError) as error:
        open_target(address)
    assert "secret" not in str(error.value)


def test_an_unwritable_folder(site: Path, tmp_path: Path) -> None:
    (tmp_path / "www").write_text("a file")
    with pytest.raises(WriteError, match="--to"):
        sent(site, FolderTarget(str(tmp_path / "www")))


def test_the_command(site: Path, tmp_path: Path) -> None:
    voices = tmp_path / "voices.yaml"
    voices.write_text(f"show: {{title: 海, description: 海, base-url: '{BASE}'}}\n", encoding="utf-8")
    command = ("publish", site, "--cast", voices, "--to")
    plan = turncast(*command, tmp_path / "www", "--dry-run", cwd=tmp_path)
    assert "send tides/tides.mp3" in plan.stdout
    assert not (tmp_path / "www").exists()
    done = turncast(*command, tmp_path / "www", "--json", cwd=tmp_path)
    assert json.loads(done.stdout)["sent"][-1] == "feed.xml"
    again = turncast(*command, tmp_path / "www", "--json", cwd=tmp_path)
    assert json.loads(again.stdout)["sent"] == []
    assert turncast(*command, "gopher://x", cwd=tmp_path).returncode == 2


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """A real S3 server on the loopback address, with one empty bucket; the address of a prefix in it."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    endpoint = f"http://127.0.0.1:{port}"
    credentials = tmp_path / "credentials"
    credentials.write_text("[default]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = hushhush\n")
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(credentials))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint)
    urllib.request.urlopen(urllib.request.Request(f"{endpoint}/shows", method="PUT")).close()
    for name in ("werkzeug", "botocore", "boto3"):
        logging.getLogger(name).setLevel(logging.WARNING)
    yield "s3://shows/sea"
    server.stop()


def test_s3_survives_interruption_and_sets_types(site: Path, edition: Edition, bucket: str) -> None:
    import boto3

    interrupt_everywhere(site, edition, lambda: open_target(bucket), step=4)
    client = boto3.client("s3", region_name="us-east-1")
    for name, kind in (
        ("feed.xml", "application/rss+xml"),
        ("tides/tides.mp3", "audio/mpeg"),
        ("tides/transcript.srt", "application/x-subrip"),
        ("tides/chapters.json", "application/json+chapters"),
    ):
        found = client.head_object(Bucket="shows", Key=f"sea/{name}")
        assert found["ContentType"].startswith(kind)
        assert found["CacheControl"].startswith("public, max-age=")


def test_s3_leaves_every_enclosure_whole(site: Path, retold: Edition, bucket: str) -> None:
    interrupt_republishing(site, retold, lambda: open_target(bucket))


def test_s3_errors_name_no_secret(site: Path, bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreachableError) as error, closing(open_target("s3://nowhere")) as target:
        sent(site, target)
    assert "NoSuchBucket" in str(error.value)
    assert "hushhush" not in str(error.value)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://pod.example.org")
    with pytest.raises(UsageError, match="not encrypted"):
        open_target(bucket)


SSHD = shutil.which("sshd") or ("/usr/sbin/sshd" if Path("/usr/sbin/sshd").exists() else "")


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """OpenSSH's own server on the loopback address, as this user; the address of a folder on it."""
    import getpass

    import asyncssh

    home = tmp_path / "home"
    (home / ".ssh").mkdir(parents=True, mode=0o700)
    for name in ("host", "client"):
        asyncssh.generate_private_key("ssh-ed25519").write_private_key(tmp_path / name)
        (tmp_path / name).chmod(0o600)
    host, client = (asyncssh.read_private_key(tmp_path / name) for name in ("host", "client"))
    shutil.copy(tmp_path / "client", home / ".ssh" / "id_ed25519")
    (tmp_path / "authorized").write_bytes(client.export_public_key())
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    (home / ".ssh" / "known_hosts").write_text(f"[127.0.0.1]:{port} {host.export_public_key().decode()}")
    config = tmp_path / "sshd_config"
    config.write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {tmp_path}/host\nAuthorizedKeysFile {tmp_path}/authorized\n"
        f"PidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nSubsystem sftp internal-sftp\n"
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    process = subprocess.Popen([SSHD, "-D", "-e", "-f", config], stderr=subprocess.DEVNULL)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"sftp://{getpass.getuser()}@127.0.0.1:{port}{tmp_path}/www/sea"
    process.terminate()
    process.wait()


@pytest.mark.skipif(not SSHD, reason="needs openssh-server")
def test_sftp_leaves_every_enclosure_whole(site: Path, retold: Edition, server: str) -> None:
    interrupt_republishing(site, retold, lambda: open_target(server))


@pytest.mark.skipif(not SSHD, reason="needs openssh-server")
def test_sftp_survives_interruption(site: Path, edition: Edition, server: str, tmp_path: Path) -> None:
    interrupt_everywhere(site, edition, lambda: open_target(server), step=6)
    assert (tmp_path / "www" / "sea" / "tides" / "tides.mp3").read_bytes() == (
        site / "tides" / "tides.mp3"
    ).read_bytes()
    assert not list((tmp_path / "www").rglob("*.new"))
    shutil.rmtree(site / "newer")
    refresh(site, SHOW)
    with closing(open_target(server)) as target:
        assert "newer/newer.mp3" in sent(site, target, delete=True).deleted
        assert not any(name.startswith("newer/") for name in target.names())


@pytest.mark.skipif(not SSHD, reason="needs openssh-server")
def test_sftp_believes_only_known_hosts(server: str, tmp_path: Path) -> None:
    (tmp_path / "home" / ".ssh" / "known_hosts").write_text("")
    with pytest.raises(UnreachableError, match="Host key"):
        open_target(server)


def test_two_that_publish_at_once_both_arrive(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither trips over what the other is writing, and both date the episode the same."""
    slow = FolderTarget.put

    def put(self: FolderTarget, item: Item) -> None:
        time.sleep(0.01)
        slow(self, item)

    monkeypatch.setattr(FolderTarget, "put", put)
    target, reference = tmp_path / "www", tmp_path / "calm"
    with ThreadPoolExecutor(3) as pool:
        done = [pool.submit(sent, site, FolderTarget(str(target))) for _ in range(3)]
        outcomes = [task.result() for task in done]
    assert sorted(bool(outcome.sent) for outcome in outcomes) == [False, False, True]
    sent(site, FolderTarget(str(reference)))
    assert {path.relative_to(target): path.read_bytes() for path in target.rglob("*") if path.is_file()} == {
        path.relative_to(reference): path.read_bytes() for path in reference.rglob("*") if path.is_file()
    }
