"""Publish a site: make what holds its address, check it, send what changed in the right order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from tts.config.schema import Show
from tts.errors import InputError, Place, UsageError
from tts.language import tr
from tts.locks import locked
from tts.progress import Progress, Report
from tts.show.check.feed import NO_OWNER
from tts.show.check.site import check_documents
from tts.show.feed.channel import FEED, Address
from tts.show.feed.entry import entries
from tts.show.feed.names import show_guid, under
from tts.show.feed.publications import RECORD, Moments, add_new, moments_of, read_moments, written
from tts.show.feed.write import is_feed
from tts.show.folder import write_whole
from tts.show.model import NAME
from tts.show.publish.item import Item
from tts.show.publish.public import SCRIPT, public_record
from tts.show.publish.target import Target
from tts.show.site import addressed, episode_pages

_UUID = re.compile(rb"[0-9a-f-]{36}")
_GUID = re.compile(rb"<podcast:guid>([0-9a-f-]{36})</podcast:guid>")
_LOCK = ".turncast-publish.lock"
"""In the site, hidden: two that publish it at once would write the same files half each."""
_RECORD = ".published-guid"
"""Beside the episodes, hidden, not published: the show's podcast:guid, once it has one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done, or with a dry run would be."""

    sent: tuple[str, ...]
    """In the order they were sent."""
    deleted: tuple[str, ...]
    unchanged: int
    bytes_sent: int
    guid: str
    """The show's podcast:guid."""
    ahead: tuple[str, ...] = ()
    """Slugs of episodes whose front matter dates them later than now."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How to publish."""

    base_url: str = ""
    """Where people will reach the site; empty: as the show says."""
    dry_run: bool = False
    """Only find out what would be done."""
    delete: bool = False
    """Remove what is no longer in the site."""
    now: datetime | None = None
    """What episodes that are published for the first time are dated; None: the clock tells."""


def publish(site: Path, show: Show, target: Target, wish: Wish, report: Report) -> Outcome:
    """Bring `target` to what `site` holds, its feed and pages made for the address it is published at.

    Raises UsageError (the address), InputError (a feed that fails its own checks), UnreachableError and WriteError (the
    target). What has arrived stays; the feed travels last, so at every moment it names only what is there. Who
    publishes the same site meanwhile waits.
    """
    if not (site / FEED).is_file():
        raise InputError(
            tr("No {feed} here.", feed=FEED), place=Place(site), remedy=tr("Name the folder that `build` writes to.")
        )
    with nullcontext() if wish.dry_run else locked(site / _LOCK):
        return _publish_alone(site, show, target, wish, report)


def _publish_alone(site: Path, show: Show, target: Target, wish: Wish, report: Report) -> Outcome:
    base_url = _clean(wish.base_url or show.base_url)
    guid = _guid(site, show, base_url, target)
    now = wish.now or datetime.now(UTC)
    moments = _moments(site, target, now)
    items = _items(site, show, Address(base_url, guid, show.enclosure_prefix), moments)
    current = target.up_to_date(items)
    waiting = [item for item in items if item.name not in current]
    gone = sorted(_gone(target, items, guid)) if wish.delete else []
    if not wish.dry_run:
        _send(target, waiting, report)
        for name in gone:
            target.delete(name)
        write_whole(site / _RECORD, guid.encode() + b"\n", "SITE")
        write_whole(site / RECORD, written(moments), "SITE")
    return Outcome(
        sent=tuple(item.name for item in waiting),
        deleted=tuple(gone),
        unchanged=len(current),
        bytes_sent=sum(item.size for item in waiting),
        guid=guid,
        ahead=tuple(entry.slug for entry in entries(site, moments) if entry.dated and entry.dated > now),
    )


def _moments(site: Path, target: Target, now: datetime) -> Moments:
    """When each episode of `site` was first published: recorded, or told by the feed that stands there; else `now`."""
    known = read_moments(site)
    guids = [entry.guid for entry in entries(site, known)]
    if not set(guids) <= set(known):
        known = {**moments_of(FEED, target.read), **known}
    return add_new(known, guids, now)


def _clean(base_url: str) -> str:
    if not re.fullmatch(r"https?://[\x21-\x7e]+", base_url) or "?" in base_url or "#" in base_url:
        raise UsageError(
            tr("{base_url!r} is not the address of a site.", base_url=base_url)
            if base_url
            else tr("The site has no address."),
            remedy=tr(
                "Give it with --base-url, or as `base-url` under `show:` in voices.yaml: https://example.org/pod."
            ),
        )
    return base_url.rstrip("/")


def _guid(site: Path, show: Show, base_url: str, target: Target) -> str:
    """Assigned once: configured, or recorded by an earlier publishing, or found where the feed stands; else derived."""
    record = site / _RECORD
    if show.guid:
        return show.guid
    if record.is_file() and _UUID.fullmatch(noted := record.read_bytes().strip()):
        return noted.decode()
    published = _GUID.search(target.read(FEED) or b"")
    return published.group(1).decode() if published else show_guid(under(base_url, FEED))


def _items(site: Path, show: Show, address: Address, moments: Moments) -> list[Item]:
    """Every file of the site, what holds its address made anew, in the order they travel. Raises InputError."""
    made: dict[str, bytes | Path] = {**addressed(site, show, address, moments)}
    _refuse_bad(made, site)
    if address.base_url != show.base_url.rstrip("/"):
        made.update(episode_pages(site, show, address.base_url))
    private = {"README.md"}
    if not show.publish_script:
        slugs = [entry.slug for entry in entries(site, moments)]
        made.update({f"{slug}/{NAME}": public_record(site / slug) for slug in slugs})
        private |= {f"{slug}/{SCRIPT}" for slug in slugs}
    for name, path in _files(site):
        if name not in private and not is_feed(name):
            made.setdefault(name, path)
    items = [Item(name, content) for name, content in made.items()]
    return sorted(items, key=lambda item: (item.stage, item.name))


def _files(site: Path) -> Iterator[tuple[str, Path]]:
    """(name, file) of all that is not hidden. Raises InputError for a link that would publish what lies elsewhere."""
    root = site.resolve()
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if any(part.startswith(".") for part in name.split("/")):
            continue
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            raise InputError(
                tr("This link leads out of the site, to {path}.", path=path.resolve()),
                place=Place(path),
                remedy=tr("What people download must lie in the site: put the file itself here, or remove the link."),
            )
        if path.is_file():
            yield name, path


def _refuse_bad(made: Mapping[str, bytes | Path], site: Path) -> None:
    feeds = {name: content for name, content in made.items() if isinstance(content, bytes) and name.endswith(".xml")}
    findings = check_documents(feeds, site)
    errors = [finding for finding in findings if finding.level == "error" and finding.rule != NO_OWNER]
    if errors:
        first = errors[0]
        more = (
            tr(" {number} more: `turncast check {site}`.", number=len(errors) - 1, site=site) if len(errors) > 1 else ""
        )
        raise InputError(
            tr(
                "The feed fails its own checks and is not published: {problem} [{rule}]",
                problem=first.problem,
                rule=first.rule,
            ),
            place=Place(first.place),
            remedy=first.remedy + more,
        )


def _gone(target: Target, items: Sequence[Item], guid: str) -> set[str]:
    """What the target holds and the site does not. A target that another show, or none, was published to is left."""
    present = target.names()
    if present and FEED not in present:
        raise UsageError(
            tr("The target holds files but no {feed}: it does not look like this show's.", feed=FEED),
            remedy=tr("Check --to; publish without --delete, or empty it yourself."),
        )
    published = _GUID.search(target.read(FEED) or b"")
    if published and published.group(1).decode() != guid:
        raise UsageError(
            tr(
                "The target holds the feed of another show: {published}, not {guid}.",
                published=published.group(1).decode(),
                guid=guid,
            ),
            remedy=tr("Check --to; publish without --delete if this show is to take its place."),
        )
    return present - {item.name for item in items}


def _send(target: Target, waiting: Sequence[Item], report: Report) -> None:
    """Stage after stage; within one, several at once where the target likes it."""
    done = 0
    report(Progress("uploading", 0, len(waiting)))
    for _, stage in groupby(waiting, key=lambda item: item.stage):
        items = list(stage)
        with ThreadPoolExecutor(target.at_once) as pool:
            tasks = [pool.submit(target.put, item) for item in items]
            try:
                for task in tasks:
                    task.result()
                    done += 1
                    report(Progress("uploading", done, len(waiting)))
            except BaseException:
                pool.shutdown(wait=True, cancel_futures=True)
                raise
