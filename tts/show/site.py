"""What stands beside the episodes: the feed, the show's cover, the pages and what they share."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import msgspec

from tts.config.schema import Show
from tts.errors import ConfigError, Place, reason
from tts.language import tr
from tts.show import cover
from tts.show.captions import readable
from tts.show.feed.channel import FEED, Address
from tts.show.feed.entry import entries
from tts.show.feed.publications import Moments
from tts.show.feed.write import address_of, documents, feeds_of
from tts.show.folder import alone_in, write_whole, writing
from tts.show.hosting import hosting
from tts.show.model import PAGE, Episode
from tts.show.player import assets, episode_page, opml, page_base, site_page
from tts.show.record import read
from tts.show.site_record import SiteRecord
from tts.store import user_path

OPML = "subscribe.opml"
COVER = "cover.jpg"
SMALL_COVER = "cover-small.jpg"
EPISODES = "episodes.js"


def refresh(site: Path, show: Show, cast_folder: Path = Path()) -> list[str]:
    """Bring everything beside the episodes in `site` up to date; the names of the files that changed.

    `cast_folder`: what relative paths in voices.yaml are relative to.
    What a server is told (`hosting`) stays as it is where somebody wrote that himself.
    Raises InputError (a broken episode), ConfigError (the show's cover), WriteError (also for somebody's own file in
    the place of one of these).
    """
    with writing(site), alone_in(site):
        record = SiteRecord(site)
        made = addressed(site, show, address_of(show))
        made.update(assets(show))
        made.update({name: content for name, content in hosting().items() if record.is_ours(name)})
        made[COVER] = show_cover(show, cast_folder)
        made[SMALL_COVER] = cover.small(made[COVER])
        record.refuse_foreign(made)
        record.note(made)
        changed = [name for name, content in sorted(made.items()) if write_whole(site / name, content)]
        for path in feeds_of(site):
            if path.name not in made and record.is_ours(path.name):
                path.unlink()
                changed.append(path.name)
        record.keep_only(made)
    return changed


def check_refreshable(site: Path, show: Show) -> None:
    """Raises WriteError when `refresh` would find somebody's own file in the place of one of its own."""
    names = {FEED, OPML, PAGE, EPISODES, COVER, SMALL_COVER, *assets(show), *(path.name for path in feeds_of(site))}
    SiteRecord(site).refuse_foreign(sorted(names))


def addressed(site: Path, show: Show, address: Address, moments: Moments | None = None) -> dict[str, bytes]:
    """File name → content of what stands beside the episodes and holds the site's own address or its dates.

    `moments`: when each episode was first published; None: as `site` recorded it.
    """
    made = documents(site, show, address, moments)
    made[OPML] = opml(show, address.of(FEED))
    made[PAGE] = site_page(_newest_first(site, moments), show, page_base(address.public)).encode()
    made[EPISODES] = _episodes(site, moments)
    return made


def episode_pages(site: Path, show: Show, base_url: str) -> Iterator[tuple[str, bytes]]:
    """(`<slug>/index.html`, content) of every episode, for a site that moves to another address."""
    for episode in _newest_first(site):
        yield f"{episode.slug}/{PAGE}", episode_page(episode, show, page_base(base_url)).encode()


def _episodes(site: Path, moments: Moments | None) -> bytes:
    """Which episodes there are, newest first, as a script: a page opened from the disk may not fetch JSON."""
    listed = [{"slug": entry.slug, "title": readable(entry.title)} for entry in entries(site, moments)]
    # No text can end the script or the line it stands on.
    said = msgspec.json.encode(listed).decode().replace("<", "\\u003c").replace("\u2028", " ").replace("\u2029", " ")
    return f"window.turncast.episodes = {said};\n".encode()


def _newest_first(site: Path, moments: Moments | None = None) -> Iterator[Episode]:
    """One at a time: thousands of transcripts are not held at once."""
    for entry in entries(site, moments):
        yield read(site / entry.slug)


def show_cover(show: Show, cast_folder: Path) -> bytes:
    """The show's own cover as JPEG, else one that is drawn. Raises ConfigError for one that no directory takes."""
    if not show.cover:
        return cover.drawn(cover.Artwork(show.title, show.author, show.title, ()))
    path = cast_folder / user_path(show.cover)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigError(
            tr("`show.cover` cannot be read: {strerror}.", strerror=reason(error)),
            place=Place(path),
            remedy=tr("Name a JPEG or PNG that exists."),
        ) from None
    if content.startswith(b"\xff\xd8"):
        return content
    if content.startswith(b"\x89PNG"):
        return _as_jpeg(content, path)
    raise _no_picture(path)


def _as_jpeg(png: bytes, path: Path) -> bytes:
    """What is seen through is white."""
    from PIL import Image

    try:
        with Image.open(BytesIO(png)) as image:
            seen = image.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise _no_picture(path) from None
    ground = Image.new("RGBA", seen.size, "white")
    ground.alpha_composite(seen)
    made = BytesIO()
    ground.convert("RGB").save(made, "JPEG", quality=90)
    return made.getvalue()


def _no_picture(path: Path) -> ConfigError:
    return ConfigError(
        tr("`show.cover` is not a JPEG or PNG."),
        place=Place(path),
        remedy=tr("Save it as JPEG or PNG, 3000 × 3000 pixels, RGB."),
    )
