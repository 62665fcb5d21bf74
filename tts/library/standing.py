"""`amend`: what is done to an episode that stands in a site, without building it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tts.library.settings import Settings, load_settings
from tts.show.amend import date, remove, rename
from tts.show.site import refresh

Action = Literal["list", "remove", "rename", "date", "refresh"]
ACTIONS: tuple[Action, ...] = ("list", "remove", "rename", "date", "refresh")


@dataclass(frozen=True, slots=True)
class Amendment:
    """What became of it."""

    episode: str
    """What the episode is called now, or for `date` the moment that stands in the feed; empty for none."""
    refreshed: tuple[str, ...]
    """The files beside the episodes that changed."""
    left: tuple[str, ...] = ()
    """Files of somebody's own that stay in the folder of an episode that is removed."""


def amend(site: Path, action: Action, name: str = "", value: str = "", *, settings: Settings = None) -> Amendment:
    """Do `action` to the episode `name` of `site`, then refresh feed and pages.

    `remove` it; `rename` it to `value`, for subscribers the same episode; `date` it in the feed by the day or moment
    `value`; or `refresh` what stands beside the episodes, and nothing else. What `rename` and `date` say stays when the
    episode is built again. `settings` has the show.
    Raises UsageError, InputError, ConfigError, WriteError.
    """
    file = load_settings(settings)
    show, now, left = file.config.show, "", tuple[str, ...]()
    if action == "remove":
        left = remove(site, name)
    elif action == "rename":
        now = rename(site, name, value, show).name
    elif action == "date":
        now = date(site, name, value, show)
    return Amendment(now, tuple(refresh(site, show, file.folder)), left)
