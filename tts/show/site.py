"""What stands beside the episodes: the feed, the show's cover, the list for other players."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from tts.config.schema import Show
from tts.errors import ConfigError, Place
from tts.show import cover
from tts.show.feed.channel import FEED, Address
from tts.show.feed.write import PAGES, address_of, documents
from tts.show.folder import alone_in, write_whole, writing

OPML = "feed.opml"
COVER = "cover.jpg"


def refresh(site: Path, show: Show, cast_folder: Path = Path()) -> list[str]:
    """Bring the feed, its cover and the OPML in `site` up to date; the names of the files that changed.

    `cast_folder`: what relative paths in voices.yaml are relative to.
    Raises InputError (a broken episode), ConfigError (the show's cover), WriteError.
    """
    address = address_of(show)
    with writing(site), alone_in(site):
        made = addressed(site, show, address)
        made[COVER] = show_cover(show, cast_folder)
        changed = [name for name, content in sorted(made.items()) if write_whole(site / name, content)]
        for path in sorted(site.glob(PAGES)):
            if path.name not in made:
                path.unlink()
                changed.append(path.name)
    return changed


def addressed(site: Path, show: Show, address: Address) -> dict[str, bytes]:
    """File name → content of all that holds the site's own address."""
    return {**documents(site, show, address), OPML: opml(show, address)}


def show_cover(show: Show, cast_folder: Path) -> bytes:
    """The show's own cover as configured, else drawn. Raises ConfigError for one that cannot be read or is no JPEG."""
    if not show.cover:
        return cover.draw(cover.Artwork(show.title, show.author, show.title, ()))
    path = cast_folder / show.cover
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"`show.cover` cannot be read: {error.strerror}.", place=Place(path), remedy="Name a JPEG that exists."
        ) from None
    if not content.startswith(b"\xff\xd8"):
        raise ConfigError(
            "`show.cover` is not a JPEG.", place=Place(path), remedy="Save it as JPEG, 3000 × 3000 pixels, RGB."
        )
    return content


def opml(show: Show, address: Address) -> bytes:
    """The feed as an OPML 2.0 subscription list, which podcast apps import."""
    root = etree.Element("opml", version="2.0")
    head, body = etree.SubElement(root, "head"), etree.SubElement(root, "body")
    etree.SubElement(head, "title").text = show.title
    outline = etree.SubElement(body, "outline", type="rss", text=show.title, title=show.title)
    outline.set("xmlUrl", address.of(FEED))
    outline.set("htmlUrl", show.link or address.of("index.html"))
    etree.indent(root, " ")
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return content + b"\n"
