"""The server as a client meets it: the real command, a real socket, raw requests."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tables import table

from tts.errors import InputError, UnreachableError, UsageError
from tts.show.serve import opened_up, serve

SOUND = bytes(range(256)) * 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("outside") / "site"
    episode = site / "tides"
    episode.mkdir(parents=True)
    (site / "index.html").write_text("<title>site</title>")
    (site / "feed.xml").write_text("<rss/>")
    (site / ".secret").write_text("no")
    (episode / "index.html").write_text("<title>潮汐</title>", encoding="utf-8")
    (episode / "tides.mp3").write_bytes(SOUND)
    (episode / "潮 汐.mp3").write_bytes(SOUND)
    for name in ("tides.m4b", "tides.opus", "transcript.vtt", "transcript.srt", "chapters.json", "transcript.json"):
        (episode / name).write_text("x")
    (site.parent / "private.txt").write_text("not for you")
    (site / "way-out.txt").symlink_to(site.parent / "private.txt")
    (site / "way-up").symlink_to(site.parent)
    (site / "loop").symlink_to(site / "loop")
    return site


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[tuple[str, int]]:
    command = [sys.executable, "-m", "tts", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stderr
        parts = urlsplit(process.stdout.readline().strip())
        assert parts.hostname == "127.0.0.1"
        yield parts.hostname, parts.port or 0
        process.send_signal(signal.SIGINT)
        assert process.wait(120) == 0
        assert process.stderr.read() == "Ctrl-C ends it.\n"


Answer = tuple[int, dict[str, str], bytes]


def ask(address: tuple[str, int], path: str, method: str = "GET", **headers: str | bytes) -> Answer:
    """Status, headers (names in lower case), body. `path` goes out as it is."""
    connection = http.client.HTTPConnection(*address, timeout=120)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-", 0, 10239), ("bytes=5-5", 5, 5), ("bytes=10000-99999", 10000, 10239), ("bytes=-300", 9940, 10239)],
)
def test_gives_the_bytes_that_were_asked_for(address: tuple[str, int], asked: str, first: int, last: int) -> None:
    status, headers, body = ask(address, "/tides/tides.mp3", Range=asked)
    assert (status, body) == (206, SOUND[first : last + 1])
    assert headers["content-range"] == f"bytes {first}-{last}/{len(SOUND)}"
    assert headers["content-length"] == str(len(body))


def test_whole_files_say_that_parts_can_be_had(address: tuple[str, int]) -> None:
    status, headers, body = ask(address, "/tides/tides.mp3")
    assert (status, body) == (200, SOUND)
    assert headers["accept-ranges"] == "bytes"
    assert ask(address, "/tides/%E6%BD%AE%20%E6%B1%90.mp3")[::2] == (200, SOUND)


@pytest.mark.parametrize("asked", ["bytes=10240-", "bytes=99999-100000"])
def test_a_range_outside_of_the_file(address: tuple[str, int], asked: str) -> None:
    status, headers, _ = ask(address, "/tides/tides.mp3", Range=asked)
    assert (status, headers["content-range"]) == (416, f"bytes */{len(SOUND)}")


@table(
    "asked",
    [
        "lines=1-2", "bytes=0-9,20-29", "bytes=0-0,-1", "bytes=9-5", "bytes=", "bytes=-", "bytes=-0", "bytes=x-y",
        "seconds=0-", "bytes=٠-٩", "bytes 0-9",
    ],
)  # fmt: skip
def test_a_range_that_cannot_be_given_is_not_asked_for(address: tuple[str, int], asked: str) -> None:
    status, headers, body = ask(address, "/tides/tides.mp3", Range=asked.encode())
    assert (status, body) == (200, SOUND)
    assert "content-range" not in headers


def test_a_part_of_another_version_is_not_given(address: tuple[str, int]) -> None:
    etag = ask(address, "/tides/tides.mp3")[1]["etag"]
    assert ask(address, "/tides/tides.mp3", Range="bytes=0-9", If_Range=etag)[::2] == (206, SOUND[:10])
    for other in ('"5-5"', f"W/{etag}"):
        assert ask(address, "/tides/tides.mp3", Range="bytes=0-9", If_Range=other)[::2] == (200, SOUND)


@table(
    ("host", "meant"),
    [
        ("127.0.0.1", True), ("127.0.0.1:8000", True), ("localhost:8000", True), ("LOCALHOST", True),
        ("localhost.", True), ("app.localhost", True), ("[::1]:8000", True), ("192.168.1.7:8000", True),
        (socket.gethostname(), True),
        ("attacker.example", False), ("attacker.example:8000", False), ("127.0.0.1.attacker.example", False),
        ("localhost.attacker.example", False), ("notlocalhost", False), ("127.0.0.1@attacker.example", False),
        ("[bad", False),
    ],
)  # fmt: skip
def test_a_name_that_leads_here_by_somebody_elses_doing_reads_nothing(
    address: tuple[str, int], host: str, meant: bool
) -> None:
    status, _, body = ask(address, "/feed.xml", Host=host)
    assert (status == 200) is meant
    assert (b"rss" in body) is meant


@pytest.mark.parametrize("path", ["/tides/tides.mp3", "/feed.xml", "/"])
def test_head_is_get_without_a_body(address: tuple[str, int], path: str) -> None:
    status, get, _ = ask(address, path)
    head_status, head, body = ask(address, path, "HEAD")
    assert (head_status, body) == (status, b"")
    assert {k: v for k, v in head.items() if k != "date"} == {k: v for k, v in get.items() if k != "date"}


def test_what_has_not_changed_is_not_sent_again(address: tuple[str, int], folder: Path) -> None:
    _, headers, _ = ask(address, "/feed.xml")
    assert headers["cache-control"] == "no-cache"
    assert ask(address, "/feed.xml", If_None_Match=headers["etag"])[::2] == (304, b"")
    assert ask(address, "/feed.xml", If_None_Match='"other"')[0] == 200
    (folder / "feed.xml").write_text("<rss version='2.0'/>")
    assert ask(address, "/feed.xml", If_None_Match=headers["etag"])[::2] == (200, b"<rss version='2.0'/>")


@table(
    ("name", "type_"),
    [
        ("tides/tides.mp3", "audio/mpeg"),
        ("tides/tides.m4b", "audio/mp4"),
        ("tides/tides.opus", "audio/ogg"),
        ("tides/transcript.vtt", "text/vtt; charset=utf-8"),
        ("tides/transcript.srt", "application/x-subrip; charset=utf-8"),
        ("tides/transcript.json", "application/json; charset=utf-8"),
        ("tides/chapters.json", "application/json+chapters; charset=utf-8"),
        ("feed.xml", "application/rss+xml; charset=utf-8"),
        ("tides/", "text/html; charset=utf-8"),
    ],
)
def test_types_and_that_no_other_site_may_read(address: tuple[str, int], name: str, type_: str) -> None:
    status, headers, _ = ask(address, f"/{name}", Origin="https://player.example")
    assert (status, headers["content-type"]) == (200, type_)
    assert not [header for header in headers if header.startswith("access-control")]
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"


def test_a_browser_that_asks_first_is_not_let_in(address: tuple[str, int]) -> None:
    status, headers, _ = ask(address, "/tides/transcript.vtt", "OPTIONS", Origin="https://player.example")
    assert (status, headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    assert not [header for header in headers if header.startswith("access-control")]


@pytest.mark.parametrize(
    "path",
    [
        "/../private.txt",
        "/tides/../../private.txt",
        "/%2e%2e/private.txt",
        "/..%2fprivate.txt",
        "/tides/%2e%2e%2f%2e%2e%2fprivate.txt",
        "/..%5cprivate.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/way-out.txt",
        "/way-up/private.txt",
        "/way-up/",
        "/loop",
        "/.secret",
        "/feed.xml/",
        "/feed.xml%00.html",
        "/nothing",
        "/" + "a" * 5000,
    ],
)
def test_nothing_outside_of_the_site(address: tuple[str, int], path: str) -> None:
    status, _, body = ask(address, path)
    assert status == 404
    assert b"not for you" not in body


def test_a_folder_s_page(address: tuple[str, int]) -> None:
    status, headers, _ = ask(address, "/tides?x=1")
    assert (status, headers["location"]) == (301, "./tides/?x=1")
    assert "潮汐" in ask(address, "/tides/")[2].decode()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed(address: tuple[str, int], method: str) -> None:
    status, headers, _ = ask(address, "/feed.xml", method)
    assert (status, headers["allow"]) == (405, "GET,HEAD,OPTIONS")


def test_a_taken_port(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UnreachableError, match=f"Port {port} is taken.*--port"):
            serve(folder, "127.0.0.1", port, lambda _: None)


def test_a_folder_or_an_address_that_is_none(folder: Path) -> None:
    with pytest.raises(InputError, match="No such folder"):
        serve(folder / "nowhere", "127.0.0.1", 0, lambda _: None)
    with pytest.raises(UsageError, match="not an address of this machine"):
        serve(folder, "192.0.2.77", 0, lambda _: None)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ends_when_told_even_in_the_middle_of_a_download(folder: Path, number: int) -> None:
    (folder / "long.mp3").write_bytes(bytes(20_000_000))
    command = [sys.executable, "-m", "tts", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        parts = urlsplit(process.stdout.readline().strip())
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
        connection.request("GET", "/long.mp3")
        connection.getresponse().read(1000)
        process.send_signal(number)
        assert process.wait(120) == 0
        connection.close()
        with socket.socket() as again:
            again.bind(("127.0.0.1", parts.port or 0))


def test_opened_up_shows_a_code_to_scan(folder: Path) -> None:
    command = [sys.executable, "-m", "tts", "serve", str(folder), "--host", "0.0.0.0", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=120)[1]
    assert process.returncode == 0
    assert "█" in said


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://127.0.0.1:8000/", False),
        ("http://[::1]:8000/", False),
        ("http://192.168.1.7:8000/", True),
        ("http://[fd00::7]:80/", True),
    ],
)
def test_who_can_reach_an_address(address: str, expected: bool) -> None:
    assert opened_up(address) is expected
