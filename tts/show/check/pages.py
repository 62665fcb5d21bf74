"""The pages people listen on, and the files they share: there, whole, and those that belong to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from tts.config.schema import Show
from tts.errors import reason
from tts.language import tr
from tts.show.check.finding import REBUILD, Finding
from tts.show.model import PAGE
from tts.show.player import assets
from tts.show.player.assets import version

_OF_THE_SHOW = "manifest.webmanifest"
"""Holds what voices.yaml says, which the files alone do not tell."""
_REFRESH = tr("Build any episode again: that writes what all pages share.")


def check_page(path: Path, names: str = "", remedy: str = REBUILD) -> Iterator[Finding]:
    """Findings about the page at `path`, which plays the file called `names`.

    Its hash stands nowhere: publishing makes it anew for the address it is published at.
    """
    if not path.is_file():
        yield Finding("files.missing", path.name, tr("The page is not there."), remedy)
        return
    content = path.read_bytes().strip()
    if not content.lower().startswith(b"<!doctype html>") or not content.endswith(b"</html>"):
        yield Finding("pages.whole", path.name, tr("It does not begin and end as a page does."), remedy)
    elif names.encode() not in content:
        yield Finding("pages.whole", path.name, tr("It does not play {names}.", names=names), remedy)


def check_shared(site: Path) -> Iterator[Finding]:
    """Findings about the site's own page and about what all pages share."""
    yield from check_page(site / PAGE, remedy=_REFRESH)
    page = (site / PAGE).read_bytes() if (site / PAGE).is_file() else b""
    # Those of another version of Turncast are not damaged.
    comparable = version().encode() in page
    for name, content in assets(Show()).items():
        path = site / name
        if not path.is_file():
            yield Finding("files.missing", name, tr("The pages need it."), _REFRESH)
        elif name == _OF_THE_SHOW:
            yield from _check_manifest(path)
        elif comparable and path.read_bytes() != content:
            yield Finding("files.hash", name, tr("Its bytes are not those that Turncast writes."), _REFRESH)


def _check_manifest(path: Path) -> Iterator[Finding]:
    try:
        msgspec.json.decode(path.read_bytes(), type=dict[str, object])
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        yield Finding("pages.whole", path.name, tr("Not a manifest: {error}.", error=reason(error)), _REFRESH)
