"""`turncast check SITE`: the feed's rules, and everything it names, in the files beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from tts.errors import InputError, Place
from tts.language import tr
from tts.show.check.cover import check_cover
from tts.show.check.episode import check_episode
from tts.show.check.feed import check_feed, parse
from tts.show.check.finding import REBUILD, Finding, Report, sorted_findings
from tts.show.check.pages import check_shared
from tts.show.check.reading_xml import Element, child_text, find_children
from tts.show.feed.channel import FEED
from tts.show.feed.entry import entries
from tts.show.feed.names import PODCAST
from tts.show.feed.write import feeds_of

_SOUND = ("enclosure", f"{{{PODCAST}}}source")
"""Elements whose addresses may lead through a service that counts downloads."""


def is_site(path: Path) -> bool:
    """Is `path` a site rather than an episode?"""
    return (path / FEED).is_file()


def check_site(site: Path) -> Report:
    """Everything that can be found wrong with `site` from its files alone, the episodes' own checks included."""
    if not is_site(site):
        raise InputError(
            tr("No {feed} and no episode.json here.", feed=FEED),
            place=Place(site),
            remedy=tr("Name an episode's folder or a site."),
        )
    feeds = {path.name: path.read_bytes() for path in feeds_of(site)}
    findings = [*check_documents(feeds, site)]
    if not (site / "cover.jpg").is_file():
        findings.append(Finding("files.missing", "cover.jpg", tr("The show has no cover."), REBUILD))
    findings += check_cover(site / "cover.jpg")
    findings += check_shared(site)
    folders = [path.parent for path in sorted(site.glob("[!.]*/episode.json"))]
    for folder in folders:
        report = check_episode(folder)
        findings += (
            Finding(one.rule, f"{folder.name}/{one.place}", one.problem, one.remedy, one.level)
            for one in report.findings
        )
    measured: dict[str, float | int | str] = {"episodes": len(folders), "feeds": len(feeds)}
    return Report(site.name, sorted_findings(findings), measured)


def check_documents(feeds: Mapping[str, bytes], site: Path) -> Iterator[Finding]:
    """Findings about feed documents (file name → content) and about what they name in `site`."""
    listed: list[str] = []
    for name, content in feeds.items():
        yield from check_feed(name, content)
        try:
            channel = parse(content).find("channel")
        except etree.XMLSyntaxError:
            continue
        if channel is not None:
            yield from _check_links(name, channel, site, feeds)
            if name == FEED or name.startswith("feed-page-"):
                listed += [child_text(item, "guid") for item in find_children(channel, "item")]
    built = {entry.guid: entry.slug for entry in entries(site)}
    for guid in built.keys() - set(listed):
        yield Finding("feed.complete", FEED, tr("The episode `{slug}` is missing.", slug=built[guid]), REBUILD)
    for guid in set(listed) - built.keys():
        yield Finding("feed.complete", FEED, tr("The item {guid} has no episode.", guid=guid), REBUILD)


def _is_file_of(site: Path, name: str) -> bool:
    """Whether `name`, as a feed may say it, is a file in `site` and leads nowhere else."""
    try:
        return (site / name).resolve().is_relative_to(site.resolve()) and (site / name).is_file()
    except (OSError, ValueError, RuntimeError):  # longer than a name can be, a null in it, links in a circle
        return False


def _check_links(name: str, channel: Element, site: Path, feeds: Mapping[str, bytes]) -> Iterator[Finding]:
    """Each address under the feed's own must be a file of the site, of the length the feed says."""
    own = next((link.get("href", "") for link in find_children(channel, "atom:link") if link.get("rel") == "self"), "")
    base = own.rpartition("/")[0] + "/"
    bare = "/" + base.partition("://")[2]  # behind the address of whoever counts downloads
    for element in channel.iter():
        for address in filter(None, (element.get("url"), element.get("href"), element.get("uri"))):
            counted = element.tag in _SOUND and bare in address
            if not address.startswith(base) and not counted:
                continue
            path = unquote(address.partition(bare)[2] if counted else address.removeprefix(base))
            place = tr("{name}, line {line}", name=name, line=element.sourceline)
            if path in feeds:
                continue
            if not _is_file_of(site, path):
                yield Finding("links.exist", place, tr("{path} is not there.", path=path), REBUILD)
                continue
            size, length = (site / path).stat().st_size, element.get("length")
            if length is not None and length != str(size):
                problem = tr("{path} has {size} bytes; the feed says {length}.", path=path, size=size, length=length)
                yield Finding("links.length", place, problem, REBUILD)
