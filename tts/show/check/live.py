"""`turncast check SITE --against URL`: does a server give out what the site holds, the way players need it?"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from tts.errors import EngineError, UsageError
from tts.language import sentences, tr
from tts.show.check.finding import Finding, Report, sorted_findings
from tts.show.feed.channel import FEED
from tts.show.feed.entry import entries
from tts.show.feed.names import under
from tts.show.types import mime_type

_TIMEOUT_S = 30.0
_AT_ONCE = 8
_AGENT = "turncast-check"
_FIXED_BY_HOSTS = (".vtt", ".srt", ".json")
"""Whose types many hosts do not let anybody change; players read the files nevertheless."""
_NEED_CHARSET = (".srt",)
"""Text without a word in it on how it is encoded; WebVTT, JSON and XML are UTF-8 by their own rules."""
_READ_BY_PAGES = (".vtt", ".srt", ".json")
"""What browser players on other sites fetch: these need CORS."""


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Message
    body: bytes = b""


def check_against(site: Path, url: str) -> Report:
    """Findings about the server at `url` (of the site, or of its feed). Raises EngineError when it does not answer."""
    if not url.startswith(("http://", "https://")):
        raise UsageError(tr("{url!r} is not a web address.", url=url), remedy=tr("Write it with https://."))
    base = url.removesuffix(FEED).rstrip("/")
    feed = _ask("GET", under(base, FEED))
    if feed is None:
        raise EngineError(
            tr("{base} does not answer.", base=base), remedy=tr("Check the address, and that the server runs.")
        )
    findings = [*_check_feed(feed, base)]
    names = [FEED, "cover.jpg"]
    for entry in entries(site):
        files = [entry.audio, "cover.jpg", *(f"transcript.{kind}" for kind in ("vtt", "srt", "json")), "chapters.json"]
        names += (f"{entry.slug}/{name}" for name in [*files, *(one.name for one in entry.alternates)])
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for found in pool.map(lambda name: list(_check_file(site, base, name)), names):
            findings += found
    measured: dict[str, float | int | str] = {"files": len(names)}
    return Report(base, sorted_findings(findings), measured)


def _ask(method: str, url: str, **headers: str) -> _Answer | None:
    """None when nobody answers."""
    request = urllib.request.Request(url, method=method, headers={"User-Agent": _AGENT, **headers})
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as answer:
            return _Answer(answer.status, answer.headers, answer.read() if method == "GET" else b"")
    except urllib.error.HTTPError as error:
        with error:
            return _Answer(error.code, error.headers)
    except (OSError, http.client.HTTPException):
        return None


def _check_feed(feed: _Answer, base: str) -> Iterator[Finding]:
    place = under(base, FEED)
    if feed.status != 200:
        yield Finding(
            "live.found", place, tr("The server answers {status}.", status=feed.status), tr("Publish the site.")
        )
        return
    if f'href="{place}"'.encode() not in feed.body:
        yield Finding(
            "live.self",
            place,
            tr("The published feed is not made for this address."),
            tr("Publish with --base-url {base}.", base=base),
        )
    if not base.startswith("https://"):
        yield Finding(
            "live.https", place, tr("Not https: Apple refuses it."), tr("Give the server a certificate."), "warning"
        )


def _check_file(site: Path, base: str, name: str) -> Iterator[Finding]:
    place, path = under(base, name), site / name
    head = _ask("HEAD", place)
    if head is None or head.status != 200:
        answered = tr("answers {status} to HEAD", status=head.status) if head else tr("does not answer")
        yield Finding(
            "live.found", place, tr("The server {answered}.", answered=answered), tr("Publish the site; allow HEAD.")
        )
        return
    yield from _check_type(name, place, head.headers)
    length = head.headers.get("Content-Length")
    if name != FEED and path.is_file() and length != str(path.stat().st_size):
        problem = tr("{length} bytes there, {here} here.", length=length, here=path.stat().st_size)
        yield Finding("live.length", place, problem, tr("Publish the site again."))
    if name.endswith(_READ_BY_PAGES) and head.headers.get("Access-Control-Allow-Origin") != "*":
        remedy = tr("Have the server send Access-Control-Allow-Origin: *.")
        yield Finding("live.cors", place, tr("Players on other sites may not read it."), remedy, "warning")
    if name.endswith((".mp3", ".m4b", ".opus")):
        part = _ask("GET", place, Range="bytes=10-19")
        if part is None or part.status != 206 or len(part.body) != 10:
            answered = f"{part.status}" if part else "nothing"
            yield Finding(
                "live.ranges",
                place,
                tr("A range is answered with {answered}, not 206.", answered=answered),
                tr("Allow byte ranges."),
            )


def _check_type(name: str, place: str, headers: Message) -> Iterator[Finding]:
    wanted, given = mime_type(name).partition(";")[0], headers.get_content_type() if "Content-Type" in headers else ""
    rigid = name.endswith(_FIXED_BY_HOSTS)
    if given != wanted:
        remedy = tr(
            "Set the server's content types: `_headers`, `htaccess.txt` and `nginx.conf.txt` in the site say how."
        )
        if rigid:
            remedy = sentences(remedy, tr("Where the host sets them, nothing can be done, and hardly a player minds."))
        problem = tr("Sent as {given!r}, not {wanted!r}.", given=given, wanted=wanted)
        yield Finding("live.type", place, problem, remedy, "warning" if rigid else "error")
    charset = headers.get_content_charset() or ""
    if name.endswith(_NEED_CHARSET) and charset not in ("utf-8", "utf8"):
        problem = (
            tr("Sent with the charset {charset!r}.", charset=charset) if charset else tr("Sent without a charset.")
        )
        remedy = tr("Have the server send charset=utf-8: some players show Chinese as question marks otherwise.")
        yield Finding("live.charset", place, problem, remedy, "warning")
