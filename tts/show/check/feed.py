"""The feed's own rules: PSP-1, Apple's requirements, and the podcast namespace."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

from lxml import etree

from tts.language import tr
from tts.notice import lacking
from tts.show.check.finding import Finding
from tts.show.check.items import check_items
from tts.show.check.reading_xml import Element, child_text, find_children, text_of
from tts.show.feed.categories import CATEGORIES
from tts.show.feed.names import LOCAL_BASE, NAMESPACES

_SET = tr("Set it in voices.yaml under `show:`, and build again.")
_REQUIRED = {
    "title": "title",
    "link": "link",
    "description": "description",
    "language": "language",
    "itunes:category": "category",
    "itunes:explicit": "explicit",
    "itunes:image": "cover",
}
"""Element → the key of `show:` it comes from."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_LICENSE = re.compile(r"[a-z0-9][a-z0-9.+-]*")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
NO_OWNER = "channel.owner"
"""The rule that only directories hold a feed to: whoever publishes for friends needs no address."""
_LONGEST_VALUE = 255
_LONGEST_DESCRIPTION = 4000
"""Characters and bytes, PSP-1."""


def parse(content: bytes) -> Element:
    """The document's root. Raises etree.XMLSyntaxError. Entities and the network are left alone."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))


def check_feed(name: str, content: bytes) -> Iterator[Finding]:
    """Findings about the feed document `content`, called `name` in messages."""
    try:
        root = parse(content)
    except etree.XMLSyntaxError as error:
        yield Finding("feed.xml", name, tr("Not well-formed: {msg}.", msg=error.msg), tr("Build again."))
        return
    channel = root.find("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or channel is None:
        yield Finding("feed.rss", name, tr("Not an RSS 2.0 document with a channel."), tr("Build again."))
        return
    encoding = root.getroottree().docinfo.encoding or ""
    if encoding.upper() != "UTF-8":
        yield Finding("feed.encoding", name, tr("{encoding}, not UTF-8.", encoding=encoding), tr("Build again."))
    for prefix in ("itunes", "podcast", "atom"):
        if root.nsmap.get(prefix) != NAMESPACES[prefix]:
            yield Finding(
                "feed.namespace",
                name,
                tr("{prefix}: is not {address}.", prefix=prefix, address=NAMESPACES[prefix]),
                tr("Build again."),
            )
    yield from _check_channel(name, channel)
    yield from _check_values(name, channel)
    yield from check_items(name, channel)


def _check_channel(name: str, channel: Element) -> Iterator[Finding]:
    for element, key in _REQUIRED.items():
        if not find_children(channel, element):
            yield Finding(
                "channel.required",
                tr("{name}, channel", name=name),
                tr("<{element}> is missing (`show.{key}`).", element=element, key=key),
                _SET,
            )
    if not any(link.get("rel") == "self" for link in find_children(channel, "atom:link")):
        yield Finding(
            "channel.self", tr("{name}, channel", name=name), tr("No atom:link rel=self."), tr("Build again.")
        )
    yield from _check_words(tr("{name}, channel", name=name), channel)
    yield from _check_owner(tr("{name}, channel", name=name), channel)
    yield from _check_category(tr("{name}, channel", name=name), channel)
    yield from _check_podcast(tr("{name}, channel", name=name), channel)
    for missing in ("itunes:author", "podcast:guid", "podcast:locked"):
        if not child_text(channel, missing):
            yield Finding(
                "channel.recommended",
                tr("{name}, channel", name=name),
                tr("<{missing}> is missing.", missing=missing),
                _SET,
                "warning",
            )


def _check_words(place: str, channel: Element) -> Iterator[Finding]:
    """Values that are one of a few words, or have a form."""
    language = child_text(channel, "language")
    if language and not _LANGUAGE.fullmatch(language.lower()):
        yield Finding(
            "channel.language", place, tr("{language!r} is not an ISO 639 language.", language=language), _SET
        )
    if child_text(channel, "itunes:explicit") not in ("true", "false", ""):
        yield Finding("channel.explicit", place, tr("Neither `true` nor `false`."), _SET)
    if child_text(channel, "itunes:type") not in ("episodic", "serial", ""):
        yield Finding("channel.type", place, tr("Neither `episodic` nor `serial`."), _SET)
    for image in find_children(channel, "itunes:image"):
        if not re.search(r"\.(jpg|jpeg|png)$", image.get("href", "")):
            yield Finding("channel.image", place, tr("The image's address ends in neither .jpg nor .png."), _SET)


def _check_owner(place: str, channel: Element) -> Iterator[Finding]:
    """Apple, Spotify and 小宇宙 send a code to the feed's address, and list no show without it."""
    address = child_text(channel, "itunes:owner/itunes:email")
    if address and not _EMAIL.fullmatch(address):
        yield Finding("channel.email", place, tr("{address!r} is not an e-mail address.", address=address), _SET)
    elif not address and not any(
        link.get("href", "").startswith(LOCAL_BASE) for link in find_children(channel, "atom:link")
    ):
        problem = tr(
            "No e-mail address (`show.email`): directories send their confirmation there, and refuse the show."
        )
        yield Finding(NO_OWNER, place, problem, _SET)


def _check_category(place: str, channel: Element) -> Iterator[Finding]:
    for category in find_children(channel, "itunes:category"):
        parent = category.get("text", "")
        children = [child.get("text", "") for child in category]
        unknown = [child for child in children if child not in CATEGORIES.get(parent, ())]
        if parent not in CATEGORIES or unknown:
            wrong = " > ".join([parent, *unknown])
            known = ", ".join(CATEGORIES.get(parent, CATEGORIES))
            problem = tr("{wrong!r} is not one of Apple's categories.", wrong=wrong)
            yield Finding("channel.category", place, problem, tr("Choose from: {known}.", known=known))


def _check_podcast(place: str, channel: Element) -> Iterator[Finding]:
    guid = child_text(channel, "podcast:guid")
    try:
        uuid.UUID(guid or str(uuid.NAMESPACE_URL))
    except ValueError:
        yield Finding("channel.guid", place, tr("podcast:guid {guid!r} is not a UUID.", guid=guid), _SET)
    if child_text(channel, "podcast:locked") not in ("yes", "no", ""):
        yield Finding("channel.locked", place, tr("podcast:locked is neither yes nor no."), _SET)
    if child_text(channel, "podcast:locked") == "yes" and not find_children(channel, "podcast:locked")[0].get("owner"):
        yield Finding("channel.locked", place, tr("A locked feed needs its owner's address (`show.email`)."), _SET)
    license_id = child_text(channel, "podcast:license")
    if license_id and not _LICENSE.fullmatch(license_id):
        yield Finding(
            "channel.license", place, tr("{license_id!r} is not a lower-case SPDX id.", license_id=license_id), _SET
        )
    if lacking(child_text(channel, "description"), ("cn",)):
        yield Finding(
            "channel.notice",
            place,
            tr("The show's description does not say that its voices are generated by AI."),
            tr("Build again."),
        )
    disclosed = [txt for txt in find_children(channel, "podcast:txt") if txt.get("purpose") == "ai-content"]
    if not disclosed:
        yield Finding(
            "channel.disclosure", place, tr("The feed does not say that its voices are synthetic."), tr("Build again.")
        )


def _check_values(name: str, channel: Element) -> Iterator[Finding]:
    for element in channel.iter():
        if not isinstance(element.tag, str) or len(element):
            continue
        local, text = etree.QName(element).localname, text_of(element)
        place = tr("{name}, line {sourceline}", name=name, sourceline=element.sourceline)
        if local in ("description", "summary"):  # Apple takes as much in itunes:summary
            if len(text.encode()) > _LONGEST_DESCRIPTION:
                yield Finding(
                    "values.description",
                    place,
                    tr("{number} bytes; 4000 at most.", number=len(text.encode())),
                    tr("Shorten it."),
                )
        elif local != "encoded" and (len(text) > _LONGEST_VALUE or text != text.strip()):
            yield Finding(
                "values.length",
                place,
                tr("<{local}> is over 255 characters or ends in spaces.", local=local),
                tr("Shorten it."),
            )
