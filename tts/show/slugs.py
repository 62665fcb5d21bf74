"""Names that no episode's folder can have."""

from __future__ import annotations

import re

from tts.errors import InputError, Place
from tts.language import tr
from tts.show.player.assets import FOLDER as SHARED

_DEVICE = re.compile("con|prn|aux|nul|(com|lpt)[0-9]")
"""Names that Windows keeps for itself."""


def check_slug(slug: str) -> None:
    """Raises InputError for one whose folder is something else in the site, or nothing that Windows can hold."""
    if slug == SHARED or _DEVICE.fullmatch(slug):
        what = tr("the folder that all pages share") if slug == SHARED else tr("a device on Windows")
        raise InputError(
            tr("An episode cannot be called `{slug}`: that is {what}.", slug=slug, what=what),
            place=Place(tr("front matter")),
            remedy=tr("Give it a `slug:` of its own in the front matter."),
        )
